//! An array that never moves: address space is reserved for all of it at once, memory comes as it is used.

use std::io;
use std::ops::{Deref, DerefMut};
use std::ptr::NonNull;

use rustix::mm::{MapFlags, ProtFlags, mmap_anonymous};

/// Address space for `count` items, filled with zero bytes as far as it is used.
pub(super) fn map<T>(count: usize) -> io::Result<NonNull<T>> {
    // SAFETY: a fresh mapping.
    let base = unsafe { map_at(std::ptr::null_mut(), count, MapFlags::empty())? };
    NonNull::new(base).ok_or(io::ErrorKind::OutOfMemory.into())
}

/// Fills it with zero bytes anew. What was never used costs nothing.
///
/// # Safety
/// The items, the first at the beginning of a page, are in a [`map`], and nobody refers to one.
pub(super) unsafe fn clear<T>(first: NonNull<T>, count: usize) -> io::Result<()> {
    // Miri knows neither call.
    if cfg!(miri) {
        return Ok(());
    }
    // SAFETY: the caller's promise.
    unsafe {
        // Only Linux fills with zeros what it is told not to need; there that is cheaper, as it leaves the mapping as it is.
        #[cfg(target_os = "linux")]
        rustix::mm::madvise(
            first.as_ptr().cast(),
            count * size_of::<T>(),
            rustix::mm::Advice::LinuxDontNeed,
        )?;
        #[cfg(not(target_os = "linux"))]
        map_at(first.as_ptr(), count, MapFlags::FIXED)?;
    }
    Ok(())
}

/// # Safety
/// With `FIXED`, as [`clear`].
unsafe fn map_at<T>(place: *mut T, count: usize, flags: MapFlags) -> io::Result<*mut T> {
    // Miri knows no NORESERVE.
    let reserve = if cfg!(miri) {
        MapFlags::empty()
    } else {
        MapFlags::NORESERVE
    };
    let (bytes, flags) = (count * size_of::<T>(), MapFlags::PRIVATE | reserve | flags);
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

/// Gives it back.
///
/// # Safety
/// `base` and `count` are those of a [`map`], and nothing uses it any more.
pub(super) unsafe fn unmap<T>(base: NonNull<T>, count: usize) {
    // SAFETY: the caller's promise. An error would leave the space reserved, which does no harm.
    let _ = unsafe { rustix::mm::munmap(base.as_ptr().cast(), count * size_of::<T>()) };
}

/// A stack of at most `CAPACITY` plain items, for one thread.
pub struct Reserved<T: Copy, const CAPACITY: usize> {
    base: NonNull<T>,
    /// One past the last item.
    top: NonNull<T>,
}

impl<T: Copy, const CAPACITY: usize> Reserved<T, CAPACITY> {
    /// An empty one; an error if the system grants no address space.
    pub fn new() -> io::Result<Self> {
        let base = map(CAPACITY)?;
        Ok(Reserved { base, top: base })
    }

    /// Number of items.
    #[inline(always)]
    pub fn len(&self) -> usize {
        // SAFETY: both point into the mapping, a whole number of items apart.
        unsafe { self.top.offset_from(self.base) as usize }
    }

    /// Whether there is none.
    #[inline(always)]
    pub fn is_empty(&self) -> bool {
        self.top == self.base
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

impl<T: Copy, const CAPACITY: usize> Deref for Reserved<T, CAPACITY> {
    type Target = [T];

    #[inline(always)]
    fn deref(&self) -> &[T] {
        // SAFETY: the items up to the top were written.
        unsafe { std::slice::from_raw_parts(self.base.as_ptr(), self.len()) }
    }
}

impl<T: Copy, const CAPACITY: usize> DerefMut for Reserved<T, CAPACITY> {
    #[inline(always)]
    fn deref_mut(&mut self) -> &mut [T] {
        // SAFETY: as in `deref`; borrowed mutably.
        unsafe { std::slice::from_raw_parts_mut(self.base.as_ptr(), self.len()) }
    }
}

impl<T: Copy, const CAPACITY: usize> Drop for Reserved<T, CAPACITY> {
    fn drop(&mut self) {
        // SAFETY: unmaps what `new` mapped.
        unsafe { unmap(self.base, CAPACITY) };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_come_back_in_reverse_and_room_ends() -> io::Result<()> {
        let mut stack = Reserved::<u64, 3>::new()?;
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
}
