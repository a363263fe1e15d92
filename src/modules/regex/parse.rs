//! Reading patterns. Messages and places are CPython's.

use std::collections::BTreeMap;

use super::syntax::{
    ASCII, Assertion, DOT_ALL, IGNORE_CASE, Item, LOCALE, MULTILINE, NO_PLACE, Node, Pattern,
    Repeat, Set, UNICODE, UNLIMITED, VERBOSE, Wrong,
};

/// Groups nested deeper than this are refused.
const MAX_DEPTH: usize = 200;

type Parsed<T> = Result<T, Wrong>;

/// Reads a pattern.
pub(super) fn parse(pattern: &str, flags: i64) -> Parsed<Pattern> {
    let mut parser = Parser {
        text: pattern.chars().collect(),
        at: 0,
        depth: 0,
        names: BTreeMap::new(),
        widths: vec![None],
        global_flags: flags,
    };
    let node = match parser.alternatives(flags) {
        // Flags for the whole pattern were met: once more with them.
        Ok(_) if parser.global_flags != flags => {
            return parse(pattern, parser.global_flags);
        }
        Err(_) if parser.global_flags & !flags & VERBOSE != 0 => {
            return parse(pattern, parser.global_flags);
        }
        other => other?,
    };
    if parser.at < parser.text.len() {
        return Err(Wrong("unbalanced parenthesis".into(), parser.at));
    }
    let unicode = if flags & ASCII == 0 { UNICODE } else { 0 };
    Ok(Pattern {
        node,
        groups: parser.widths.len() as u32 - 1,
        names: parser.names,
        flags: flags | unicode,
    })
}

struct Parser {
    text: Vec<char>,
    at: usize,
    depth: usize,
    names: BTreeMap<String, u32>,
    /// For each group the least and greatest width; None while it is open.
    widths: Vec<Option<(u32, u32)>>,
    global_flags: i64,
}

fn wrong<T>(message: impl Into<String>, at: usize) -> Parsed<T> {
    Err(Wrong(message.into(), at))
}

impl Parser {
    fn peek(&self) -> Option<char> {
        self.text.get(self.at).copied()
    }

    fn eat(&mut self, c: char) -> bool {
        let found = self.peek() == Some(c);
        self.at += usize::from(found);
        found
    }

    fn widths(&self) -> Vec<(u32, u32)> {
        let widths = self.widths.iter();
        widths.map(|width| width.unwrap_or((0, 0))).collect()
    }

    fn alternatives(&mut self, flags: i64) -> Parsed<Node> {
        // Flags that stand first in a group hold for the rest of it.
        let mut branches = vec![self.sequence(flags)?];
        while self.eat('|') {
            branches.push(self.sequence(flags)?);
        }
        Ok(match branches.len() {
            1 => branches.remove(0),
            _ => Node::Either(branches),
        })
    }

    fn sequence(&mut self, flags: i64) -> Parsed<Node> {
        let mut nodes: Vec<Node> = Vec::new();
        while let Some(c) = self.peek() {
            let start = self.at;
            match c {
                '|' | ')' => break,
                '*' | '+' | '?' => self.repeat(&mut nodes, start)?,
                '{' if self.bounds().is_some() => self.repeat(&mut nodes, start)?,
                _ => {
                    if flags & VERBOSE != 0 && self.skip_verbose(c) {
                        continue;
                    }
                    self.at += 1;
                    if let Some(node) = self.item(c, start, flags)? {
                        nodes.push(node);
                    }
                }
            }
        }
        Ok(match nodes.len() {
            0 => Node::Empty,
            1 => nodes.remove(0),
            _ => Node::Concat(nodes),
        })
    }

    /// Skips white space and comments.
    fn skip_verbose(&mut self, c: char) -> bool {
        if c == '#' {
            while self.peek().is_some_and(|c| c != '\n') {
                self.at += 1;
            }
            return true;
        }
        let space = c.is_ascii_whitespace() || c == '\x0b';
        self.at += usize::from(space);
        space
    }

