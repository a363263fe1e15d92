//! What the operating system is asked for, each in a small safe function: CPU clocks, thread
//! numbers, signals. Nothing here knows of the lock.

use std::ffi::{CStr, CString};
use std::fmt;
use std::io;
use std::mem;
use std::num::NonZeroUsize;
use std::os::fd::{IntoRawFd, OwnedFd};
use std::os::unix::process::CommandExt;
use std::os::unix::thread::JoinHandleExt;
use std::panic::{self, AssertUnwindSafe};
use std::process::Command;
use std::ptr;
use std::sync::atomic::{AtomicI32, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

use super::clock::Zone;

/// CPU time of the calling thread.
pub(crate) fn thread_cpu_time() -> Duration {
    read_clock(libc::CLOCK_THREAD_CPUTIME_ID).unwrap_or_default()
}

/// CPU time of the process.
pub(crate) fn process_cpu_time() -> Duration {
    read_clock(libc::CLOCK_PROCESS_CPUTIME_ID).unwrap_or_default()
}

/// How local time stands to UTC at a number of seconds since 1970; `None` if the calendar does not
/// reach so far.
pub(crate) fn zone(epoch: i64) -> Option<Zone> {
    // SAFETY: all zero is a `tm`; both pointers are to locals. `tm_zone` is null or points to a name
    // that the C library keeps, and is copied at once.
    unsafe {
        let mut local: libc::tm = mem::zeroed();
        if libc::localtime_r(&raw const epoch, &raw mut local).is_null() {
            return None;
        }
        let name = match local.tm_zone.is_null() {
            true => "UTC".to_owned(),
            false => CStr::from_ptr(local.tm_zone).to_string_lossy().into_owned(),
        };
        Some(Zone {
            offset: local.tm_gmtoff,
            summer: local.tm_isdst > 0,
            name,
        })
    }
}

/// The number by which the operating system knows the calling thread.
#[cfg(target_os = "linux")]
pub(crate) fn native_id() -> u64 {
    // SAFETY: `gettid` has no precondition.
    u64::try_from(unsafe { libc::gettid() }).unwrap_or_default()
}

/// The number by which the operating system knows the calling thread.
#[cfg(not(target_os = "linux"))]
pub(crate) fn native_id() -> u64 {
    // SAFETY: `pthread_self` has no precondition; it only names the calling thread.
    unsafe { libc::pthread_self() as u64 }
}

/// The CPU clock of one thread, which others may read while that thread lives.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ThreadCpuClock(Option<libc::clockid_t>);

impl ThreadCpuClock {
    #[cfg(target_os = "linux")]
    pub(crate) fn of_this_thread() -> Self {
        let mut clock = 0;
        // SAFETY: the calling thread is alive, and `clock` is a local that the call may write to.
        let failed = unsafe { libc::pthread_getcpuclockid(libc::pthread_self(), &raw mut clock) };
        ThreadCpuClock((failed == 0).then_some(clock))
    }

    /// Not to be had: such a thread's CPU time is known when it ends.
    #[cfg(not(target_os = "linux"))]
    pub(crate) fn of_this_thread() -> Self {
        ThreadCpuClock(None)
    }

    /// `None` if the thread is gone.
    pub(crate) fn read(self) -> Option<Duration> {
        read_clock(self.0?)
    }
}

/// Through libc and not rustix, whose own look for the vDSO ends the process under valgrind.
fn read_clock(clock: libc::clockid_t) -> Option<Duration> {
    let mut time = libc::timespec {
        tv_sec: 0,
        tv_nsec: 0,
    };
    // SAFETY: a clock id is a number, and an unknown one is refused; `time` is a local that the
    // call writes to.
    let failed = unsafe { libc::clock_gettime(clock, &raw mut time) };
    let seconds = u64::try_from(time.tv_sec).ok()?;
    let nanos = u32::try_from(time.tv_nsec).ok()?;
    (failed == 0).then(|| Duration::new(seconds, nanos))
}

/// What a new OS thread runs first.
type Body = Box<dyn FnOnce() + Send>;

/// Runs `body` on a new OS thread that nobody waits for, with a stack of so many bytes and a page below it that stops an overflow.
///
/// A thread of the standard library gets an alternate signal stack too, to tell of an overflow in words before the process ends: nine
/// system calls, three of which change the address space while other threads use it. Our natives look at the room that is left
/// before they recurse.
pub(crate) fn spawn(
    name: &str,
    stack_bytes: usize,
    body: impl FnOnce() + Send + 'static,
) -> io::Result<()> {
    /// A multiple of every system's page size.
    const PAGES: usize = 64 * 1024;
    let name = CString::new(name.replace('\0', "?"))?;
    let body: Body = Box::new(move || {
        name_this_thread(&name);
        body();
    });
    // SAFETY: the attributes are a local, initialised by the first call, and no copy of them outlives the last one. `thread` is a local
    // that is written to. `run_body` gets the pointer that it expects; if there is no thread to use it, nobody else does.
    unsafe {
        let mut attributes = mem::zeroed();
        check(libc::pthread_attr_init(&raw mut attributes))?;
        let stack_bytes = stack_bytes.next_multiple_of(PAGES);
        let sized = libc::pthread_attr_setstacksize(&raw mut attributes, stack_bytes);
        let detached = libc::PTHREAD_CREATE_DETACHED;
        let detached = libc::pthread_attr_setdetachstate(&raw mut attributes, detached);
        let created = check(sized).and(check(detached)).and_then(|()| {
            let mut thread = mem::zeroed();
            let body = Box::into_raw(Box::new(body)).cast();
            let attributes = &raw const attributes;
            check(libc::pthread_create(
                &raw mut thread,
                attributes,
                run_body,
                body,
            ))
            .inspect_err(|_| drop(Box::from_raw(body.cast::<Body>())))
        });
        libc::pthread_attr_destroy(&raw mut attributes);
        created
    }
}

/// What the thread functions of C return.
fn check(error: libc::c_int) -> io::Result<()> {
    match error {
        0 => Ok(()),
        _ => Err(io::Error::from_raw_os_error(error)),
    }
}

extern "C" fn run_body(body: *mut libc::c_void) -> *mut libc::c_void {
    // SAFETY: `spawn` made it, for this thread alone.
    let body = unsafe { Box::from_raw(body.cast::<Body>()) };
    // The hook has told of the panic; nothing of ours lies below that could go on unwinding.
    let _ = panic::catch_unwind(AssertUnwindSafe(body));
    ptr::null_mut()
}

/// What tools like `top` call the thread. The system keeps 15 bytes.
fn name_this_thread(name: &CStr) {
    let mut short = [0; 16];
    let bytes = name.to_bytes();
    let len = bytes.len().min(short.len() - 1);
    short[..len].copy_from_slice(&bytes[..len]);
    // SAFETY: a local that ends with a zero, and is only read.
    unsafe {
        #[cfg(target_os = "macos")]
        libc::pthread_setname_np(short.as_ptr().cast());
        #[cfg(not(target_os = "macos"))]
        libc::pthread_setname_np(libc::pthread_self(), short.as_ptr().cast());
    }
}

/// How many cores this process may use: the affinity mask and the cgroup's quota count, a part of a
/// core does not.
pub(crate) fn usable_cores() -> usize {
    std::thread::available_parallelism().map_or(1, NonZeroUsize::get)
}

/// The signal that makes a system call return early and does nothing else. A process that has no
/// handler for it ignores it.
const NUDGE: libc::c_int = libc::SIGURG;

/// An OS thread that is alive as long as the caller sees to it.
#[derive(Debug)]
pub(crate) struct Thread(libc::pthread_t);

impl Thread {
    pub(crate) fn current() -> Self {
        // SAFETY: `pthread_self` has no precondition; it only names the calling thread.
        Thread(unsafe { libc::pthread_self() })
    }

    /// Makes a system call that the thread sits in return with EINTR. The thread must be alive.
    pub(crate) fn nudge(&self) {
        send(self.0, NUDGE);
    }
}

/// Makes [`wait_for_interrupt`] return in `thread`.
pub(crate) fn interrupt_thread(thread: &JoinHandle<()>) {
    send(thread.as_pthread_t(), libc::SIGINT);
}

/// What [`take_interrupts_over`] changed.
pub(crate) struct SignalsBefore {
    mask: libc::sigset_t,
    nudge: libc::sigaction,
}

impl fmt::Debug for SignalsBefore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SignalsBefore").finish_non_exhaustive()
    }
}

