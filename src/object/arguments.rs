//! Arguments: where a native finds them, and how a call's arguments are matched with parameters, in CPython's words.
//!
//! Matched arguments stand in consecutive slots: positional parameters, keyword-only ones, the tuple of `*args`, the dict of
//! `**kwargs`. Absent optional ones of natives are UNBOUND.

use super::signature::unexpected_keyword;
use super::thread::Raised;
use super::{Function, Native, Signature, Thread};
use crate::bytecode::Parameters;
use crate::heap::{Dict, Object, Place, Probe, Slot, Step, Str, Tuple, Value};

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

/// What a call is matched against.
struct Target<'t> {
    parameters: &'t Parameters,
    /// Names by slot.
    name: &'t dyn Fn(usize) -> String,
    /// The interned name at a slot, if there is one, for quick comparison.
    same_name: &'t dyn Fn(usize, &Str) -> bool,
    /// The default of a slot: UNBOUND for "may be absent", None if it is required.
    default: &'t dyn Fn(usize) -> Option<Value<'t>>,
    /// The native, whose messages differ from those of functions written in Python.
    native: Option<&'t Signature>,
    function: String,
}

impl Thread {
    /// Matches a call's arguments with a native's parameters, in place: afterwards the slots from `first` on hold one value for each parameter.
    pub fn match_native<'t>(
        &'t self,
        native: &'t Native,
        first: Slot,
        count: usize,
        names: Value<'_>,
    ) -> Result<Args, Raised> {
        if let Some(slots) = native.arity.takes(count)
            && names.is_unbound()
        {
            for index in count..slots {
                self.set(first.offset(index), Value::UNBOUND);
            }
            return Ok(Args::new(first, slots));
        }
        let signature: &Signature = &native.signature;
        if names.is_unbound() && self.gather_rest(signature, first, count) {
            return Ok(Args::new(first, signature.slots()));
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
            native: Some(signature),
            function: String::new(),
        };
        self.match_arguments(&target, first, count, names)?;
        Ok(Args::new(first, signature.slots()))
    }

    /// Matches positional arguments with a native's parameters, the last of which `*args` takes. False if there is more to it; then nothing was changed.
    fn gather_rest(&self, signature: &Signature, first: Slot, count: usize) -> bool {
        let parameters = &signature.parameters;
        let positional = parameters.positional as usize;
        let Some(rest) = count.checked_sub(positional) else {
            return false;
        };
        let slots = signature.slots();
        if !parameters.star_args
            || signature.required[positional..].contains(&true)
            || !self.stack().reserve(first, count.max(slots) + 8)
        {
            return false;
        }
        let rest = self.tuple_of_slots(first.offset(positional), rest);
        let named = positional + parameters.keyword_only as usize;
        for absent in positional..named {
            self.set(first.offset(absent), Value::UNBOUND);
        }
        self.set(first.offset(named), rest);
        if parameters.star_kwargs {
            self.set(first.offset(named + 1), self.dict().value());
        }
        true
    }

    /// Matches a call's arguments with a script function's parameters, in place.
    pub fn match_function<'t>(
        &'t self,
        function: &'t Function,
        first: Slot,
        count: usize,
        names: Value<'_>,
    ) -> Result<(), Raised> {
        if self.match_quickly(function, first, count, names) {
            return Ok(());
        }
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
            native: None,
            function: function
                .qualname
                .load()
                .cast::<Str>()
                .map_or("?", Str::as_str)
                .to_string(),
        };
        self.match_arguments(&target, first, count, names)
    }

    /// The commonest cases, where there is nothing to complain about: only positional parameters, a few of the arguments by name, the last ones by
    /// default; or `*args` that take up the rest. False if it is none of these; then nothing was changed.
    fn match_quickly(
        &self,
        function: &Function,
        first: Slot,
        count: usize,
        names: Value<'_>,
    ) -> bool {
        const MOST_NAMED: usize = 8;
        let code = function.code();
        let parameters = code.parameters();
        let positional = parameters.positional as usize;
        let names = names.cast::<Tuple>().map_or(&[][..], Tuple::fields);
        if parameters.star_args
            && !parameters.star_kwargs
            && parameters.keyword_only == 0
            && names.is_empty()
            && count >= positional
            && self.stack().reserve(first, positional + 1)
        {
            let rest = first.offset(positional);
            self.set(rest, self.tuple_of_slots(rest, count - positional));
            return true;
        }
        if parameters.star_args
            || parameters.star_kwargs
            || parameters.keyword_only > 0
            || names.len() > MOST_NAMED
            || count > positional
            || !self.stack().reserve(first, positional)
        {
            return false;
        }
        let given = count - names.len();
        let defaults = function.defaults.load().cast::<Tuple>();
        let defaults = defaults.map_or(&[][..], Tuple::fields);
        let slots = self.stack().fields(first, positional);
        let (Some(first_default), Some(rest)) =
            (positional.checked_sub(defaults.len()), slots.get(given..))
        else {
            return false;
        };
        // Which slot each name means, each of them once.
        let mut places = [(0, Value::UNBOUND); MOST_NAMED];
        let places = &mut places[..names.len()];
        let mut named = 0u64;
        for ((name, place), value) in names.iter().zip(places.iter_mut()).zip(rest) {
            let candidates = code.locals.iter().enumerate().take(positional.min(64));
            let mut candidates = candidates.skip(given.max(parameters.positional_only as usize));
            let Some((slot, _)) = candidates.find(|(_, local)| local.load() == name.load()) else {
                return false;
            };
            *place = (slot, value.load());
            named |= 1 << slot;
        }
        let is_named = |slot: usize| slot < 64 && named >> slot & 1 != 0;
        if named.count_ones() as usize != names.len()
            || (given..first_default).any(|slot| !is_named(slot))
        {
            return false;
        }
        for (slot, field) in slots.iter().enumerate().skip(given.max(first_default)) {
            if !is_named(slot)
                && let Some(default) = defaults.get(slot - first_default)
            {
                field.store(default.load());
            }
        }
        for (slot, value) in places {
            slots[*slot].store(*value);
        }
        true
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
                    return Err(self.type_error(match target.native {
                        None => format!(
                            "{}() got multiple values for argument '{text}'",
                            target.function
                        ),
                        Some(native) => native.given_twice(text, slot, given, keywords),
                    }));
                }
                slots[slot] = value;
            } else if let Some(extra) = extra_keywords {
                self.set_str_key(extra, name, value);
            } else {
                let positional_only: Vec<String> = (0..first_named)
                    .filter(|slot| {
                        let names = names.into_iter().flat_map(Tuple::iter);
                        let mut names = names.filter_map(|name| name.cast::<Str>());
                        names.any(|name| (target.same_name)(*slot, name))
                    })
                    .map(|slot| (target.name)(slot))
                    .collect();
                let name = name.as_str();
                return Err(self.type_error(match target.native {
                    Some(native) => {
                        let keywords = names.into_iter().flat_map(Tuple::iter);
                        let keywords = keywords.filter_map(|name| name.cast::<Str>());
                        let keywords: Vec<&str> = keywords.map(Str::as_str).collect();
                        native.unexpected_keyword(name, given, &keywords)
                    }
                    None if !positional_only.is_empty() => format!(
                        "{}() got some positional-only arguments passed as keyword arguments: '{}'",
                        target.function,
                        positional_only.join(", ")
                    ),
                    None => {
                        let known: Vec<String> = (first_named..named)
                            .map(|slot| (target.name)(slot))
                            .collect();
                        let known = known.iter().map(String::as_str);
                        unexpected_keyword(&target.function, name, known)
                    }
                }));
            }
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

    fn missing(&self, target: &Target<'_>, missing: &[usize], what: &str, given: usize) -> Raised {
        let function = &target.function;
        if let Some(native) = target.native {
            return self.type_error(native.missing(missing[0], given));
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
        if let Some(native) = target.native {
            let keywords = slots[positional..].iter().filter(|slot| !slot.is_unbound());
            return self.type_error(native.too_many(given, keywords.count()));
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
    pub fn push_all(&self, items: &[Place]) -> Result<usize, Raised> {
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
        self.wrong_argument(function, &format!("argument {index}"), what, value)
    }

    /// The same for an argument as the message names it: "argument", "argument 'sep'".
    #[cold]
    pub fn wrong_argument(
        &self,
        function: &str,
        argument: &str,
        what: &str,
        value: Value<'_>,
    ) -> Raised {
        let got = match value {
            Value::NONE => "None",
            _ => self.class_of(value).name(),
        };
        self.type_error(format!("{function}() {argument} must be {what}, not {got}"))
    }
}
