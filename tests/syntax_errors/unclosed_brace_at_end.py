settings = {
    "threads": 4,
    "gil": False,
