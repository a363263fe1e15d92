//! The modules that come with gilscope: in Rust, in bundled Python, or both (the Python part runs in what the Rust part made).

use crate::object::{Module, Thread};

/// A module of our own.
pub(super) struct Entry {
    name: &'static str,
    /// Fills it from Rust.
    pub(super) build: Option<fn(&Thread, &Module)>,
    /// Its Python text.
    pub(super) text: Option<&'static str>,
}

/// The module of a name, if it is one of ours.
pub(super) fn find(name: &str) -> Option<&'static Entry> {
    MODULES.iter().find(|entry| entry.name == name)
}

/// Whether there are modules in it.
pub(super) fn is_package(name: &str) -> bool {
    let inside = |entry: &Entry| entry.name.strip_prefix(name)?.strip_prefix('.').map(|_| ());
    MODULES.iter().any(|entry| inside(entry).is_some())
}

/// Their names.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    MODULES.iter().map(|entry| entry.name)
}

macro_rules! modules {
    ($($name:literal: $($build:path)? $(, $text:literal)?;)*) => {
        const MODULES: &[Entry] = &[$(Entry {
            name: $name,
            build: modules!(@optional $($build)?),
            text: modules!(@optional $(include_str!($text))?),
        }),*];
    };
    (@optional) => { None };
    (@optional $value:expr) => { Some($value) };
}

modules! {
    "__future__": , "__future__.py";
    "_argparse_help": , "_argparse_help.py";
    "_collections_abc": , "_collections_abc.py";
    "_json": super::json::install;
    "_re": super::regex::install;
    "_select": super::select::install;
    "_signal": super::signal::install;
    "_socket": super::net::install;
    "_signature": , "_signature.py";
    "_structseq": , "_structseq.py";
    "_subprocess": super::process::install;
    "_thread": super::thread::install;
    "abc": , "abc.py";
    "argparse": , "argparse.py";
    "array": , "array.py";
    "atexit": , "atexit.py";
    "base64": , "base64.py";
    "binascii": , "binascii.py";
    "bisect": super::bisect::install;
    "collections": super::collections::install, "collections.py";
    "concurrent": , "concurrent/__init__.py";
    "concurrent.futures": , "concurrent/futures.py";
    "concurrent.futures._base": , "concurrent/_base.py";
    "concurrent.futures.thread": , "concurrent/thread.py";
    "contextlib": , "contextlib.py";
    "contextvars": , "contextvars.py";
    "copy": , "copy.py";
    "csv": , "csv.py";
    "dataclasses": , "dataclasses.py";
    "datetime": , "datetime.py";
    "enum": , "enum.py";
    "errno": super::errno::install, "errno.py";
    "fractions": , "fractions.py";
    "fnmatch": , "fnmatch.py";
    "functools": super::functools::install, "functools.py";
    "gc": super::gc::install;
    "glob": , "glob.py";
    "gzip": , "gzip.py";
    "hashlib": super::hashlib::install, "hashlib.py";
    "heapq": super::heapq::install, "heapq.py";
    "hmac": , "hmac.py";
    "importlib": , "importlib.py";
    "inspect": , "inspect.py";
    "io": super::files::install_io, "io.py";
    "itertools": super::itertools::install;
    "json": , "json.py";
    "json.decoder": , "json_decoder.py";
    "json.encoder": , "json_encoder.py";
    "keyword": , "keyword.py";
    "logging": , "logging/__init__.py";
    "logging._handlers": , "logging/_handlers.py";
    "logging._records": , "logging/_records.py";
    "logging.handlers": , "logging/handlers.py";
    "math": super::math::install;
    "multiprocessing": , "multiprocessing/__init__.py";
    "multiprocessing.dummy": , "multiprocessing/dummy.py";
    "multiprocessing.pool": , "multiprocessing/pool.py";
    "numbers": , "numbers.py";
    "operator": super::operator::install;
    "os": super::os::install, "os.py";
    "pathlib": , "pathlib.py";
    "platform": , "platform.py";
    "posixpath": , "posixpath.py";
    "pprint": , "pprint.py";
    "queue": , "queue.py";
    "random": super::random::install, "random.py";
    "re": , "re.py";
    "reprlib": , "reprlib.py";
    "sched": , "sched.py";
    "secrets": , "secrets.py";
    "select": , "select.py";
    "selectors": , "selectors.py";
    "shlex": , "shlex.py";
    "shutil": , "shutil.py";
    "signal": , "signal.py";
    "socket": , "socket.py";
    "socketserver": , "socketserver.py";
    "stat": , "stat.py";
    "statistics": , "statistics.py";
    "string": , "string.py";
    "struct": super::structs::install;
    "subprocess": , "subprocess.py";
    "sys": super::sys::install, "sys.py";
    "tempfile": , "tempfile.py";
    "textwrap": , "textwrap.py";
    "threading": , "threading.py";
    "time": super::time::install, "time.py";
    "timeit": , "timeit.py";
    "traceback": super::traceback::install, "traceback.py";
    "types": , "types.py";
    "typing": , "typing.py";
    "urllib": , "urllib/__init__.py";
    "urllib.parse": , "urllib/parse.py";
    "uuid": , "uuid.py";
    "warnings": , "warnings.py";
    "weakref": super::weakref::install, "weakref.py";
    "zlib": super::zlib::install, "zlib.py";
}
