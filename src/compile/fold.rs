//! Constant folding: expressions of literals whose value is small and cannot raise.

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{Signed, ToPrimitive, Zero};

use crate::bytecode::{Constant, FloatBits};
use crate::syntax::ast::{self, Expr, ExprKind, Operator, UnaryOp};

/// Largest integer that folding makes, in bits.
const MAX_BITS: u64 = 128;

/// Longest string or bytes that folding makes.
const MAX_LENGTH: usize = 4096;

/// The value of an expression that is constant.
pub(super) fn constant(expr: &Expr) -> Option<Constant> {
    match &expr.kind {
        ExprKind::Constant(literal) => of_literal(literal),
        ExprKind::Name(name) if &**name == "__debug__" => Some(Constant::Bool(true)),
        ExprKind::UnaryOp { op, operand } => unary(*op, constant(operand)?),
        ExprKind::BinOp { left, rest } => rest.iter().try_fold(constant(left)?, |left, rest| {
            binary(rest.op, &left, &constant(&rest.right)?)
        }),
        ExprKind::Tuple(items) => {
            let items: Option<Vec<Constant>> = items.iter().map(constant).collect();
            Some(Constant::Tuple(items?))
        }
        _ => None,
    }
}

/// A literal as a constant.
pub(super) fn of_literal(literal: &ast::Constant) -> Option<Constant> {
    Some(match literal {
        ast::Constant::None => Constant::None,
        ast::Constant::Bool(value) => Constant::Bool(*value),
        ast::Constant::Ellipsis => Constant::Ellipsis,
        ast::Constant::Int(value) => Constant::Int(*value),
        ast::Constant::BigInt(value) => Constant::BigInt((**value).clone()),
        ast::Constant::Float(value) => Constant::from(*value),
        ast::Constant::Imaginary(value) => Constant::Imaginary(FloatBits(value.to_bits())),
        ast::Constant::Str(text) => Constant::Str(text.to_string()),
        ast::Constant::Bytes(bytes) => Constant::Bytes(bytes.to_vec()),
    })
}

/// Whether a constant counts as true.
pub(super) fn truth(constant: &Constant) -> bool {
    match constant {
        Constant::None => false,
        Constant::Bool(value) => *value,
        Constant::Ellipsis => true,
        Constant::Int(value) => *value != 0,
        Constant::BigInt(value) => !value.is_zero(),
        Constant::Float(bits) | Constant::Imaginary(bits) => float(*bits) != 0.0,
        Constant::Str(text) => !text.is_empty(),
        Constant::Bytes(bytes) => !bytes.is_empty(),
        Constant::Tuple(items) => !items.is_empty(),
    }
}

fn unary(op: UnaryOp, operand: Constant) -> Option<Constant> {
    match (op, operand) {
        (UnaryOp::Not, operand) => Some(Constant::Bool(!truth(&operand))),
        (UnaryOp::UAdd, Constant::Int(value)) => Some(Constant::Int(value)),
        (UnaryOp::UAdd, Constant::Float(bits)) => Some(Constant::Float(bits)),
        (UnaryOp::USub, Constant::Float(bits)) => Some((-float(bits)).into()),
        (UnaryOp::USub, Constant::Int(value)) => integer(-BigInt::from(value)),
        (UnaryOp::USub, Constant::BigInt(value)) => Some(normal(-value)),
        (UnaryOp::Invert, Constant::Int(value)) => Some(Constant::Int(!value)),
        // The warning about it is for values that are not known beforehand, as in CPython.
        (UnaryOp::Invert, Constant::Bool(truth)) => Some(Constant::Int(!i64::from(truth))),
        _ => None,
    }
}

/// A binary operation on constants, unless it could raise or its result is large.
pub(super) fn binary(op: Operator, left: &Constant, right: &Constant) -> Option<Constant> {
    if let (Some(left), Some(right)) = (as_integer(left), as_integer(right)) {
        return integers(op, &left, &right);
    }
    if let (Some(left), Some(right)) = (as_float(left), as_float(right)) {
        return floats(op, left, right);
    }
    match (op, left, right) {
        (Operator::Add, Constant::Str(a), Constant::Str(b)) if a.len() + b.len() <= MAX_LENGTH => {
            Some(Constant::Str(format!("{a}{b}")))
        }
        (Operator::Mult, Constant::Str(text), Constant::Int(times)) => {
            Some(Constant::Str(text.repeat(repeats(text.len(), *times)?)))
        }
        (Operator::Mult, Constant::Bytes(bytes), Constant::Int(times)) => {
            Some(Constant::Bytes(bytes.repeat(repeats(bytes.len(), *times)?)))
        }
        _ => None,
    }
}

