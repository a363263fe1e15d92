try: input("prompt> ")
except EOFError as e: print("EOFError", e)
import sys
print(sys.stdin.readline() == "", sys.stdin.read() == "", list(sys.stdin))
