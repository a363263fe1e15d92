//! `Namespace`: values by name, in the order in which the names came. They are found without a lock while names are added and values replaced.

use parking_lot::Mutex;

use super::name_index::NameIndex;
use crate::heap::{Field, Mutator, Object, Published, Str, Trace, Tracer, Value};

/// The names, interned ones, and their values. A name stays, at its index, also when its value is UNBOUND.
pub(super) struct Namespace {
    /// How many names there are. Whoever writes holds it.
    count: Mutex<usize>,
    index: NameIndex,
    /// By index; more places than names.
    entries: Published<Box<[Entry]>>,
}

/// A name and its value. The name is stored last; both are UNBOUND while there is none.
struct Entry {
    name: Field,
    value: Field,
}

impl Entry {
    fn new(name: Value<'_>, value: Value<'_>) -> Entry {
        Entry {
            name: Field::new(name),
            value: Field::new(value),
        }
    }
}

impl Default for Namespace {
    fn default() -> Namespace {
        Namespace {
            count: Mutex::default(),
            index: NameIndex::default(),
            entries: Published::new(Box::default()),
        }
    }
}

impl Namespace {
    /// The index of a name.
    #[inline]
    pub(super) fn find(&self, name: &Str) -> Option<usize> {
        self.index.find(name)
    }

    /// The value at an index; UNBOUND if there is none.
    #[inline(always)]
    pub(super) fn at(&self, index: usize) -> Value<'_> {
        let entry = self.entries.get().get(index);
        entry.map_or(Value::UNBOUND, |entry| entry.value.load())
    }

    /// The value of a name; UNBOUND if there is none.
    #[inline]
    pub(super) fn get(&self, name: &Str) -> Value<'_> {
        self.find(name)
            .map_or(Value::UNBOUND, |index| self.at(index))
    }

    /// The names, in order, with their values.
    pub(super) fn entries(&self) -> impl Iterator<Item = (&Str, Value<'_>)> {
        let entries = self.entries.get().iter();
        entries.map_while(|entry| Some((entry.name.load().cast()?, entry.value.load())))
    }

    /// Sets the value of a name, or with UNBOUND takes it away; whether it had one.
    pub(super) fn set(&self, mutator: &Mutator, name: &Str, value: Value<'_>) -> bool {
        let mut count = self.count.lock();
        match self.find(name) {
            Some(index) => !self.entries.get()[index].value.swap(value).is_unbound(),
            None => {
                self.add(mutator, &mut count, name, value);
                false
            }
        }
    }

    /// The index of a name, which gets a value if it is not there.
    pub(super) fn find_or_add<'t>(
        &self,
        mutator: &Mutator,
        name: &Str,
        value: impl FnOnce() -> Value<'t>,
    ) -> usize {
        let mut count = self.count.lock();
        match self.find(name) {
            Some(index) => index,
            None => self.add(mutator, &mut count, name, value()),
        }
    }

    fn add(&self, mutator: &Mutator, count: &mut usize, name: &Str, value: Value<'_>) -> usize {
        let index = *count;
        if index == self.entries.get().len() {
            let old = self.entries.get().iter();
            let old = old.map(|entry| Entry::new(entry.name.load(), entry.value.load()));
            let new = (0..index.max(8)).map(|_| Entry::new(Value::UNBOUND, Value::UNBOUND));
            self.entries.publish(mutator, old.chain(new).collect());
        }
        let entry = &self.entries.get()[index];
        entry.value.store(value);
        entry.name.store(name.value());
        self.index.add(mutator, name, index);
        *count += 1;
        index
    }
}

// SAFETY: shows both fields.
unsafe impl Trace for Entry {
    fn trace(&self, tracer: &mut Tracer) {
        self.name.trace(tracer);
        self.value.trace(tracer);
    }
}

// SAFETY: shows the entries, which are all that has fields.
unsafe impl Trace for Namespace {
    fn trace(&self, tracer: &mut Tracer) {
        self.entries.trace(tracer);
    }
    fn external_bytes(&self) -> usize {
        self.entries.external_bytes() + self.index.external_bytes()
    }
}