fn repeats(length: usize, times: i64) -> Option<usize> {
    let times = usize::try_from(times.max(0)).ok()?;
    let total = length.checked_mul(times)?;
    (total <= MAX_LENGTH && times <= MAX_LENGTH).then_some(times)
}

fn integers(op: Operator, left: &BigInt, right: &BigInt) -> Option<Constant> {
    let shift = right.to_u64().filter(|&s| s <= MAX_BITS);
    match op {
        Operator::Add => integer(left + right),
        Operator::Sub => integer(left - right),
        Operator::Mult if left.bits() + right.bits() <= MAX_BITS => integer(left * right),
        Operator::BitAnd => integer(left & right),
        Operator::BitOr => integer(left | right),
        Operator::BitXor => integer(left ^ right),
        Operator::FloorDiv if !right.is_zero() => integer(left.div_floor(right)),
        Operator::Mod if !right.is_zero() => integer(left.mod_floor(right)),
        // Below 2^53 both operands are exact as floats, so the quotient is rounded once.
        Operator::Div if !right.is_zero() && left.bits() <= 53 && right.bits() <= 53 => {
            Some((left.to_f64()? / right.to_f64()?).into())
        }
        Operator::LShift => integer(left << shift?),
        Operator::RShift => integer(left >> shift?),
        Operator::Pow if left.bits().checked_mul(shift?)? <= MAX_BITS => {
            integer(left.pow(shift? as u32))
        }
        _ => None,
    }
}

fn floats(op: Operator, left: f64, right: f64) -> Option<Constant> {
    let value = match op {
        Operator::Add => left + right,
        Operator::Sub => left - right,
        Operator::Mult => left * right,
        Operator::Div if right != 0.0 => left / right,
        _ => return None,
    };
    Some(value.into())
}

fn as_integer(constant: &Constant) -> Option<BigInt> {
    match constant {
        Constant::Int(value) => Some(BigInt::from(*value)),
        Constant::BigInt(value) => Some(value.clone()),
        _ => None,
    }
}

fn as_float(constant: &Constant) -> Option<f64> {
    match constant {
        Constant::Int(value) => Some(*value as f64),
        Constant::Float(bits) => Some(float(*bits)),
        _ => None,
    }
}

fn float(bits: FloatBits) -> f64 {
    f64::from_bits(bits.0)
}

fn integer(value: BigInt) -> Option<Constant> {
    (value.abs().bits() <= MAX_BITS).then(|| normal(value))
}

fn normal(value: BigInt) -> Constant {
    match value.to_i64() {
        Some(small) => Constant::Int(small),
        None => Constant::BigInt(value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn int(value: i64) -> Constant {
        Constant::Int(value)
    }

    #[test]
    fn integers_fold_as_python_computes_them() {
        let fold = |op, a, b| binary(op, &int(a), &int(b));
        assert_eq!(fold(Operator::FloorDiv, -7, 2), Some(int(-4)));
        assert_eq!(fold(Operator::Mod, -7, 2), Some(int(1)));
        assert_eq!(fold(Operator::Div, 1, 4), Some(0.25.into()));
        assert_eq!(fold(Operator::Pow, 2, 10), Some(int(1024)));
        assert_eq!(
            fold(Operator::LShift, 1, 64),
            Some(Constant::BigInt(BigInt::from(1) << 64))
        );
    }

    #[test]
    fn what_raises_or_grows_is_left_to_run_time() {
        let fold = |op, a, b| binary(op, &int(a), &int(b));
        assert_eq!(fold(Operator::Div, 1, 0), None);
        assert_eq!(fold(Operator::Mod, 1, 0), None);
        assert_eq!(fold(Operator::LShift, 1, 1000), None);
        assert_eq!(fold(Operator::LShift, 1, -1), None);
        assert_eq!(fold(Operator::Pow, 10, 1_000_000), None);
        assert_eq!(fold(Operator::Pow, 2, -1), None);
        let long = Constant::Str("ab".into());
        assert_eq!(binary(Operator::Mult, &long, &int(1 << 40)), None);
        assert_eq!(binary(Operator::Add, &long, &int(1)), None);
    }
}
