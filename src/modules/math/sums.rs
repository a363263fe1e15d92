//! Sums and norms that lose as little as possible: `fsum`, `sumprod`, `hypot`, `dist`, `prod`.

use crate::builtins::number::{int_to_float, real};
use crate::heap::{Slot, Tuple, Value};
use crate::object::{Args, ClassId, Dunder, Raised, Returned, Thread};
use crate::vm;

/// A number and what rounding it lost.
type Exact = (f64, f64);

fn exact_sum(a: f64, b: f64) -> Exact {
    let sum = a + b;
    let part = sum - a;
    (sum, (a - (sum - part)) + (b - part))
}

fn exact_product(a: f64, b: f64) -> Exact {
    let product = a * b;
    (product, a.mul_add(b, -product))
}

/// `fsum(seq)`, by Shewchuk's partial sums: they do not overlap, and their sum is exact.
pub(super) fn fsum(t: &mut Thread, args: Args) -> Returned {
    let mut partials: Vec<f64> = Vec::new();
    let (mut special, mut infinities) = (0.0, 0.0);
    vm::for_each(t, args.slot(0), |t, item| {
        let given = real(t, item)?;
        let mut x = given;
        let mut kept = 0;
        for at in 0..partials.len() {
            let (sum, lost) = exact_sum(x, partials[at]);
            if lost != 0.0 {
                partials[kept] = lost;
                kept += 1;
            }
            x = sum;
        }
        partials.truncate(kept);
        if x.is_finite() {
            if x != 0.0 {
                partials.push(x);
            }
            return Ok(());
        }
        if given.is_finite() {
            return Err(t.error(ClassId::OverflowError, "intermediate overflow in fsum"));
        }
        if given.is_infinite() {
            infinities += given;
        }
        special += given;
        partials.clear();
        Ok(())
    })?;
    if special != 0.0 {
        if f64::is_nan(infinities) {
            return Err(t.value_error("-inf + inf in fsum"));
        }
        return Ok(t.done(t.float(special)));
    }
    Ok(t.done(t.float(rounded(&partials))))
}

/// The sum of partial sums, from the largest down to where the rest cannot matter but for a tie.
fn rounded(partials: &[f64]) -> f64 {
    let mut rest = partials.iter().rev().copied();
    let mut sum = rest.next().unwrap_or(0.0);
    let mut lost = 0.0;
    for partial in rest.by_ref() {
        (sum, lost) = exact_sum(sum, partial);
        if lost != 0.0 {
            break;
        }
    }
    // Half a unit was rounded to even: what is left says which way was right.
    if let Some(next) = rest.next()
        && (lost < 0.0 && next < 0.0 || lost > 0.0 && next > 0.0)
    {
        let twice = lost * 2.0;
        let other = sum + twice;
        if twice == other - sum {
            sum = other;
        }
    }
    sum
}

/// `prod(iterable, start=1)`
pub(super) fn prod(t: &mut Thread, args: Args) -> Returned {
    let product = match args.optional(t, 1) {
        Some(start) => t.push(start),
        None => t.push(Value::int(1)),
    };
    vm::for_each(t, args.slot(0), |t, item| {
        let done = vm::binary(t, Dunder::Mul, product, item)?;
        t.set(product, t.result(done));
        Ok(())
    })?;
    Ok(t.done(t.get(product)))
}

/// A running sum of products in three floats, of falling size.
#[derive(Default)]
struct Products {
    sum: f64,
    low: f64,
    tiny: f64,
}

impl Products {
    fn add(&mut self, x: f64, y: f64) {
        let (product, product_low) = exact_product(x, y);
        let (sum, lost) = exact_sum(self.sum, product);
        let (low, low_lost) = exact_sum(self.low, product_low);
        let (low, lost_again) = exact_sum(low, lost);
        *self = Products {
            sum,
            low,
            tiny: self.tiny + low_lost + lost_again,
        };
    }

    fn total(&self) -> f64 {
        let (low, _) = exact_sum(self.low, self.tiny);
        self.sum + low
    }
}

