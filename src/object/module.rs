//! Modules: namespaces of global variables. Each variable is a cell of its own, so that linked code holds the cell and neither
//! growth nor other threads disturb it.

use parking_lot::Mutex;
use rustc_hash::FxHashMap;

use super::Thread;
use super::names::ClassId;
use super::shape::ShapeId;
use crate::heap::{CellVariable, Field, Mutator, Object, Published, Str, Trace, Tracer, Value};
use crate::heap_object;

heap_object! {
    /// A module, or the globals of an `exec`.
    pub struct Module: Module {
        /// The name, a string.
        pub name: Field,
        variables: Mutex<Variables>,
        /// The variables' cells by index; more places than variables.
        cells: Published<Box<[Field]>>,
    }
}

/// Names in order of their first assignment.
#[derive(Default)]
struct Variables {
    index: FxHashMap<u64, usize>,
    names: Vec<Field>,
}

// SAFETY: shows the names.
unsafe impl Trace for Variables {
    fn trace(&self, tracer: &mut Tracer) {
        self.names.trace(tracer);
    }
}

impl Module {
    /// New empty module. `shape` is a unique id for attribute caches.
    pub fn new<'t>(
        mutator: &'t Mutator,
        class: Value<'_>,
        name: Value<'_>,
        shape: ShapeId,
    ) -> &'t Module {
        mutator.alloc(class, |header| {
            header.set_shape(shape.0);
            let cells = Published::new(Box::default());
            Module {
                header,
                name: Field::new(name),
                variables: Mutex::default(),
                cells,
            }
        })
    }

    /// The cell of a variable, made (empty) if need be. `cell_class` is the class of cells.
    pub fn cell<'t>(
        &'t self,
        mutator: &Mutator,
        cell_class: Value<'_>,
        name: &Str,
    ) -> &'t CellVariable {
        let mut variables = self.variables.lock();
        let index = match variables.index.get(&name.value().word()) {
            Some(&index) => index,
            None => {
                let contents = Field::unbound();
                let cell = mutator.alloc(cell_class, |header| CellVariable { header, contents });
                let index = variables.names.len();
                if index == self.cells.get().len() {
                    let old = self.cells.get().iter().map(Field::load);
                    let new = std::iter::repeat_n(Value::UNBOUND, index.max(8));
                    self.cells
                        .publish(mutator, old.chain(new).map(Field::new).collect());
                }
                self.cells.get()[index].store(cell.value());
                variables.index.insert(name.value().word(), index);
                variables.names.push(Field::new(name.value()));
                index
            }
        };
        match self.at(index) {
            Some(cell) => cell,
            None => unreachable!("every variable has a cell"),
        }
    }

    /// The cell at an index.
    #[inline(always)]
    pub fn at(&self, index: usize) -> Option<&CellVariable> {
        self.cells.get().get(index)?.load().cast()
    }

    /// The index and cell of a variable that was mentioned once.
    pub fn find(&self, name: &Str) -> Option<(usize, &CellVariable)> {
        let index = *self.variables.lock().index.get(&name.value().word())?;
        Some((index, self.at(index)?))
    }

    /// The value of a variable; UNBOUND if there is none.
    pub fn get(&self, name: &Str) -> Value<'_> {
        self.find(name)
            .map_or(Value::UNBOUND, |(_, cell)| cell.contents.load())
    }

    /// The variables that have a value, in order.
    pub fn entries(&self) -> Vec<(&Str, Value<'_>)> {
        let names: Vec<_> = {
            let variables = self.variables.lock();
            let names = variables.names.iter().map(|name| self.load(name));
            names.collect()
        };
        let entries = names.into_iter().enumerate().filter_map(|(index, name)| {
            Some((
                name.cast::<Str>()?,
                self.at(index)?.contents.load().bound()?,
            ))
        });
        entries.collect()
    }
}

impl Thread {
    /// Sets a variable of a module.
    pub fn set_global(&self, module: &Module, name: &str, value: Value<'_>) {
        let name = self.intern(name);
        module
            .cell(self.mutator(), self.class(ClassId::Cell).value(), name)
            .contents
            .store(value);
    }
}
