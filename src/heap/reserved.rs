//! Arrays that never move: address space is reserved for all of it at once, memory comes as it is used. What a thread leaves, the next one
//! gets: it is in the processor's caches, and to map and unmap it would make all cores forget where memory lies.

use std::any::TypeId;
use std::io;
use std::ops::{Deref, DerefMut};
use std::ptr::NonNull;
use std::sync::Arc;

use parking_lot::Mutex;
use rustix::mm::{MapFlags, ProtFlags, mmap_anonymous};

/// The spaces that nobody uses, and from which there are always more.
#[derive(Default)]
pub struct Spaces(Mutex<Vec<Mapping>>);

/// So many are kept: those of a few threads.
const MOST_SPARE: usize = 32;

impl Spaces {
    /// Space for `count` items. It holds zero bytes, or items that its last user left. An error if the system grants no more.
    pub(super) fn take<T: 'static>(self: &Arc<Self>, count: usize) -> io::Result<Space<T>> {
        let (bytes, items) = (count * size_of::<T>(), TypeId::of::<T>());
        let spare = {
            let mut spare = self.0.lock();
            let fits = |mapping: &Mapping| (mapping.bytes, mapping.items) == (bytes, items);
            let place = spare.iter().rposition(fits);
            place.map(|place| spare.remove(place))
        };
        let mapping = match spare {
            Some(mapping) => mapping,
            None => Mapping::new(bytes, items)?,
        };
        Ok(Space {
            base: mapping.base.cast(),
            mapping: Some(mapping),
            home: Arc::clone(self),
        })
    }

    /// Gives those that nobody uses back to the system, with all that was left in them.
    pub(super) fn forget_spares(&self) {
        self.0.lock().clear();
    }
}

/// A part of the address space of which the owner is the only user.
pub(super) struct Space<T> {
    base: NonNull<T>,
    /// None only when it is dropped.
    mapping: Option<Mapping>,
    home: Arc<Spaces>,
}

impl<T> Space<T> {
    /// The first item.
    #[inline(always)]
    pub(super) fn base(&self) -> NonNull<T> {
        self.base
    }
}

impl<T> Drop for Space<T> {
    fn drop(&mut self) {
        let mut spare = self.home.0.lock();
        if spare.len() < MOST_SPARE {
            spare.extend(self.mapping.take());
        }
    }
}

/// What was mapped, unmapped when it is dropped.
struct Mapping {
    base: NonNull<u8>,
    bytes: usize,
    /// What it holds besides zeros.
    items: TypeId,
}

// SAFETY: only an address; who owns it is the only user of what lies there.
unsafe impl Send for Mapping {}

impl Mapping {
    fn new(bytes: usize, items: TypeId) -> io::Result<Self> {
        // SAFETY: a fresh mapping.
        let base = unsafe { map_at(std::ptr::null_mut(), bytes, MapFlags::empty())? };
        let base = NonNull::new(base).ok_or(io::ErrorKind::OutOfMemory)?;
        Ok(Mapping { base, bytes, items })
    }
}

impl Drop for Mapping {
    fn drop(&mut self) {
        // SAFETY: unmaps what `new` mapped, and nobody uses it any more. An error would leave the space reserved, which does no harm.
        let _ = unsafe { rustix::mm::munmap(self.base.as_ptr().cast(), self.bytes) };
    }
}

/// Fills it with zero bytes anew. What was never used costs nothing.
///
/// # Safety
/// The items, the first at the beginning of a page, are in a [`Space`], and nobody refers to one.
pub(super) unsafe fn clear<T>(first: NonNull<T>, count: usize) -> io::Result<()> {
    let (first, bytes) = (first.as_ptr().cast::<u8>(), count * size_of::<T>());
    // Miri knows neither call.
    if cfg!(miri) {
        return Ok(());
    }
    // SAFETY: the caller's promise.
    unsafe {
        // Only Linux fills with zeros what it is told not to need; there that is cheaper, as it leaves the mapping as it is.
        #[cfg(target_os = "linux")]
        rustix::mm::madvise(first.cast(), bytes, rustix::mm::Advice::LinuxDontNeed)?;
        #[cfg(not(target_os = "linux"))]
        map_at(first, bytes, MapFlags::FIXED)?;
    }
    Ok(())
}

