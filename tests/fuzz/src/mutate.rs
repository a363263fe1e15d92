//! Edits of scripts that often leave them scripts: tokens are exchanged and lines moved, so that most of what libFuzzer tries gets past the parser.

use std::ops::Range;

/// What takes the place of tokens.
#[rustfmt::skip]
const PIECES: &[&str] = &[
    "(", ")", "[", "]", "{", "}", "()", "[]", "{}", ",", ":", ";", ".", "...", "->", "=", ":=", "==", "!=", "<", "<=",
    "+", "-", "*", "**", "/", "//", "%", "@", "~", "|", "&", "^", "<<", ">>", "+=", "**=", "\\\n", "\n", "\r\n", "\t",
    " ", "\x0c", "#", "'", "\"", "'''", "\"\"\"", "''", "b''", "f'{x}'", "f'{x!r:>{x}}'", "f\"", "rb'", "{{", "}}",
    "!r", "\\N{", "\\x41", "é", "日本", "\0", "\u{feff}", "0", "1", "-1", "0x1f", "1e9", "1_0", "09", "5j", ".5",
    "99999999999999999999999", "x", "y", "self", "__x", "__class__", "super", "print", "_", "match", "case", "type",
    "if ", " else ", "elif ", "else:", "for ", " in ", " not in ", " is ", " is not ", "not ", " and ", " or ",
    "while ", "def f(x, /, y=1, *a, z, **k):", "class C(x):", "return ", "yield ", "yield from ", "from ", "import ",
    " as ", "with ", "try:", "except:", "except* x:", "except x as y:", "finally:", "lambda x: ", "lambda: ",
    "async ", "await ", "del ", "global x", "nonlocal x", "raise ", "assert ", "pass", "break", "continue", "None",
    "True", "*x", "**x", "x=1", "x: int = 1", "[x for x in y if x]", "(x for x in y)", "{x: y for x in y}",
    "match x:", "case [x, *y]:", "case {1: x, **y}:", "case C(x, y=_):", "case x | y:", "case _:",
    "[T: int, *U, **P]", "x[1:2, ::3]", "@x\n",
];

/// Random numbers: splitmix64.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit.max(1) as u64) as usize
    }

    /// A range of up to `most` of `count` things, none only if there are none.
    fn range(&mut self, count: usize, most: usize) -> Range<usize> {
        let start = self.below(count);
        start..(start + 1 + self.below(most)).min(count)
    }
}

/// A few edits of a script; nothing if it is no text, or to have its bytes edited for once.
pub fn edit(data: &[u8], seed: u32) -> Option<String> {
    let mut random = Random(seed.into());
    let mut text = str::from_utf8(data).ok()?.to_owned();
    if random.below(8) == 0 {
        return None;
    }
    for _ in 0..1 + random.below(4) {
        text = match random.below(3) {
            0 => edit_lines(&text, &mut random),
            _ => edit_tokens(&text, &mut random),
        };
    }
    Some(text)
}

fn edit_tokens(text: &str, random: &mut Random) -> String {
    let mut tokens = tokens(text);
    let at = random.below(tokens.len());
    let other = random.range(tokens.len(), 8);
    match random.below(6) {
        0 => tokens.insert(at, PIECES[random.below(PIECES.len())]),
        _ if tokens.is_empty() => {}
        1 => tokens[at] = PIECES[random.below(PIECES.len())],
        2 => tokens[at] = tokens[other.start],
        3 => tokens.swap(at, other.start),
        4 => drop(tokens.drain(other)),
        _ => {
            let copied = tokens[other].to_vec();
            tokens.splice(at..at, copied);
        }
    }
    tokens.concat()
}

fn edit_lines(text: &str, random: &mut Random) -> String {
    let mut lines: Vec<String> = text.split_inclusive('\n').map(str::to_owned).collect();
    let at = random.below(lines.len());
    let some = random.range(lines.len(), 6);
    match random.below(4) {
        0 => drop(lines.drain(some)),
        1 => {
            let copied = lines[some].to_vec();
            lines.splice(at..at, copied);
        }
        2 => lines[some]
            .iter_mut()
            .for_each(|line| line.insert_str(0, "    ")),
        _ => {
            for line in &mut lines[some] {
                let kept = line.strip_prefix("    ").unwrap_or(line);
                *line = kept.to_owned();
            }
        }
    }
    lines.concat()
}

/// Cuts a text into words, runs of blanks and single characters.
fn tokens(text: &str) -> Vec<&str> {
    let kind = |c: char| match c {
        ' ' => 1,
        _ if c == '_' || c.is_alphanumeric() => 2,
        _ => 0,
    };
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let end = match kind(first) {
            0 => first.len_utf8(),
            same => rest.find(|c| kind(c) != same).unwrap_or(rest.len()),
        };
        let (token, after) = rest.split_at(end);
        found.push(token);
        rest = after;
    }
    found
}

/// The first script with some lines of the second in it.
pub fn cross(first: &[u8], second: &[u8], seed: u32) -> Vec<u8> {
    let mut random = Random(seed.into());
    let lines = |data| <[u8]>::split_inclusive(data, |&byte| byte == b'\n').collect::<Vec<_>>();
    let (mut ours, theirs) = (lines(first), lines(second));
    let at = random.below(ours.len() + 1);
    let taken = random.range(theirs.len(), 20);
    ours.splice(at..at, theirs[taken].iter().copied());
    ours.concat()
}
