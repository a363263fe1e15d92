names = "ArithmeticError AssertionError AttributeError BaseException BlockingIOError BrokenPipeError BufferError ChildProcessError ConnectionError EOFError Exception FileExistsError FileNotFoundError FloatingPointError GeneratorExit ImportError IndentationError IndexError InterruptedError IsADirectoryError KeyError KeyboardInterrupt LookupError MemoryError ModuleNotFoundError NameError NotADirectoryError NotImplementedError OSError OverflowError PermissionError ProcessLookupError RecursionError ReferenceError RuntimeError StopIteration SyntaxError SystemError SystemExit TabError TimeoutError TypeError UnboundLocalError UnicodeDecodeError UnicodeEncodeError UnicodeError ValueError Warning UserWarning DeprecationWarning RuntimeWarning ZeroDivisionError".split()
import builtins
for n in names:
    c = getattr(builtins, n)
    print(n, "<", " < ".join(b.__name__ for b in c.__mro__[1:-1]))
print(IOError is OSError, EnvironmentError is OSError, issubclass(KeyboardInterrupt, Exception), issubclass(SystemExit, Exception))
