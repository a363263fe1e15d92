"""What a script does about signals. Handlers run on the main thread, at its next safepoint; they get None for the frame."""

import os
import _signal
from _signal import default_int_handler, pause
from enum import IntEnum

Signals = IntEnum("Signals", {name: number for name, number in _signal.__dict__.items() if name.startswith("SIG")}, module=__name__)
Handlers = IntEnum("Handlers", {"SIG_DFL": 0, "SIG_IGN": 1}, module=__name__)
globals().update(Signals.__members__)
globals().update(Handlers.__members__)

NSIG = 65
ITIMER_REAL = 0
ItimerError = OSError


def signal(signalnum, handler, /):
    """Sets what to do about a signal, and returns what was done before."""
    if not callable(handler) and handler not in (SIG_DFL, SIG_IGN):
        raise TypeError("signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object")
    before = getsignal(signalnum)
    _signal.set_handler(signalnum, handler if callable(handler) else int(handler))
    return before


def getsignal(signalnum, /):
    """What is done about a signal."""
    handler = _signal.handler(signalnum)
    if handler is None:
        return default_int_handler if signalnum == SIGINT else SIG_DFL
    return Handlers(handler) if isinstance(handler, int) else handler


def raise_signal(signalnum, /):
    """Sends a signal to the script itself."""
    os.kill(os.getpid(), signalnum)


def alarm(seconds, /):
    """Lets SIGALRM come after so many seconds; what was left of the last alarm."""
    left, _ = _signal.set_alarm(seconds, 0)
    return -int(-left // 1)


def setitimer(which, seconds, interval=0.0, /):
    """Lets SIGALRM come after so many seconds, and then at intervals."""
    if which != ITIMER_REAL:
        raise ItimerError(22, "Invalid argument")
    return _signal.set_alarm(seconds, interval)


def strsignal(signalnum, /):
    """A signal in words."""
    return _words.get(signalnum)


_words = {
    SIGABRT: "Aborted", SIGALRM: "Alarm clock", SIGBUS: "Bus error", SIGCHLD: "Child exited", SIGCONT: "Continued",
    SIGFPE: "Floating point exception", SIGHUP: "Hangup", SIGILL: "Illegal instruction", SIGINT: "Interrupt", SIGKILL: "Killed",
    SIGPIPE: "Broken pipe", SIGQUIT: "Quit", SIGSEGV: "Segmentation fault", SIGSTOP: "Stopped (signal)", SIGTERM: "Terminated",
    SIGTSTP: "Stopped", SIGUSR1: "User defined signal 1", SIGUSR2: "User defined signal 2", SIGWINCH: "Window changed",
}


def valid_signals():
    return set(Signals)
