//! Exceptions: instances whose first slots are fixed; raising them; tracebacks.

use crate::heap::{Field, FrozenSet, Instance, Name, Object, Slot, Str, Tuple, Value};
use crate::heap_object;

use super::names::ClassId;
use super::shape::ShapeId;
use super::thread::Raised;
use super::{Class, ClassFlags, Common, LinkedCode, Thread};

/// The slots that every exception has first, under these names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
pub enum ExceptionSlot {
    /// `args`, a tuple.
    Args = 0,
    /// `__traceback__`, a traceback or None.
    Traceback = 1,
    /// `__context__`, an exception or None.
    Context = 2,
    /// `__cause__`, an exception or None.
    Cause = 3,
    /// `__suppress_context__`, a bool.
    SuppressContext = 4,
}

impl ExceptionSlot {
    /// Their names, by slot.
    pub const NAMES: [&'static str; 5] = [
        "args",
        "__traceback__",
        "__context__",
        "__cause__",
        "__suppress_context__",
    ];
}

heap_object! {
    /// One line of a traceback, outermost first.
    pub struct Traceback: Traceback {
        /// The next inner one, or None.
        pub next: Field,
        /// The code.
        pub code: Field,
        /// Index of the instruction.
        pub pc: usize,
        /// Of the innermost entry: what the frame calls `self`, for suggestions. Otherwise UNBOUND.
        pub receiver: Field,
    }
}

impl Traceback {
    /// The source line, from 1.
    pub fn line(&self) -> u32 {
        self.code
            .load()
            .cast::<LinkedCode>()
            .map_or(0, |code| code.code.line(self.pc))
    }
}

impl Thread {
    /// The shape of new instances of a class; made if need be.
    pub fn root_shape(&self, class: &Class) -> ShapeId {
        let shape = class.root_shape();
        if shape.0 != 0 {
            shape
        } else {
            self.make_root_shape(class)
        }
    }

    #[cold]
    fn make_root_shape(&self, class: &Class) -> ShapeId {
        let shapes = &self.interpreter().shapes;
        let reserved: &[&str] = if class.has(ClassFlags::EXCEPTION) {
            &ExceptionSlot::NAMES
        } else if class.payload().is_some() {
            // No attribute has this name; it only takes the first slot.
            &["<payload>"]
        } else {
            &[]
        };
        let inline = class.inline_slots().max(reserved.len() as u16 + 1);
        let mut id = shapes.root(inline);
        for name in reserved {
            let name = Name::of(self.mutator(), self.intern(name));
            id = id.and_then(|id| shapes.with_attribute(shapes.get(id)?, name));
        }
        // Ids ran out after eight million shapes: objects of this class share the last one that there was.
        let id = id.unwrap_or(super::NO_SHAPE);
        class.set_root_shape(id);
        id
    }

    /// A new instance of a script's class or an exception class, its slots UNBOUND (of an exception: as without arguments).
    #[inline]
    pub fn instance(&self, class: &Class) -> &Instance {
        let shape = self.root_shape(class);
        let inline = self
            .interpreter()
            .shapes
            .get(shape)
            .map_or(0, |shape| shape.inline);
        let instance = Instance::new(self.mutator(), class.value(), shape.0, inline as usize);
        if class.has(ClassFlags::EXCEPTION) {
            self.init_exception(instance);
        }
        instance
    }

    fn init_exception(&self, instance: &Instance) {
        use ExceptionSlot::{Args, Cause, Context, SuppressContext, Traceback};
        let defaults = [
            (Args, self.common(Common::EmptyTuple)),
            (Traceback, Value::NONE),
            (Context, Value::NONE),
            (Cause, Value::NONE),
            (SuppressContext, Value::FALSE),
        ];
        for (slot, value) in defaults {
            self.set_exception_slot(instance, slot, value);
        }
    }

    /// Reads a fixed slot of an exception; None for objects that are none.
    pub fn exception_slot<'t>(&'t self, exception: Value<'t>, slot: ExceptionSlot) -> Value<'t> {
        let instance = exception.cast::<Instance>();
        let field = instance.and_then(|instance| instance.slot(slot as usize));
        field
            .map_or(Value::NONE, Field::load)
            .bound()
            .unwrap_or(Value::NONE)
    }

