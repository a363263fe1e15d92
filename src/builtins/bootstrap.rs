//! The first classes: made before anything runs, in the order of `ClassId`, then filled by the files of this room.

use crate::heap::{Object, Tuple, Value};
use crate::object::{Class, ClassFlags, ClassId, Common, Dunder, Module, NO_SHAPE, Thread};

/// Makes the built-in classes, the special names and the module `builtins` of a new interpreter.
pub fn bootstrap(thread: &Thread) {
    let interpreter = thread.interpreter();
    make_classes(thread);
    for dunder in Dunder::ALL {
        interpreter.set_dunder_name(*dunder, thread.intern(dunder.name()).value());
    }
    interpreter.set_common(Common::EmptyTuple, thread.tuple(&[]));
    interpreter.set_common(Common::Modules, thread.dict().value());
    link_classes(thread);
    let name = thread.intern("builtins").value();
    let shape = interpreter.shapes.unique();
    let class = thread.class(ClassId::Module).value();
    let builtins = Module::new(thread.mutator(), class, name, shape);
    interpreter.set_common(Common::Builtins, builtins.value());
    thread.set_global(builtins, "__name__", name);
    for id in ClassId::ALL.iter().filter(|id| is_public(**id)) {
        thread.set_global(builtins, id.name(), thread.class(*id).value());
    }
    for alias in ["IOError", "EnvironmentError"] {
        thread.set_global(builtins, alias, thread.class(ClassId::OSError).value());
    }
    let constants = [
        ("Ellipsis", Value::ELLIPSIS),
        ("NotImplemented", Value::NOT_IMPLEMENTED),
        ("__debug__", Value::TRUE),
    ];
    for (name, value) in constants {
        thread.set_global(builtins, name, value);
    }
    super::install(thread, builtins);
    thread.class(ClassId::Object).set_flag(ClassFlags::NO_DICT);
    for id in ClassId::ALL {
        thread.class(*id).set_flag(ClassFlags::BUILT_IN);
    }
}

/// Allocates the classes with names; until `str` and `type` exist, their headers' classes are set afterwards.
fn make_classes(thread: &Thread) {
    let interpreter = thread.interpreter();
    for id in ClassId::ALL {
        let shape = interpreter.shapes.unique();
        let class = Class::new(thread.mutator(), Value::NONE, Value::NONE, shape);
        interpreter.set_class(*id, class.value());
    }
    let metaclass = thread.class(ClassId::Type).value();
    for id in ClassId::ALL {
        let class = thread.class(*id);
        class.header.set_class(metaclass);
        let name = thread.intern(id.name()).value();
        class.name.store(name);
        class.qualname.store(name);
    }
    debug_assert_ne!(thread.class(ClassId::Object).header.shape(), NO_SHAPE.0);
}

fn link_classes(thread: &Thread) {
    let module = thread.intern("__module__");
    for id in ClassId::ALL {
        let class = thread.class(*id);
        let home = match id {
            ClassId::GenericAlias | ClassId::UnionType => "types",
            _ => "builtins",
        };
        class.define(thread.mutator(), module, thread.intern(home).value());
        let mut mro = vec![class.value()];
        let mut ancestor = *id;
        while ancestor != ClassId::Object {
            ancestor = ancestor.base();
            mro.push(thread.class(ancestor).value());
        }
        let group = thread.class(ClassId::BaseExceptionGroup).value();
        if *id == ClassId::ExceptionGroup {
            mro.insert(1, group);
        }
        let bases = match *id {
            ClassId::Object => thread.tuple(&[]),
            ClassId::ExceptionGroup => thread.tuple(&[group, thread.class(id.base()).value()]),
            _ => thread.tuple(&[thread.class(id.base()).value()]),
        };
        if *id == ClassId::BaseException {
            class.set_flag(ClassFlags::EXCEPTION);
        }
        let mro = thread.tuple(&mro);
        if let (Some(bases), Some(mro)) = (bases.cast::<Tuple>(), mro.cast::<Tuple>()) {
            class.link(thread.interpreter(), thread.mutator(), bases, mro);
        }
    }
}

/// Whether scripts find the class by its name among the builtins.
fn is_public(id: ClassId) -> bool {
    use ClassId::{
        Bool, ByteArray, Bytes, ClassMethod, Complex, Dict, Enumerate, Filter, Float, FrozenSet,
        Int, List, Map, Object, Property, Range, Reversed, Set, Slice, StaticMethod, Str, Super,
        Tuple, Type, Zip,
    };
    id.is_exception()
        || matches!(
            id,
            Object
                | Type
                | Int
                | Bool
                | Float
                | Complex
                | Str
                | Bytes
                | ByteArray
                | Tuple
                | List
                | Dict
                | Set
                | FrozenSet
                | Range
                | Slice
                | Property
                | StaticMethod
                | ClassMethod
                | Super
                | Reversed
                | Enumerate
                | Zip
                | Map
                | Filter
        )
}
