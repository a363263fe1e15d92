name, n, pi = "world", 42, 3.14159
print(f"hello {name}", f"{n}", f"{n + 1}", f"{name.upper()!r}", f"{pi:.2f}", f"{{literal}} {{{n}}}", f"{name!s:>8}|", f"{n:05d}", f"{'nested ' + f'{n}'}", f"{n!r:>4}", F"{n}", f'{"double"}', rf"\n{n}", f"{name[0]}{name[-1]}", f"{(lambda x: x * 2)(n)}", f"{n if n > 3 else 'small'}", f"{[i for i in range(3)]}", f"{ {'k': 1}['k'] }", f"{n:{5}}", f"{pi:{'.1f'}}", f"{pi:{8}.{3}}")
print(f"{n=}", f"{n = }", f"{n+1=}", f"{name=!s}", f"{pi=:.1f}", f"{ n = :>6}")
print(f"""multi
{n}
line""", f"a" "b" f"{n}" "{n}", f"{'a' 'b'}", f"", f"{n}" * 2, f"{n}{n}" + f"{n}")
print(f"{f"{f"{n}"}"}", f"{'quote: \''}", f"{"\n".join(["a", "b"])}", f"{n:}", f"{None} {True} {[]} {()}", f"{n,}", f"{n, 1}", f"{*[1, 2],}", f"{(y := 5)} {y}", f"{n!a}", f"{'é'!a}")
