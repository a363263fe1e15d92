# differs from CPython: it knows the names of characters
dash = "\N{EM DASH}"
half = "\ud800"
