//! Classes. Each has the names it defines itself, and a flattened table of all names that its instances find: a name's index in the
//! table never changes, so an inline cache that knows the index always reads the current value.

use std::sync::atomic::{AtomicU16, AtomicU32, Ordering};

use parking_lot::Mutex;
use rustc_hash::FxHashMap;

use super::names::{ClassId, Dunder};
use super::namespace::Namespace;
use super::shape::ShapeId;
use super::{ExceptionSlot, Function, Interpreter, Thread};
use crate::heap::{Field, Mutator, Object, Published, Str, Trace, Tracer, Tuple, Value};
use crate::{heap_object, no_fields};

heap_object! {
    /// A class.
    pub struct Class: Class {
        /// The name, a string.
        pub name: Field,
        /// The dotted name, a string.
        pub qualname: Field,
        /// The bases, a tuple.
        pub bases: Field,
        /// The method resolution order, a tuple that starts with the class itself.
        pub mro: Field,
        own: Namespace,
        table: Published<Table>,
        subclasses: Mutex<Vec<Field>>,
        flags: AtomicU32,
        /// Which built-in class a subclass's instances hold a value of in their first slot: a `ClassId` plus one, or zero.
        payload: AtomicU16,
        /// How many attribute slots instances get inline from now on.
        inline: AtomicU16,
        /// The id of the shape that new instances start with; zero if it is to be made.
        root_shape: AtomicU32,
    }
}

/// The flattened table: for each name that the class or a base defines, the value found by the method resolution order.
pub struct Table {
    index: FxHashMap<u64, u32>,
    slots: Box<[Field]>,
}

// SAFETY: shows every slot.
unsafe impl Trace for Table {
    fn trace(&self, tracer: &mut Tracer) {
        self.slots.trace(tracer);
    }
    fn external_bytes(&self) -> usize {
        self.slots.external_bytes() + self.index.capacity() * 16
    }
}

/// Properties of a class that the attribute protocol asks for often.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClassFlags(u32);

impl ClassFlags {
    /// Instances are exceptions.
    pub const EXCEPTION: ClassFlags = ClassFlags(1);
    /// Attributes of the class itself can't be set: a built-in class.
    pub const BUILT_IN: ClassFlags = ClassFlags(2);
    /// It can't be subclassed.
    pub const FINAL: ClassFlags = ClassFlags(4);
    /// Instances have no attributes of their own.
    pub const NO_DICT: ClassFlags = ClassFlags(8);
    /// Instances are iterators, locks or the like that scripts can't make by calling the class.
    pub const NO_NEW: ClassFlags = ClassFlags(16);
    /// It has abstract methods left: no instances.
    pub const ABSTRACT: ClassFlags = ClassFlags(32);
    /// Either of the two that keep the loop from making instances itself.
    pub const NOT_PLAIN: ClassFlags = ClassFlags(Self::BUILT_IN.0 | Self::ABSTRACT.0);
    /// A class of a module in Rust that scripts derive from: instances of a subclass hold an object of it in their first slot.
    pub const HELD: ClassFlags = ClassFlags(64);
}

no_fields!(ClassFlags);

/// Inline attribute slots of the first instances of a class whose methods store none.
const FIRST_INLINE: u16 = 4;
/// Most inline attribute slots.
const MAX_INLINE: u16 = 48;