    /// Writes a fixed slot of an exception.
    pub fn set_exception_slot(&self, exception: &Instance, slot: ExceptionSlot, value: Value<'_>) {
        if let Some(field) = exception.slot(slot as usize) {
            field.store(value);
        }
    }

    /// A new exception of a built-in class.
    pub fn exception(&self, class: ClassId, args: &[Value<'_>]) -> &Instance {
        let exception = self.instance(self.class(class));
        self.set_exception_slot(exception, ExceptionSlot::Args, self.tuple(args));
        exception
    }

    /// Raises an exception of a built-in class with a message (none if it is empty).
    #[cold]
    #[inline(never)]
    pub fn error(&self, class: ClassId, message: impl AsRef<str>) -> Raised {
        let message = message.as_ref();
        let exception = if message.is_empty() {
            self.exception(class, &[])
        } else {
            self.exception(class, &[self.str(message)])
        };
        self.raise(exception.value())
    }

    /// Raises an exception with a message and an attribute `name`.
    #[cold]
    pub fn named_error(&self, class: ClassId, message: &str, name: &str) -> Raised {
        let exception = self.exception(class, &[self.str(message)]);
        self.set_instance_attribute(exception, self.intern("name"), self.intern(name).value());
        self.raise(exception.value())
    }

    /// Raises TypeError.
    pub fn type_error(&self, message: impl AsRef<str>) -> Raised {
        self.error(ClassId::TypeError, message)
    }

    /// Raises the TypeError for a class that has abstract methods left.
    #[cold]
    pub fn abstract_class(&self, class: &Class) -> Raised {
        let missing = class.own(self.intern("__abstractmethods__"));
        let mut names: Vec<&str> = match missing.cast::<FrozenSet>() {
            Some(names) => names
                .iter()
                .filter_map(|item| item.key.cast::<Str>())
                .map(Str::as_str)
                .collect(),
            None => Vec::new(),
        };
        names.sort_unstable();
        let s = if names.len() == 1 { "" } else { "s" };
        let (class, names) = (class.name(), names.join("', '"));
        self.type_error(format!(
            "Can't instantiate abstract class {class} without an implementation for abstract method{s} '{names}'"
        ))
    }

    /// Raises ValueError.
    pub fn value_error(&self, message: impl AsRef<str>) -> Raised {
        self.error(ClassId::ValueError, message)
    }

    /// Raises IndexError.
    pub fn index_error(&self, message: impl AsRef<str>) -> Raised {
        self.error(ClassId::IndexError, message)
    }

    /// Raises KeyError with the key itself.
    pub fn key_error(&self, key: Value<'_>) -> Raised {
        self.raise(self.exception(ClassId::KeyError, &[key]).value())
    }

    /// The subclass of OSError for an error of the system.
    pub fn os_error_class(error: &std::io::Error) -> ClassId {
        use std::io::ErrorKind as Kind;
        match error.kind() {
            Kind::NotFound => ClassId::FileNotFoundError,
            Kind::AlreadyExists => ClassId::FileExistsError,
            Kind::PermissionDenied => ClassId::PermissionError,
            Kind::IsADirectory => ClassId::IsADirectoryError,
            Kind::NotADirectory => ClassId::NotADirectoryError,
            Kind::BrokenPipe => ClassId::BrokenPipeError,
            Kind::ConnectionAborted => ClassId::ConnectionAbortedError,
            Kind::ConnectionRefused => ClassId::ConnectionRefusedError,
            Kind::ConnectionReset => ClassId::ConnectionResetError,
            Kind::WouldBlock => ClassId::BlockingIOError,
            Kind::TimedOut => ClassId::TimeoutError,
            Kind::Interrupted => ClassId::InterruptedError,
            _ => ClassId::OSError,
        }
    }

    /// Raises OSError (the subclass that fits) from the system's error, with the name of the file if there is one.
    pub fn os_error(&self, error: &std::io::Error, file: Option<&str>) -> Raised {
        let class = Thread::os_error_class(error);
        let number = error.raw_os_error().unwrap_or(0);
        let text = error.to_string();
        let text = text.split(" (os error").next().unwrap_or(&text);
        let exception = self.exception(class, &[Value::int(number), self.str(text)]);
        let attributes = [("errno", Value::int(number)), ("strerror", self.str(text))];
        for (name, value) in attributes {
            self.set_instance_attribute(exception, self.intern(name), value);
        }
        let file = file.map_or(Value::NONE, |file| self.str(file));
        self.set_instance_attribute(exception, self.intern("filename"), file);
        self.raise(exception.value())
    }

    /// Raises an exception object: it becomes the thread's pending exception, the handled one its context.
    pub fn raise(&self, exception: Value<'_>) -> Raised {
        let handled = self.stack().handled.load();
        if let Some(instance) = exception.cast::<Instance>()
            && !handled.is_none()
            && handled != exception
            && self
                .exception_slot(exception, ExceptionSlot::Context)
                .is_none()
        {
            self.break_context_cycle(handled, exception);
            self.set_exception_slot(instance, ExceptionSlot::Context, handled);
        }
        self.stack().exception.store(exception);
        Raised(())
    }

    /// If `exception` stands in the chain of contexts that starts at `handled`, cuts the chain there.
    fn break_context_cycle(&self, handled: Value<'_>, exception: Value<'_>) {
        let mut current = handled;
        for _ in 0..10_000 {
            let context = self.exception_slot(current, ExceptionSlot::Context);
            if context.is_none() {
                return;
            }
            if context == exception {
                if let Some(instance) = current.cast::<Instance>() {
                    self.set_exception_slot(instance, ExceptionSlot::Context, Value::NONE);
                }
                return;
            }
            current = context;
        }
    }

    /// The exception that is being raised, which stays so.
    pub fn pending_exception(&self, _: Raised) -> Value<'_> {
        self.stack().exception.load()
    }

