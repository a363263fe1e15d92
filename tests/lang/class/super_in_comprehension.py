# super() in a comprehension of a class body, beside a method that uses it too.


class Base:
    def m(self):
        return "base"


class Derived(Base):
    def m(self):
        return "derived, " + super().m()

    late = [lambda self: super(__class__, self).m() for _ in range(1)]


print(Derived().m(), Derived.late[0](Derived()))

try:

    class Early(Base):
        def m(self):
            return super().m()

        values = [super().m() for _ in range(1)]

except (TypeError, RuntimeError, NameError) as error:
    print(type(error).__name__, error)


class Global:
    global __class__
    names = [c.__name__ for c in (lambda: [__class__])()] if False else []

    def own(self):
        return __class__.__name__


print(Global().own(), Global.names)
