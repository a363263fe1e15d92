import os
for f in (lambda: open("/no/such/file"), lambda: open("/"), lambda: open("/etc/passwd/x"), lambda: os.listdir("/no/such/dir"), lambda: os.remove("/no/such"), lambda: os.mkdir("/tmp"), lambda: os.close(9999)):
    try: f()
    except OSError as e: print(type(e).__name__, e.errno, e.strerror, e.filename, "|", e)
e = OSError(2, "made up", "file.txt")
print(type(e).__name__, e, e.args, e.errno)
print(repr(OSError(13, "x")), OSError("plain"), OSError(), FileNotFoundError(1, "kept").errno, isinstance(OSError(17, "x"), FileExistsError))
