# Files and folders that are gone afterwards.
import os
import tempfile

print(os.path.isdir(tempfile.gettempdir()), tempfile.gettempprefix())
with tempfile.NamedTemporaryFile("w+", suffix=".txt", prefix="pre") as file:
    name = file.name
    print(os.path.basename(name).startswith("pre"), name.endswith(".txt"), os.path.exists(name))
    print(file.write("hello\n"), file.flush(), open(name).read(), file.seek(0), file.read(), end="")
print(os.path.exists(name), file.closed)
file = tempfile.NamedTemporaryFile(delete=False)
file.write(b"stays")
file.close()
print(os.path.exists(file.name), os.stat(file.name).st_size, oct(os.stat(file.name).st_mode & 0o777))
os.unlink(file.name)
with tempfile.TemporaryFile() as file:
    print(file.write(b"abc"), file.seek(1), file.read())
with tempfile.TemporaryDirectory(prefix="dir") as folder:
    print(os.path.isdir(folder), os.path.basename(folder).startswith("dir"), os.listdir(folder))
    os.makedirs(os.path.join(folder, "a", "b"))
    open(os.path.join(folder, "a", "file"), "w").close()
print(os.path.exists(folder))
folder = tempfile.TemporaryDirectory()
print(os.path.isdir(folder.name))
folder.cleanup()
print(os.path.exists(folder.name))
path = tempfile.mkdtemp()
print(os.path.isdir(path), oct(os.stat(path).st_mode & 0o777), os.path.dirname(path) == tempfile.gettempdir())
fd, inside = tempfile.mkstemp(dir=path, suffix=".x")
print(os.write(fd, b"12"), os.path.dirname(inside) == path)
os.close(fd)
os.unlink(inside)
os.rmdir(path)
