from ..part import value
name = __name__
