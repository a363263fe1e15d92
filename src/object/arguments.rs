//! Arguments: where a native finds them, and how a call's arguments are matched with parameters, in CPython's words.
//!
//! Matched arguments stand in consecutive slots: positional parameters, keyword-only ones, the tuple of `*args`, the dict of
//! `**kwargs`. Absent optional ones of natives are UNBOUND.

use super::names::ClassId;
use super::thread::Raised;
use super::{Function, Thread};
use crate::bytecode::Parameters;
use crate::heap::{Dict, Field, Object, Probe, Slot, Step, Str, Tuple, Value};

/// A native's arguments: consecutive slots of the stack.
#[derive(Clone, Copy, Debug)]
pub struct Args {
    first: Slot,
    count: usize,
}

impl Args {
    /// The `count` slots from `first` on.
    #[inline(always)]
    pub fn new(first: Slot, count: usize) -> Args {
        Args { first, count }
    }

    /// Number of slots: with a signature, that of all its parameters.
    #[inline(always)]
    pub fn len(&self) -> usize {
        self.count
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The slot of an argument.
    #[inline(always)]
    pub fn slot(&self, index: usize) -> Slot {
        self.first.offset(index)
    }

    /// An argument; UNBOUND if it is absent.
    #[inline(always)]
    pub fn get<'t>(&self, thread: &'t Thread, index: usize) -> Value<'t> {
        if index < self.count {
            thread.get(self.slot(index))
        } else {
            Value::UNBOUND
        }
    }

    /// An optional argument.
    pub fn optional<'t>(&self, thread: &'t Thread, index: usize) -> Option<Value<'t>> {
        self.get(thread, index).bound()
    }
}

/// The parameters of a native: parsed once from a line such as `"sorted(iterable, /, *, key=None, reverse=False)"`. A default only means
/// that the argument may be left out (it is UNBOUND then).
#[derive(Debug)]
pub struct Signature {
    /// The function's name.
    pub name: String,
    /// The line.
    pub text: &'static str,
    parameters: Parameters,
    names: Vec<&'static str>,
    required: Vec<bool>,
    simple: bool,
}

impl Signature {
    /// Parses a line. What does not parse is a defect of ours: unknown text counts as a parameter's name.
    pub fn parse(text: &'static str) -> Signature {
        let (name, rest) = text.split_once('(').unwrap_or((text, ")"));
        let rest = rest.rsplit_once(')').map_or(rest, |(inside, _)| inside);
        let mut parameters = Parameters::default();
        let mut positional = Vec::new();
        let mut keyword_only = Vec::new();
        let mut only = false;
        for item in rest
            .split(',')
            .map(str::trim)
            .filter(|item| !item.is_empty())
        {
            match item {
                "/" => parameters.positional_only = positional.len() as u16,
                "*" => only = true,
                _ if item.starts_with("**") => parameters.star_kwargs = true,
                _ if item.starts_with('*') => (parameters.star_args, only) = (true, true),
                _ => {
                    let (name, optional) = match item.split_once('=') {
                        Some((name, _)) => (name.trim(), true),
                        None => (item, false),
                    };
                    let list = if only {
                        &mut keyword_only
                    } else {
                        &mut positional
                    };
                    list.push((name, !optional));
                }
            }
        }
        parameters.positional = positional.len() as u16;
        parameters.keyword_only = keyword_only.len() as u16;
        let simple = keyword_only.is_empty() && !parameters.star_args && !parameters.star_kwargs;
        let (names, required) = positional.into_iter().chain(keyword_only).unzip();
        Signature {
            name: name.to_string(),
            text,
            parameters,
            names,
            required,
            simple,
        }
    }

    /// The same parameters under another function name.
    pub fn renamed(mut self, name: &str) -> Signature {
        self.name = name.to_string();
        self
    }

    /// Whether a call with so many positional arguments and no others needs no matching.
    #[inline(always)]
    pub fn is_exact(&self, count: usize) -> bool {
        self.simple && count == self.parameters.positional as usize
    }

    /// Number of slots that matched arguments take.
    pub fn slots(&self) -> usize {
        self.parameters.registers()
    }
}