    /// The bounds of `{m,n}` and where it ends; None if the brace stands for itself.
    fn bounds(&self) -> Option<(u32, u32, usize)> {
        let mut at = self.at + 1;
        let number = |at: &mut usize| {
            let start = *at;
            while self.text.get(*at).is_some_and(char::is_ascii_digit) {
                *at += 1;
            }
            let digits: String = self.text[start..*at].iter().collect();
            (!digits.is_empty()).then(|| digits.parse().unwrap_or(UNLIMITED))
        };
        let least = number(&mut at);
        let mut most = least;
        if self.text.get(at) == Some(&',') {
            at += 1;
            most = number(&mut at).or(Some(UNLIMITED));
        } else if least.is_none() {
            return None;
        }
        (self.text.get(at) == Some(&'}')).then_some((
            least.unwrap_or(0),
            most.unwrap_or(UNLIMITED),
            at + 1,
        ))
    }

    fn repeat(&mut self, nodes: &mut Vec<Node>, start: usize) -> Parsed<()> {
        let (least, most) = match self.text[self.at] {
            '*' => (0, UNLIMITED),
            '+' => (1, UNLIMITED),
            '?' => (0, 1),
            _ => {
                let (least, most, end) = self.bounds().unwrap_or((0, UNLIMITED, self.at + 1));
                if least > most {
                    return wrong("min repeat greater than max repeat", start + 1);
                }
                self.at = end - 1;
                (least, most)
            }
        };
        self.at += 1;
        let kind = match self.peek() {
            Some('?') => Repeat::Lazy,
            Some('+') => Repeat::Possessive,
            _ => Repeat::Greedy,
        };
        self.at += usize::from(kind != Repeat::Greedy);
        let node = match nodes.pop() {
            None | Some(Node::Empty | Node::Assert(_)) => {
                return wrong("nothing to repeat", start);
            }
            Some(Node::Repeat { .. }) => return wrong("multiple repeat", start),
            Some(node) => Box::new(node),
        };
        nodes.push(Node::Repeat {
            node,
            least,
            most,
            kind,
        });
        Ok(())
    }

    fn item(&mut self, c: char, start: usize, flags: i64) -> Parsed<Option<Node>> {
        Ok(Some(match c {
            '.' => {
                let newline = [Item::Range('\n', '\n')];
                let items = match flags & DOT_ALL {
                    0 => newline.to_vec(),
                    _ => Vec::new(),
                };
                Node::Set(Set {
                    items,
                    negated: true,
                    fold: false,
                })
            }
            '^' => Node::Assert(match flags & MULTILINE {
                0 => Assertion::TextStart,
                _ => Assertion::LineStart,
            }),
            '$' => Node::Assert(match flags & MULTILINE {
                0 => Assertion::LastLineEnd,
                _ => Assertion::LineEnd,
            }),
            '[' => self.set(start, flags)?,
            '(' => return self.group(start, flags),
            '\\' => self.escape(start, flags)?,
            _ => Node::char(c, flags),
        }))
    }

    // ----- groups -----

