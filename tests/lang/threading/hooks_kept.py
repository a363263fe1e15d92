# Trace and profile functions can be set and read back; stack_size takes what the system takes.
import threading

print(threading.gettrace(), threading.getprofile())
threading.settrace(None)
threading.setprofile(None)
print(threading.gettrace(), threading.getprofile(), threading.stack_size())
for size in (4, -1):
    try:
        threading.stack_size(size)
    except ValueError as error:
        print(error)
print(threading.stack_size(65536), threading.stack_size(0), threading.stack_size())
