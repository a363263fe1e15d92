# Variables, tokens, and what each context and each thread has of its own.
import threading
from contextvars import Context, ContextVar, Token, copy_context


def attempt(call, *args):
    try:
        print("got", call(*args))
    except Exception as error:
        print(type(error).__name__, str(error).split(" at 0x")[0])


plain, number = ContextVar("plain"), ContextVar("number", default=5)
print(repr(plain).split(" at ")[0], repr(number).split(" at ")[0], plain.name)
attempt(plain.get)
print(plain.get("here"), number.get(), number.get(7))
token = plain.set(1)
print(token.var is plain, token.old_value is Token.MISSING, Token.MISSING)
second = plain.set(2)
print(second.old_value, plain.get())
attempt(number.reset, second)
plain.reset(second)
print(plain.get())
attempt(plain.reset, second)
attempt(plain.reset, 5)
attempt(ContextVar, 5)

context = copy_context()
print(len(context), context[plain], plain in context, number in context)
print(list(context) == [plain], list(context.items()) == [(plain, 1)], list(context.values()))
print(context.get(number), context.get(number, "none"))
attempt(lambda: context[5])
attempt(lambda: 5 in context)


def change(value):
    plain.set(value)
    return plain.get(), number.get()


print(context.run(change, 9), plain.get(), context[plain])
attempt(context.run, lambda: context.run(change, 1))
attempt(context.run, lambda: plain.reset(token))
print(Context().run(plain.get, "empty"), len(Context()))
print(context.copy() == context, context == copy_context())

thread = threading.Thread(target=lambda: (attempt(plain.get), plain.set(8)))
thread.start()
thread.join()
print(plain.get())
thread = threading.Thread(target=copy_context().run, args=(lambda: print("carried", plain.get()),))
thread.start()
thread.join()
