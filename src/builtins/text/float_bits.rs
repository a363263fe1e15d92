//! Floats taken apart into integer and power of two, and put together again, correctly rounded. Everything that turns
//! integers or digits of radix 2 and 16 into floats goes through here.

/// A finite float as (-1)^`minus` * `mantissa` * 2^`exponent`, exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Parts {
    pub(super) minus: bool,
    pub(super) mantissa: u64,
    pub(super) exponent: i32,
}

/// Takes a finite float apart.
pub(super) fn parts(x: f64) -> Parts {
    let bits = x.to_bits();
    let fraction = bits & ((1 << 52) - 1);
    let biased = (bits >> 52 & 0x7ff) as i32;
    let (mantissa, exponent) = match biased {
        0 => (fraction, -1074),
        _ => (fraction | 1 << 52, biased - 1075),
    };
    Parts {
        minus: x.is_sign_negative(),
        mantissa,
        exponent,
    }
}

/// The float nearest to `mantissa` * 2^`exponent`, half to even; infinity if it is too large. `inexact` says that the
/// true mantissa is a little larger, by less than one.
pub(super) fn assemble(mantissa: u64, inexact: bool, exponent: i64) -> f64 {
    if mantissa == 0 {
        return 0.0;
    }
    let shift = mantissa.leading_zeros();
    let mantissa = u128::from(mantissa << shift);
    let exponent = exponent - i64::from(shift);
    // How many of the 64 bits a float of this size drops: 11, more for subnormals.
    let drop = 11.max(-1074 - exponent);
    if drop > 65 {
        return 0.0;
    }
    let kept = mantissa >> drop;
    let lost = mantissa & ((1 << drop) - 1);
    let half = 1 << (drop - 1);
    let up = lost > half || lost == half && (inexact || kept & 1 == 1);
    scale_exact((kept + u128::from(up)) as u64, exponent + drop)
}

/// `mantissa` * 2^`exponent` for at most 53 bits and an exponent from -1074; infinity beyond the largest float.
fn scale_exact(mantissa: u64, exponent: i64) -> f64 {
    if exponent > 1023 {
        return f64::INFINITY;
    }
    let power = match exponent {
        -1022.. => f64::from_bits((exponent + 1023) as u64 * (1 << 52)),
        _ => f64::from_bits(1 << (exponent + 1074)),
    };
    mantissa as f64 * power
}
