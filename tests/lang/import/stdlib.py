import sys, os, time, threading
import os.path
from os.path import join, basename as base
import os.path as osp
print(join("a", "b.txt"), base("/x/y.py"), osp.splitext("a.tar.gz"), os.path is osp, osp.exists("/no/such"), osp.isdir("/"), os.path.dirname("/a/b/c"))
print(sys.version_info[:2], sys.version_info >= (3, 8), sys.version_info.major, sys.maxsize, sys.byteorder, type(sys.argv).__name__, len(sys.argv), sys.argv[0].endswith("stdlib.py"))
