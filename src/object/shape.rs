//! Shapes: which attribute of an instance is in which slot. An instance carries its shape's id; adding an attribute moves
//! it to the next shape. Shapes form a tree for each class, are never freed, and their ids are never reused.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, OnceLock};

use parking_lot::Mutex;
use rustc_hash::FxHashMap;

use crate::heap::Name;

/// The id of a shape as it stands in an object's header. The low eight bits tell the number of attributes (255: that many or
/// more), so that an inline cache that knows the next shape's id also knows the new slot; then come 23 bits of serial number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShapeId(pub u32);

/// The id of "no shape".
pub const NO_SHAPE: ShapeId = ShapeId(0);

/// Bits of the id for the number of attributes.
const COUNT_BITS: u32 = 8;
/// Highest serial number; the top bit of an id stays free for inline caches.
const MAX_SERIAL: u32 = (1 << 23) - 1;
/// Every so many attributes a shape keeps a map of all names, so that a lookup walks at most so far.
const MAP_EVERY: u16 = 32;

impl ShapeId {
    fn serial(self) -> u32 {
        self.0 >> COUNT_BITS
    }
}

/// A shape.
#[derive(Debug)]
pub struct Shape {
    /// Its id.
    pub id: ShapeId,
    /// Number of slots that stand in the object itself; the same for all shapes of a tree.
    pub inline: u16,
    /// Number of attributes.
    pub count: u16,
    /// The newest attribute's name; its slot is `count - 1`. None in a root.
    name: Option<Name>,
    parent: Option<Arc<Shape>>,
    map: OnceLock<FxHashMap<Name, u16>>,
    next: Mutex<FxHashMap<Name, ShapeId>>,
}

impl Shape {
    /// The slot of a name.
    pub fn slot(&self, name: Name) -> Option<u16> {
        let mut shape = self;
        loop {
            if shape.count == 0 {
                return None;
            }
            if shape.name == Some(name) {
                return Some(shape.count - 1);
            }
            if shape.count.is_multiple_of(MAP_EVERY) {
                return shape
                    .map
                    .get_or_init(|| shape.build_map())
                    .get(&name)
                    .copied();
            }
            shape = shape.parent.as_ref()?;
        }
    }

    fn build_map(&self) -> FxHashMap<Name, u16> {
        self.names().into_iter().zip(0..).collect()
    }

    /// The names by slot.
    pub fn names(&self) -> Vec<Name> {
        let mut names = Vec::with_capacity(self.count as usize);
        let mut shape = self;
        while let (true, Some(parent)) = (shape.count > 0, &shape.parent) {
            names.extend(shape.name);
            shape = parent;
        }
        names.reverse();
        names
    }
}

/// Places for shapes, each filled once.
type Chunk = Box<[OnceLock<Arc<Shape>>]>;

/// All shapes of an interpreter, found by id without a lock.
#[derive(Debug)]
pub struct Shapes {
    /// Chunk k holds serials from `2^k` on.
    chunks: [OnceLock<Chunk>; 24],
    next: AtomicU32,
}

impl Default for Shapes {
    fn default() -> Shapes {
        Shapes {
            chunks: [const { OnceLock::new() }; 24],
            next: AtomicU32::new(1),
        }
    }
}

impl Shapes {
    /// The shape of an id; None for ids that are no instance's (modules, classes) and for [`NO_SHAPE`].
    pub fn get(&self, id: ShapeId) -> Option<&Arc<Shape>> {
        let serial = id.serial();
        let chunk = serial.checked_ilog2()?;
        self.chunks[chunk as usize]
            .get()?
            .get((serial - (1 << chunk)) as usize)?
            .get()
    }

    /// A unique id for something whose attributes are cached by it but do not follow shapes: a module, a class. [`NO_SHAPE`] when ids ran out,
    /// which only means that nothing is cached.
    pub fn unique(&self) -> ShapeId {
        let serial = self.next.fetch_add(1, Ordering::Relaxed);
        if serial > MAX_SERIAL {
            self.next.store(MAX_SERIAL + 1, Ordering::Relaxed);
            return NO_SHAPE;
        }
        ShapeId(serial << COUNT_BITS | 0xff)
    }

    /// A new tree's root.
    pub fn root(&self, inline: u16) -> Option<ShapeId> {
        self.insert(inline, 0, None, None)
    }

    fn insert(
        &self,
        inline: u16,
        count: u16,
        name: Option<Name>,
        parent: Option<Arc<Shape>>,
    ) -> Option<ShapeId> {
        let unique = self.unique();
        if unique == NO_SHAPE {
            return None;
        }
        let id = ShapeId(unique.0 & !0xff | (count as u32).min(0xff));
        let (map, next) = (OnceLock::new(), Mutex::default());
        let shape = Arc::new(Shape {
            id,
            inline,
            count,
            name,
            parent,
            map,
            next,
        });
        let chunk = id.serial().ilog2();
        let cells = self.chunks[chunk as usize]
            .get_or_init(|| (0..1usize << chunk).map(|_| OnceLock::new()).collect());
        let _ = cells[(id.serial() - (1 << chunk)) as usize].set(shape);
        Some(id)
    }

    /// The shape that follows when an attribute is added. None if the object has too many attributes or ids ran out.
    pub fn with_attribute(&self, shape: &Arc<Shape>, name: Name) -> Option<ShapeId> {
        let mut next = shape.next.lock();
        if let Some(&id) = next.get(&name) {
            return Some(id);
        }
        let count = shape.count.checked_add(1)?;
        let id = self.insert(shape.inline, count, Some(name), Some(shape.clone()))?;
        next.insert(name, id);
        Some(id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::heap::{Value, testing};

    #[test]
    fn slots_are_found_and_never_move() {
        let mutator = testing::mutator(&testing::heap());
        let names: Vec<_> = (0..200)
            .map(|number| mutator.intern(Value::NONE, &format!("name{number}")))
            .map(|name| Name::of(&mutator, name))
            .collect();
        let shapes = Shapes::default();
        let mut id = shapes.root(4).expect("a root");
        for (count, &name) in names.iter().enumerate() {
            let shape = shapes.get(id).expect("a shape").clone();
            assert_eq!(shape.slot(name), None);
            let next = shapes.with_attribute(&shape, name).expect("a next shape");
            assert_eq!(shapes.with_attribute(&shape, name), Some(next));
            id = next;
            let shape = shapes.get(id).expect("a shape");
            for (slot, &earlier) in names[..=count].iter().enumerate() {
                assert_eq!(shape.slot(earlier), Some(slot as u16));
            }
        }
        assert_eq!(id.0 & 0xff, 200);
    }
}
