# shutil, glob and fnmatch.
import fnmatch
import glob
import os
import shutil
import tempfile

with tempfile.TemporaryDirectory() as top:
    join = lambda *names: os.path.join(top, *names)
    with open(join("a.txt"), "w") as file:
        file.write("content")
    os.chmod(join("a.txt"), 0o640)
    print(shutil.copy(join("a.txt"), join("b.txt")) == join("b.txt"), open(join("b.txt")).read(), oct(os.stat(join("b.txt")).st_mode & 0o777))
    os.mkdir(join("folder"))
    print(shutil.copy2(join("a.txt"), join("folder")) == join("folder", "a.txt"), os.listdir(join("folder")))
    print(os.stat(join("folder", "a.txt")).st_mtime_ns == os.stat(join("a.txt")).st_mtime_ns)
    shutil.copyfile(join("a.txt"), join("c"))
    shutil.copytree(join("folder"), join("copy"))
    print(sorted(os.listdir(top)), os.listdir(join("copy")))
    shutil.move(join("c"), join("copy"))
    shutil.move(join("b.txt"), join("renamed.txt"))
    print(sorted(os.listdir(join("copy"))), sorted(os.listdir(top)))
    names = lambda paths: sorted(os.path.relpath(path, top) for path in paths)
    print(names(glob.glob(join("*.txt"))), names(glob.glob(join("*", "*"))), names(glob.glob(join("**", "*.txt"), recursive=True)))
    print(sorted(glob.glob("*.txt", root_dir=top)), glob.glob(join("none*")), glob.escape("a[1]*"))
    for call in (
        lambda: shutil.copyfile(join("a.txt"), join("a.txt")),
        lambda: shutil.copy(join("none"), join("x")),
        lambda: shutil.rmtree(join("none")),
        lambda: shutil.move(join("a.txt"), join("folder")),
        lambda: os.rmdir(join("copy")),
    ):
        try:
            call()
        except OSError as error:
            print(type(error).__name__, str(error).replace(top, "TOP"))
    shutil.rmtree(join("copy"))
    shutil.rmtree(join("none"), ignore_errors=True)
    print(sorted(os.listdir(top)))
    print(shutil.which("sh") is not None, shutil.which("no-such-program"))
for pattern in ("*.py", "a?c", "[a-c]*", "[!a]*", "*b*d", "x[]]", "[", "a[", "**", ""):
    print(pattern, [name for name in ("a.py", "abc", "abd", "x]", "[", "a[", "", "bcd") if fnmatch.fnmatchcase(name, pattern)])
print(fnmatch.filter(["a.txt", "b.py", "c.txt"], "*.txt"))