    /// Takes the exception that is being raised: it is handled now.
    pub fn take_exception(&self, _: Raised) -> Value<'_> {
        self.stack().exception.swap(Value::UNBOUND)
    }

    /// Raises an exception again, without touching context or traceback.
    pub fn reraise(&self, exception: Value<'_>) -> Raised {
        self.stack().exception.store(exception);
        Raised(())
    }

    /// Whether the pending exception is an instance of a built-in class.
    pub fn raised_is(&self, raised: Raised, class: ClassId) -> bool {
        let exception = self.pending_exception(raised);
        self.class_of(exception).is_subclass(self.class(class))
    }

    /// Puts a frame's place in front of the pending exception's traceback.
    pub fn add_traceback(&self, raised: Raised, code: &LinkedCode, pc: usize, base: Slot) {
        let exception = self.pending_exception(raised);
        if let Some(instance) = exception.cast::<Instance>() {
            let next = Field::new(self.exception_slot(exception, ExceptionSlot::Traceback));
            let class = self.class(ClassId::Traceback).value();
            let first = code.locals.first().map_or(Value::NONE, Field::load);
            let is_self = first
                .cast::<Str>()
                .is_some_and(|name| name.as_str() == "self");
            let receiver = match next.load().is_none() && is_self {
                true => Field::new(self.get(base)),
                false => Field::new(Value::UNBOUND),
            };
            let traceback = self.mutator().alloc(class, |header| Traceback {
                header,
                next,
                code: Field::new(code.value()),
                pc,
                receiver,
            });
            self.set_exception_slot(instance, ExceptionSlot::Traceback, traceback.value());
        }
    }

    /// The arguments of an exception.
    pub fn exception_args<'t>(&'t self, exception: Value<'t>) -> Option<&'t Tuple> {
        self.exception_slot(exception, ExceptionSlot::Args).cast()
    }

    /// The text of an exception's only argument, if that is a string.
    pub fn exception_message<'t>(&'t self, exception: Value<'t>) -> Option<&'t str> {
        self.exception_args(exception)?
            .get(0)?
            .cast::<Str>()
            .map(Str::as_str)
    }
}
