# Attributes of built-in classes, asked of the class.
import types

print(int.real, int.numerator, float.imag)
print(type(int.real), int.real.__name__, int.real.__objclass__, int.real.__get__(5), int.__dict__["real"])
print(isinstance(int.real, property), isinstance(int.real, types.GetSetDescriptorType))
try:
    (5).real = 3
except AttributeError as error:
    print(error)
