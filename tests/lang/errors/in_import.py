print("importing")
import _error_module