/// Whether the process was started with SIGINT ignored.
pub(crate) fn is_interrupt_ignored() -> bool {
    let mut now = no_action();
    // SAFETY: a null new action changes nothing; `now` is a local that the call writes to.
    unsafe { libc::sigaction(libc::SIGINT, ptr::null(), &raw mut now) };
    now.sa_sigaction == libc::SIG_IGN
}

/// Blocks SIGINT in the calling thread and in those that it will start, and makes the nudge
/// harmless without making it restart system calls.
pub(crate) fn take_interrupts_over() -> SignalsBefore {
    let nudge = feel_nudges();
    let mut mask = no_signals();
    let interrupt = only_interrupt();
    // SAFETY: both sets are initialised locals.
    unsafe { libc::pthread_sigmask(libc::SIG_BLOCK, &raw const interrupt, &raw mut mask) };
    SignalsBefore { mask, nudge }
}

/// Makes the nudge harmless without making it restart system calls. Answers what it did before.
pub(crate) fn feel_nudges() -> libc::sigaction {
    extern "C" fn do_nothing(_: libc::c_int) {}
    let mut action = no_action();
    action.sa_sigaction = do_nothing as extern "C" fn(libc::c_int) as libc::sighandler_t;
    let mut before = no_action();
    // SAFETY: the handler does nothing, which is safe in any context; `action` is initialised, with
    // an empty mask and no SA_RESTART; `before` is a local that the call writes to.
    unsafe { libc::sigaction(NUDGE, &raw const action, &raw mut before) };
    before
}