impl Class {
    /// New class with an empty namespace; bases and mro are set by [`Class::link`].
    pub fn new<'t>(
        mutator: &'t Mutator,
        metaclass: Value<'_>,
        name: Value<'_>,
        shape: ShapeId,
    ) -> &'t Class {
        mutator.alloc(metaclass, |header| {
            header.set_shape(shape.0);
            Class {
                header,
                name: Field::new(name),
                qualname: Field::new(name),
                bases: Field::new(Value::NONE),
                mro: Field::new(Value::NONE),
                own: Namespace::default(),
                table: Published::new(Table {
                    index: FxHashMap::default(),
                    slots: Dunder::ALL.iter().map(|_| Field::unbound()).collect(),
                }),
                subclasses: Mutex::default(),
                flags: AtomicU32::new(0),
                payload: AtomicU16::new(0),
                inline: AtomicU16::new(FIRST_INLINE),
                root_shape: AtomicU32::new(0),
            }
        })
    }

    /// Gives a new class its bases and its method resolution order (the class itself first), fills its table from them, and makes it known to
    /// its bases.
    pub fn link(&self, interpreter: &Interpreter, mutator: &Mutator, bases: &Tuple, mro: &Tuple) {
        let _guard = interpreter.class_lock.lock();
        self.bases.store(bases.value());
        self.mro.store(mro.value());
        for base in bases.iter().filter_map(|base| base.cast::<Class>()) {
            base.subclasses.lock().push(Field::new(self.value()));
            self.flags.fetch_or(
                base.flags.load(Ordering::Relaxed) & ClassFlags::EXCEPTION.0,
                Ordering::Relaxed,
            );
            if self.payload.load(Ordering::Relaxed) == 0 {
                self.payload
                    .store(base.payload.load(Ordering::Relaxed), Ordering::Relaxed);
            }
            self.inline
                .fetch_max(base.inline.load(Ordering::Relaxed), Ordering::Relaxed);
        }
        self.expect_slots();
        let mut index: FxHashMap<u64, u32> = FxHashMap::default();
        for (number, dunder) in Dunder::ALL.iter().enumerate() {
            index.insert(
                interpreter.dunder_name(mutator, *dunder).word(),
                number as u32,
            );
        }
        let mut names = Vec::new();
        for class in self.mro_classes() {
            for (name, _) in class.own.entries() {
                let next = index.len() as u32;
                index.entry(name.value().word()).or_insert(next);
                names.push(name);
            }
        }
        let slots: Box<[Field]> = (0..index.len()).map(|_| Field::unbound()).collect();
        for name in names {
            slots[index[&name.value().word()] as usize].store(self.resolve(name));
        }
        self.table.publish(mutator, Table { index, slots });
    }

    /// Gives instances as many inline slots as there are attributes that the methods of the class and its bases store into their first argument.
    fn expect_slots(&self) {
        let mut names = Vec::new();
        for class in self.mro_classes() {
            for (_, value) in class.own.entries() {
                if let Some(function) = value.cast::<Function>() {
                    names.extend(function.code().stored_attributes());
                }
            }
        }
        names.sort_unstable();
        names.dedup();
        let hidden = match self.has(ClassFlags::EXCEPTION) {
            true => ExceptionSlot::NAMES.len(),
            false => usize::from(self.payload.load(Ordering::Relaxed) != 0),
        };
        if !names.is_empty() {
            let count = (names.len() + hidden).min(usize::from(MAX_INLINE));
            self.inline.store(count as u16, Ordering::Relaxed);
        }
    }

    /// The classes of the method resolution order, from the class itself up.
    pub fn mro_classes(&self) -> impl Iterator<Item = &Class> {
        let mro = self.mro.load().cast::<Tuple>();
        mro.into_iter()
            .flat_map(|mro| mro.iter())
            .filter_map(|class| class.cast::<Class>())
    }

    /// Whether it is `other` or derives from it.
    pub fn is_subclass(&self, other: &Class) -> bool {
        std::ptr::eq(self, other) || self.mro_classes().any(|class| std::ptr::eq(class, other))
    }

    /// The name.
    pub fn name(&self) -> &str {
        self.name.load().cast::<Str>().map_or("?", Str::as_str)
    }

    /// The name as `__name__` has it: classes of modules in Rust have the module in theirs, as messages show it.
    pub fn short_name(&self) -> &str {
        let name = self.name();
        if self.has(ClassFlags::BUILT_IN) {
            name.rsplit('.').next().unwrap_or(name)
        } else {
            name
        }
    }

    /// What the class's instances (and the class itself) find under a name; UNBOUND if nothing.
    #[inline]
    pub fn lookup(&self, name: &Str) -> Value<'_> {
        let table = self.table.get();
        match table.index.get(&name.value().word()) {
            Some(&index) => table.slots[index as usize].load(),
            None => Value::UNBOUND,
        }
    }

    /// The index of a name in the table, for an inline cache.
    pub fn index_of(&self, name: &Str) -> Option<u32> {
        self.table.get().index.get(&name.value().word()).copied()
    }

    /// The value at an index of the table.
    #[inline(always)]
    pub fn at(&self, index: usize) -> Value<'_> {
        self.table
            .get()
            .slots
            .get(index)
            .map_or(Value::UNBOUND, Field::load)
    }

    /// A special method; UNBOUND if the class has none.
    #[inline(always)]
    pub fn dunder(&self, dunder: Dunder) -> Value<'_> {
        self.at(dunder as usize)
    }

    /// What the class itself defines under a name; UNBOUND if nothing.
    pub fn own(&self, name: &Str) -> Value<'_> {
        self.own.get(name)
    }

    /// The names that the class itself defines, with their values, in order.
    pub fn own_entries(&self) -> Vec<(Value<'_>, Value<'_>)> {
        let entries = self.own.entries();
        let entries = entries.filter(|(_, value)| !value.is_unbound());
        entries.map(|(name, value)| (name.value(), value)).collect()
    }

    /// Sets (or with UNBOUND deletes) a name of the class, for it and all its subclasses; whether the class itself had it before.
    pub fn set(
        &self,
        interpreter: &Interpreter,
        mutator: &Mutator,
        name: &Str,
        value: Value<'_>,
    ) -> bool {
        let _guard = interpreter.class_lock.lock();
        let had = self.own.set(mutator, name, value);
        self.update(mutator, name);
        had
    }

    /// Defines a name before the class is linked: no table needs to know yet.
    pub fn define(&self, mutator: &Mutator, name: &Str, value: Value<'_>) {
        self.own.set(mutator, name, value);
    }

    /// Brings the tables of this class and its subclasses up to date for one name. The class lock is held.
    fn update(&self, mutator: &Mutator, name: &Str) {
        let mut pending = vec![self];
        while let Some(class) = pending.pop() {
            let value = class.resolve(name);
            let table = class.table.get();
            match table.index.get(&name.value().word()) {
                Some(&index) => table.slots[index as usize].store(value),
                None if value.is_unbound() => {}
                None => {
                    let mut index = table.index.clone();
                    index.insert(name.value().word(), table.slots.len() as u32);
                    let old = table.slots.iter().map(Field::load);
                    let slots = old.chain([value]).map(Field::new).collect();
                    class.table.publish(mutator, Table { index, slots });
                }
            }
            pending.extend(class.subclasses());
        }
    }

    fn resolve(&self, name: &Str) -> Value<'_> {
        let mut own = self.mro_classes().map(|class| class.own.get(name));
        own.find(|value| !value.is_unbound())
            .unwrap_or(Value::UNBOUND)
    }

    /// Whether a flag is set.
    #[inline(always)]
    pub fn has(&self, flag: ClassFlags) -> bool {
        self.flags.load(Ordering::Relaxed) & flag.0 != 0
    }

    /// Sets a flag.
    pub fn set_flag(&self, flag: ClassFlags) {
        self.flags.fetch_or(flag.0, Ordering::Relaxed);
    }

    /// Clears a flag.
    pub fn clear_flag(&self, flag: ClassFlags) {
        self.flags.fetch_and(!flag.0, Ordering::Relaxed);
    }

    /// The built-in class of which instances hold a value in their first slot, if they do.
    pub fn payload(&self) -> Option<ClassId> {
        let number = self.payload.load(Ordering::Relaxed);
        ClassId::ALL.get((number as usize).wrapping_sub(1)).copied()
    }

    /// Says that instances of this class (a subclass of a built-in one) hold such a value.
    pub fn set_payload(&self, class: ClassId) {
        self.payload.store(class as u16 + 1, Ordering::Relaxed);
    }

    /// The id of the shape that new instances start with; [`NO_SHAPE`](super::NO_SHAPE) if it is to be made.
    #[inline(always)]
    pub fn root_shape(&self) -> ShapeId {
        ShapeId(self.root_shape.load(Ordering::Acquire))
    }

    /// Sets it.
    pub fn set_root_shape(&self, shape: ShapeId) {
        self.root_shape.store(shape.0, Ordering::Release);
    }

    /// How many inline slots new instances get.
    pub fn inline_slots(&self) -> u16 {
        self.inline.load(Ordering::Relaxed)
    }

    /// Learns that an instance wanted a slot beyond its inline ones: the next ones get more, by a new tree of shapes. It grows in large steps, as
    /// objects of different trees share no inline cache.
    pub fn want_slots(&self, slots: u16) {
        let slots = slots.next_power_of_two().min(MAX_INLINE);
        if self.inline.fetch_max(slots, Ordering::Relaxed) < slots {
            self.root_shape.store(0, Ordering::Release);
        }
    }

    /// The classes that derive from it directly.
    pub fn subclasses(&self) -> Vec<&Class> {
        let subclasses = self.subclasses.lock();
        let values = subclasses.iter().map(|class| self.load(class));
        values.filter_map(Value::cast).collect()
    }
}

