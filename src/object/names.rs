//! The names that the interpreter itself knows: built-in classes and special methods.

macro_rules! classes {
    ($($name:ident $python:literal : $base:ident;)*) => {
        /// A class that exists from the start.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[repr(u16)]
        pub enum ClassId {
            $(#[doc = concat!("`", $python, "`")] $name,)*
        }

        impl ClassId {
            /// All of them; each one's base stands before it.
            pub const ALL: &[ClassId] = &[$(ClassId::$name),*];

            /// The name in Python.
            pub const fn name(self) -> &'static str {
                match self { $(ClassId::$name => $python),* }
            }

            /// The base class; `object` is its own.
            pub const fn base(self) -> ClassId {
                match self { $(ClassId::$name => ClassId::$base),* }
            }
        }
    };
}

classes! {
    Object "object": Object;
    Type "type": Object;
    NoneType "NoneType": Object;
    EllipsisType "ellipsis": Object;
    NotImplementedType "NotImplementedType": Object;
    Int "int": Object;
    Bool "bool": Int;
    Float "float": Object;
    Complex "complex": Object;
    Str "str": Object;
    Bytes "bytes": Object;
    ByteArray "bytearray": Object;
    Tuple "tuple": Object;
    List "list": Object;
    Dict "dict": Object;
    Set "set": Object;
    FrozenSet "frozenset": Object;
    Range "range": Object;
    Slice "slice": Object;
    Function "function": Object;
    Native "builtin_function_or_method": Object;
    BoundMethod "method": Object;
    Module "module": Object;
    Code "code": Object;
    Cell "cell": Object;
    Generator "generator": Object;
    Property "property": Object;
    GetSetDescriptor "getset_descriptor": Object;
    StaticMethod "staticmethod": Object;
    ClassMethod "classmethod": Object;
    Super "super": Object;
    Traceback "traceback": Object;
    Frame "frame": Object;
    RangeIterator "range_iterator": Object;
    ListIterator "list_iterator": Object;
    TupleIterator "tuple_iterator": Object;
    StrIterator "str_iterator": Object;
    StrAsciiIterator "str_ascii_iterator": Object;
    BytesIterator "bytes_iterator": Object;
    SequenceIterator "iterator": Object;
    ListReverseIterator "list_reverseiterator": Object;
    Reversed "reversed": Object;
    SetIterator "set_iterator": Object;
    DictKeyIterator "dict_keyiterator": Object;
    DictValueIterator "dict_valueiterator": Object;
    DictItemIterator "dict_itemiterator": Object;
    DictReverseKeyIterator "dict_reversekeyiterator": Object;
    CallableIterator "callable_iterator": Object;
    DictKeys "dict_keys": Object;
    DictValues "dict_values": Object;
    DictItems "dict_items": Object;
    Enumerate "enumerate": Object;
    Zip "zip": Object;
    Map "map": Object;
    Filter "filter": Object;
    GenericAlias "GenericAlias": Object;
    UnionType "UnionType": Object;
    MethodDescriptor "method_descriptor": Native;
    WrapperDescriptor "wrapper_descriptor": Native;
    MethodWrapper "method-wrapper": Native;
    AttributeDict "dict": Dict;
    MappingProxy "mappingproxy": Object;

    BaseException "BaseException": Object;
    BaseExceptionGroup "BaseExceptionGroup": BaseException;
    GeneratorExit "GeneratorExit": BaseException;
    KeyboardInterrupt "KeyboardInterrupt": BaseException;
    SystemExit "SystemExit": BaseException;
    Exception "Exception": BaseException;
    ExceptionGroup "ExceptionGroup": Exception;
    ArithmeticError "ArithmeticError": Exception;
    FloatingPointError "FloatingPointError": ArithmeticError;
    OverflowError "OverflowError": ArithmeticError;
    ZeroDivisionError "ZeroDivisionError": ArithmeticError;
    AssertionError "AssertionError": Exception;
    AttributeError "AttributeError": Exception;
    BufferError "BufferError": Exception;
    EOFError "EOFError": Exception;
    ImportError "ImportError": Exception;
    ModuleNotFoundError "ModuleNotFoundError": ImportError;
    LookupError "LookupError": Exception;
    IndexError "IndexError": LookupError;
    KeyError "KeyError": LookupError;
    MemoryError "MemoryError": Exception;
    NameError "NameError": Exception;
    UnboundLocalError "UnboundLocalError": NameError;
    OSError "OSError": Exception;
    BlockingIOError "BlockingIOError": OSError;
    ChildProcessError "ChildProcessError": OSError;
    ConnectionError "ConnectionError": OSError;
    BrokenPipeError "BrokenPipeError": ConnectionError;
    ConnectionAbortedError "ConnectionAbortedError": ConnectionError;
    ConnectionRefusedError "ConnectionRefusedError": ConnectionError;
    ConnectionResetError "ConnectionResetError": ConnectionError;
    FileExistsError "FileExistsError": OSError;
    FileNotFoundError "FileNotFoundError": OSError;
    InterruptedError "InterruptedError": OSError;
    IsADirectoryError "IsADirectoryError": OSError;
    NotADirectoryError "NotADirectoryError": OSError;
    PermissionError "PermissionError": OSError;
    ProcessLookupError "ProcessLookupError": OSError;
    TimeoutError "TimeoutError": OSError;
    ReferenceError "ReferenceError": Exception;
    RuntimeError "RuntimeError": Exception;
    NotImplementedError "NotImplementedError": RuntimeError;
    PythonFinalizationError "PythonFinalizationError": RuntimeError;
    RecursionError "RecursionError": RuntimeError;
    StopAsyncIteration "StopAsyncIteration": Exception;
    StopIteration "StopIteration": Exception;
    SyntaxError "SyntaxError": Exception;
    IndentationError "IndentationError": SyntaxError;
    TabError "TabError": IndentationError;
    SystemError "SystemError": Exception;
    TypeError "TypeError": Exception;
    ValueError "ValueError": Exception;
    UnicodeError "UnicodeError": ValueError;
    UnicodeDecodeError "UnicodeDecodeError": UnicodeError;
    UnicodeEncodeError "UnicodeEncodeError": UnicodeError;
    Warning "Warning": Exception;
    DeprecationWarning "DeprecationWarning": Warning;
    FutureWarning "FutureWarning": Warning;
    RuntimeWarning "RuntimeWarning": Warning;
    SyntaxWarning "SyntaxWarning": Warning;
    UserWarning "UserWarning": Warning;
    ResourceWarning "ResourceWarning": Warning;
    BytesWarning "BytesWarning": Warning;
    ImportWarning "ImportWarning": Warning;
    UnicodeWarning "UnicodeWarning": Warning;
    EncodingWarning "EncodingWarning": Warning;
    PendingDeprecationWarning "PendingDeprecationWarning": Warning;
}

