class Code:
    def __str__(self): return "object as exit message"
raise SystemExit(Code())
