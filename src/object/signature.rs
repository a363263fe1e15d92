//! The parameters of natives, and what a native says of a call that does not fit them, in CPython's words.

use super::alike;
use super::function::Arity;
use crate::bytecode::Parameters;

/// The parameters of a native: parsed once from a line such as `"sorted(iterable, /, *, key=None, reverse=False)"`. A default only means
/// that the argument may be left out (it is UNBOUND then).
#[derive(Debug)]
pub struct Signature {
    /// The function's name.
    pub name: String,
    /// The line.
    pub text: &'static str,
    pub(super) parameters: Parameters,
    /// Names by slot.
    pub(super) names: Vec<&'static str>,
    /// Whether the argument of a slot must be given.
    pub(super) required: Vec<bool>,
    /// Whether the first parameter is `self` or `cls`, which messages do not count.
    bound: bool,
    /// The class or module that it belongs to, as messages name it.
    owner: Option<String>,
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
        let (names, required): (Vec<_>, _) = positional.into_iter().chain(keyword_only).unzip();
        let bound = matches!(names.first(), Some(&("self" | "cls")));
        Signature {
            name: name.to_string(),
            text,
            parameters,
            names,
            required,
            bound,
            owner: None,
        }
    }

    /// The same parameters under another function name.
    pub fn renamed(mut self, name: &str) -> Signature {
        self.name = name.to_string();
        self
    }

    /// The same as a method of a class or a function of a module. A constructor speaks in the name of its class.
    pub fn of(mut self, owner: &str) -> Signature {
        if matches!(self.name.as_str(), "__new__" | "__init__") {
            self.name = owner.to_string();
        } else {
            self.owner = Some(owner.to_string());
        }
        self
    }

    /// With how many positional arguments and no others a call needs no matching.
    pub(super) fn arity(&self) -> Arity {
        let Parameters {
            positional,
            star_args,
            star_kwargs,
            ..
        } = self.parameters;
        let positional = positional as usize;
        let least = self.required.iter().take_while(|required| **required);
        let least = least.count();
        if star_args || star_kwargs || self.required[least..].contains(&true) {
            return Arity::NONE;
        }
        Arity::new(least, positional, self.slots())
    }

    /// Number of slots that matched arguments take.
    pub fn slots(&self) -> usize {
        self.parameters.registers()
    }

    /// Says that an argument was given by name and by position.
    pub(super) fn given_twice(
        &self,
        name: &str,
        slot: usize,
        given: usize,
        keywords: usize,
    ) -> String {
        if self.is_too_many(given, keywords) {
            return self.too_many(given, keywords);
        }
        format!(
            "argument for {}() given by name ('{name}') and position ({})",
            self.name,
            slot + 1 - self.hidden()
        )
    }

    /// Says that no parameter has the first of these names, unless something else is wrong that CPython looks at earlier.
    pub(super) fn unexpected_keyword(&self, name: &str, given: usize, keywords: &[&str]) -> String {
        let parameters = &self.parameters;
        let positional_only = parameters.positional_only as usize;
        let named = &self.names[positional_only..];
        if named.is_empty() {
            return format!("{}() takes no keyword arguments", self.qualified());
        }
        if self.is_too_many(given, keywords.len()) {
            return self.too_many(given, keywords.len());
        }
        if self.name == "enumerate" {
            return format!("'{name}' is an invalid keyword argument for enumerate()");
        }
        let is_missing = |slot: &usize| {
            let by_name = *slot >= positional_only && keywords.contains(&self.names[*slot]);
            self.required[*slot] && !by_name
        };
        if let Some(slot) = (given..self.names.len()).find(is_missing) {
            return self.missing(slot, given);
        }
        // `sorted` hands its keywords on to the method.
        let function = match self.name.as_str() {
            "sorted" => "sort",
            name => name,
        };
        unexpected_keyword(function, name, named.iter().copied())
    }

    /// Whether there are more arguments than parameters, however they are given.
    fn is_too_many(&self, given: usize, keywords: usize) -> bool {
        let parameters = &self.parameters;
        let most = parameters.positional as usize + parameters.keyword_only as usize;
        given + keywords > most && !parameters.star_args
    }

    /// Says that the argument of a slot is missing.
    pub(super) fn missing(&self, slot: usize, given: usize) -> String {
        let (function, hidden) = (&self.name, self.hidden());
        if slot < hidden && self.names[slot] == "cls" {
            return format!("{function}.__new__(): not enough arguments");
        }
        if slot < hidden {
            return format!("unbound method {}() needs an argument", self.qualified());
        }
        let positional_only = self.parameters.positional_only as usize;
        if positional_only != self.parameters.positional as usize {
            let required = self.required_among(positional_only);
            if slot < positional_only {
                let most = if self.required_among(usize::MAX) == self.required.len() {
                    "exactly"
                } else {
                    "at least"
                };
                let plural = plural(required);
                let given = given - hidden;
                return format!(
                    "{function}() takes {most} {required} positional argument{plural} ({given} given)"
                );
            }
            let (name, position) = (self.names[slot], slot + 1 - hidden);
            return format!("{function}() missing required argument '{name}' (pos {position})");
        }
        self.wrong_count(given)
    }

    /// Says that there are more positional arguments than parameters.
    pub(super) fn too_many(&self, given: usize, keywords: usize) -> String {
        let positional = self.parameters.positional as usize;
        if self.parameters.positional_only as usize == positional {
            return self.wrong_count(given);
        }
        let (function, hidden) = (&self.name, self.hidden());
        let all = positional + self.parameters.keyword_only as usize - hidden;
        // The constructors with named parameters that CPython matches by hand.
        if matches!(function.as_str(), "int" | "str") && keywords == 0 {
            let given = given - hidden;
            return format!("{function} expected at most {all} arguments, got {given}");
        }
        let positional = positional - hidden;
        if given + keywords - hidden <= all {
            let (given, plural) = (given - hidden, plural(positional));
            return format!(
                "{function}() takes at most {positional} positional argument{plural} ({given} given)"
            );
        }
        let given = given + keywords - hidden;
        let most = if self.required_among(usize::MAX) == self.required.len() {
            "exactly"
        } else {
            "at most"
        };
        let plural = plural(all);
        format!("{function}() takes {most} {all} argument{plural} ({given} given)")
    }

    /// Says how many positional arguments there may be, where none has a name.
    fn wrong_count(&self, given: usize) -> String {
        let (function, hidden) = (&self.name, self.hidden());
        let positional = self.parameters.positional as usize - hidden;
        let required = self.required_among(positional + hidden);
        let given = given.saturating_sub(hidden);
        if let (Some(owner), "__call__") = (&self.owner, function.as_str()) {
            let plural = plural(required);
            return format!("{owner} expected {required} argument{plural}, got {given}");
        }
        let operator = function.starts_with("__") && self.owner.is_some();
        if operator && !matches!(function.as_str(), "__getitem__" | "__contains__") {
            return format!(
                "expected {required} argument{}, got {given}",
                plural(required)
            );
        }
        if positional == 0 {
            return if self.parameters.keyword_only > 0 {
                format!("{function}() takes no positional arguments")
            } else {
                format!("{}() takes no arguments ({given} given)", self.qualified())
            };
        }
        let only = positional == 1 && required == 1 && self.parameters.keyword_only == 0;
        if only && self.owner.is_some() {
            let function = self.qualified();
            return format!("{function}() takes exactly one argument ({given} given)");
        }
        // `sorted` counts its arguments by itself, and hands its keywords on.
        if self.parameters.keyword_only > 0 && function != "sorted" {
            let (most, count) = if required == positional {
                ("exactly", positional)
            } else if given < required {
                ("at least", required)
            } else {
                ("at most", positional)
            };
            let plural = plural(count);
            return format!(
                "{function}() takes {most} {count} positional argument{plural} ({given} given)"
            );
        }
        let (bound, count) = if required == positional {
            ("", positional)
        } else if given < required {
            ("at least ", required)
        } else {
            ("at most ", positional)
        };
        format!(
            "{function} expected {bound}{count} argument{}, got {given}",
            plural(count)
        )
    }

    /// How many of the first parameters must be given, `self` not counted.
    fn required_among(&self, count: usize) -> usize {
        let required = self
            .required
            .iter()
            .take(count)
            .filter(|required| **required);
        required.count().saturating_sub(self.hidden())
    }

    fn hidden(&self) -> usize {
        self.bound as usize
    }

    /// The name with its class or module, unless that is `builtins`.
    pub fn qualified(&self) -> String {
        match self.owner.as_deref() {
            None | Some("builtins") => self.name.clone(),
            Some(owner) => format!("{owner}.{}", self.name),
        }
    }
}

fn plural(count: usize) -> &'static str {
    if count == 1 { "" } else { "s" }
}

/// Says that a function has no parameter of this name, and which it may mean.
pub(super) fn unexpected_keyword<'a>(
    function: &str,
    name: &str,
    known: impl Iterator<Item = &'a str>,
) -> String {
    let advice = alike(name, known)
        .map(|name| format!(". Did you mean '{name}'?"))
        .unwrap_or_default();
    format!("{function}() got an unexpected keyword argument '{name}'{advice}")
}