    fn group(&mut self, start: usize, flags: i64) -> Parsed<Option<Node>> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return wrong("too many nested groups", start);
        }
        let node = match self.eat('?') {
            false => Some(self.capture(None, start, flags)?),
            true => self.extension(start, flags)?,
        };
        self.depth -= 1;
        Ok(node)
    }

    fn close(&mut self, start: usize) -> Parsed<()> {
        match self.eat(')') {
            true => Ok(()),
            false => wrong("missing ), unterminated subpattern", start),
        }
    }

    fn capture(&mut self, name: Option<(String, usize)>, start: usize, flags: i64) -> Parsed<Node> {
        let group = self.widths.len() as u32;
        self.widths.push(None);
        if let Some((name, at)) = name {
            if let Some(other) = self.names.get(&name) {
                let message = format!(
                    "redefinition of group name '{name}' as group {group}; was group {other}"
                );
                return wrong(message, at);
            }
            self.names.insert(name, group);
        }
        let node = self.alternatives(flags)?;
        self.close(start)?;
        self.widths[group as usize] = Some(node.width(&self.widths()));
        Ok(Node::Group(group, Box::new(node)))
    }

    fn enclosed(&mut self, start: usize, flags: i64) -> Parsed<Box<Node>> {
        let node = self.alternatives(flags)?;
        self.close(start)?;
        Ok(Box::new(node))
    }

    /// What follows `(?`.
    fn extension(&mut self, start: usize, flags: i64) -> Parsed<Option<Node>> {
        let Some(c) = self.peek() else {
            return wrong("unexpected end of pattern", self.at);
        };
        self.at += 1;
        Ok(Some(match c {
            // A group of its own for repetitions, even if it is empty.
            ':' => Node::Concat(vec![*self.enclosed(start, flags)?]),
            '>' => Node::Atomic(self.enclosed(start, flags)?),
            '#' => {
                while self.peek().is_some_and(|c| c != ')') {
                    self.at += 1;
                }
                return match self.eat(')') {
                    true => Ok(None),
                    false => wrong("missing ), unterminated comment", start),
                };
            }
            'P' => self.named(start, flags)?,
            '=' | '!' => self.look(false, c == '!', start, flags)?,
            '<' => match self.peek() {
                Some(sign @ ('=' | '!')) => {
                    self.at += 1;
                    self.look(true, sign == '!', start, flags)?
                }
                Some(other) => {
                    return wrong(format!("unknown extension ?<{other}"), start + 1);
                }
                None => return wrong("unexpected end of pattern", self.at),
            },
            '(' => self.conditional(start, flags)?,
            _ => {
                self.at -= 1;
                return self.flags(start, flags);
            }
        }))
    }

    fn look(&mut self, behind: bool, negative: bool, start: usize, flags: i64) -> Parsed<Node> {
        let node = self.enclosed(start, flags)?;
        let (least, most) = node.width(&self.widths());
        if behind && least != most {
            return wrong("look-behind requires fixed-width pattern", NO_PLACE);
        }
        Ok(Node::Look {
            behind,
            negative,
            node,
        })
    }

    /// `(?P<name>...)` and `(?P=name)`
    fn named(&mut self, start: usize, flags: i64) -> Parsed<Node> {
        match self.peek() {
            Some('<') => {
                self.at += 1;
                let at = self.at;
                let name = self.name('>')?;
                self.capture(Some((name, at)), start, flags)
            }
            Some('=') => {
                self.at += 1;
                let at = self.at;
                let name = self.name(')')?;
                match self.names.get(&name) {
                    Some(group) => self.back(*group, at, flags),
                    None => wrong(format!("unknown group name '{name}'"), at),
                }
            }
            Some(c) => wrong(format!("unknown extension ?P{c}"), start + 1),
            None => wrong("unexpected end of pattern", self.at),
        }
    }

    fn back(&self, group: u32, at: usize, flags: i64) -> Parsed<Node> {
        if self.widths[group as usize].is_none() {
            return wrong("cannot refer to an open group", at);
        }
        let fold = flags & IGNORE_CASE != 0;
        Ok(Node::Back { group, fold })
    }

    /// The text up to a closing character.
    fn until(&mut self, close: char) -> Parsed<String> {
        let start = self.at;
        while self.peek().is_some_and(|c| c != close) {
            self.at += 1;
        }
        let found: String = self.text[start..self.at].iter().collect();
        if self.peek().is_none() {
            return match found.is_empty() {
                true => wrong("missing group name", start),
                false => wrong(format!("missing {close}, unterminated name"), start),
            };
        }
        self.at += 1;
        match found.is_empty() {
            true => wrong("missing group name", start),
            false => Ok(found),
        }
    }

    fn name(&mut self, close: char) -> Parsed<String> {
        let start = self.at;
        let name = self.until(close)?;
        let is_start = |c: char| c == '_' || c.is_alphabetic();
        let is_name =
            name.starts_with(is_start) && name.chars().all(|c| is_start(c) || c.is_alphanumeric());
        match is_name {
            true => Ok(name),
            false => wrong(format!("bad character in group name '{name}'"), start),
        }
    }

    fn conditional(&mut self, start: usize, flags: i64) -> Parsed<Node> {
        let at = self.at;
        let name = self.until(')')?;
        let group = match (name.parse::<u32>(), self.names.get(&name)) {
            (Ok(0), _) => return wrong("bad group number", at),
            (Ok(group), _) if (group as usize) < self.widths.len() => group,
            (Ok(group), _) => return wrong(format!("invalid group reference {group}"), at),
            (_, Some(group)) => *group,
            _ => return wrong(format!("unknown group name '{name}'"), at),
        };
        let yes = Box::new(self.sequence(flags)?);
        let no = Box::new(match self.eat('|') {
            true => self.sequence(flags)?,
            false => Node::Empty,
        });
        if self.peek() == Some('|') {
            return wrong("conditional backref with more than two branches", self.at);
        }
        self.close(start)?;
        Ok(Node::Conditional { group, yes, no })
    }

    /// `(?flags)` and `(?flags-flags:...)`
    fn flags(&mut self, start: usize, flags: i64) -> Parsed<Option<Node>> {
        let (mut on, mut off) = (0, 0);
        let mut negative = false;
        loop {
            let Some(c) = self.peek() else {
                return wrong("missing -, : or )", self.at);
            };
            self.at += 1;
            let flag = match c {
                'i' => IGNORE_CASE,
                'L' => LOCALE,
                'm' => MULTILINE,
                's' => DOT_ALL,
                'x' => VERBOSE,
                'a' => ASCII,
                'u' => UNICODE,
                '-' if !negative => {
                    negative = true;
                    continue;
                }
                ')' if !negative && on != 0 => {
                    if start != 0 {
                        return wrong("global flags not at the start of the expression", start);
                    }
                    self.global_flags |= on;
                    return Ok(None);
                }
                ':' if on | off != 0 => {
                    let inner = (flags | on) & !off;
                    return Ok(Some(Node::Concat(vec![*self.enclosed(start, inner)?])));
                }
                _ if on | off == 0 && !negative => {
                    return wrong(format!("unknown extension ?{c}"), start + 1);
                }
                _ => return wrong("unknown flag", self.at - 1),
            };
            match negative {
                true => off |= flag,
                false => on |= flag,
            }
        }
    }

    // ----- single characters -----

    /// What follows `[`.
    fn set(&mut self, start: usize, flags: i64) -> Parsed<Node> {
        let negated = self.eat('^');
        let mut items = Vec::new();
        let first = self.at;
        loop {
            let at = self.at;
            let Some(c) = self.peek() else {
                return wrong("unterminated character set", start);
            };
            self.at += 1;
            if c == ']' && at > first {
                break;
            }
            let item = self.set_item(c, at, flags)?;
            if self.peek() != Some('-') {
                items.push(item);
                continue;
            }
            self.at += 1;
            let Some(end) = self.peek() else {
                return wrong("unterminated character set", start);
            };
            if end == ']' {
                items.push(item);
                items.push(Item::Range('-', '-'));
                self.at += 1;
                break;
            }
            let end_at = self.at;
            self.at += 1;
            match (item, self.set_item(end, end_at, flags)?) {
                (Item::Range(from, _), Item::Range(to, _)) if from <= to => {
                    items.push(Item::Range(from, to));
                }
                _ => {
                    let range: String = self.text[at..self.at].iter().collect();
                    return wrong(format!("bad character range {range}"), at);
                }
            }
        }
        let fold = flags & IGNORE_CASE != 0;
        Ok(Node::Set(Set {
            items,
            negated,
            fold,
        }))
    }

    fn set_item(&mut self, c: char, at: usize, flags: i64) -> Parsed<Item> {
        if c != '\\' {
            return Ok(Item::Range(c, c));
        }
        let Some(letter) = self.peek() else {
            return wrong("bad escape (end of pattern)", at);
        };
        self.at += 1;
        if let Some(item) = class(letter, flags) {
            return Ok(item);
        }
        let c = match letter {
            'b' => '\x08',
            '0'..='7' => self.octal(letter, at)?,
            _ => self.character(letter, at)?,
        };
        Ok(Item::Range(c, c))
    }

    /// What follows a backslash outside of a set.
    fn escape(&mut self, start: usize, flags: i64) -> Parsed<Node> {
        let Some(letter) = self.peek() else {
            return wrong("bad escape (end of pattern)", start);
        };
        self.at += 1;
        if let Some(item) = class(letter, flags) {
            let (items, negated, fold) = (vec![item], false, false);
            return Ok(Node::Set(Set {
                items,
                negated,
                fold,
            }));
        }
        let ascii = flags & ASCII != 0;
        Ok(match letter {
            'A' => Node::Assert(Assertion::TextStart),
            'Z' => Node::Assert(Assertion::TextEnd),
            'b' | 'B' => Node::Assert(Assertion::Boundary {
                ascii,
                negated: letter == 'B',
            }),
            '0' => Node::char(self.octal(letter, start)?, flags),
            '1'..='9' => return self.numbered(letter, start, flags),
            _ => Node::char(self.character(letter, start)?, flags),
        })
    }

    /// `\12`: the group of that number, or the character if it is three octal digits.
    fn numbered(&mut self, first: char, start: usize, flags: i64) -> Parsed<Node> {
        let octal = |c: Option<&char>| c.is_some_and(|c| ('0'..='7').contains(c));
        if octal(Some(&first)) && octal(self.text.get(self.at)) && octal(self.text.get(self.at + 1))
        {
            return Ok(Node::char(self.octal(first, start)?, flags));
        }
        let mut digits = String::from(first);
        if let Some(second) = self.peek().filter(char::is_ascii_digit) {
            self.at += 1;
            digits.push(second);
        }
        match digits.parse::<u32>() {
            Ok(group) if (group as usize) < self.widths.len() => self.back(group, start, flags),
            _ => wrong(format!("invalid group reference {digits}"), start + 1),
        }
    }

    fn octal(&mut self, first: char, start: usize) -> Parsed<char> {
        let mut value = first.to_digit(8).unwrap_or(0);
        for _ in 0..2 {
            let Some(digit) = self.peek().and_then(|c| c.to_digit(8)) else {
                break;
            };
            self.at += 1;
            value = value * 8 + digit;
        }
        match char::from_u32(value) {
            Some(c) if value <= 0o377 => Ok(c),
            _ => {
                let digits: String = self.text[start..self.at].iter().collect();
                wrong(
                    format!("octal escape value {digits} outside of range 0-0o377"),
                    start,
                )
            }
        }
    }

    /// The character that an escape stands for.
    fn character(&mut self, letter: char, start: usize) -> Parsed<char> {
        let digits = match letter {
            'n' => return Ok('\n'),
            't' => return Ok('\t'),
            'r' => return Ok('\r'),
            'f' => return Ok('\x0c'),
            'v' => return Ok('\x0b'),
            'a' => return Ok('\x07'),
            'x' => 2,
            'u' => 4,
            'U' => 8,
            _ if letter.is_ascii_alphanumeric() => {
                return wrong(format!("bad escape \\{letter}"), start);
            }
            _ => return Ok(letter),
        };
        let hex = self.text[self.at..].iter().take(digits);
        let hex: String = hex.take_while(|c| c.is_ascii_hexdigit()).collect();
        self.at += hex.len();
        let value = u32::from_str_radix(&hex, 16).ok().and_then(char::from_u32);
        match value {
            Some(c) if hex.len() == digits => Ok(c),
            _ => wrong(format!("incomplete escape \\{letter}{hex}"), start),
        }
    }
}

/// `\d` and the like.
fn class(letter: char, flags: i64) -> Option<Item> {
    let lower = letter.to_ascii_lowercase();
    matches!(lower, 'd' | 's' | 'w').then_some(Item::Class {
        letter: lower,
        ascii: flags & ASCII != 0,
        negated: letter.is_ascii_uppercase(),
    })
}
