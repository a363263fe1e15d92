"""Floats in local variables: how many points of a grid belong to the Mandelbrot set."""


def escapes(cx, cy, limit):
    x = y = 0.0
    for step in range(limit):
        x2 = x * x
        y2 = y * y
        if x2 + y2 > 4.0:
            return step
        y = 2.0 * x * y + cy
        x = x2 - y2 + cx
    return limit


def count(width, height, limit):
    inside = steps = 0
    for row in range(height):
        cy = 2.0 * row / height - 1.0
        for column in range(width):
            cx = 3.0 * column / width - 2.0
            n = escapes(cx, cy, limit)
            steps += n
            if n == limit:
                inside += 1
    return inside, steps


inside, steps = count(450, 300, 100)
print(inside, steps)
