"""Strings: lines formatted, joined, split, stripped, searched, replaced and parsed again."""


def report(n):
    lines = []
    for i in range(n):
        name = "item" + str(i % 100)
        lines.append(f"{name:<10}|{i:>8}|{i / 7:.3f}|{'yes' if i % 3 else 'no'}")
    return "\n".join(lines)


def parse(text):
    total, fraction, yes = 0, 0.0, 0
    names = {}
    for line in text.split("\n"):
        name, number, value, flag = line.split("|")
        name = name.strip().upper()
        names[name] = names.get(name, 0) + 1
        total += int(number)
        fraction += float(value)
        if flag.startswith("y"):
            yes += 1
    return len(names), total, fraction, yes


def caesar(text, shift):
    letters = "abcdefghijklmnopqrstuvwxyz"
    table = {c: letters[(i + shift) % 26] for i, c in enumerate(letters)}
    result = ""
    for c in text:
        result += table.get(c, c)
    return result


def vowels(text):
    n = 0
    for c in text:
        if c in "aeiou":
            n += 1
    return n


text = report(200000)
names, total, fraction, yes = parse(text)
print(len(text), names, total, "%.3f" % fraction, yes)
sentence = "the quick brown fox jumps over the lazy dog " * 2000
secret = sentence
for shift in range(1, 6):
    secret = caesar(secret, shift)
print(secret[:43], vowels(sentence), vowels(secret))
replaced = sentence.replace("quick", "slow").replace(" fox ", " cat ")
print(len(replaced), replaced.count("cat"), replaced.find("dog"), " ".join(replaced.split()[::-1])[:20])