impl Thread {
    /// Whether calling a class does what `type.__call__` does.
    #[inline]
    pub fn is_plain_metaclass(&self, class: &Class) -> bool {
        let (metaclass, plain) = (class.header.class(), self.class(ClassId::Type));
        metaclass == plain.value()
            || metaclass.cast::<Class>().is_some_and(|metaclass| {
                metaclass.dunder(Dunder::Call) == plain.dunder(Dunder::Call)
            })
    }

    /// The class of any value.
    #[inline]
    pub fn class_of<'t>(&'t self, value: Value<'t>) -> &'t Class {
        let class = match value.header() {
            Some(header) => header.class(),
            None => self.immediate_class(value),
        };
        match class.cast::<Class>() {
            Some(class) => class,
            None => self.class(ClassId::Object),
        }
    }

    #[inline]
    fn immediate_class<'t>(&'t self, value: Value<'t>) -> Value<'t> {
        let id = if value.is_small_int() {
            ClassId::Int
        } else if value.is_small_float() {
            ClassId::Float
        } else {
            match value {
                Value::NONE => ClassId::NoneType,
                Value::TRUE | Value::FALSE => ClassId::Bool,
                Value::ELLIPSIS => ClassId::EllipsisType,
                _ => ClassId::NotImplementedType,
            }
        };
        self.class(id).value()
    }
}
