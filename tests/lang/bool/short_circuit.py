def say(name, value):
    print("eval", name)
    return value

print(say("a", 0) and say("b", 1))
print(say("a", 5) and say("b", []))
print(say("a", 5) or say("b", 6))
print(say("a", "") or say("b", None))
print(say("a", 1) and say("b", 0) or say("c", "end"))
print(not say("a", 0) and say("b", 2))
print(say("x", 0) if say("cond", False) else say("y", 9))
if say("p", 0) or say("q", 1) and not say("r", 0):
    print("taken")
