This file is not Python at all.
It has sentences, and they have commas.
None of them means anything here.
Still it is read to its end.
One line more.
x = 1
y = = 2
