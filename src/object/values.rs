//! New values of a thread: numbers, strings, tuples and the like, of the built-in classes.

use std::sync::Arc;

use num_bigint::BigInt;
use num_traits::ToPrimitive;

use super::names::{ClassId, Dunder};
use super::{Class, Common, Native, NativeFn, Signature, Thread};
use crate::heap::{
    BigInteger, BoxedFloat, Bytes, CellVariable, Dict, Field, List, Object, Slot, Str, Tuple, Value,
};

impl Thread {
    /// A built-in class.
    #[inline(always)]
    pub fn class(&self, id: ClassId) -> &Class {
        match self.class_value(id).cast::<Class>() {
            Some(class) => class,
            None => unreachable!("built-in classes exist from the start"),
        }
    }

    #[inline(always)]
    fn class_value(&self, id: ClassId) -> Value<'_> {
        self.interpreter().class(self.mutator(), id)
    }

    /// An integer.
    #[inline(always)]
    pub fn int(&self, value: i64) -> Value<'_> {
        match Value::small_int(value) {
            Some(value) => value,
            None => self.alloc_big_int(BigInt::from(value)),
        }
    }

    /// An integer from a size.
    pub fn usize(&self, value: usize) -> Value<'_> {
        match i64::try_from(value) {
            Ok(value) => self.int(value),
            Err(_) => self.big_int(BigInt::from(value)),
        }
    }

    /// An integer of any size, immediate if it fits.
    pub fn big_int(&self, value: BigInt) -> Value<'_> {
        match value.to_i64().and_then(Value::small_int) {
            Some(value) => value,
            None => self.alloc_big_int(value),
        }
    }

    #[cold]
    fn alloc_big_int(&self, value: BigInt) -> Value<'_> {
        self.mutator()
            .alloc(self.class_value(ClassId::Int), |header| BigInteger {
                header,
                value,
            })
            .value()
    }

    /// A float.
    #[inline(always)]
    pub fn float(&self, value: f64) -> Value<'_> {
        match Value::small_float(value) {
            Some(value) => value,
            None => self.new_float(value),
        }
    }

    /// A float as an object of its own, which makes a NaN identical to itself alone.
    #[cold]
    pub fn new_float(&self, value: f64) -> Value<'_> {
        self.mutator()
            .alloc(self.class_value(ClassId::Float), |header| BoxedFloat {
                header,
                value,
            })
            .value()
    }

    /// A string.
    pub fn str(&self, text: &str) -> Value<'_> {
        if let &[byte] = text.as_bytes() {
            return self.char(char::from(byte));
        }
        Str::new(self.mutator(), self.class_value(ClassId::Str), text).value()
    }

    /// A string of one character; those of ASCII exist once.
    #[inline]
    pub fn char(&self, c: char) -> Value<'_> {
        let Some(ascii) = u8::try_from(c).ok().filter(u8::is_ascii) else {
            return self.str(c.encode_utf8(&mut [0; 4]));
        };
        match self.interpreter().character(self.mutator(), ascii).bound() {
            Some(character) => character,
            None => {
                let character = self.intern(c.encode_utf8(&mut [0; 4])).value();
                self.interpreter().set_character(ascii, character);
                character
            }
        }
    }

    /// A string of two others.
    pub fn add_strings(&self, a: &Str, b: &Str) -> Value<'_> {
        Str::add(self.mutator(), self.class_value(ClassId::Str), a, b).value()
    }

    /// A string of what a function writes, or its error. Most texts are short: the thread keeps the room for them.
    pub fn written<E>(
        &self,
        write: impl FnOnce(&mut String) -> Result<(), E>,
    ) -> Result<Value<'_>, E> {
        const MOST_KEPT: usize = 1024;
        let mut room = self.text.take();
        let text = write(&mut room).map(|()| self.str(&room));
        if room.capacity() <= MOST_KEPT {
            room.clear();
            self.text.set(room);
        }
        text
    }

    /// A string of a part of another one.
    pub fn part(&self, whole: &Str, part: &str) -> Value<'_> {
        if let &[byte] = part.as_bytes() {
            return self.char(char::from(byte));
        }
        Str::part(self.mutator(), self.class_value(ClassId::Str), whole, part).value()
    }

    /// A string of several pieces, with a separator between them.
    pub fn join(&self, separator: Option<&Str>, pieces: &[&Str]) -> Value<'_> {
        let class = self.class_value(ClassId::Str);
        Str::join(self.mutator(), class, separator, pieces).value()
    }

    /// The interned string of a name.
    pub fn intern(&self, name: &str) -> &Str {
        self.mutator().intern(self.class_value(ClassId::Str), name)
    }

    /// The interned string of a string.
    pub fn intern_value<'t>(&'t self, name: &'t Str) -> &'t Str {
        if name.is_interned() {
            name
        } else {
            self.intern(name.as_str())
        }
    }

    /// A bytes object.
    pub fn bytes(&self, bytes: &[u8]) -> Value<'_> {
        Bytes::new(self.mutator(), self.class_value(ClassId::Bytes), bytes).value()
    }

    /// A tuple.
    pub fn tuple(&self, items: &[Value<'_>]) -> Value<'_> {
        if items.is_empty()
            && let Some(empty) = self.common(Common::EmptyTuple).cast::<Tuple>()
        {
            return empty.value();
        }
        Tuple::new(self.mutator(), self.class_value(ClassId::Tuple), items).value()
    }

    /// A tuple of two.
    #[inline(always)]
    pub fn pair(&self, first: Value<'_>, second: Value<'_>) -> Value<'_> {
        let class = self.class_value(ClassId::Tuple);
        let items = [first, second];
        Tuple::from_fn(self.mutator(), class, 2, |index| items[index]).value()
    }

    /// A tuple of the values in `count` slots.
    pub fn tuple_of_slots(&self, first: Slot, count: usize) -> Value<'_> {
        self.tuple_of(self.stack().fields(first, count))
    }

    /// A tuple of what some fields hold.
    #[inline(always)]
    pub fn tuple_of(&self, items: &[Field]) -> Value<'_> {
        if items.is_empty() {
            return self.tuple(&[]);
        }
        Tuple::of_fields(self.mutator(), self.class_value(ClassId::Tuple), items).value()
    }

    /// A list of what some fields hold.
    #[inline(always)]
    pub fn list_of(&self, items: &[Field]) -> Value<'_> {
        List::of_fields(self.mutator(), self.class_value(ClassId::List), items).value()
    }

    /// A list.
    pub fn list(&self, items: &[Value<'_>]) -> &List {
        List::new(self.mutator(), self.class_value(ClassId::List), items)
    }

    /// An empty dict.
    pub fn dict(&self) -> &Dict {
        Dict::new(self.mutator(), self.class_value(ClassId::Dict))
    }

    /// A cell that holds a value or UNBOUND.
    #[inline]
    pub fn cell(&self, value: Value<'_>) -> Value<'_> {
        let contents = Field::new(value);
        let class = self.class_value(ClassId::Cell);
        self.mutator()
            .alloc(class, |header| CellVariable { header, contents })
            .value()
    }

    /// A native function.
    pub fn native(
        &self,
        function: NativeFn,
        signature: Arc<Signature>,
        owner: Value<'_>,
        is_method: bool,
    ) -> &Native {
        let class = match is_method {
            true if signature.text.starts_with("__") => ClassId::WrapperDescriptor,
            true => ClassId::MethodDescriptor,
            false => ClassId::Native,
        };
        let owner = Field::new(owner);
        self.mutator()
            .alloc(self.class_value(class), |header| Native {
                header,
                function,
                arity: signature.arity(),
                signature,
                owner,
                is_method,
            })
    }

    /// The interned name of a special method.
    #[inline(always)]
    pub fn dunder_name(&self, dunder: Dunder) -> &Str {
        let name = self.interpreter().dunder_name(self.mutator(), dunder);
        match name.cast::<Str>() {
            Some(name) => name,
            None => unreachable!("names are strings"),
        }
    }
}
