# The first filter that fits decides; catch_warnings puts everything back.
import warnings


def attempt(call, *args):
    try:
        print(call(*args))
    except Exception as error:
        print(type(error).__name__, error)


with warnings.catch_warnings(record=True) as log:
    warnings.simplefilter("always")
    for _ in range(2):
        warnings.warn("caught")
    warnings.warn("other", ResourceWarning)
    print([(str(w.message), w.category.__name__, w.lineno) for w in log])
with warnings.catch_warnings():
    warnings.simplefilter("error")
    attempt(warnings.warn, "raised")
with warnings.catch_warnings(action="ignore"):
    warnings.warn("silent")
with warnings.catch_warnings(record=True) as log:
    warnings.resetwarnings()
    warnings.filterwarnings("ignore", message="skip.*now")
    warnings.warn("skip this now please")
    warnings.warn("do not skip this now")
    warnings.filterwarnings("once", category=BytesWarning)
    for _ in range(2):
        warnings.warn("once", BytesWarning)
    warnings.warn("once", BytesWarning)
    warnings.filterwarnings("module", category=SyntaxWarning)
    for _ in range(2):
        warnings.warn("per module", SyntaxWarning)
    warnings.filterwarnings("error", module="elsewhere")
    warnings.warn("from here")
    warnings.simplefilter("default", FutureWarning, append=True)
    print([str(w.message) for w in log])
for wrong in [("bad",), ("ignore", 1), ("ignore", "", 1), ("ignore", "", Warning, 1), ("ignore", "", Warning, "", -1)]:
    attempt(warnings.filterwarnings, *wrong)
attempt(warnings.simplefilter, "nothing")

block = warnings.catch_warnings()
with block:
    attempt(block.__enter__)
attempt(warnings.catch_warnings(record=True).__exit__)


def show(message, category, filename, lineno, file=None, line=None):
    print("shown by the script:", category.__name__, message, lineno)


warnings.showwarning = show
warnings.warn("to the script")
