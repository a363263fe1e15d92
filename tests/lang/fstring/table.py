rows = [("apple", 3, 0.5), ("banana", 12, 0.25), ("kiwi", 100, 1.125)]
print(f"{'name':<10}|{'n':>5}|{'price':^9}|")
print("-" * 10 + "+" + "-" * 5 + "+" + "-" * 9)
for name, n, price in rows:
    print(f"{name:<10}|{n:>5}|{price:^9.2f}|")
total = sum(n * p for _, n, p in rows)
width = 12
print(f"{'total':.<{width}}{total:.>{width}.3f}", f"{total!r:>{width}}", f"{len(rows):0{width // 3}}")
for i in range(1, 4):
    print(" ".join(f"{i * j:3d}" for j in range(1, 6)), f"{i / 3:8.3%} {10 ** i:>8,} {10 ** -i:.{i}f} {i:{'>' if i % 2 else '<'}4}|")
