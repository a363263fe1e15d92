//! Attributes: where they are found, in which order, and what an inline cache remembers of it. Nothing here calls script code: what
//! has to be called is handed back to the caller.
//!
//! A cache is one word that says *where*, never *what* (rule 4):
//!
//! | bits | meaning for reading | for adding an attribute |
//! |---|---|---|
//! | 32..64 | the object's shape id | the shape before |
//! | 31 | 0 | 1 |
//! | 16..19 | where, [`AttributeCache`] | the shape after, 31 bits: its count of attributes is the new slot plus one |
//! | 0..16 | index of the slot, of the class's table or of the module's variable | |
//!
//! Exclusive or with an object's shape leaves just the lower half if the cache fits, and of an inline slot, the commonest case, just the
//! index: one comparison tells.

use super::names::{ClassId, Dunder};
use super::shape::{NO_SHAPE, ShapeId};
use super::{
    BoundMethod, Class, ClassFlags, ClassMethod, Function, Interpreter, Module, Native, Property,
    StaticMethod, Super, Thread,
};
use crate::heap::{Dict, Field, Instance, Kind, Name, Object, Slot, Str, Value};

/// Where a cached attribute is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum AttributeCache {
    /// In an inline slot of the instance.
    Inline = 0,
    /// In another slot of the instance.
    Overflow = 1,
    /// In the table of the instance's class: a method or a plain value, as its kind tells.
    ClassTable = 2,
    /// In a variable of the module.
    Variable = 3,
    /// In the table of the class that is itself the object.
    OwnTable = 4,
    /// In the table of the class of an object that has no shape; the shape id is the class's own.
    BuiltInTable = 5,
    /// There too, and it is a native that binds its first argument; the class is built in, so that stays.
    BuiltInMethod = 6,
    /// Nothing cached.
    Empty = 7,
}

impl AttributeCache {
    const ALL: [AttributeCache; 8] = [
        AttributeCache::Inline,
        AttributeCache::Overflow,
        AttributeCache::ClassTable,
        AttributeCache::Variable,
        AttributeCache::OwnTable,
        AttributeCache::BuiltInTable,
        AttributeCache::BuiltInMethod,
        AttributeCache::Empty,
    ];

    /// The word of a cache that fits nothing, objects without a shape included.
    pub const EMPTY: u64 = (AttributeCache::Empty as u64) << 16;

    /// The cache word.
    pub fn word(self, shape: ShapeId, index: usize) -> u64 {
        if index > u16::MAX as usize || shape == NO_SHAPE {
            return AttributeCache::EMPTY;
        }
        (shape.0 as u64) << 32 | (self as u64) << 16 | index as u64
    }

    /// The word for adding an attribute.
    pub fn add_word(old: ShapeId, new: ShapeId) -> u64 {
        if new.0 & 0xff == 0xff {
            AttributeCache::EMPTY
        } else {
            (old.0 as u64) << 32 | 1 << 31 | new.0 as u64
        }
    }
}

/// What a cache word says of an object with some shape.
#[derive(Clone, Copy)]
pub struct Hit(u64);

impl Hit {
    /// Looks at a cache word.
    #[inline(always)]
    pub fn of(word: u64, shape: u32) -> Hit {
        Hit(word ^ (shape as u64) << 32)
    }

    /// The inline slot, if it is in one.
    #[inline(always)]
    pub fn inline(self) -> Option<usize> {
        (self.0 <= u16::MAX as u64).then_some(self.0 as usize)
    }

    /// The place in the table of a built-in class of one of its methods, if it is one.
    #[inline(always)]
    pub fn built_in_method(self) -> Option<usize> {
        let index = self.0 ^ (AttributeCache::BuiltInMethod as u64) << 16;
        (index <= u16::MAX as u64).then_some(index as usize)
    }

    /// Where it is: place and index.
    #[inline(always)]
    pub fn place(self) -> Option<(AttributeCache, usize)> {
        let place = AttributeCache::ALL[(self.0 >> 16) as usize & 7];
        (self.0 >> 31 == 0).then_some((place, self.0 as u16 as usize))
    }

