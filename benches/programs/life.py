"""Sets and dicts with tuples as keys: Conway's game of life on an unbounded plane."""


def step(alive):
    neighbours = {}
    for x, y in alive:
        for dx in (-1, 0, 1):
            for dy in (-1, 0, 1):
                if dx or dy:
                    cell = (x + dx, y + dy)
                    neighbours[cell] = neighbours.get(cell, 0) + 1
    return {cell for cell, n in neighbours.items() if n == 3 or n == 2 and cell in alive}


# The R-pentomino, which grows for 1103 generations.
alive = {(1, 0), (2, 0), (0, 1), (1, 1), (1, 2)}
for _ in range(800):
    alive = step(alive)
print(len(alive), min(alive), max(alive))
