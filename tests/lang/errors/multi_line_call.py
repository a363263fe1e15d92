def combine(**parts):
    raise TypeError("cannot combine")

result = combine(
    first=1,
    second=[
        2,
        3,
    ],
)
