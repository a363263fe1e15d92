import sys
def stop(code):
    try:
        sys.exit(code)
    finally:
        print("finally")
try:
    stop(3)
except Exception:
    print("never")