/// Undoes [`take_interrupts_over`], on the same thread.
pub(crate) fn give_interrupts_back(before: &SignalsBefore) {
    // SAFETY: both come from the calls that changed them, and are only read.
    unsafe {
        libc::sigaction(NUDGE, &raw const before.nudge, ptr::null_mut());
        libc::pthread_sigmask(libc::SIG_SETMASK, &raw const before.mask, ptr::null_mut());
    }
}

/// Waits for SIGINT, which the calling thread has blocked.
pub(crate) fn wait_for_interrupt() {
    let interrupt = only_interrupt();
    let mut which = 0;
    // SAFETY: an initialised set, and a local that the call writes to.
    unsafe { libc::sigwait(&raw const interrupt, &raw mut which) };
}

/// Whether [`wait_for_interrupt`] would return at once.
pub(crate) fn another_interrupt_waits() -> bool {
    let mut pending = no_signals();
    // SAFETY: `pending` is an initialised local that the first call writes to and the second reads.
    unsafe {
        libc::sigpending(&raw mut pending);
        libc::sigismember(&raw const pending, libc::SIGINT) == 1
    }
}

/// Lets the process that `command` starts be ended by SIGINT: it would inherit the mask.
pub(crate) fn unblock_interrupts_in(command: &mut Command) {
    let unblock = || {
        let interrupt = only_interrupt();
        // SAFETY: an initialised local, only read.
        unsafe { libc::pthread_sigmask(libc::SIG_UNBLOCK, &raw const interrupt, ptr::null_mut()) };
        Ok(())
    };
    // SAFETY: what runs between fork and exec only makes sets of signals and changes the mask, and
    // those calls are async-signal-safe.
    unsafe { command.pre_exec(unblock) };
}

/// Ends the process by SIGINT.
pub(crate) fn end_by_interrupt() -> ! {
    let mut default = no_action();
    default.sa_sigaction = libc::SIG_DFL;
    let interrupt = only_interrupt();
    // SAFETY: initialised locals, only read. The default action of SIGINT ends the process.
    unsafe {
        libc::sigaction(libc::SIGINT, &raw const default, ptr::null_mut());
        libc::pthread_sigmask(libc::SIG_UNBLOCK, &raw const interrupt, ptr::null_mut());
        libc::raise(libc::SIGINT);
    }
    // Reached only if somebody made SIGINT harmless meanwhile.
    std::process::exit(128 + libc::SIGINT)
}

