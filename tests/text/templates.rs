//! `%` and `str.format` of integers, floats and strings, driven as the documentation of the two modules says.

use gilscope::builtins::text::int_text::{DEFAULT_MAX_DIGITS as LIMIT, int_to_string};
use gilscope::builtins::text::percent::{self, Amount, Kind};
use gilscope::builtins::text::template::{
    self, Conversion, First, Numbering, Piece, Step, Template,
};
use gilscope::builtins::text::{
    Int, Result, TextError, float_math, float_text, format, int_math, repr,
};
use num_bigint::BigInt;

pub(crate) enum Argument {
    Int(Int),
    Float(f64),
    Str(String),
}

impl Argument {
    /// Reads `i5`, `f3ff8000000000000` or `stext`.
    pub(crate) fn read(text: &str) -> Argument {
        let rest = &text[1..];
        match &text[..1] {
            "i" => Argument::Int(Int::from(rest.parse::<BigInt>().expect("an integer"))),
            "f" if rest == "nan" => Argument::Float(f64::NAN),
            "f" => Argument::Float(f64::from_bits(
                u64::from_str_radix(rest, 16).expect("64 bits"),
            )),
            _ => Argument::Str(rest.to_string()),
        }
    }

    fn type_name(&self) -> &'static str {
        match self {
            Argument::Int(_) => "int",
            Argument::Float(_) => "float",
            Argument::Str(_) => "str",
        }
    }

    fn repr(&self) -> Result<String> {
        match self {
            Argument::Int(n) => int_to_string(n.as_ref(), LIMIT),
            Argument::Float(x) => Ok(float_text::repr(*x)),
            Argument::Str(text) => Ok(repr::repr_str(text)),
        }
    }

    fn str(&self) -> Result<String> {
        match self {
            Argument::Str(text) => Ok(text.clone()),
            _ => self.repr(),
        }
    }

    fn ascii(&self) -> Result<String> {
        let mut out = String::new();
        repr::push_ascii_of_repr(&mut out, &self.repr()?);
        Ok(out)
    }

    fn format(&self, out: &mut String, spec: &str) -> Result<()> {
        match self {
            Argument::Int(n) => format::format_int(out, n.as_ref(), spec, "int", LIMIT),
            Argument::Float(x) => format::format_float(out, *x, spec, "float"),
            Argument::Str(text) => format::format_str(out, text, spec, "str"),
        }
    }
}

/// `text % tuple(arguments)`, or `text % {"a": ..., "b": ..., "(c)": ...}`.
pub(crate) fn percent(
    text: &str,
    arguments: &[Argument],
    mapping: bool,
) -> std::result::Result<String, String> {
    let shown = |error: TextError| error.to_string();
    let mut out = String::new();
    let mut left = arguments.iter();
    for piece in percent::Template::new(text, mapping) {
        let mut conversion = match piece.map_err(shown)? {
            percent::Piece::Literal(literal) => {
                out.push_str(literal);
                continue;
            }
            percent::Piece::Conversion(conversion) => conversion,
        };
        if let Some(key) = conversion.key {
            let at = ["a", "b", "(c)"].iter().position(|name| *name == key);
            let at = at.filter(|&at| at < arguments.len());
            let at = at.ok_or_else(|| format!("KeyError: {}", repr::repr_str(key)))?;
            left = arguments[at..=at].iter();
        }
        push(&mut out, &mut conversion, &mut left).map_err(shown)?;
    }
    if !mapping && left.next().is_some() {
        return Err(shown(percent::not_all_converted()));
    }
    Ok(out)
}

