def step(n):
    try:
        if n == 0:
            raise ValueError("bottom")
        step(n - 1)
    except Exception as e:
        raise RuntimeError(f"level {n}") from e

step(2)
