"""Other programs: starting them, talking to them, waiting for their end."""

import os
import selectors
import signal
import time
import _subprocess

PIPE, STDOUT, DEVNULL = -1, -2, -3


class SubprocessError(Exception):
    """What went wrong with a child."""


class CalledProcessError(SubprocessError):
    """A child ended with an exit code other than 0."""

    def __init__(self, returncode, cmd, output=None, stderr=None):
        self.returncode, self.cmd, self.output, self.stderr = returncode, cmd, output, stderr

    stdout = property(lambda self: self.output)

    def __str__(self):
        if self.returncode >= 0:
            return f"Command '{self.cmd}' returned non-zero exit status {self.returncode}."
        try:
            return f"Command '{self.cmd}' died with {signal.Signals(-self.returncode)!r}."
        except ValueError:
            return f"Command '{self.cmd}' died with unknown signal {-self.returncode}."


class TimeoutExpired(SubprocessError):
    """A child took too long."""

    def __init__(self, cmd, timeout, output=None, stderr=None):
        self.cmd, self.timeout, self.output, self.stderr = cmd, timeout, output, stderr

    stdout = property(lambda self: self.output)

    def __str__(self):
        return f"Command '{self.cmd}' timed out after {self.timeout} seconds"


class CompletedProcess:
    """How a child ended, and what it said."""

    def __init__(self, args, returncode, stdout=None, stderr=None):
        self.args, self.returncode, self.stdout, self.stderr = args, returncode, stdout, stderr

    def check_returncode(self):
        if self.returncode:
            raise CalledProcessError(self.returncode, self.args, self.stdout, self.stderr)

    def __repr__(self):
        parts = [f"args={self.args!r}", f"returncode={self.returncode!r}"]
        parts += [f"{name}={value!r}" for name in ("stdout", "stderr") if (value := getattr(self, name)) is not None]
        return f"{type(self).__name__}({', '.join(parts)})"


