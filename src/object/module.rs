//! Modules: namespaces of global variables. Each variable is a cell of its own, so that linked code holds the cell and neither
//! growth nor other threads disturb it.

use parking_lot::Mutex;

use super::Thread;
use super::name_index::NameIndex;
use super::names::ClassId;
use super::shape::ShapeId;
use crate::heap::{CellVariable, Field, Mutator, Object, Published, Str, Value};
use crate::heap_object;

heap_object! {
    /// A module, or the globals of an `exec`.
    pub struct Module: Module {
        /// The name, a string.
        pub name: Field,
        /// In order of their first assignment. Whoever adds one holds the lock.
        names: Mutex<Vec<Field>>,
        /// The indices of the variables by name.
        index: NameIndex,
        /// The variables' cells by index; more places than variables.
        cells: Published<Box<[Field]>>,
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
                names: Mutex::default(),
                index: NameIndex::default(),
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
        let mut names = self.names.lock();
        let index = match self.index.find(name) {
            Some(index) => index,
            None => {
                let contents = Field::unbound();
                let cell = mutator.alloc(cell_class, |header| CellVariable { header, contents });
                let index = names.len();
                if index == self.cells.get().len() {
                    let old = self.cells.get().iter().map(Field::load);
                    let new = std::iter::repeat_n(Value::UNBOUND, index.max(8));
                    self.cells
                        .publish(mutator, old.chain(new).map(Field::new).collect());
                }
                self.cells.get()[index].store(cell.value());
                self.index.add(mutator, name, index);
                names.push(Field::new(name.value()));
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
        let index = self.index.find(name)?;
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
            let names = self.names.lock();
            names.iter().map(|name| self.load(name)).collect()
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
