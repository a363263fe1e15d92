print "hello"
print x, y
exec "code"
