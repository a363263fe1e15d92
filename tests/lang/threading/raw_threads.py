# _thread: threads without Thread objects.
import _thread
import threading


def attempt(call, *args):
    try:
        print("got", call(*args))
    except BaseException as error:
        print(type(error).__name__, error)


done = _thread.allocate_lock()
done.acquire()


def work(a, b=2):
    thread = threading.current_thread()
    print(a, b, thread.daemon, thread.is_alive(), thread.name.startswith("Dummy-"))
    attempt(thread.join)
    done.release()
    _thread.exit()
    print("never")


ident = _thread.start_new_thread(work, (1,), {"b": 3})
done.acquire()
print(type(ident))
attempt(_thread.start_new_thread, 1, ())
attempt(_thread.start_new_thread, print, 1)
attempt(_thread.start_new_thread, print, (), 1)
attempt(_thread.exit)
attempt(_thread.interrupt_main, 100)
attempt(_thread.interrupt_main)
print(_thread.LockType, _thread.error, _thread.TIMEOUT_MAX)
print(_thread.get_ident() == threading.get_ident(), _thread.LockType is type(threading.Lock()))
