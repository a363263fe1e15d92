//! `os`: descriptors, files by path, and the process. What needs no machine stands in `os.py`.

use std::io;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt};
use std::path::PathBuf;

use rustix::fs::{OFlags, SeekFrom};

use super::descriptors::Descriptor;
use super::paths::{Path, path_argument};
use super::state::state;
use crate::builtins;
use crate::gil::Reason;
use crate::heap::{Object, Value};
use crate::object::{Args, Module, Raised, Returned, Thread};
use crate::vm;

/// Fills `os`.
pub(super) fn install(thread: &Thread, module: &Module) {
    builtins::add_functions(
        thread,
        module,
        &[
            ("pipe()", pipe),
            ("_uname()", uname),
            ("read(fd, length, /)", read),
            ("write(fd, data, /)", write),
            ("close(fd)", close),
            ("dup(fd, /)", dup),
            ("set_blocking(fd, blocking, /)", set_blocking),
            ("get_blocking(fd, /)", get_blocking),
            ("lseek(fd, position, whence, /)", lseek),
            ("fsync(fd)", fsync),
            ("ftruncate(fd, length, /)", ftruncate),
            ("isatty(fd, /)", isatty),
            ("open(path, flags, mode=0o777)", open),
            ("_stat(path, follow, /)", stat),
            ("listdir(path='.')", listdir),
            ("mkdir(path, mode=0o777)", mkdir),
            ("rmdir(path)", |t, args| {
                on_path(t, args, |path| std::fs::remove_dir(path))
            }),
            ("remove(path)", |t, args| {
                on_path(t, args, |path| std::fs::remove_file(path))
            }),
            ("unlink(path)", |t, args| {
                on_path(t, args, |path| std::fs::remove_file(path))
            }),
            ("chdir(path)", |t, args| {
                on_path(t, args, |path| std::env::set_current_dir(path))
            }),
            ("chmod(path, mode)", chmod),
            ("rename(src, dst)", rename),
            ("replace(src, dst)", rename),
            ("_utime(path, accessed, modified, /)", utime),
            ("link(src, dst)", link),
            ("readlink(path)", readlink),
            ("symlink(src, dst)", symlink),
            ("getcwd()", getcwd),
            ("getpid()", |t, _| {
                let pid = t.interpreter().gil.clock().pid();
                Ok(t.done(t.int(i64::from(pid))))
            }),
            ("getppid()", |t, _| {
                let parent = rustix::process::getppid();
                let parent = parent.map_or(0, |parent| parent.as_raw_nonzero().get());
                Ok(t.done(Value::int(parent)))
            }),
            ("_cores()", |t, _| {
                let cores = t.interpreter().gil.clock().cores();
                Ok(t.done(t.usize(cores)))
            }),
            ("_environ()", environ),
            ("urandom(size, /)", urandom),
            ("strerror(code, /)", strerror),
            ("sched_yield()", |t, _| {
                t.sleep(std::time::Duration::ZERO)?;
                t.none()
            }),
            ("_exit(status)", exit),
        ],
    );
    super::process::add_to_os(thread, module);
    let flags = [
        ("O_RDONLY", libc::O_RDONLY),
        ("O_WRONLY", libc::O_WRONLY),
        ("O_RDWR", libc::O_RDWR),
        ("O_CREAT", libc::O_CREAT),
        ("O_EXCL", libc::O_EXCL),
        ("O_TRUNC", libc::O_TRUNC),
        ("O_APPEND", libc::O_APPEND),
        ("O_NONBLOCK", libc::O_NONBLOCK),
        ("O_CLOEXEC", libc::O_CLOEXEC),
    ];
    for (name, value) in flags {
        thread.set_global(module, name, Value::int(value));
    }
}

fn fail(t: &Thread, error: io::Error) -> Raised {
    t.os_error(&error, None)
}

// ----- descriptors -----

/// The open file of an argument. It stays open while it is in use.
fn descriptor(t: &mut Thread, args: Args, index: usize) -> Result<Descriptor, Raised> {
    let number = vm::index(t, args.slot(index))?;
    let found = state(t).descriptors.get(number);
    found.map_err(|error| fail(t, error))
}

/// System, node, release, version and machine.
fn uname(t: &mut Thread, _: Args) -> Returned {
    let found = rustix::system::uname();
    let parts = [
        found.sysname(),
        found.nodename(),
        found.release(),
        found.version(),
        found.machine(),
    ];
    let parts = parts.map(|part| t.str(&part.to_string_lossy()));
    Ok(t.done(t.tuple(&parts)))
}

