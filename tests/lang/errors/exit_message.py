import sys
print("on stdout")
sys.exit("this goes to stderr")
