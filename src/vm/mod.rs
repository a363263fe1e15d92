//! Running code: the loop, calls, frames, unwinding, and the operations of the language that both the loop and natives use.
//!
//! Operations take their operands in slots and return through the thread's roots, because each of them may run script code, and so reach a
//! safepoint. They find what to do in the classes of the operands; built-in types are reached the same way as the script's own, through the
//! special methods that `builtins` defines. Short cuts for the commonest built-in types stand in the loop.

mod arithmetic;
mod attribute;
mod call;
mod compare;
mod convert;
mod delegation;
mod except_star;
mod frame;
pub mod generator;
mod interpreter;
mod invoke;
mod item;
mod iterate;
mod iterators;
mod locals;
mod operator;
mod slow;
mod unwind;
mod warn;

pub(crate) use attribute::generic_set_attribute;
pub use attribute::{
    delete_attribute, find_special, generic_attribute, get_attribute, get_attribute_optional,
    get_attribute_str, set_attribute, set_class_attribute,
};
pub use call::{call, call_dunder, call_function, call_method, call_slots, call_value};
pub(crate) use call::{instantiate, spread};
pub use compare::{compare, equal, is_instance, is_subclass, less, same_or_equal};
pub use convert::{ascii, big_index, format, hash, index, index_usize, repr, str, truth};
pub use item::{
    contains, delete_item, dict_get, dict_move_to_end, dict_pop, dict_set, dict_set_default,
    get_item, length, set_add, set_contains, set_discard, set_item, table_find, table_insert,
    table_move_to_end, table_remove, table_toggle,
};
pub use iterate::{
    extend_list, for_each, iter, next, sequence_iterator, to_list, to_tuple, unpack,
};
pub use locals::{frame_locals, local_names};
pub use operator::{binary, binary_in_place, unary};
pub use warn::warn;