fn pipe(t: &mut Thread, _: Args) -> Returned {
    let (reader, writer) = io::pipe().map_err(|error| fail(t, error))?;
    let descriptors = &state(t).descriptors;
    let (reader, _) = descriptors.add(reader.into());
    let (writer, _) = descriptors.add(writer.into());
    Ok(t.done(t.tuple(&[Value::int(reader), Value::int(writer)])))
}

fn read(t: &mut Thread, args: Args) -> Returned {
    let file = descriptor(t, args, 0)?;
    let length = vm::index(t, args.slot(1))?;
    let Ok(length) = usize::try_from(length) else {
        return Err(fail(t, io::Error::from_raw_os_error(libc::EINVAL)));
    };
    t.check_memory(length)?;
    let mut bytes = vec![0; length];
    let read = t.block_io(Reason::Read, || {
        Ok(rustix::io::read(&file, bytes.as_mut_slice())?)
    })?;
    match read {
        Ok(count) => {
            bytes.truncate(count);
            Ok(t.done(t.bytes(&bytes)))
        }
        Err(error) => Err(fail(t, error)),
    }
}

fn write(t: &mut Thread, args: Args) -> Returned {
    let file = descriptor(t, args, 0)?;
    let bytes = builtins::bytes_like(t, args.get(t, 1))?.into_owned();
    let written = t.block_io(Reason::Write, || Ok(rustix::io::write(&file, &bytes)?))?;
    match written {
        Ok(count) => Ok(t.done(t.usize(count))),
        Err(error) => Err(fail(t, error)),
    }
}

fn close(t: &mut Thread, args: Args) -> Returned {
    let number = vm::index(t, args.slot(0))?;
    let closed = state(t).descriptors.close(number);
    match closed {
        Ok(last) => {
            t.block(Reason::File, || drop(last));
            t.none()
        }
        Err(error) => Err(fail(t, error)),
    }
}

/// Another number for an open file.
fn dup(t: &mut Thread, args: Args) -> Returned {
    use std::os::fd::AsFd;
    let file = descriptor(t, args, 0)?;
    let copy = file.as_fd().try_clone_to_owned();
    let copy = copy.map_err(|error| fail(t, error))?;
    let (number, _) = state(t).descriptors.add(copy);
    Ok(t.done(Value::int(number)))
}

fn set_blocking(t: &mut Thread, args: Args) -> Returned {
    let file = descriptor(t, args, 0)?;
    let blocking = vm::truth(t, args.slot(1))?;
    let set = rustix::io::ioctl_fionbio(&file, !blocking);
    set.map_err(|error| fail(t, error.into()))?;
    t.none()
}

fn get_blocking(t: &mut Thread, args: Args) -> Returned {
    let file = descriptor(t, args, 0)?;
    let flags = rustix::fs::fcntl_getfl(&file).map_err(|error| fail(t, error.into()))?;
    Ok(t.done(Value::bool(!flags.contains(OFlags::NONBLOCK))))
}

fn lseek(t: &mut Thread, args: Args) -> Returned {
    let file = descriptor(t, args, 0)?;
    let (offset, whence) = (vm::index(t, args.slot(1))?, vm::index(t, args.slot(2))?);
    let to = match (whence, u64::try_from(offset)) {
        (0, Ok(offset)) => SeekFrom::Start(offset),
        (1, _) => SeekFrom::Current(offset),
        (2, _) => SeekFrom::End(offset),
        _ => return Err(fail(t, io::Error::from_raw_os_error(libc::EINVAL))),
    };
    match rustix::fs::seek(&file, to) {
        Ok(at) => Ok(t.done(t.int(at as i64))),
        Err(error) => Err(fail(t, error.into())),
    }
}

fn fsync(t: &mut Thread, args: Args) -> Returned {
    let file = descriptor(t, args, 0)?;
    let synced = t.block_io(Reason::File, || Ok(rustix::fs::fsync(&file)?))?;
    synced.map_err(|error| fail(t, error))?;
    t.none()
}

fn ftruncate(t: &mut Thread, args: Args) -> Returned {
    let file = descriptor(t, args, 0)?;
    let length = vm::index(t, args.slot(1))?;
    let Ok(length) = u64::try_from(length) else {
        return Err(fail(t, io::Error::from_raw_os_error(libc::EINVAL)));
    };
    let cut = t.block_io(Reason::File, || Ok(rustix::fs::ftruncate(&file, length)?))?;
    cut.map_err(|error| fail(t, error))?;
    t.none()
}

fn isatty(t: &mut Thread, args: Args) -> Returned {
    let number = vm::index(t, args.slot(0))?;
    let terminal = match state(t).descriptors.get(number) {
        Ok(file) => {
            use std::io::IsTerminal;
            use std::os::fd::AsFd;
            file.as_fd().is_terminal()
        }
        Err(_) => false,
    };
    Ok(t.done(Value::bool(terminal)))
}

