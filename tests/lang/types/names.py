"""Names of types, namespaces, read-only views, classes made by functions."""

import types


def generate():
    yield


class Method:
    def method(self): ...


print(isinstance(generate, types.FunctionType), isinstance(lambda: 0, types.LambdaType))
print(isinstance(generate(), types.GeneratorType), isinstance(Method().method, types.MethodType))
print(isinstance(len, types.BuiltinFunctionType), isinstance([].append, types.BuiltinMethodType))
print(isinstance(types, types.ModuleType), isinstance(None, types.NoneType), isinstance(list[int], types.GenericAlias))
print(types.FunctionType, types.MethodType, types.GeneratorType, types.ModuleType, types.NoneType, types.CodeType,
      types.TracebackType, types.CellType, types.SimpleNamespace, types.MappingProxyType)

space = types.SimpleNamespace(a=1, b="x")
space.c = [2]
del space.a
print(space, space.c, space == types.SimpleNamespace(b="x", c=[2]), space == 3)
print(hasattr(space, "a"), hasattr(space, "b"))

source = {"a": 1}
view = types.MappingProxyType(source)
source["b"] = 2
print(view, repr(view), view["b"], list(view), len(view), "a" in view, view == source, view.get("c"), view | {"c": 3})
for change in "view['c'] = 3", "del view['a']":
    try:
        exec(change)
    except TypeError as error:
        print(error)

module = types.ModuleType("made", "its doc")
module.value = 3
print(module.__name__, module.__doc__, module.value)


def fill(namespace):
    namespace["answer"] = 42


made = types.new_class("Made", (Method,), {}, fill)
print(made.__name__, made.answer, issubclass(made, Method))


class Stand:
    def __mro_entries__(self, bases):
        return (Method,)


stand = Stand()


class Real(stand): ...


print(Real.__mro__, Real.__orig_bases__ == (stand,), types.get_original_bases(Real) == (stand,))