    /// The shape to which adding the attribute leads, and the new slot.
    #[inline(always)]
    pub fn added(self) -> Option<(u32, usize)> {
        let next = self.0 as u32 & 0x7fff_ffff;
        (self.0 >> 31 == 1).then_some((next, (next as usize & 0xff).wrapping_sub(1)))
    }
}

/// What a lookup found.
#[derive(Clone, Copy)]
pub enum Found<'t> {
    /// Nothing.
    Missing,
    /// The attribute's value.
    Value(Value<'t>),
    /// A function that is to be bound to this receiver.
    Method {
        /// The function.
        function: Value<'t>,
        /// Its first argument: the object, or its class.
        receiver: Value<'t>,
    },
    /// A property: its getter is to be called with the object.
    Getter {
        /// The getter.
        get: Value<'t>,
        /// The object.
        receiver: Value<'t>,
    },
    /// A descriptor of the script: `get` (a function) is to be called with the descriptor, the object and the class.
    Descriptor {
        /// `__get__`
        get: Value<'t>,
        /// The descriptor.
        descriptor: Value<'t>,
        /// The object, or None for an attribute of a class.
        instance: Value<'t>,
        /// The class.
        owner: Value<'t>,
    },
}

/// From so many attributes on, one that was deleted and comes back keeps its place.
const MANY_ATTRIBUTES: u16 = 1000;