// ----- paths -----

/// A path argument; a number is none here.
fn path(t: &mut Thread, args: Args, index: usize) -> Result<(PathBuf, String), Raised> {
    let expected = "path should be string, bytes or os.PathLike";
    match path_argument(t, args.slot(index), expected)? {
        Path::Named { path, shown, .. } => Ok((path, shown)),
        Path::Number(_) => {
            let class = t.class_of(args.get(t, index)).name();
            Err(t.type_error(format!("{expected}, not {class}")))
        }
    }
}

fn on_path(t: &mut Thread, args: Args, work: impl Fn(&PathBuf) -> io::Result<()>) -> Returned {
    let (path, shown) = path(t, args, 0)?;
    match t.block_io(Reason::File, || work(&path))? {
        Ok(()) => t.none(),
        Err(error) => Err(t.os_error(&error, Some(&shown))),
    }
}

fn open(t: &mut Thread, args: Args) -> Returned {
    let (path, shown) = path(t, args, 0)?;
    let flags = vm::index(t, args.slot(1))?;
    let mode = match args.get(t, 2).bound() {
        Some(_) => vm::index(t, args.slot(2))?,
        None => 0o777,
    };
    let flags = OFlags::from_bits_retain(flags as u32) | OFlags::CLOEXEC;
    let mode = rustix::fs::Mode::from_bits_truncate(mode as u32);
    let opened = t.block_io(Reason::File, || Ok(rustix::fs::open(&path, flags, mode)?))?;
    match opened {
        Ok(file) => {
            let (number, _) = state(t).descriptors.add(file);
            Ok(t.done(Value::int(number)))
        }
        Err(error) => Err(t.os_error(&error, Some(&shown))),
    }
}

/// What the system knows of a path or an open file: ten numbers, then times in nanoseconds.
fn stat(t: &mut Thread, args: Args) -> Returned {
    // What was written to files and not passed on counts.
    super::files::flush_all(t)?;
    let follow = vm::truth(t, args.slot(1))?;
    let expected = "stat: path should be string, bytes, os.PathLike or integer";
    let (found, shown) = match path_argument(t, args.slot(0), expected)? {
        Path::Named { path, shown, .. } => {
            let found = t.block_io(Reason::File, || match follow {
                true => std::fs::metadata(&path),
                false => std::fs::symlink_metadata(&path),
            })?;
            (found, Some(shown))
        }
        Path::Number(number) => {
            let file = state(t).descriptors.get(number);
            let file = file.map_err(|error| fail(t, error))?;
            let found = t.block_io(Reason::File, || {
                use std::os::fd::AsFd;
                std::fs::File::from(file.as_fd().try_clone_to_owned()?).metadata()
            })?;
            (found, None)
        }
    };
    let found = found.map_err(|error| t.os_error(&error, shown.as_deref()))?;
    let nanos = |seconds: i64, nanos: i64| seconds.saturating_mul(1_000_000_000) + nanos;
    let times = [
        nanos(found.atime(), found.atime_nsec()),
        nanos(found.mtime(), found.mtime_nsec()),
        nanos(found.ctime(), found.ctime_nsec()),
    ];
    let numbers = [
        i64::from(found.mode()),
        found.ino() as i64,
        found.dev() as i64,
        found.nlink() as i64,
        i64::from(found.uid()),
        i64::from(found.gid()),
        found.size() as i64,
    ];
    let numbers = numbers.into_iter().chain(times);
    let items: Vec<Value<'_>> = numbers.map(|number| t.int(number)).collect();
    Ok(t.done(t.tuple(&items)))
}

fn listdir(t: &mut Thread, args: Args) -> Returned {
    let (folder, shown) = match args.get(t, 0) {
        Value::UNBOUND | Value::NONE => (PathBuf::from("."), ".".to_string()),
        _ => path(t, args, 0)?,
    };
    let names = t.block_io(Reason::File, || {
        let entries = std::fs::read_dir(&folder)?;
        entries
            .map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()))
            .collect::<io::Result<Vec<String>>>()
    })?;
    let names = names.map_err(|error| t.os_error(&error, Some(&shown)))?;
    let names: Vec<Value<'_>> = names.iter().map(|name| t.str(name)).collect();
    Ok(t.done(t.list(&names).value()))
}

fn mode_argument(t: &mut Thread, args: Args, index: usize) -> Result<u32, Raised> {
    match args.get(t, index).bound() {
        Some(_) => Ok(vm::index(t, args.slot(index))? as u32),
        None => Ok(0o777),
    }
}

fn mkdir(t: &mut Thread, args: Args) -> Returned {
    let mode = mode_argument(t, args, 1)?;
    on_path(t, args, |path| {
        std::fs::DirBuilder::new().mode(mode).create(path)
    })
}

