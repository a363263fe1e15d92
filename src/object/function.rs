//! Functions: written in the script, written in Rust, bound; and the descriptors that wrap them.

use super::{Args, LinkedCode, Returned, Signature, Thread};
use crate::heap::{Field, Header, Link, NoFields, Value};
use crate::{heap_object, no_fields};
use std::sync::Arc;

heap_object! {
    /// A function of the script.
    pub struct Function: Function {
        /// Its code.
        pub code: Link<LinkedCode>,
        /// Cells of its free variables: a tuple, or None.
        pub closure: Field,
        /// Defaults of the last positional parameters: a tuple, or None.
        pub defaults: Field,
        /// Defaults of keyword-only parameters: a dict, or None.
        pub keyword_defaults: Field,
        /// `__name__`
        pub name: Field,
        /// `__qualname__`
        pub qualname: Field,
        /// `__doc__`
        pub doc: Field,
        /// `__module__`
        pub module: Field,
        /// `__annotations__`: a dict, or None until it is asked for.
        pub annotations: Field,
        /// `__dict__`: a dict, or None until an attribute is set.
        pub attributes: Field,
    }
}

/// A native function: reads its arguments from the thread's stack, returns through the thread's result root.
pub type NativeFn = fn(&mut Thread, Args) -> Returned;

heap_object! {
    /// A function written in Rust.
    pub struct Native: Native {
        /// What to call.
        pub function: NativeFn,
        /// How many positional arguments need no matching with the parameters.
        pub arity: Arity,
        /// Its parameters.
        pub signature: Arc<Signature>,
        /// `__self__` for a module's function, or the class of a method; None otherwise.
        pub owner: Field,
        /// Whether it binds its first argument when it is found on a class.
        pub is_method: bool,
    }
}

/// How many positional arguments a native takes without any matching: those that are left out only have to be UNBOUND.
#[derive(Clone, Copy, Debug)]
pub struct Arity {
    least: usize,
    optional: usize,
    slots: usize,
}

impl Arity {
    /// Of a native whose arguments always need matching.
    pub(super) const NONE: Arity = Arity {
        least: usize::MAX,
        optional: 0,
        slots: 0,
    };

    /// From `least` to `most` positional arguments, of `slots` that matched arguments take.
    pub(super) fn new(least: usize, most: usize, slots: usize) -> Arity {
        Arity {
            least,
            optional: most - least,
            slots,
        }
    }

    /// The number of slots that matched arguments take, if so many positional ones need nothing but UNBOUND in the other slots.
    #[inline(always)]
    pub fn takes(self, count: usize) -> Option<usize> {
        (count.wrapping_sub(self.least) <= self.optional).then_some(self.slots)
    }

    /// Whether so many positional arguments are all.
    #[inline(always)]
    pub fn is(self, count: usize) -> bool {
        self.takes(count) == Some(count)
    }
}

no_fields!(NativeFn, Arity);
// SAFETY: no field inside.
unsafe impl NoFields for Signature {}

heap_object! {
    /// A function together with its first argument.
    pub struct BoundMethod: BoundMethod {
        /// The function: any callable.
        pub function: Field,
        /// The first argument.
        pub receiver: Field,
    }
}

heap_object! {
    /// `staticmethod(f)`
    pub struct StaticMethod: StaticMethod {
        /// f
        pub function: Field,
    }
}

heap_object! {
    /// `classmethod(f)`
    pub struct ClassMethod: ClassMethod {
        /// f
        pub function: Field,
    }
}

heap_object! {
    /// `property(get, set, delete, doc)`
    pub struct Property: Property {
        /// The getter, or None.
        pub get: Field,
        /// The setter, or None.
        pub set: Field,
        /// The deleter, or None.
        pub delete: Field,
        /// The docstring, or None.
        pub doc: Field,
        /// The name, set by the class that it is defined in, or None.
        pub name: Field,
    }
}

heap_object! {
    /// `super(class, object)`
    pub struct Super: Super {
        /// The class after which the search starts.
        pub class: Field,
        /// The instance or class that methods are bound to, or None.
        pub receiver: Field,
        /// The class whose method resolution order is searched, or None.
        pub receiver_class: Field,
    }
}

/// A function's fields before it is allocated.
pub struct FunctionParts {
    code: Link<LinkedCode>,
    parts: [Field; 4],
    names: [Field; 4],
}

impl FunctionParts {
    /// The function itself.
    pub fn with_header(self, header: Header) -> Function {
        let [closure, defaults, keyword_defaults, annotations] = self.parts;
        let [name, qualname, doc, module] = self.names;
        let attributes = Field::new(Value::NONE);
        Function {
            header,
            code: self.code,
            closure,
            defaults,
            keyword_defaults,
            name,
            qualname,
            doc,
            module,
            annotations,
            attributes,
        }
    }
}

impl Function {
    /// The fields of a new function: closure, defaults, keyword defaults, annotations; then name, qualified name, docstring, module.
    pub fn new_parts(
        code: &LinkedCode,
        parts: [Value<'_>; 4],
        names: [Value<'_>; 4],
    ) -> FunctionParts {
        FunctionParts {
            code: Link::new(code),
            parts: parts.map(Field::new),
            names: names.map(Field::new),
        }
    }

    /// Its code.
    #[inline(always)]
    pub fn code(&self) -> &LinkedCode {
        self.code.get()
    }
}

impl Native {
    /// Its name.
    pub fn name(&self) -> &str {
        // Only messages call a constructor by the name of its class.
        let written = self.signature.text.split('(').next();
        match written.filter(|name| matches!(*name, "__new__" | "__init__")) {
            Some(name) => name,
            None => &self.signature.name,
        }
    }
}
