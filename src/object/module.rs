//! Modules: namespaces of global variables. Each variable is a cell of its own, so that linked code holds the cell and neither
//! growth nor other threads disturb it.

use super::Thread;
use super::names::ClassId;
use super::namespace::Namespace;
use super::shape::ShapeId;
use crate::heap::{CellVariable, Field, Mutator, Object, Str, Value};
use crate::heap_object;

heap_object! {
    /// A module, or the globals of an `exec`.
    pub struct Module: Module {
        /// The name, a string.
        pub name: Field,
        /// The dict that shows the variables to scripts, once one has asked for it.
        pub dict: Field,
        /// The variables' cells by name, in order of their first assignment.
        cells: Namespace,
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
            Module {
                header,
                name: Field::new(name),
                dict: Field::unbound(),
                cells: Namespace::default(),
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
        let index = self.cells.find_or_add(mutator, name, || {
            let contents = Field::unbound();
            let cell = mutator.alloc(cell_class, |header| CellVariable { header, contents });
            cell.value()
        });
        match self.at(index) {
            Some(cell) => cell,
            None => unreachable!("every variable has a cell"),
        }
    }

    /// The cell at an index.
    #[inline(always)]
    pub fn at(&self, index: usize) -> Option<&CellVariable> {
        self.cells.at(index).cast()
    }

    /// The index and cell of a variable that was mentioned once.
    pub fn find(&self, name: &Str) -> Option<(usize, &CellVariable)> {
        let index = self.cells.find(name)?;
        Some((index, self.at(index)?))
    }

    /// The value of a variable; UNBOUND if there is none.
    pub fn get(&self, name: &Str) -> Value<'_> {
        self.find(name)
            .map_or(Value::UNBOUND, |(_, cell)| cell.contents.load())
    }

    /// The variables that have a value, in order.
    pub fn entries(&self) -> Vec<(&Str, Value<'_>)> {
        let variables = self.cells.entries().filter_map(|(name, cell)| {
            let cell = cell.cast::<CellVariable>()?;
            Some((name, cell.contents.load().bound()?))
        });
        variables.collect()
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