fn chmod(t: &mut Thread, args: Args) -> Returned {
    let mode = mode_argument(t, args, 1)?;
    on_path(t, args, |path| {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode))
    })
}

fn rename(t: &mut Thread, args: Args) -> Returned {
    super::files::flush_all(t)?;
    let ((from, shown), (to, _)) = (path(t, args, 0)?, path(t, args, 1)?);
    match t.block_io(Reason::File, || std::fs::rename(&from, &to))? {
        Ok(()) => t.none(),
        Err(error) => Err(t.os_error(&error, Some(&shown))),
    }
}

fn symlink(t: &mut Thread, args: Args) -> Returned {
    let ((from, shown), (to, _)) = (path(t, args, 0)?, path(t, args, 1)?);
    match t.block_io(Reason::File, || std::os::unix::fs::symlink(&from, &to))? {
        Ok(()) => t.none(),
        Err(error) => Err(t.os_error(&error, Some(&shown))),
    }
}

fn link(t: &mut Thread, args: Args) -> Returned {
    let ((from, shown), (to, _)) = (path(t, args, 0)?, path(t, args, 1)?);
    match t.block_io(Reason::File, || std::fs::hard_link(&from, &to))? {
        Ok(()) => t.none(),
        Err(error) => Err(t.os_error(&error, Some(&shown))),
    }
}

/// Sets the times of a file, in nanoseconds.
fn utime(t: &mut Thread, args: Args) -> Returned {
    let (path, shown) = path(t, args, 0)?;
    let time = |nanos: i64| rustix::fs::Timespec {
        tv_sec: nanos.div_euclid(1_000_000_000),
        tv_nsec: nanos.rem_euclid(1_000_000_000),
    };
    let times = rustix::fs::Timestamps {
        last_access: time(vm::index(t, args.slot(1))?),
        last_modification: time(vm::index(t, args.slot(2))?),
    };
    let set = t.block_io(Reason::File, || {
        let flags = rustix::fs::AtFlags::empty();
        Ok(rustix::fs::utimensat(
            rustix::fs::CWD,
            &path,
            &times,
            flags,
        )?)
    })?;
    match set {
        Ok(()) => t.none(),
        Err(error) => Err(t.os_error(&error, Some(&shown))),
    }
}

fn readlink(t: &mut Thread, args: Args) -> Returned {
    let (path, shown) = path(t, args, 0)?;
    match t.block_io(Reason::File, || std::fs::read_link(&path))? {
        Ok(to) => Ok(t.done(t.str(&to.to_string_lossy()))),
        Err(error) => Err(t.os_error(&error, Some(&shown))),
    }
}

fn getcwd(t: &mut Thread, _: Args) -> Returned {
    match std::env::current_dir() {
        Ok(folder) => Ok(t.done(t.str(&folder.to_string_lossy()))),
        Err(error) => Err(fail(t, error)),
    }
}

// ----- the process -----

/// The environment as a dict. Changes stay in the script: the process's own cannot be changed while there are threads.
fn environ(t: &mut Thread, _: Args) -> Returned {
    let dict = t.dict();
    for (name, value) in std::env::vars_os() {
        let (name, value) = (name.to_string_lossy(), value.to_string_lossy());
        t.set_str_key(dict, t.intern(&name), t.str(&value));
    }
    Ok(t.done(dict.value()))
}

fn urandom(t: &mut Thread, args: Args) -> Returned {
    let size = vm::index_usize(t, args.slot(0), "negative argument not allowed")?;
    t.check_memory(size)?;
    let bytes = t.block_io(Reason::Read, || {
        let mut bytes = vec![0; size];
        let mut source = std::fs::File::open("/dev/urandom")?;
        io::Read::read_exact(&mut source, &mut bytes)?;
        Ok(bytes)
    })?;
    match bytes {
        Ok(bytes) => Ok(t.done(t.bytes(&bytes))),
        Err(error) => Err(fail(t, error)),
    }
}

fn strerror(t: &mut Thread, args: Args) -> Returned {
    let code = vm::index(t, args.slot(0))?;
    let code = i32::try_from(code).unwrap_or(-1);
    let text = match code {
        0 => "Success".to_string(),
        _ => io::Error::from_raw_os_error(code).to_string(),
    };
    let text = text.split(" (os error").next().unwrap_or(&text);
    Ok(t.done(t.str(text)))
}

/// Ends the process on the spot: no handlers, no buffers written.
fn exit(t: &mut Thread, args: Args) -> Returned {
    let status = vm::index(t, args.slot(0))?;
    std::process::exit(status as i32 & 0xff)
}
