"""Dicts with string keys: words counted, indexed by their letters, and ranked."""

SYLLABLES = ["ka", "lo", "mi", "ten", "ru", "sa", "vo", "pel"]


def text(length):
    state = 12345
    words = []
    for _ in range(length):
        state = (state * 1103515245 + 12345) % 2147483648
        a, b, c = state >> 5 & 7, state >> 11 & 7, state >> 17 & 7
        words.append(SYLLABLES[a] + SYLLABLES[b] + SYLLABLES[c])
    return words


def count(words):
    counts = {}
    for word in words:
        if word in counts:
            counts[word] += 1
        else:
            counts[word] = 1
    return counts


def by_length(counts):
    groups = {}
    for word, n in counts.items():
        group = groups.setdefault(len(word), {"words": 0, "total": 0})
        group["words"] += 1
        group["total"] += n
    return groups


def pairs(words):
    followers = {}
    previous = words[0]
    for word in words[1:]:
        key = (previous[:2], word[:2])
        followers[key] = followers.get(key, 0) + 1
        previous = word
    return followers


words = text(250000)
for _ in range(4):
    counts = count(words)
ranking = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
for word, n in ranking[:3]:
    print(word, n)
groups = by_length(counts)
for length in sorted(groups):
    print(length, groups[length]["words"], groups[length]["total"])
followers = pairs(words)
print(len(followers), followers["ka", "lo"])