class Popen:
    """A child process."""

    def __init__(
        self, args, bufsize=-1, executable=None, stdin=None, stdout=None, stderr=None, preexec_fn=None, close_fds=True,
        shell=False, cwd=None, env=None, universal_newlines=None, startupinfo=None, creationflags=0, restore_signals=True,
        start_new_session=False, pass_fds=(), *, encoding=None, errors=None, text=None, process_group=None,
    ):
        if preexec_fn is not None or pass_fds:
            raise NotImplementedError("gilscope starts programs without preexec_fn and pass_fds")
        self.args, self.returncode, self._start = args, None, time.monotonic()
        self.text_mode = bool(text or universal_newlines or encoding or errors)
        words = [os.fspath(args)] if isinstance(args, (str, bytes, os.PathLike)) else [os.fspath(word) for word in args]
        if shell:
            words = ["/bin/sh", "-c"] + words
            executable = executable or words[0]
        environment = os.environ if env is None else env
        pairs = [os.fsencode(word) for pair in environment.items() for word in pair]
        theirs, ours = [], []
        try:
            for place, wish in enumerate((stdin, stdout, stderr)):
                self._plan(place, wish, theirs, ours)
            numbers = [number for number, _ in theirs]
            self._child = _subprocess.start(
                os.fspath(executable or words[0]), words, None if cwd is None else os.fspath(cwd), pairs, *numbers,
                start_new_session or process_group is not None,
            )
        except BaseException:
            for number in filter(None, ours):
                os.close(number)
            raise
        finally:
            for number, mine in theirs:
                if mine:
                    os.close(number)
        self.pid = self._child.pid
        files = []
        for number, mode in zip(ours, ("w", "r", "r")):
            kind = mode if self.text_mode else mode + "b"
            lines = bufsize == 1 and self.text_mode
            size = -1 if lines or bufsize < 0 or (self.text_mode and bufsize == 0) else bufsize
            files.append(None if number is None else open(number, kind, 1 if lines else size, encoding, errors))
        self.stdin, self.stdout, self.stderr = files

    def _plan(self, place, wish, theirs, ours):
        """Adds what the child gets for one of its files, with whether we close it then, and our end of a pipe or None."""
        mine = None
        if wish == PIPE:
            reader, writer = os.pipe()
            given, mine = (reader, writer) if place == 0 else (writer, reader)
            theirs.append((given, True))
        elif wish == DEVNULL:
            theirs.append((os.open(os.devnull, os.O_RDWR), True))
        elif wish == STDOUT and place == 2:
            theirs.append((1 if theirs[1][0] is None else theirs[1][0], False))
        elif wish is None:
            theirs.append((None, False))
        else:
            theirs.append((wish if isinstance(wish, int) else wish.fileno(), False))
        ours.append(mine)

    def poll(self):
        """The exit code, or None while it runs."""
        if self.returncode is None:
            self.returncode = self._child.wait(0)
        return self.returncode

    def wait(self, timeout=None):
        """Waits for its end: the exit code."""
        if self.returncode is None:
            self.returncode = self._child.wait(None if timeout is None else max(timeout, 0))
            if self.returncode is None:
                raise TimeoutExpired(self.args, timeout)
        return self.returncode

    def communicate(self, input=None, timeout=None):
        """Says something to it, hears what it says, and waits for its end."""
        if self.stdin and self.text_mode and input is not None:
            input = input.encode(self.stdin.encoding)
        deadline = None if timeout is None else time.monotonic() + timeout
        said = {file: [] for file in (self.stdout, self.stderr) if file}
        self._exchange(input, said, deadline, timeout)
        self.wait(None if deadline is None else max(deadline - time.monotonic(), 0))
        texts = []
        for file in (self.stdout, self.stderr):
            data = b"".join(said[file]) if file else None
            if file and self.text_mode:
                data = data.decode(file.encoding, file.errors).replace("\r\n", "\n").replace("\r", "\n")
            texts.append(data)
        return tuple(texts)

    def _exchange(self, input, said, deadline, timeout):
        with selectors.DefaultSelector() as selector:
            if self.stdin:
                try:
                    self.stdin.flush()
                    if not input:
                        self.stdin.close()
                except BrokenPipeError:
                    pass
                if input:
                    os.set_blocking(self.stdin.fileno(), False)
                    selector.register(self.stdin, selectors.EVENT_WRITE)
            for file in said:
                if not file.closed:
                    selector.register(file, selectors.EVENT_READ)
            while selector.get_map():
                left = None if deadline is None else deadline - time.monotonic()
                if left is not None and left < 0:
                    raise TimeoutExpired(self.args, timeout, b"".join(said.get(self.stdout, [])) or None)
                for key, _ in selector.select(left):
                    file = key.fileobj
                    if file is self.stdin:
                        try:
                            input = input[os.write(key.fd, input[:65536]) :]
                        except BrokenPipeError:
                            input = b""
                        done = not input
                    else:
                        data = os.read(key.fd, 32768)
                        said[file].append(data)
                        done = not data
                    if done:
                        selector.unregister(file)
                        file.close()

    def send_signal(self, sig):
        if self.poll() is None:
            os.kill(self.pid, sig)

    def terminate(self):
        self.send_signal(signal.SIGTERM)

    def kill(self):
        self.send_signal(signal.SIGKILL)

    def __enter__(self):
        return self

    def __exit__(self, *args):
        for file in (self.stdout, self.stderr, self.stdin):
            if file:
                try:
                    file.close()
                except BrokenPipeError:
                    pass
        self.wait()

    def __repr__(self):
        return f"<{type(self).__name__}: returncode: {self.returncode} args: {self.args!r}>"


def run(*args, input=None, capture_output=False, timeout=None, check=False, **options):
    """Runs a program to its end."""
    if input is not None:
        if options.get("stdin") is not None:
            raise ValueError("stdin and input arguments may not both be used.")
        options["stdin"] = PIPE
    if capture_output:
        if options.get("stdout") is not None or options.get("stderr") is not None:
            raise ValueError("stdout and stderr arguments may not be used with capture_output.")
        options["stdout"] = options["stderr"] = PIPE
    with Popen(*args, **options) as process:
        try:
            stdout, stderr = process.communicate(input, timeout)
        except BaseException:
            process.kill()
            raise
    done = CompletedProcess(process.args, process.returncode, stdout, stderr)
    if check:
        done.check_returncode()
    return done


def call(*args, timeout=None, **options):
    """The exit code of a program."""
    return run(*args, timeout=timeout, **options).returncode


def check_call(*args, **options):
    if code := call(*args, **options):
        raise CalledProcessError(code, options.get("args", args[0] if args else None))
    return 0


def check_output(*args, **options):
    """What a program says."""
    if "stdout" in options:
        raise ValueError("stdout argument not allowed, it will be overridden.")
    return run(*args, stdout=PIPE, check=True, **options).stdout


def getstatusoutput(cmd, *, encoding=None, errors=None):
    done = run(cmd, shell=True, text=True, stdout=PIPE, stderr=STDOUT, encoding=encoding, errors=errors)
    return done.returncode, done.stdout.removesuffix("\n")


def getoutput(cmd, *, encoding=None, errors=None):
    return getstatusoutput(cmd, encoding=encoding, errors=errors)[1]