impl Thread {
    /// Looks up an attribute by the rules of `object.__getattribute__`, of `type.__getattribute__` for classes, and of modules; the
    /// second part is a cache word.
    pub fn find_attribute<'t>(&'t self, object: Value<'t>, name: &Str) -> (Found<'t>, u64) {
        match object.kind() {
            Some(Kind::Instance) => self.find_on_instance(object, name),
            Some(Kind::Class) => self.find_on_class(object, name),
            Some(Kind::Module) => {
                if let Some(module) = object.cast::<Module>()
                    && let Some((index, cell)) = module.find(name)
                    && let Some(value) = cell.contents.load().bound()
                {
                    let shape = ShapeId(module.header.shape());
                    return (
                        Found::Value(value),
                        AttributeCache::Variable.word(shape, index),
                    );
                }
                (self.find_through_class(object, name), AttributeCache::EMPTY)
            }
            Some(Kind::Function) => (self.find_on_function(object, name), AttributeCache::EMPTY),
            Some(Kind::Super) => (self.find_on_super(object, name), AttributeCache::EMPTY),
            _ => {
                let class = self.class_of(object);
                let cached = class.index_of(name).map_or(AttributeCache::EMPTY, |index| {
                    let native = class.at(index as usize).cast::<Native>();
                    let place = match native {
                        Some(native) if native.is_method && class.has(ClassFlags::BUILT_IN) => {
                            AttributeCache::BuiltInMethod
                        }
                        _ => AttributeCache::BuiltInTable,
                    };
                    place.word(ShapeId(class.header.shape()), index as usize)
                });
                (self.find_through_class(object, name), cached)
            }
        }
    }

    fn find_on_function<'t>(&'t self, object: Value<'t>, name: &Str) -> Found<'t> {
        let attributes = object
            .cast::<Function>()
            .map(|function| function.attributes.load());
        let own = attributes.and_then(|attributes| attributes.cast::<Dict>()?.get_str(name));
        own.map_or_else(|| self.find_through_class(object, name), Found::Value)
    }

    fn find_on_instance<'t>(&'t self, object: Value<'t>, name: &Str) -> (Found<'t>, u64) {
        let class = self.class_of(object);
        let on_class = class.lookup(name);
        if !on_class.is_unbound() && self.is_data_descriptor(on_class) {
            return (self.bind(on_class, object, class), AttributeCache::EMPTY);
        }
        let Some(instance) = object.cast::<Instance>() else {
            return (Found::Missing, AttributeCache::EMPTY);
        };
        let shape = ShapeId(instance.header().shape());
        if let Some(slot) = self
            .interpreter()
            .shapes
            .get(shape)
            .and_then(|s| s.slot(Name::of(self.mutator(), name)))
            && let Some(value) = instance
                .slot(slot as usize)
                .and_then(|field| field.load().bound())
        {
            let inline = (slot as usize) < instance.inline_slots().len();
            let place = if inline {
                AttributeCache::Inline
            } else {
                AttributeCache::Overflow
            };
            return (Found::Value(value), place.word(shape, slot as usize));
        } else if on_class.is_unbound() {
            return (Found::Missing, AttributeCache::EMPTY);
        }
        let shadowed = self
            .interpreter()
            .shapes
            .get(shape)
            .is_some_and(|s| s.slot(Name::of(self.mutator(), name)).is_some());
        let cached = match class.index_of(name) {
            Some(index) if !shadowed => AttributeCache::ClassTable.word(shape, index as usize),
            _ => AttributeCache::EMPTY,
        };
        (self.bind(on_class, object, class), cached)
    }

    fn find_on_class<'t>(&'t self, object: Value<'t>, name: &Str) -> (Found<'t>, u64) {
        let Some(class) = object.cast::<Class>() else {
            return (Found::Missing, AttributeCache::EMPTY);
        };
        let metaclass = self.class_of(object);
        let on_metaclass = metaclass.lookup(name);
        if !on_metaclass.is_unbound() && self.is_data_descriptor(on_metaclass) {
            return (
                self.bind(on_metaclass, object, metaclass),
                AttributeCache::EMPTY,
            );
        }
        if let Some(value) = class.lookup(name).bound() {
            let found = self.bind_on_class(value, class);
            let cached = match (&found, class.index_of(name)) {
                (Found::Value(found), Some(index)) if *found == value => {
                    AttributeCache::OwnTable.word(ShapeId(class.header.shape()), index as usize)
                }
                _ => AttributeCache::EMPTY,
            };
            return (found, cached);
        }
        if on_metaclass.is_unbound() {
            return (Found::Missing, AttributeCache::EMPTY);
        }
        (
            self.bind(on_metaclass, object, metaclass),
            AttributeCache::EMPTY,
        )
    }

    /// What the classes after the given one define, bound to the object that `super` was called for.
    fn find_on_super<'t>(&'t self, object: Value<'t>, name: &Str) -> Found<'t> {
        let Some(parent) = object.cast::<Super>() else {
            return Found::Missing;
        };
        if std::ptr::eq(name, self.dunder_name(Dunder::Class)) {
            return self.find_through_class(object, name);
        }
        let receiver = parent.receiver.load();
        let start = parent.class.load();
        let owner = parent.receiver_class.load().cast::<Class>();
        let mut after = owner
            .into_iter()
            .flat_map(Class::mro_classes)
            .skip_while(|class| class.value() != start)
            .skip(1);
        let found = after.find_map(|class| class.own(name).bound());
        match (owner, found) {
            (Some(owner), Some(found)) if receiver == owner.value() => {
                self.bind_on_class(found, owner)
            }
            (Some(owner), Some(found)) => self.bind(found, receiver, owner),
            _ => self.find_through_class(object, name),
        }
    }

    /// For objects without attributes of their own.
    fn find_through_class<'t>(&'t self, object: Value<'t>, name: &Str) -> Found<'t> {
        let class = self.class_of(object);
        match class.lookup(name).bound() {
            Some(value) => self.bind(value, object, class),
            None => Found::Missing,
        }
    }

    /// What a value found on a class means for an instance.
    pub fn bind<'t>(&'t self, value: Value<'t>, object: Value<'t>, class: &'t Class) -> Found<'t> {
        match value.kind() {
            Some(Kind::Function) => Found::Method {
                function: value,
                receiver: object,
            },
            Some(Kind::Native)
                if value
                    .cast::<Native>()
                    .is_some_and(|native| native.is_method) =>
            {
                Found::Method {
                    function: value,
                    receiver: object,
                }
            }
            Some(Kind::Property) => {
                match value.cast::<Property>().map(|property| property.get.load()) {
                    Some(get) if !get.is_none() => Found::Getter {
                        get,
                        receiver: object,
                    },
                    _ => Found::Missing,
                }
            }
            Some(Kind::StaticMethod) => Found::Value(
                value
                    .cast::<StaticMethod>()
                    .map_or(value, |method| method.function.load()),
            ),
            Some(Kind::ClassMethod) => match value.cast::<ClassMethod>() {
                Some(method) => Found::Method {
                    function: method.function.load(),
                    receiver: class.value(),
                },
                None => Found::Missing,
            },
            Some(Kind::Instance | Kind::Opaque) => {
                let get = self.class_of(value).dunder(Dunder::Get);
                if get.is_unbound() {
                    Found::Value(value)
                } else {
                    Found::Descriptor {
                        get,
                        descriptor: value,
                        instance: object,
                        owner: class.value(),
                    }
                }
            }
            _ => Found::Value(value),
        }
    }

    /// What a value found on a class means when the class itself is asked.
    fn bind_on_class<'t>(&'t self, value: Value<'t>, class: &'t Class) -> Found<'t> {
        match value.kind() {
            Some(Kind::Function | Kind::Native | Kind::Property) => Found::Value(value),
            Some(Kind::Instance | Kind::Opaque) => {
                let get = self.class_of(value).dunder(Dunder::Get);
                if get.is_unbound() {
                    Found::Value(value)
                } else {
                    let instance = Value::NONE;
                    Found::Descriptor {
                        get,
                        descriptor: value,
                        instance,
                        owner: class.value(),
                    }
                }
            }
            _ => self.bind(value, class.value(), class),
        }
    }

    /// Whether a value on a class goes before the instance's own attribute.
    pub fn is_data_descriptor(&self, value: Value<'_>) -> bool {
        match value.kind() {
            Some(Kind::Property) => true,
            Some(Kind::Instance | Kind::Opaque) => {
                let class = self.class_of(value);
                !class.dunder(Dunder::Set).is_unbound()
                    || !class.dunder(Dunder::Delete).is_unbound()
            }
            _ => false,
        }
    }

    /// A function together with its first argument.
    pub fn bound_method(&self, function: Value<'_>, receiver: Value<'_>) -> Value<'_> {
        let id = match function.kind() {
            Some(Kind::Native) => match self.class_of(function).value()
                == self.class(ClassId::WrapperDescriptor).value()
            {
                true => ClassId::MethodWrapper,
                false => ClassId::Native,
            },
            _ => ClassId::BoundMethod,
        };
        let (function, receiver) = (Field::new(function), Field::new(receiver));
        let class = self.class(id).value();
        self.mutator()
            .alloc(class, |header| BoundMethod {
                header,
                function,
                receiver,
            })
            .value()
    }

    /// Sets an attribute of an instance, past all descriptors. Returns a cache word. False in place of it if the object cannot have
    /// more attributes.
    pub fn set_instance_attribute(
        &self,
        instance: &Instance,
        name: &Str,
        value: Value<'_>,
    ) -> Option<u64> {
        let _guard = instance.header().lock(self.mutator());
        let shapes = &self.interpreter().shapes;
        let id = ShapeId(instance.header().shape());
        let shape = shapes.get(id)?;
        // A deleted attribute that comes back comes last, in a new slot, unless there are very many.
        let known = shape.slot(Name::of(self.mutator(), name)).filter(|slot| {
            let empty = instance
                .slot(*slot as usize)
                .is_none_or(|field| field.load().is_unbound());
            !empty || *slot + 1 == shape.count || shape.count >= MANY_ATTRIBUTES
        });
        if let Some(slot) = known {
            instance
                .slot_or_grow(self.mutator(), slot as usize)
                .store(value);
            let inline = (slot as usize) < instance.inline_slots().len();
            let place = if inline {
                AttributeCache::Inline
            } else {
                AttributeCache::Overflow
            };
            return Some(place.word(id, slot as usize));
        }
        let next = shapes.with_attribute(shape, Name::of(self.mutator(), name))?;
        let slot = shape.count as usize;
        instance.slot_or_grow(self.mutator(), slot).store(value);
        instance.header().set_shape(next.0);
        if slot >= instance.inline_slots().len() {
            self.class_of(instance.value()).want_slots(slot as u16 + 1);
            return Some(AttributeCache::EMPTY);
        }
        Some(AttributeCache::add_word(id, next))
    }

    /// Deletes an attribute of an instance, past all descriptors; whether it was there.
    pub fn delete_instance_attribute(&self, instance: &Instance, name: &Str) -> bool {
        let _guard = instance.header().lock(self.mutator());
        let shape = self
            .interpreter()
            .shapes
            .get(ShapeId(instance.header().shape()));
        let slot = shape.and_then(|shape| shape.slot(Name::of(self.mutator(), name)));
        let field = slot.and_then(|slot| instance.slot(slot as usize));
        field.is_some_and(|field| !field.swap(Value::UNBOUND).is_unbound())
    }

    /// Makes the instance in a slot one of the class in another, which is laid out alike: its attributes keep their slots, under a shape of
    /// that class. With the world stopped, as an inline cache goes by the shape and then reads the class.
    pub fn move_to_class(&mut self, instance: Slot, class: Slot) {
        self.stop_the_world(|Interpreter { shapes, .. }, mutator| {
            let value = |slot| mutator.stack().field(slot).load();
            let Some(instance) = value(instance).cast::<Instance>() else {
                return;
            };
            let names = shapes
                .get(ShapeId(instance.header().shape()))
                .map_or(Vec::new(), |shape| shape.names());
            let mut id = shapes.root(instance.inline_slots().len() as u16);
            for name in names {
                id = id.and_then(|id| shapes.with_attribute(shapes.get(id)?, name));
            }
            if let Some(id) = id {
                instance.header().set_class(value(class));
                instance.header().set_shape(id.0);
            }
        });
    }

    /// An instance's own attribute; UNBOUND if it has none of the name.
    pub fn instance_attribute<'t>(&'t self, instance: &'t Instance, name: &Str) -> Value<'t> {
        let shape = self
            .interpreter()
            .shapes
            .get(ShapeId(instance.header().shape()));
        let slot = shape.and_then(|shape| shape.slot(Name::of(self.mutator(), name)));
        slot.and_then(|slot| instance.slot(slot as usize))
            .map_or(Value::UNBOUND, Field::load)
    }

    /// An instance's own attributes in order of their first assignment.
    pub fn instance_attributes<'t>(&'t self, instance: &'t Instance) -> Vec<(&'t Str, Value<'t>)> {
        let Some(shape) = self
            .interpreter()
            .shapes
            .get(ShapeId(instance.header().shape()))
        else {
            return Vec::new();
        };
        let hidden = if self.class_of(instance.value()).has(ClassFlags::EXCEPTION) {
            super::ExceptionSlot::NAMES.len()
        } else {
            self.class_of(instance.value()).payload().is_some() as usize
        };
        let names = shape.names().into_iter().enumerate().skip(hidden);
        names
            .filter_map(|(slot, name)| {
                let name = name.get(self.mutator())?;
                Some((name, instance.slot(slot)?.load().bound()?))
            })
            .collect()
    }

    /// The built-in value that an instance of a subclass of a built-in class stands for (`class Stack(list)`), or the value itself.
    #[inline]
    pub fn payload<'t>(&self, value: Value<'t>) -> Value<'t> {
        match value.cast::<Instance>() {
            Some(instance) => self.instance_payload(instance).unwrap_or(value),
            None => value,
        }
    }

    fn instance_payload<'t>(&self, instance: &'t Instance) -> Option<Value<'t>> {
        self.class_of(instance.value()).payload()?;
        instance.inline_slots().first()?.load().bound()
    }
}
