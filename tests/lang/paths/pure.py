# Paths taken apart and joined, without asking the system.
from pathlib import Path, PurePath, PurePosixPath

p = PurePosixPath("/usr/lib/python3/site.tar.gz")
print(p, repr(p), p.name, p.stem, p.suffix, p.suffixes, p.parent, p.root, p.anchor, p.parts)
print([str(q) for q in p.parents], p.is_absolute(), p.as_posix(), p.as_uri())
print(PurePath("a", "b", "../c"), PurePath("a") / "b" / PurePath("c"), "x" / PurePath("y"), PurePath("a", "/b"))
print(PurePath(""), PurePath("."), PurePath("a//b/./c/"), PurePath("/"), repr(PurePath()))
print(PurePath("a.txt").with_suffix(".md"), PurePath("a/b.txt").with_name("c"), PurePath("b.tar.gz").with_stem("d"))
print(PurePath("a.txt").with_suffix(""), PurePath("README").with_suffix(".md"))
print(PurePath(".bashrc").suffix == "", PurePath(".bashrc").stem, PurePath("a.").suffix == "", PurePath("x.y.z").stem)
print(PurePath("/a/b/c").relative_to("/a"), PurePath("/a/b").is_relative_to("/a"), PurePath("a/b").is_relative_to("b"))
print(PurePath("/a/b").relative_to("/a/c", walk_up=True))
print(PurePath("a/b.py").match("*.py"), PurePath("/a/b.py").match("a/*.py"), PurePath("a.py").match("/*.py"))
print(PurePath("a") == PurePosixPath("a"), hash(PurePath("a")) == hash(PurePath("a/")), PurePath("a") < PurePath("b"))
print(sorted([Path("b"), Path("a/c"), Path("a")]), {Path("x"): 1}[Path("x")])
print(isinstance(Path("x"), PurePath), type(Path("x")).__name__, Path("x").joinpath("y", "z"), PurePath("a") == "a")
for call in (
    lambda: PurePath("/a").relative_to("/b"),
    lambda: PurePath("/").with_name("x"),
    lambda: PurePath("a").with_suffix("md"),
    lambda: PurePath("a").with_name("b/c"),
    lambda: PurePath(5),
    lambda: PurePath("a") / 5,
    lambda: PurePath("a") < 5,
):
    try:
        print(call())
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
