//! The built-in types and functions. Each file defines one type: its methods as natives, in a table of signatures. Operations find them
//! like any script's methods, through the class.
//!
//! Nothing here knows files, sockets, clocks or threads; that is `modules`.

mod aggregate;
mod attribute_dict;
mod attributes;
mod bases;
mod bool;
mod bootstrap;
mod build_class;
mod bytearray;
mod bytes;
mod bytes_methods;
mod code;
mod codec;
mod complex;
mod define;
mod descriptors;
mod dict;
mod dict_update;
mod dict_views;
mod dynamic;
mod exception;
mod exception_group;
mod float;
mod frame;
mod function;
mod general;
mod generic_alias;
mod int;
mod int_operators;
mod iterators;
mod lazy;
mod list;
mod mapping_proxy;
pub mod number;
mod number_functions;
mod object;
mod range;
mod repr;
mod sequence;
mod set;
mod set_methods;
mod simple_format;
mod slice;
mod sorting;
mod str;
mod str_format;
mod str_join;
mod str_methods;
mod str_percent;
mod suggest;
mod syntax_error;
pub mod text;
mod timsort;
mod traceback;
mod traceback_lines;
mod tuple;
mod types;
mod union_type;

pub use bootstrap::bootstrap;
pub use bytearray::overwrite;
pub use bytes::{bytes_like, contents};
pub use define::{
    Def, add_functions, define_class, define_methods, finish_new, native, new_held, receiver,
    wrong_receiver,
};
pub use exception::exit_code;
pub use frame::frame;
pub use generic_alias::subscript;
pub use iterators::stop;
pub use object::identity;
pub use repr::{container, push_items, push_repr};
pub use sequence::{
    index_argument, int_argument, item_index, repeat_factor, repeated_length, search_range,
};
pub use simple_format::simple_format;
pub use syntax_error::syntax_error;
pub use traceback::{
    format_chain, format_entry, format_exception, format_exception_only, format_traceback,
    format_unraisable, print_exception,
};

use crate::object::{Module, Thread};

/// Gives the built-in classes their methods and the module `builtins` its functions. One line for each file.
fn install(thread: &Thread, builtins: &Module) {
    object::install(thread);
    types::install(thread);
    descriptors::install(thread);
    build_class::install(thread, builtins);
    function::install(thread);
    code::install(thread);
    frame::install(thread);
    exception::install(thread);
    exception_group::install(thread);
    syntax_error::install(thread);
    attributes::install(thread, builtins);
    general::install(thread, builtins);
    dynamic::install(thread, builtins);
    list::install(thread);
    tuple::install(thread);
    dict::install(thread);
    dict_views::install(thread);
    attribute_dict::install(thread);
    mapping_proxy::install(thread);
    set_methods::install(thread);
    range::install(thread);
    slice::install(thread);
    iterators::install(thread);
    generic_alias::install(thread);
    union_type::install(thread);
    lazy::install(thread);
    aggregate::install(thread, builtins);
    int::install(thread);
    bool::install(thread);
    float::install(thread);
    complex::install(thread);
    str::install(thread);
    str_methods::install(thread);
    str_join::install(thread);
    str_format::install(thread);
    str_percent::install(thread);
    bytes::install(thread);
    bytes_methods::install(thread);
    bytearray::install(thread);
    codec::install(thread);
    number_functions::install(thread, builtins);
}
