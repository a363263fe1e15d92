# Path asks the system: files, folders, patterns.
import os
import tempfile
from pathlib import Path

with tempfile.TemporaryDirectory() as name:
    top = Path(name)
    print(top.exists(), top.is_dir(), top.is_file(), (top / "none").exists())
    f = top / "a.txt"
    print(f.write_text("hello\nwörld\n", encoding="utf-8"), f.read_text(encoding="utf-8").splitlines(), f.read_bytes())
    print(f.stat().st_size, f.write_bytes(b"12345"), f.stat().st_size)
    (top / "sub" / "deep").mkdir(parents=True)
    (top / "sub").mkdir(exist_ok=True)
    for error_of in (lambda: (top / "sub").mkdir(), lambda: (top / "x" / "y").mkdir(), lambda: (top / "none").read_text()):
        try:
            error_of()
        except OSError as error:
            print(type(error).__name__, str(error).replace(name, "TOP"))
    (top / "sub" / "b.py").touch()
    (top / "sub" / "deep" / "c.py").write_text("x = 1\n")
    (top / "d.py").touch()
    show = lambda paths: sorted(str(path.relative_to(top)) for path in paths)
    print(show(top.iterdir()))
    print(show(top.glob("*.py")), show(top.glob("**/*.py")), show(top.rglob("*.py")), show(top.glob("*/[bc].py")))
    print(show(top.glob("sub/*")), show(top.rglob("deep")), show(top.glob("?.*")))
    with (top / "log").open("w") as file:
        print("one", file=file)
    with (top / "log").open("a") as file:
        print("two", file=file)
    print((top / "log").read_text().split())
    moved = (top / "log").rename(top / "moved")
    print(moved.name, (top / "log").exists())
    (top / "link").symlink_to("moved")
    print((top / "link").is_symlink(), (top / "link").readlink(), (top / "link").resolve().name, (top / "link").read_text() == moved.read_text())
    (top / "link").unlink()
    (top / "link").unlink(missing_ok=True)
    try:
        (top / "link").unlink()
    except FileNotFoundError as error:
        print("FileNotFoundError", error.errno)
    for folder, folders, files in sorted(top.walk()):
        print(folder.relative_to(top), sorted(folders), sorted(files))
    print(os.fspath(f) == str(f), os.path.join(top, "x") == str(top / "x"), isinstance(f, os.PathLike))
    here = os.getcwd()
    print(str(Path.cwd()) == here, Path("x").absolute() == Path(here) / "x", Path(here).is_absolute())
    (top / "sub" / "deep" / "c.py").unlink()
    (top / "sub" / "deep").rmdir()
    print(show((top / "sub").iterdir()))
print(top.exists())
