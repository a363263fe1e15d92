"""Text wrapped, shortened, indented and dedented."""

import textwrap

text = "The quick brown fox jumped over the lazy dog. It was a well-known   self-explanatory story--with dashes; and averyveryverylongwordthatdoesnotfit at all."
for w in (20, 30, 12, 70): print(textwrap.wrap(text, w))
print(textwrap.fill(text, 40, initial_indent='* ', subsequent_indent='  '))
print(textwrap.shorten(text, 40)); print(textwrap.shorten('hello world', 11)); print(textwrap.shorten('hello  world!', 11, placeholder='...'))
print(repr(textwrap.dedent('''
    hello
      world

    end
    ''')))
print(textwrap.indent('a\n\nb\n', '> '), textwrap.indent('a\n\nb', '+ ', lambda l: True))
print(textwrap.wrap('a\tb  c', 5), textwrap.wrap(''), textwrap.wrap('abcdefghij', 3), textwrap.wrap('abc defghij', 3, break_long_words=False))