fn push<'a>(
    out: &mut String,
    conversion: &mut percent::Conversion<'_>,
    left: &mut impl Iterator<Item = &'a Argument>,
) -> Result<()> {
    let mut star = |given: Amount| match given {
        Amount::Argument => match left.next() {
            None => Err(percent::not_enough_arguments()),
            Some(Argument::Int(n)) => Ok(Some(n)),
            Some(_) => Err(percent::star_wants_int()),
        },
        _ => Ok(None),
    };
    if let Some(width) = star(conversion.width)? {
        conversion.set_width(width.as_ref())?;
    }
    if let Some(precision) = star(conversion.precision)? {
        conversion.set_precision(precision.as_ref())?;
    }
    if let Some(problem) = conversion.problem.take() {
        return Err(problem);
    }
    let argument = left.next().ok_or_else(percent::not_enough_arguments)?;
    match (conversion.kind()?, argument) {
        (Kind::Str, argument) => conversion.push_text(out, &argument.str()?),
        (Kind::Repr, argument) => conversion.push_text(out, &argument.repr()?),
        (Kind::Ascii, argument) => conversion.push_text(out, &argument.ascii()?),
        (Kind::Decimal | Kind::Radix, Argument::Int(n)) => {
            conversion.push_int(out, n.as_ref(), LIMIT)
        }
        (Kind::Decimal, Argument::Float(x)) => {
            conversion.push_int(out, float_math::trunc(*x)?.as_ref(), LIMIT)
        }
        (Kind::Float, Argument::Float(x)) => conversion.push_float(out, *x),
        (Kind::Float, Argument::Int(n)) => {
            conversion.push_float(out, int_math::to_f64(n.as_ref())?)
        }
        (Kind::Char, Argument::Int(n)) => conversion.push_code(out, n.as_ref()),
        (Kind::Char, Argument::Str(text)) if text.chars().count() == 1 => {
            text.chars().try_for_each(|c| conversion.push_char(out, c))
        }
        (_, argument) => Err(conversion.wrong_type(argument.type_name())),
    }
}

/// `text.format(*arguments, a=arguments[0])`.
pub(crate) fn format(text: &str, arguments: &[Argument]) -> std::result::Result<String, String> {
    let mut out = String::new();
    nested(
        &mut out,
        text,
        arguments,
        &mut Numbering::default(),
        template::MAX_DEPTH,
    )?;
    Ok(out)
}

fn nested(
    out: &mut String,
    text: &str,
    arguments: &[Argument],
    numbering: &mut Numbering,
    depth: usize,
) -> std::result::Result<(), String> {
    let shown = |error: TextError| error.to_string();
    if depth == 0 {
        return Err(shown(template::too_deep()));
    }
    for piece in Template::new(text) {
        let field = match piece.map_err(shown)? {
            Piece::Literal(literal) => {
                out.push_str(literal);
                continue;
            }
            Piece::Field(field) => field,
        };
        let (first, mut steps) = numbering.first(field.name).map_err(shown)?;
        let argument = match first {
            First::Index(at) => arguments
                .get(at)
                .ok_or_else(|| shown(template::index_out_of_range(at)))?,
            First::Name("a") if !arguments.is_empty() => &arguments[0],
            First::Name(name) => return Err(format!("KeyError: {}", repr::repr_str(name))),
        };
        if let Some(step) = steps.next() {
            let Step::Attribute(name) = step.map_err(shown)? else {
                panic!("no case indexes a value")
            };
            let class = argument.type_name();
            return Err(format!(
                "AttributeError: '{class}' object has no attribute '{name}'"
            ));
        }
        let converted = match field.conversion().map_err(shown)? {
            None => None,
            Some(Conversion::Str) => Some(argument.str()),
            Some(Conversion::Repr) => Some(argument.repr()),
            Some(Conversion::Ascii) => Some(argument.ascii()),
        };
        let converted = converted.transpose().map_err(shown)?.map(Argument::Str);
        let mut spec = String::new();
        if field.is_nested() {
            nested(&mut spec, field.spec, arguments, numbering, depth - 1)?;
        } else {
            spec.push_str(field.spec);
        }
        converted
            .as_ref()
            .unwrap_or(argument)
            .format(out, &spec)
            .map_err(shown)?;
    }
    Ok(())
}

/// The pieces of a template as `_string.formatter_parser` and `formatter_field_name_split` show them.
pub(crate) fn pieces(text: &str) -> Result<Vec<String>> {
    let mut all = Vec::new();
    let mut literal = String::new();
    for piece in Template::new(text) {
        let field = match piece? {
            Piece::Literal(text) => {
                literal.push_str(text);
                continue;
            }
            Piece::Field(field) => field,
        };
        if !literal.is_empty() {
            all.push(format!("literal {literal}"));
            literal.clear();
        }
        let (first, steps) = Numbering::default().first(field.name)?;
        all.push(match first {
            First::Index(_) if field.name.is_empty() || field.name.starts_with(['.', '[']) => {
                "first ".to_string()
            }
            First::Index(index) => format!("first {index}"),
            First::Name(name) => format!("first {name}"),
        });
        for step in steps {
            all.push(match step? {
                Step::Attribute(name) => format!("attribute {name}"),
                Step::Index(index) => format!("index {index}"),
                Step::Key(key) => format!("key {key}"),
            });
        }
        all.push(format!("spec {}", field.spec));
    }
    if !literal.is_empty() {
        all.push(format!("literal {literal}"));
    }
    Ok(all)
}
