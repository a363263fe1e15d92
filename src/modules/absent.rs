//! What to do without a module that gilscope does not have: the note of its ModuleNotFoundError.

/// Names of packages, and what to do instead.
const ADVICE: &[(&[&str], &str)] = &[
    (
        &["multiprocessing", "mpi4py", "joblib"],
        "gilscope runs the threads of one process: the same work in threading.Thread or ThreadPoolExecutor, with --gil off, shows what processes would gain",
    ),
    (
        &["asyncio", "trio", "anyio", "aiohttp", "gevent", "uvloop"],
        "gilscope runs threads, not coroutines: a thread for each task shows the same waits; selectors serves many sockets in one thread",
    ),
    (
        &[
            "numpy",
            "pandas",
            "scipy",
            "torch",
            "tensorflow",
            "sklearn",
            "numba",
            "cv2",
            "PIL",
        ],
        "gilscope runs pure Python only, without packages from PyPI: hashlib.pbkdf2_hmac or zlib.compress stand for native work that runs off the GIL",
    ),
    (
        &[
            "cProfile",
            "profile",
            "pstats",
            "psutil",
            "tracemalloc",
            "yappi",
        ],
        "gilscope run --stats tells where every thread's time went, --timeline what each did when",
    ),
    (
        &["unittest", "doctest", "pytest"],
        "gilscope has no test runner: plain functions with assert statements run here, and under pytest too",
    ),
    (
        &["decimal"],
        "integers (of cents) and fractions.Fraction count as exactly",
    ),
    (
        &["pickle", "shelve", "marshal", "sqlite3", "dbm"],
        "json keeps simple values as text; copy.deepcopy copies objects",
    ),
    (
        &["faulthandler"],
        "gilscope tells by itself when all threads wait for each other; gilscope run --timeline shows who waits where",
    ),
    (
        &["dis", "opcode"],
        "gilscope has bytecode of its own: gilscope dis FILE shows it, with the places where the GIL may be dropped",
    ),
    (
        &[
            "requests", "urllib", "urllib3", "http", "httpx", "ftplib", "smtplib", "ssl",
        ],
        "gilscope has no clients of networks: time.sleep stands for a call that waits; socket speaks to servers",
    ),
];

const OTHERS: &str = "gilscope runs pure Python only, without packages from PyPI: time.sleep stands for a network call, hashlib for native work";

/// The sentence for a module's full name.
pub(super) fn advice(name: &str) -> &'static str {
    let package = name.split('.').next().unwrap_or(name);
    let found = ADVICE.iter().find(|(names, _)| names.contains(&package));
    found.map_or(OTHERS, |(_, sentence)| sentence)
}
