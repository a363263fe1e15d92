"""What the script runs on."""

import platform
import sys

print(platform.python_version(), platform.python_version_tuple(), platform.python_version().startswith("3.13"))
print(platform.system() == {"linux": "Linux", "darwin": "Darwin"}[sys.platform], platform.machine() != "", platform.node() != "")
print(platform.uname().system == platform.system(), platform.uname()[4] == platform.machine(), len(platform.uname()) >= 5)
print(platform.system() in platform.platform() or platform.platform().startswith("macOS"), platform.architecture()[0])
