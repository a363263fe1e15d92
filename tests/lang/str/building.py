parts = []
for i in range(5):
    parts.append(f"{i}:{i * i}")
print(", ".join(parts), "".join(reversed("abc")), "ab" "cd" + "ef" * 2)
s = ""
for c in "hello": s = c + s
print(s)
text = "the quick brown fox jumps over the lazy dog"
print(" ".join(w.capitalize() for w in text.split()), len(set(text) - {" "}), sorted({c: text.count(c) for c in text if c != " "}.items(), key=lambda p: (-p[1], p[0]))[:4])
def caesar(s, k): return "".join(chr((ord(c) - 97 + k) % 26 + 97) if c.isalpha() else c for c in s)
print(caesar(text, 13), caesar(caesar(text, 5), -5) == text)
def palindrome(s):
    s = "".join(c for c in s.lower() if c.isalnum())
    return s == s[::-1]
print(palindrome("A man, a plan, a canal: Panama"), palindrome("nope"))
def rle(s):
    out, i = "", 0
    while i < len(s):
        j = i
        while j < len(s) and s[j] == s[i]: j += 1
        out += f"{s[i]}{j - i}"
        i = j
    return out
print(rle("aaabccdddd"), "\n".join(f"{i:>2}|{'*' * i}" for i in range(3)))
big = "x" * 100000
print(len(big + big), big.count("xx"), (big + "y").index("y"), len(big.replace("x", "ab")))
