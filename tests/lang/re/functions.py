"""Matches, substitution, splitting, flags, bytes."""

import re


def tr(f, *a, **k):
    try: print(repr(f(*a, **k)))
    except Exception as e: print(type(e).__name__, e)


m = re.search(r'(?P<first>\w+) (?P<last>\w+)', 'Ada Lovelace, 1815')
print(m, m.group(0, 1, 'last'), m['first'], m[2], m.groupdict(), m.start('last'), m.end(), m.span(1), m.lastgroup, m.lastindex, m.re, m.string, m.pos, m.endpos, m.expand(r'\2 \g<first>'), m.regs)
tr(m.group, 5); tr(m.group, 'zz'); print(re.match('(a)?', 'b').groups('x'), re.match('a', 'b'))
print(re.sub(r'(\w+) (\w+)', r'\2 \1', 'hello world'), re.sub('a', lambda m: m.group().upper() * 2, 'banana'), re.subn('a', 'o', 'banana', count=2), re.sub('x*', '-', 'abxd'), re.sub(r'\s+', ' ', ' a  b\n c '), re.sub('a', r'\n\\', 'a'), re.sub('(?P<n>a)', r'\g<n>\g<0>\g<1>0', 'a'), re.sub('a', 'b', 'aaa', count=1))
tr(re.sub, 'a', r'\q', 'a'); tr(re.sub, 'a', r'\1', 'a'); tr(re.sub, 'a', r'\g<z>', 'a'); tr(re.sub, 'a', r'\g<', 'a')
print(re.split(r'[,;]\s*', 'a, b;c'), re.split(r'(-)', 'a-b-c', maxsplit=1), re.split('x*', 'axbc'), re.split(r'\s', ' a b '))
print(re.compile('a'), re.compile('a', re.I | re.M), re.compile(b'a'), re.I, re.I | re.X, re.compile('(?i)a').flags, re.compile('a').groups, re.compile('(?P<x>a)').groupindex, re.compile('a') == re.compile('a'), re.IGNORECASE.value, int(re.compile('a', re.A).flags))
print(re.findall(rb'\d+', b'1 22'), re.sub(b'a', b'x', b'banana'), re.match(b'(.)', b'\xff').group(1)); tr(re.match, 'a', b'a'); tr(re.match, b'a', 'a'); tr(re.match, 'a', 3); tr(re.compile, 3)
print(re.escape('a.b*c[d]-e f'), re.escape('é_1'), re.compile('b').search('abc', 1), re.compile('^b').search('abc', 1), re.compile('b$').search('abc', 0, 2), re.compile('a').match('ba', 1), re.fullmatch('a|ab', 'ab'))
print(re.findall(r'(?i)[a-z]+', 'Ab cD'), re.findall(r'\w+', 'naïve café_1'), re.findall(r'(?a)\w+', 'naïve'), re.findall(r'[^\x00-\x7f]', 'aéb'), re.findall('(?m)$', 'a\nb\n'), re.findall(r'\B', 'ab'), re.findall(r'(a)(b)?', 'abа a'))
log = '2024-01-15 10:20:30 ERROR [worker-1] failed: timeout after 30s'
print(re.match(r'(?P<date>\S+) (?P<time>\S+) (?P<level>[A-Z]+) \[(?P<thread>[^\]]+)\] (?P<msg>.*)', log).groupdict())
print(re.match(r'(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}', '192.168.1.254'), [t for t in re.finditer(r'(?P<num>\d+)|(?P<op>[-+*/()])|(?P<ws>\s+)', '3 + 41')][-1].lastgroup)
print(len(re.findall('a', 'a' * 5000)), re.match('(?:a|b)*c', 'ab' * 2000 + 'c').end(), re.match('(a?){8}a{8}', 'a' * 6 + 'b'), re.search('(x+x+)+y', 'x' * 6))
print(isinstance(m, re.Match), isinstance(re.compile('a'), re.Pattern), type(m), re.PatternError is re.error)