/// `sumprod(p, q)`: exact for integers, as if in three times the precision for floats, by the operators for all else.
pub(super) fn sumprod(t: &mut Thread, args: Args) -> Returned {
    let done = vm::iter(t, args.slot(0))?;
    let p = t.push_result(done);
    let done = vm::iter(t, args.slot(1))?;
    let q = t.push_result(done);
    let total = t.push(Value::int(0));
    let mut floats: Option<Products> = None;
    let mut plain = false;
    let scope = t.mark();
    loop {
        let x = vm::next(t, p)?.map(|done| t.push_result(done));
        let y = vm::next(t, q)?.map(|done| t.push_result(done));
        let (x, y) = match (x, y) {
            (Some(x), Some(y)) => (x, y),
            (None, None) => break,
            _ => return Err(t.value_error("Inputs are not the same length")),
        };
        let whole =
            |t: &Thread, slot| t.get(slot).is_small_int() || t.get(slot).as_bool().is_some();
        let float = |t: &Thread, slot| t.get(slot).as_float().is_some();
        let mixed = float(t, x) && (float(t, y) || whole(t, y)) || float(t, y) && whole(t, x);
        if mixed && !plain {
            let numbers = (float_of(t, x)?, float_of(t, y)?);
            floats.get_or_insert_default().add(numbers.0, numbers.1);
        } else {
            if let Some(products) = floats.take() {
                add_float(t, total, products.total())?;
                plain = true;
            }
            let done = vm::binary(t, Dunder::Mul, x, y)?;
            t.set(x, t.result(done));
            let done = vm::binary(t, Dunder::Add, total, x)?;
            t.set(total, t.result(done));
        }
        t.pop_to(scope);
        t.poll_if_set()?;
    }
    if let Some(products) = floats {
        add_float(t, total, products.total())?;
    }
    Ok(t.done(t.get(total)))
}

fn float_of(t: &Thread, slot: Slot) -> Result<f64, Raised> {
    match t.get(slot).as_float() {
        Some(number) => Ok(number),
        None => int_to_float(t, t.get(slot)),
    }
}

fn add_float(t: &mut Thread, total: Slot, number: f64) -> Result<(), Raised> {
    let number = t.push(t.float(number));
    let done = vm::binary(t, Dunder::Add, total, number)?;
    t.set(total, t.result(done));
    Ok(())
}

/// `hypot(*coordinates)`
pub(super) fn hypot(t: &mut Thread, args: Args) -> Returned {
    let coordinates = floats(t, args.slot(0))?;
    Ok(t.done(t.float(norm(&coordinates))))
}

/// `dist(p, q)`
pub(super) fn dist(t: &mut Thread, args: Args) -> Returned {
    let done = vm::to_tuple(t, args.slot(0))?;
    let p = t.push_result(done);
    let done = vm::to_tuple(t, args.slot(1))?;
    let q = t.push_result(done);
    let length = |t: &Thread, slot| t.get(slot).cast::<Tuple>().map_or(0, Tuple::len);
    if length(t, p) != length(t, q) {
        return Err(t.value_error("both points must have the same number of dimensions"));
    }
    let (p, q) = (floats(t, p)?, floats(t, q)?);
    let differences: Vec<f64> = p.iter().zip(&q).map(|(p, q)| p - q).collect();
    Ok(t.done(t.float(norm(&differences))))
}

/// The items of a tuple as floats.
fn floats(t: &mut Thread, tuple: Slot) -> Result<Vec<f64>, Raised> {
    let mut floats = Vec::new();
    let mark = t.mark();
    while let Some(item) = t
        .get(tuple)
        .cast::<Tuple>()
        .and_then(|items| items.get(floats.len()))
    {
        let item = t.push(item);
        floats.push(real(t, item)?);
        t.pop_to(mark);
    }
    Ok(floats)
}

/// The Euclidean norm: the squares are summed with what rounding loses, and one step of Newton's method corrects the root.
fn norm(vector: &[f64]) -> f64 {
    let largest = vector
        .iter()
        .fold(0.0, |largest: f64, x| largest.max(x.abs()));
    if largest.is_infinite() {
        return largest;
    }
    if vector.iter().any(|x| x.is_nan()) {
        return f64::NAN;
    }
    if largest == 0.0 || vector.len() <= 1 {
        return largest;
    }
    if largest < f64::MIN_POSITIVE {
        // A power of two that brings subnormal numbers into range.
        let scaled: Vec<f64> = vector.iter().map(|x| x / f64::MIN_POSITIVE).collect();
        return f64::MIN_POSITIVE * norm(&scaled);
    }
    let scale = super::libm::ldexp(1.0, -super::frexp(largest).1);
    // The sum starts at one so that each addend is smaller, as a quick exact sum wants it.
    let (mut sum, mut lost_in_products, mut lost_in_sums) = (1.0, 0.0, 0.0);
    let mut add = |(product, low): Exact| {
        let total = sum + product;
        lost_in_sums += (sum - total) + product;
        lost_in_products += low;
        sum = total;
        sum - 1.0 + (lost_in_products + lost_in_sums)
    };
    let mut square = 0.0;
    for x in vector {
        square = add(exact_product(x * scale, x * scale));
    }
    let root = square.sqrt();
    let error = add(exact_product(-root, root));
    (root + error / (2.0 * root)) / scale
}
