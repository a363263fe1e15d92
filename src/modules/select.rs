//! `_select`: waiting for one of several files, off the GIL. `select.py` says it in the ways that scripts know.

use rustix::event::{PollFd, PollFlags};

use super::descriptors::Descriptor;
use super::net::{Patience, wait_ready};
use super::state::state;
use super::time::nanoseconds;
use crate::builtins;
use crate::gil::Reason;
use crate::heap::{Object, Tuple, Value};
use crate::object::{Args, Module, Raised, Returned, Thread};
use crate::vm;

macro_rules! constants {
    ($($name:ident)*) => { &[$((stringify!($name), libc::$name as i64)),*] };
}

const CONSTANTS: &[(&str, i64)] = constants! { POLLIN POLLPRI POLLOUT POLLERR POLLHUP POLLNVAL POLLRDNORM POLLRDBAND POLLWRNORM POLLWRBAND };

/// Fills `_select`.
pub(super) fn install(thread: &Thread, module: &Module) {
    for (name, value) in CONSTANTS {
        thread.set_global(module, name, thread.int(*value));
    }
    builtins::add_functions(thread, module, &[("wait(files, timeout, /)", wait)]);
    #[cfg(target_os = "linux")]
    epoll::install(thread, module);
}

/// How long the optional number of seconds in an argument is from now on.
pub(super) fn patience(t: &mut Thread, args: Args, index: usize) -> Result<Patience, Raised> {
    if args.get(t, index).is_none() {
        return Ok(Patience::Endless);
    }
    Ok(match u64::try_from(nanoseconds(t, args.slot(index))?) {
        Ok(0) => Patience::None,
        Ok(nanos) => Patience::Until(t.now() + std::time::Duration::from_nanos(nanos)),
        Err(_) => Patience::Endless,
    })
}

/// A pair of integers in a slot.
fn pair(t: &mut Thread, pair: crate::heap::Slot) -> Result<(i64, i64), Raised> {
    let mark = t.mark();
    if let Some(items) = t.get(pair).cast::<Tuple>() {
        items.iter().for_each(|item| {
            t.push(item);
        });
    }
    let numbers = (vm::index(t, mark)?, vm::index(t, mark.offset(1))?);
    t.pop_to(mark);
    Ok(numbers)
}

/// Waits until one of several files is ready: for each that is, its number and what it is ready for. Takes pairs of a number and what to
/// wait for; what is no open file is ready at once, as invalid.
fn wait(t: &mut Thread, args: Args) -> Returned {
    let mut patience = patience(t, args, 1)?;
    let (mut numbers, mut asked, mut result) = (Vec::new(), Vec::new(), Vec::new());
    vm::for_each(t, args.slot(0), |t, item| {
        let (number, events) = pair(t, item)?;
        match state(t).descriptors.get(number) {
            Ok(file) => {
                numbers.push(number);
                asked.push((file, PollFlags::from_bits_retain(events as _)));
            }
            Err(_) => result.push((number, i64::from(libc::POLLNVAL))),
        }
        Ok(())
    })?;
    if !result.is_empty() {
        patience = Patience::None;
    }
    let interpreter = t.interpreter().clone();
    let mut files: Vec<PollFd<'_>> = asked
        .iter()
        .map(|(file, events): &(Descriptor, _)| PollFd::new(file, *events))
        .collect();
    let ready = t.block_io(Reason::Select, || {
        wait_ready(&mut files, patience, interpreter.gil.clock())
    })?;
    ready.map_err(|error| t.os_error(&error, None))?;
    let found = numbers.iter().zip(&files).filter_map(|(number, file)| {
        let events = i64::from(file.revents().bits());
        (events != 0).then_some((*number, events))
    });
    result.extend(found);
    Ok(t.done(pairs(t, &result)))
}

/// Pairs of numbers as a list of tuples.
fn pairs<'t>(t: &'t Thread, pairs: &[(i64, i64)]) -> Value<'t> {
    let pairs = pairs.iter();
    let pairs: Vec<Value<'_>> = pairs
        .map(|(a, b)| t.tuple(&[t.int(*a), t.int(*b)]))
        .collect();
    t.list(&pairs).value()
}

