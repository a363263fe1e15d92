//! Modules: namespaces of global variables. Each variable is a cell of its own, so that linked code holds the cell and neither
//! growth nor other threads disturb it.

use parking_lot::Mutex;
use rustc_hash::FxHashMap;

use super::Thread;
use super::names::ClassId;
use super::shape::ShapeId;
use crate::heap::{CellVariable, Field, Mutator, Object, Str, Trace, Tracer, Value, reborrow};
use crate::heap_object;

heap_object! {
    /// A module, or the globals of an `exec`.
    pub struct Module: Module {
        /// The name, a string.
        pub name: Field,
        variables: Mutex<Variables>,
    }
}

/// Names and their cells in order of their first assignment.
#[derive(Default)]
struct Variables {
    index: FxHashMap<u64, usize>,
    entries: Vec<(Field, Field)>,
}

// SAFETY: shows names and cells.
unsafe impl Trace for Variables {
    fn trace(&self, tracer: &mut Tracer) {
        for (name, cell) in &self.entries {
            name.trace(tracer);
            cell.trace(tracer);
        }
    }
}

impl Module {
    /// New empty module. `shape` is a unique id for attribute caches.
    pub fn new<'t>(mutator: &'t Mutator, class: Value<'_>, name: Value<'_>, shape: ShapeId) -> &'t Module {
        mutator.alloc(class, |header| {
            header.set_shape(shape.0);
            Module { header, name: Field::new(name), variables: Mutex::default() }
        })
    }

    /// The cell of a variable, made (empty) if need be. `cell_class` is the class of cells.
    pub fn cell<'t>(&'t self, mutator: &Mutator, cell_class: Value<'_>, name: &Str) -> &'t CellVariable {
        let mut variables = self.variables.lock();
        let entry = match variables.index.get(&name.value().word()) {
            Some(&entry) => entry,
            None => {
                let contents = Field::unbound();
                let cell = mutator.alloc(cell_class, |header| CellVariable { header, contents });
                let entry = variables.entries.len();
                variables.index.insert(name.value().word(), entry);
                variables.entries.push((Field::new(name.value()), Field::new(cell.value())));
                entry
            }
        };
        let word = variables.entries[entry].1.load().word();
        drop(variables);
        match reborrow(self, word).cast() {
            Some(cell) => cell,
            None => unreachable!("the table of variables holds cells only"),
        }
    }

    /// The index and cell of a variable that was assigned once.
    pub fn find(&self, name: &Str) -> Option<&CellVariable> {
        let variables = self.variables.lock();
        let entry = *variables.index.get(&name.value().word())?;
        let word = variables.entries[entry].1.load().word();
        drop(variables);
        reborrow(self, word).cast()
    }

    /// The value of a variable; UNBOUND if there is none.
    pub fn get(&self, name: &Str) -> Value<'_> {
        self.find(name).map_or(Value::UNBOUND, |cell| cell.contents.load())
    }

    /// The variables that have a value, in order.
    pub fn entries(&self) -> Vec<(Value<'_>, Value<'_>)> {
        let variables = self.variables.lock();
        let entries = variables.entries.iter();
        let words: Vec<_> = entries.map(|(name, cell)| (name.load().word(), cell.load().word())).collect();
        drop(variables);
        let cells = words.into_iter().map(|(name, cell)| (reborrow(self, name), reborrow(self, cell)));
        cells
            .filter_map(|(name, cell)| Some((name, cell.cast::<CellVariable>()?.contents.load().bound()?)))
            .collect()
    }
}

impl Thread {
    /// Sets a variable of a module.
    pub fn set_global(&self, module: &Module, name: &str, value: Value<'_>) {
        let name = self.intern(name);
        module.cell(self.mutator(), self.class(ClassId::Cell).value(), name).contents.store(value);
    }
}
