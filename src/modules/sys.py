from _structseq import structseq

version_info = structseq("sys.version_info", "major minor micro releaselevel serial")((3, 13, 0, "final", 0))
version = f"3.13.0 (gilscope {_gilscope_version})"
hexversion = 0x030D00F0
api_version = 1013
copyright = ""
maxunicode = 0x10FFFF
float_repr_style = "short"
dont_write_bytecode = True
prefix = exec_prefix = base_prefix = base_exec_prefix = ""
platlibdir = "lib"
warnoptions = []
meta_path, path_hooks, path_importer_cache = [], [], {}
pycache_prefix = None
builtin_module_names = tuple(sorted(_names))
stdlib_module_names = frozenset(_names)

float_info = structseq(
    "sys.float_info", "max max_exp max_10_exp min min_exp min_10_exp dig mant_dig epsilon radix rounds"
)((1.7976931348623157e308, 1024, 308, 2.2250738585072014e-308, -1021, -307, 15, 53, 2.220446049250313e-16, 2, 1))
int_info = structseq(
    "sys.int_info", "bits_per_digit sizeof_digit default_max_str_digits str_digits_check_threshold"
)((30, 4, 4300, 640))
hash_info = structseq(
    "sys.hash_info", "width modulus inf nan imag algorithm hash_bits seed_bits cutoff"
)((64, 2**61 - 1, 314159, 0, 1000003, "siphash13", 64, 128, 0))
thread_info = structseq("sys.thread_info", "name lock version")(("pthread", "mutex+cond", None))
flags = structseq(
    "sys.flags",
    "debug inspect interactive optimize dont_write_bytecode no_user_site no_site ignore_environment verbose "
    "bytes_warning quiet hash_randomization isolated dev_mode utf8_mode warn_default_encoding safe_path int_max_str_digits",
)((0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, False, 1, 0, False, 4300))


class _Implementation:
    name = "gilscope"
    cache_tag = None
    version = version_info
    hexversion = hexversion

    def __repr__(self):
        return f"namespace(name={self.name!r}, cache_tag=None, version={self.version!r}, hexversion={self.hexversion})"


implementation = _Implementation()


def getdefaultencoding():
    return "utf-8"


def getfilesystemencoding():
    return "utf-8"


def getfilesystemencodeerrors():
    return "surrogateescape"


def gettrace():
    return None


def settrace(function, /):
    if function is not None:
        raise NotImplementedError("gilscope has no trace functions; see gilscope run --trace")


getprofile, setprofile = gettrace, settrace


def getrefcount(object, /):
    raise NotImplementedError("gilscope counts no references: its collector follows them")


def _current_frames():
    raise NotImplementedError("gilscope shows a thread its own frames only; see gilscope run --timeline")


def audit(event, /, *args):
    pass


def addaudithook(hook, /):
    pass