impl ClassId {
    /// Whether it is an exception class.
    pub fn is_exception(self) -> bool {
        self as u16 >= ClassId::BaseException as u16
    }
}

macro_rules! dunders {
    ($($name:ident $python:literal;)*) => {
        /// A special method (or attribute) that operations look up on a class. Each has the same index in the table of every class.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[repr(u16)]
        pub enum Dunder {
            $(#[doc = concat!("`", $python, "`")] $name,)*
        }

        impl Dunder {
            /// All of them, by index.
            pub const ALL: &[Dunder] = &[$(Dunder::$name),*];

            /// The name in Python.
            pub const fn name(self) -> &'static str {
                match self { $(Dunder::$name => $python),* }
            }
        }
    };
}

dunders! {
    New "__new__";
    Init "__init__";
    Call "__call__";
    Repr "__repr__";
    Str "__str__";
    Format "__format__";
    Bytes "__bytes__";
    Hash "__hash__";
    Bool "__bool__";
    Len "__len__";
    LengthHint "__length_hint__";
    Iter "__iter__";
    Next "__next__";
    Reversed "__reversed__";
    Contains "__contains__";
    GetItem "__getitem__";
    SetItem "__setitem__";
    DelItem "__delitem__";
    Missing "__missing__";
    GetAttribute "__getattribute__";
    GetAttr "__getattr__";
    SetAttr "__setattr__";
    DelAttr "__delattr__";
    Dir "__dir__";
    Get "__get__";
    Set "__set__";
    Delete "__delete__";
    SetName "__set_name__";
    InitSubclass "__init_subclass__";
    ClassGetItem "__class_getitem__";
    Prepare "__prepare__";
    InstanceCheck "__instancecheck__";
    SubclassCheck "__subclasscheck__";
    Enter "__enter__";
    Exit "__exit__";
    Eq "__eq__";
    Ne "__ne__";
    Lt "__lt__";
    Le "__le__";
    Gt "__gt__";
    Ge "__ge__";
    Add "__add__";
    Sub "__sub__";
    Mul "__mul__";
    TrueDiv "__truediv__";
    FloorDiv "__floordiv__";
    Mod "__mod__";
    DivMod "__divmod__";
    Pow "__pow__";
    MatMul "__matmul__";
    LShift "__lshift__";
    RShift "__rshift__";
    And "__and__";
    Or "__or__";
    Xor "__xor__";
    RAdd "__radd__";
    RSub "__rsub__";
    RMul "__rmul__";
    RTrueDiv "__rtruediv__";
    RFloorDiv "__rfloordiv__";
    RMod "__rmod__";
    RDivMod "__rdivmod__";
    RPow "__rpow__";
    RMatMul "__rmatmul__";
    RLShift "__rlshift__";
    RRShift "__rrshift__";
    RAnd "__rand__";
    ROr "__ror__";
    RXor "__rxor__";
    IAdd "__iadd__";
    ISub "__isub__";
    IMul "__imul__";
    ITrueDiv "__itruediv__";
    IFloorDiv "__ifloordiv__";
    IMod "__imod__";
    IPow "__ipow__";
    IMatMul "__imatmul__";
    ILShift "__ilshift__";
    IRShift "__irshift__";
    IAnd "__iand__";
    IOr "__ior__";
    IXor "__ixor__";
    Neg "__neg__";
    Pos "__pos__";
    Invert "__invert__";
    Abs "__abs__";
    Round "__round__";
    Trunc "__trunc__";
    Floor "__floor__";
    Ceil "__ceil__";
    Int "__int__";
    Float "__float__";
    Index "__index__";
    Dict "__dict__";
    Doc "__doc__";
    Name "__name__";
    QualName "__qualname__";
    Module "__module__";
    Class "__class__";
    Annotations "__annotations__";
    Slots "__slots__";
    MatchArgs "__match_args__";
    Wrapped "__wrapped__";
}

