match command
    case "go":
        pass
    case 1 +:
        pass
    case f(a=1, 2):
        pass
    case a as _:
        pass
    case {**rest, 1: 2}:
        pass
    case "stop"
        pass