/// What a call is matched against.
struct Target<'t> {
    parameters: &'t Parameters,
    /// Names by slot.
    name: &'t dyn Fn(usize) -> String,
    /// The interned name at a slot, if there is one, for quick comparison.
    same_name: &'t dyn Fn(usize, &Str) -> bool,
    /// The default of a slot: UNBOUND for "may be absent", None if it is required.
    default: &'t dyn Fn(usize) -> Option<Value<'t>>,
    /// Whether messages speak as those of functions written in Python do.
    script: bool,
    function: String,
}

impl Thread {
    /// Matches a call's arguments with a native's parameters, in place: afterwards the slots from `first` on hold one value for each parameter.
    pub fn match_native<'t>(
        &'t self,
        signature: &'t Signature,
        first: Slot,
        count: usize,
        names: Value<'_>,
    ) -> Result<Args, Raised> {
        if signature.simple && names.is_unbound() && count <= signature.slots() {
            let missing = (count..signature.slots()).find(|&index| signature.required[index]);
            if missing.is_none() {
                for index in count..signature.slots() {
                    self.set(first.offset(index), Value::UNBOUND);
                }
                return Ok(Args::new(first, signature.slots()));
            }
        }
        let target = Target {
            parameters: &signature.parameters,
            name: &|slot| {
                signature
                    .names
                    .get(slot)
                    .map_or(String::new(), |name| name.to_string())
            },
            same_name: &|slot, name| {
                signature
                    .names
                    .get(slot)
                    .is_some_and(|other| *other == name.as_str())
            },
            default: &|slot| {
                if signature.required.get(slot).copied().unwrap_or(false) {
                    None
                } else {
                    Some(Value::UNBOUND)
                }
            },
            script: false,
            function: signature.name.clone(),
        };
        self.match_arguments(&target, first, count, names)?;
        Ok(Args::new(first, signature.slots()))
    }

    /// Matches a call's arguments with a script function's parameters, in place.
    pub fn match_function<'t>(
        &'t self,
        function: &'t Function,
        first: Slot,
        count: usize,
        names: Value<'_>,
    ) -> Result<(), Raised> {
        let code = function.code();
        let parameters = code.parameters();
        let positional = parameters.positional as usize;
        let defaults = function.defaults.load().cast::<Tuple>();
        let keyword_defaults = function.keyword_defaults.load().cast::<Dict>();
        let local = |slot: usize| {
            code.locals
                .get(slot)
                .and_then(|name| name.load().cast::<Str>())
        };
        let target = Target {
            parameters,
            name: &|slot| local(slot).map_or(String::new(), |name| name.as_str().to_string()),
            same_name: &|slot, name| {
                local(slot).is_some_and(|other| {
                    std::ptr::eq(other, name)
                        || (!name.is_interned() && other.as_str() == name.as_str())
                })
            },
            default: &|slot| {
                if slot < positional {
                    let defaults = defaults?;
                    defaults.get((slot + defaults.len()).checked_sub(positional)?)
                } else {
                    keyword_defaults?.get_str(local(slot)?)
                }
            },
            script: true,
            function: function
                .qualname
                .load()
                .cast::<Str>()
                .map_or("?", Str::as_str)
                .to_string(),
        };
        self.match_arguments(&target, first, count, names)
    }

    #[cold]
    fn match_arguments<'t>(
        &'t self,
        target: &Target<'t>,
        first: Slot,
        count: usize,
        names: Value<'_>,
    ) -> Result<(), Raised> {
        let parameters = target.parameters;
        let positional = parameters.positional as usize;
        let named = positional + parameters.keyword_only as usize;
        let names = names.cast::<Tuple>();
        let keywords = names.map_or(0, Tuple::len);
        let given = count - keywords;
        if !self
            .stack()
            .reserve(first, count + parameters.registers() + 8)
        {
            return Err(self.recursion_error());
        }
        let passed: Vec<Value<'_>> = (0..count)
            .map(|index| self.get(first.offset(index)))
            .collect();
        let mut slots = vec![Value::UNBOUND; parameters.registers()];
        for (slot, value) in slots.iter_mut().zip(&passed[..given.min(positional)]) {
            *slot = *value;
        }
        let mut extra_keywords = None;
        if parameters.star_kwargs {
            extra_keywords = Some(self.dict());
        }
        let mut positional_only_named = Vec::new();
        for index in 0..keywords {
            let name = names
                .and_then(|names| names.get(index))
                .unwrap_or(Value::UNBOUND);
            let Some(name) = name.cast::<Str>() else {
                return Err(self.type_error("keywords must be strings"));
            };
            let value = passed[given + index];
            let first_named = parameters.positional_only as usize;
            if let Some(slot) = (first_named..named).find(|&slot| (target.same_name)(slot, name)) {
                if !slots[slot].is_unbound() {
                    let text = name.as_str();
                    return Err(if target.script {
                        self.type_error(format!(
                            "{}() got multiple values for argument '{text}'",
                            target.function
                        ))
                    } else {
                        self.type_error(format!(
                            "argument for {}() given by name ('{text}') and position ({})",
                            target.function,
                            slot + 1
                        ))
                    });
                }
                slots[slot] = value;
            } else if let Some(extra) = extra_keywords {
                self.set_str_key(extra, name, value);
            } else if (0..first_named).any(|slot| (target.same_name)(slot, name)) {
                positional_only_named.push(name.as_str());
            } else {
                return Err(self.unexpected_keyword(target, name.as_str()));
            }
        }
        if !positional_only_named.is_empty() {
            return Err(self.type_error(format!(
                "{}() got some positional-only arguments passed as keyword arguments: '{}'",
                target.function,
                positional_only_named.join(", ")
            )));
        }
        if parameters.star_args {
            slots[named] = self.tuple(passed.get(positional..given).unwrap_or(&[]));
        } else if given > positional {
            return Err(self.too_many_positional(target, given, &slots));
        }
        if let Some(extra) = extra_keywords {
            slots[named + parameters.star_args as usize] = extra.value();
        }
        self.fill_defaults(target, &mut slots, given)?;
        for (index, value) in slots.iter().enumerate() {
            self.set(first.offset(index), *value);
        }
        Ok(())
    }

    fn fill_defaults<'t>(
        &'t self,
        target: &Target<'t>,
        slots: &mut [Value<'t>],
        given: usize,
    ) -> Result<(), Raised> {
        let positional = target.parameters.positional as usize;
        let named = positional + target.parameters.keyword_only as usize;
        let mut missing = Vec::new();
        for (slot, place) in slots.iter_mut().enumerate().take(positional) {
            if place.is_unbound() {
                match (target.default)(slot) {
                    Some(value) => *place = value,
                    None => missing.push(slot),
                }
            }
        }
        if !missing.is_empty() {
            return Err(self.missing(target, &missing, "positional", given));
        }
        for (slot, place) in slots.iter_mut().enumerate().take(named).skip(positional) {
            if place.is_unbound() {
                match (target.default)(slot) {
                    Some(value) => *place = value,
                    None => missing.push(slot),
                }
            }
        }
        if missing.is_empty() {
            Ok(())
        } else {
            Err(self.missing(target, &missing, "keyword-only", given))
        }
    }

    fn unexpected_keyword(&self, target: &Target<'_>, name: &str) -> Raised {
        let takes_keywords = target.parameters.positional > target.parameters.positional_only
            || target.parameters.keyword_only > 0;
        let function = &target.function;
        if target.script || takes_keywords {
            self.type_error(format!(
                "{function}() got an unexpected keyword argument '{name}'"
            ))
        } else {
            self.type_error(format!("{function}() takes no keyword arguments"))
        }
    }

    fn missing(&self, target: &Target<'_>, missing: &[usize], what: &str, given: usize) -> Raised {
        let function = &target.function;
        if !target.script {
            let positional = target.parameters.positional as usize;
            let required = (0..positional)
                .filter(|&slot| (target.default)(slot).is_none())
                .count();
            return self.type_error(
                if positional == 1 && target.parameters.positional_only == 1 {
                    format!("{function}() takes exactly one argument ({given} given)")
                } else if target.parameters.positional_only as usize == positional {
                    let least = if required == positional {
                        ""
                    } else {
                        "at least "
                    };
                    let plural = if required == 1 { "" } else { "s" };
                    format!("{function} expected {least}{required} argument{plural}, got {given}")
                } else {
                    let slot = missing[0];
                    format!(
                        "{function}() missing required argument '{}' (pos {})",
                        (target.name)(slot),
                        slot + 1
                    )
                },
            );
        }
        let names: Vec<String> = missing
            .iter()
            .map(|&slot| format!("'{}'", (target.name)(slot)))
            .collect();
        let list = match names.as_slice() {
            [one] => one.clone(),
            [one, two] => format!("{one} and {two}"),
            [rest @ .., last] => format!("{}, and {last}", rest.join(", ")),
            [] => String::new(),
        };
        let plural = if names.len() == 1 { "" } else { "s" };
        self.type_error(format!(
            "{function}() missing {} required {what} argument{plural}: {list}",
            names.len()
        ))
    }

    fn too_many_positional(
        &self,
        target: &Target<'_>,
        given: usize,
        slots: &[Value<'_>],
    ) -> Raised {
        let function = &target.function;
        let positional = target.parameters.positional as usize;
        let optional = (0..positional)
            .filter(|&slot| (target.default)(slot).is_some())
            .count();
        if !target.script {
            let required = positional - optional;
            return self.type_error(if positional == 0 {
                format!("{function}() takes no arguments ({given} given)")
            } else if positional == 1 && required == 1 {
                format!("{function}() takes exactly one argument ({given} given)")
            } else if target.parameters.positional_only as usize == positional {
                let most = if optional == 0 { "" } else { "at most " };
                let plural = if positional == 1 { "" } else { "s" };
                format!("{function} expected {most}{positional} argument{plural}, got {given}")
            } else {
                let most = if optional == 0 { "exactly" } else { "at most" };
                let plural = if positional == 1 { "" } else { "s" };
                format!("{function}() takes {most} {positional} argument{plural} ({given} given)")
            });
        }
        let keyword_only = slots[positional..positional + target.parameters.keyword_only as usize]
            .iter()
            .filter(|slot| !slot.is_unbound())
            .count();
        let takes = if optional > 0 {
            format!("from {} to {positional}", positional - optional)
        } else {
            positional.to_string()
        };
        let plural = if positional == 1 && optional == 0 {
            ""
        } else {
            "s"
        };
        let (extra, was) = if keyword_only > 0 {
            let plural_given = if given == 1 { "" } else { "s" };
            let plural_keyword = if keyword_only == 1 { "" } else { "s" };
            (
                format!(
                    " positional argument{plural_given} (and {keyword_only} keyword-only argument{plural_keyword})"
                ),
                "were",
            )
        } else {
            (String::new(), if given == 1 { "was" } else { "were" })
        };
        self.type_error(format!(
            "{function}() takes {takes} positional argument{plural} but {given}{extra} {was} given"
        ))
    }

    /// Stores under a string key in a dict that only we fill with string keys (`**kwargs`, namespaces). Another kind of key of the same hash
    /// counts as different, without asking its `__eq__`. A dict of four billion entries drops the item.
    pub fn set_str_key(&self, dict: &Dict, key: &Str, value: Value<'_>) {
        let mut probe = Probe::START;
        while let Ok(Step::Ask { probe: next, .. }) =
            dict.insert(self.mutator(), probe, key.hash(), key.value(), value)
        {
            probe = next.answered(false);
        }
    }

    /// Pushes the values of a tuple, for a call.
    pub fn push_all(&self, items: &[Field]) -> Result<usize, Raised> {
        self.reserve(items.len())?;
        for item in items {
            self.push(item.load());
        }
        Ok(items.len())
    }

    /// Raises the TypeError for an argument of the wrong type: `what` is as in "must be str".
    pub fn argument_type(
        &self,
        function: &str,
        index: usize,
        what: &str,
        value: Value<'_>,
    ) -> Raised {
        let got = if value.is_none() {
            "None".to_string()
        } else {
            self.class_of(value).name().to_string()
        };
        self.error(
            ClassId::TypeError,
            format!("{function}() argument {index} must be {what}, not {got}"),
        )
    }
}