fn send(thread: libc::pthread_t, signal: libc::c_int) {
    // SAFETY: both callers know that the thread lives: `MainCall` by its mutex, `CtrlC` by not
    // having joined it.
    unsafe { libc::pthread_kill(thread, signal) };
}

fn no_action() -> libc::sigaction {
    // SAFETY: all zero is a `sigaction`: the default action, an empty mask, no flags.
    unsafe { mem::zeroed() }
}

fn no_signals() -> libc::sigset_t {
    // SAFETY: all zero is a valid value of the type, and `sigemptyset` makes it the empty set.
    unsafe {
        let mut set = mem::zeroed();
        libc::sigemptyset(&raw mut set);
        set
    }
}

fn only_interrupt() -> libc::sigset_t {
    let mut set = no_signals();
    // SAFETY: `set` is an initialised local.
    unsafe { libc::sigaddset(&raw mut set, libc::SIGINT) };
    set
}

/// What the process does about a signal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Disposition {
    /// What the system does by default: most end the process.
    Default,
    Ignore,
    /// Its number is written to the pipe of [`tell_signals_to`].
    Tell,
}

/// The pipe; -1 before there is one.
static TOLD: AtomicI32 = AtomicI32::new(-1);

/// Takes the end of a pipe that the numbers of signals are written to. It stays open for good, because a
/// signal may come at any time.
pub(crate) fn tell_signals_to(pipe: OwnedFd) {
    TOLD.store(pipe.into_raw_fd(), Ordering::Release);
}

/// Decides what the process does about a signal. False if that cannot be decided.
pub(crate) fn dispose(signal: libc::c_int, disposition: Disposition) -> bool {
    extern "C" fn tell(signal: libc::c_int) {
        let number = signal as u8;
        // SAFETY: `write` is async-signal-safe, and reads one byte of a local. What it does to `errno`
        // is undone, because the code that was interrupted may be about to read it.
        unsafe {
            let errno = errno();
            let before = *errno;
            libc::write(TOLD.load(Ordering::Acquire), (&raw const number).cast(), 1);
            *errno = before;
        }
    }
    let mut action = no_action();
    action.sa_sigaction = match disposition {
        Disposition::Default => libc::SIG_DFL,
        Disposition::Ignore => libc::SIG_IGN,
        Disposition::Tell => tell as extern "C" fn(libc::c_int) as libc::sighandler_t,
    };
    action.sa_flags = libc::SA_RESTART;
    // SAFETY: `action` is initialised, and its handler calls only what is async-signal-safe.
    unsafe { libc::sigaction(signal, &raw const action, ptr::null_mut()) == 0 }
}

#[cfg(target_os = "linux")]
fn errno() -> *mut libc::c_int {
    // SAFETY: no precondition; the place belongs to the calling thread.
    unsafe { libc::__errno_location() }
}

#[cfg(not(target_os = "linux"))]
fn errno() -> *mut libc::c_int {
    // SAFETY: no precondition; the place belongs to the calling thread.
    unsafe { libc::__error() }
}

/// Lets SIGALRM come after a time, and again after each `every`; zero is never. Answers what was left of
/// the time set before, and its `every`.
pub(crate) fn set_alarm(first: Duration, every: Duration) -> (Duration, Duration) {
    let time = |span: Duration| libc::timeval {
        tv_sec: span.as_secs() as libc::time_t,
        tv_usec: span.subsec_micros() as libc::suseconds_t,
    };
    let span = |time: libc::timeval| {
        let micros = Duration::from_micros(u64::try_from(time.tv_usec).unwrap_or(0));
        Duration::from_secs(u64::try_from(time.tv_sec).unwrap_or(0)) + micros
    };
    let new = libc::itimerval {
        it_interval: time(every),
        it_value: time(first),
    };
    let mut old = new;
    // SAFETY: an initialised local that is only read, and one that the call writes to.
    unsafe { libc::setitimer(libc::ITIMER_REAL, &raw const new, &raw mut old) };
    (span(old.it_value), span(old.it_interval))
}
