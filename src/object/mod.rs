//! What a value can be: classes, instances, functions, modules, exceptions; and the interpreter thread that works on them.
//!
//! Nothing here runs bytecode. A native is `fn(&mut Thread, Args) -> Returned`: it reads its arguments from slots of the thread's
//! stack, and its result or exception stands in a root of the thread, so that no value outlives a safepoint
//! outside a root. What borrows the thread (`Value<'_>`, `&List`, ...) ends where the thread is used mutably: at whatever may run script
//! code, collect, block or drop the GIL.

pub mod arguments;
mod attributes;
mod class;
mod code;
mod complex;
mod exception;
mod function;
mod generator;
mod interpreter;
mod iterator;
mod module;
mod name_index;
pub mod names;
mod namespace;
mod output;
mod shape;
mod signature;
mod suggest;
mod thread;
mod values;

pub use arguments::Args;
pub use attributes::{AttributeCache, Found, Hit};
pub use class::{Class, ClassFlags, Table};
pub use code::LinkedCode;
pub use complex::Complex;
pub use exception::{ExceptionSlot, Traceback};
pub use function::{
    Arity, BoundMethod, ClassMethod, Function, Native, NativeFn, Property, StaticMethod, Super,
};
pub use generator::{Generator, GeneratorState};
pub use interpreter::{Common, CompileError, CompileMode, Hooks, Interpreter, Settings};
pub use iterator::{
    DictView, Range, RangeIterator, SequenceIterator, SliceObject, TableIterator, ViewKind,
};
pub use module::Module;
pub use names::{ClassId, Dunder};
pub use output::{Output, Target};
pub use shape::{NO_SHAPE, Shape, ShapeId, Shapes};
pub use signature::Signature;
pub use suggest::alike;
pub use thread::{Done, Frame, FrameKind, Raised, Returned, Site, Thread};

use crate::heap::{KindInfo, Value};

/// The code of what a frame runs: a function or a generator.
pub fn frame_code(callee: Value<'_>) -> Option<&LinkedCode> {
    match callee.cast::<Generator>() {
        Some(generator) => Some(generator.code()),
        None => callee.cast::<Function>().map(Function::code),
    }
}

/// The kinds whose layouts this room defines, for [`Heap::new`](crate::heap::Heap::new).
pub fn kinds() -> impl Iterator<Item = KindInfo> {
    [
        KindInfo::of::<Class>(),
        KindInfo::of::<Function>(),
        KindInfo::of::<Native>(),
        KindInfo::of::<BoundMethod>(),
        KindInfo::of::<StaticMethod>(),
        KindInfo::of::<ClassMethod>(),
        KindInfo::of::<Property>(),
        KindInfo::of::<Super>(),
        KindInfo::of::<Module>(),
        KindInfo::of::<LinkedCode>(),
        KindInfo::of::<Generator>(),
        KindInfo::of::<Traceback>(),
        KindInfo::of::<SliceObject>(),
        KindInfo::of::<Range>(),
        KindInfo::of::<RangeIterator>(),
        KindInfo::of::<SequenceIterator>(),
        KindInfo::of::<TableIterator>(),
        KindInfo::of::<DictView>(),
    ]
    .into_iter()
}