/// # Safety
/// With `FIXED`, as [`clear`].
unsafe fn map_at(place: *mut u8, bytes: usize, flags: MapFlags) -> io::Result<*mut u8> {
    // Miri knows no NORESERVE.
    let reserve = if cfg!(miri) {
        MapFlags::empty()
    } else {
        MapFlags::NORESERVE
    };
    let flags = MapFlags::PRIVATE | reserve | flags;
    // SAFETY: the caller's promise; without `FIXED` the mapping is a fresh one.
    let base = unsafe {
        mmap_anonymous(
            place.cast(),
            bytes,
            ProtFlags::READ | ProtFlags::WRITE,
            flags,
        )?
    };
    Ok(base.cast())
}

/// A stack of at most `CAPACITY` plain items, for one thread.
pub struct Reserved<T: Copy, const CAPACITY: usize> {
    space: Space<T>,
    /// One past the last item.
    top: NonNull<T>,
}

impl<T: Copy + 'static, const CAPACITY: usize> Reserved<T, CAPACITY> {
    /// An empty one; an error if the system grants no address space.
    pub fn new(spaces: &Arc<Spaces>) -> io::Result<Self> {
        let space = spaces.take(CAPACITY)?;
        let top = space.base;
        Ok(Reserved { space, top })
    }

    /// Number of items.
    #[inline(always)]
    pub fn len(&self) -> usize {
        // SAFETY: both point into the mapping, a whole number of items apart.
        unsafe { self.top.offset_from(self.space.base) as usize }
    }

    /// Whether there is none.
    #[inline(always)]
    pub fn is_empty(&self) -> bool {
        self.top == self.space.base
    }

    /// One past the last item: for the loop, which knows that there is one.
    #[inline(always)]
    pub fn top(&self) -> *mut T {
        self.top.as_ptr()
    }

    /// Adds an item; false if there is no room.
    #[inline(always)]
    pub fn push(&mut self, item: T) -> bool {
        if self.len() >= CAPACITY {
            return false;
        }
        // SAFETY: below the end of the mapping.
        unsafe {
            self.top.write(item);
            self.top = self.top.add(1);
        }
        true
    }

    /// Takes the last item.
    #[inline(always)]
    pub fn pop(&mut self) -> Option<T> {
        if self.is_empty() {
            return None;
        }
        // SAFETY: there is an item below the top.
        unsafe {
            self.top = self.top.sub(1);
            Some(self.top.read())
        }
    }
}

impl<T: Copy + 'static, const CAPACITY: usize> Deref for Reserved<T, CAPACITY> {
    type Target = [T];

    #[inline(always)]
    fn deref(&self) -> &[T] {
        // SAFETY: the items up to the top were written.
        unsafe { std::slice::from_raw_parts(self.space.base.as_ptr(), self.len()) }
    }
}

impl<T: Copy + 'static, const CAPACITY: usize> DerefMut for Reserved<T, CAPACITY> {
    #[inline(always)]
    fn deref_mut(&mut self) -> &mut [T] {
        // SAFETY: as in `deref`; borrowed mutably.
        unsafe { std::slice::from_raw_parts_mut(self.space.base.as_ptr(), self.len()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_come_back_in_reverse_and_room_ends() -> io::Result<()> {
        let mut stack = Reserved::<u64, 3>::new(&Arc::default())?;
        assert!(stack.push(1) && stack.push(2) && stack.push(3));
        assert!(!stack.push(4));
        assert_eq!(stack[..], [1, 2, 3]);
        assert_eq!((stack.pop(), stack.len()), (Some(3), 2));
        assert_eq!(
            (stack.pop(), stack.pop(), stack.pop()),
            (Some(2), Some(1), None)
        );
        Ok(())
    }

    #[test]
    fn a_space_that_was_left_is_used_again_until_it_is_forgotten() -> io::Result<()> {
        let (spaces, count) = (Arc::new(Spaces::default()), 1000);
        // SAFETY: its first place holds zeros, or the number that was written there.
        let first = |space: Space<u64>| unsafe { space.base().read() };
        let space = spaces.take(count)?;
        // SAFETY: inside the space.
        unsafe { space.base().write(7_u64) };
        let used = space.base().addr();
        assert_eq!(first(spaces.take(count)?), 0);
        drop(space);
        assert_ne!(spaces.take::<i64>(count)?.base().addr(), used);
        assert_eq!(first(spaces.take(2 * count)?), 0);
        assert_eq!(first(spaces.take(count)?), 7);
        spaces.forget_spares();
        assert_eq!(first(spaces.take(count)?), 0);
        Ok(())
    }
}