/// Linux's own way, which other threads may change while one waits.
#[cfg(target_os = "linux")]
mod epoll {
    use std::io;

    use rustix::buffer::spare_capacity;
    use rustix::event::epoll;

    use super::{pairs, patience};
    use crate::builtins;
    use crate::gil::Reason;
    use crate::heap::Value;
    use crate::modules::descriptors::Descriptor;
    use crate::modules::state::state;
    use crate::object::{Args, Module, Raised, Returned, Thread};
    use crate::vm;

    const CONSTANTS: &[(&str, i64)] = constants! {
        EPOLLIN EPOLLPRI EPOLLOUT EPOLLERR EPOLLHUP EPOLLRDHUP EPOLLRDNORM EPOLLRDBAND EPOLLWRNORM EPOLLWRBAND EPOLLMSG EPOLLEXCLUSIVE
        EPOLLONESHOT EPOLL_CLOEXEC EPOLL_CTL_ADD EPOLL_CTL_MOD EPOLL_CTL_DEL
    };

    pub(super) fn install(thread: &Thread, module: &Module) {
        let edge = ("EPOLLET", 1 << 31);
        for (name, value) in CONSTANTS.iter().chain([&edge]) {
            thread.set_global(module, name, thread.int(*value));
        }
        let functions: &[(_, crate::object::NativeFn)] = &[
            ("epoll_create()", create),
            ("epoll_control(epfd, operation, fd, events, /)", control),
            ("epoll_wait(epfd, most, timeout, /)", wait),
        ];
        builtins::add_functions(thread, module, functions);
    }

    fn fail(t: &Thread, error: impl Into<io::Error>) -> Raised {
        t.os_error(&error.into(), None)
    }

    fn create(t: &mut Thread, _: Args) -> Returned {
        let made = epoll::create(epoll::CreateFlags::CLOEXEC).map_err(|error| fail(t, error))?;
        let (number, _) = state(t).descriptors.add(made);
        Ok(t.done(Value::int(number)))
    }

    fn file(t: &mut Thread, args: Args, index: usize) -> Result<(i64, Descriptor), Raised> {
        let number = vm::index(t, args.slot(index))?;
        match state(t).descriptors.get(number) {
            Ok(file) => Ok((number, file)),
            Err(error) => Err(fail(t, error)),
        }
    }

    fn control(t: &mut Thread, args: Args) -> Returned {
        let (_, poll) = file(t, args, 0)?;
        let operation = vm::index(t, args.slot(1))?;
        let (number, file) = file(t, args, 2)?;
        let events = epoll::EventFlags::from_bits_retain(vm::index(t, args.slot(3))? as u32);
        let data = epoll::EventData::new_u64(number as u64);
        let changed = match operation as i32 {
            libc::EPOLL_CTL_ADD => epoll::add(&poll, &file, data, events),
            libc::EPOLL_CTL_MOD => epoll::modify(&poll, &file, data, events),
            _ => epoll::delete(&poll, &file),
        };
        changed.map_err(|error| fail(t, error))?;
        t.none()
    }

    fn wait(t: &mut Thread, args: Args) -> Returned {
        let (_, poll) = file(t, args, 0)?;
        let most = vm::index(t, args.slot(1))?.clamp(1, 1 << 16) as usize;
        let patience = patience(t, args, 2)?;
        let interpreter = t.interpreter().clone();
        let clock = interpreter.gil.clock();
        let mut events = Vec::with_capacity(most);
        let ready = t.block_io(Reason::Select, || {
            let left = patience.left(clock);
            Ok(epoll::wait(
                &poll,
                spare_capacity(&mut events),
                left.as_ref(),
            )?)
        })?;
        ready.map_err(|error| fail(t, error))?;
        let found = events.iter().map(|event: &epoll::Event| {
            let (data, flags) = (event.data, event.flags);
            (data.u64() as i64, i64::from(flags.bits()))
        });
        let found: Vec<_> = found.collect();
        Ok(t.done(pairs(t, &found)))
    }
}