impl Dunder {
    /// The reflected form of a binary operator (`__add__` gives `__radd__`), or the mirror image of a comparison.
    pub const fn reflected(self) -> Dunder {
        match self {
            Dunder::Lt => Dunder::Gt,
            Dunder::Le => Dunder::Ge,
            Dunder::Gt => Dunder::Lt,
            Dunder::Ge => Dunder::Le,
            Dunder::Eq | Dunder::Ne => self,
            _ => Dunder::ALL[self as usize + (Dunder::RAdd as usize - Dunder::Add as usize)],
        }
    }

    /// The in-place form of a binary operator; `divmod` has none.
    pub const fn in_place(self) -> Dunder {
        match self {
            Dunder::Add => Dunder::IAdd,
            Dunder::Sub => Dunder::ISub,
            Dunder::Mul => Dunder::IMul,
            Dunder::TrueDiv => Dunder::ITrueDiv,
            Dunder::FloorDiv => Dunder::IFloorDiv,
            Dunder::Mod => Dunder::IMod,
            Dunder::Pow => Dunder::IPow,
            Dunder::MatMul => Dunder::IMatMul,
            Dunder::LShift => Dunder::ILShift,
            Dunder::RShift => Dunder::IRShift,
            Dunder::And => Dunder::IAnd,
            Dunder::Or => Dunder::IOr,
            _ => Dunder::IXor,
        }
    }
}
