//! The gamma function and its logarithm by Lanczos' approximation, with the coefficients (g = 6.02...) that Boost and CPython use.

// The digits are those of the published tables.
#![allow(clippy::excessive_precision)]

use std::f64::consts::PI;

const G: f64 = 6.024_680_040_776_729_583_740_234_375;
const G_MINUS_HALF: f64 = 5.524_680_040_776_729_583_740_234_375;
const LOG_PI: f64 = 1.144_729_885_849_400_174_143_427_351_353;

/// Numerator and denominator of the approximation, by power of x. The denominator is x (x+1) ... (x+11).
const COEFFICIENTS: [(f64, f64); 13] = [
    (
        23_531_376_880.410_759_688_572_007_674_451_636_754_734_846_804_94,
        0.0,
    ),
    (
        42_919_803_642.649_098_768_957_899_047_001_988_850_926_355_848_959,
        39_916_800.0,
    ),
    (
        35_711_959_237.355_668_049_440_185_451_547_166_705_960_488_635_843,
        120_543_840.0,
    ),
    (
        17_921_034_426.037_209_699_919_755_754_458_931_112_671_403_265_39,
        150_917_976.0,
    ),
    (
        6_039_542_586.352_028_005_064_291_644_307_297_921_069_938_842_070_8,
        105_258_076.0,
    ),
    (
        1_439_720_407.311_721_673_663_223_072_794_912_393_971_548_578_677_2,
        45_995_730.0,
    ),
    (
        248_874_557.862_054_156_511_460_386_413_229_423_216_321_251_278_01,
        13_339_535.0,
    ),
    (
        31_426_415.585_400_194_380_614_231_628_318_205_362_874_684_987_64,
        2_637_558.0,
    ),
    (
        2_876_370.628_935_372_441_225_409_051_620_849_613_599_114_537_876_8,
        357_423.0,
    ),
    (
        186_056.265_395_223_495_040_294_989_716_045_699_282_207_842_363_28,
        32_670.0,
    ),
    (
        8_071.672_002_365_816_210_638_002_902_272_250_613_821_851_632_502_4,
        1_925.0,
    ),
    (
        210.824_277_751_579_345_872_509_733_920_713_362_711_669_695_802_91,
        66.0,
    ),
    (
        2.506_628_274_631_000_270_164_908_177_133_837_338_626_431_079_340_8,
        1.0,
    ),
];

/// `math.gamma(x)`: infinite where it overflows, NaN (or infinite, at zero) where it is not defined.
pub(super) fn gamma(x: f64) -> f64 {
    if !x.is_finite() {
        return if x < 0.0 { f64::NAN } else { x };
    }
    if x == 0.0 {
        return f64::INFINITY.copysign(x);
    }
    if x == x.floor() {
        if x < 0.0 {
            return f64::NAN;
        }
        if x <= 23.0 {
            // 22! is the last that the product gives exactly.
            return (1..x as u64).map(|n| n as f64).product();
        }
    }
    let size = x.abs();
    if size < 1e-20 {
        return 1.0 / x;
    }
    if size > 200.0 {
        return if x < 0.0 {
            0.0 / sin_pi(x)
        } else {
            f64::INFINITY
        };
    }
    let y = size + G_MINUS_HALF;
    // What rounding lost of y.
    let lost = if size > G_MINUS_HALF {
        (y - size) - G_MINUS_HALF
    } else {
        (y - G_MINUS_HALF) - size
    };
    let correction = lost * G / y;
    // In two steps where one would overflow.
    let (power, steps) = if size < 140.0 {
        (y.powf(size - 0.5), 1)
    } else {
        (y.powf(size / 2.0 - 0.25), 2)
    };
    if x < 0.0 {
        let mut result = -PI / sin_pi(size) / size * y.exp() / lanczos_sum(size);
        result -= correction * result;
        (0..steps).fold(result, |result, _| result / power)
    } else {
        let mut result = lanczos_sum(size) / y.exp();
        result += correction * result;
        (0..steps).fold(result, |result, _| result * power)
    }
}

/// `math.lgamma(x)`: infinite where it overflows or is not defined.
pub(super) fn log_gamma(x: f64) -> f64 {
    if x.is_nan() {
        return x;
    }
    if x.is_infinite() {
        return f64::INFINITY;
    }
    if x == x.floor() && x <= 2.0 {
        return if x <= 0.0 { f64::INFINITY } else { 0.0 };
    }
    let size = x.abs();
    if size < 1e-20 {
        return -size.ln();
    }
    let mut result = lanczos_sum(size).ln() - G;
    result += (size - 0.5) * ((size + G - 0.5).ln() - 1.0);
    if x < 0.0 {
        result = LOG_PI - sin_pi(size).abs().ln() - size.ln() - result;
    }
    result
}

/// The rational function of the approximation, for positive x; in powers of 1/x where those of x might overflow.
fn lanczos_sum(x: f64) -> f64 {
    let (numerator, denominator) = if x < 5.0 {
        COEFFICIENTS
            .iter()
            .rev()
            .fold((0.0, 0.0), |(n, d), (a, b)| (n * x + a, d * x + b))
    } else {
        COEFFICIENTS
            .iter()
            .fold((0.0, 0.0), |(n, d), (a, b)| (n / x + a, d / x + b))
    };
    numerator / denominator
}

/// sin(pi x), exact at the integers.
fn sin_pi(x: f64) -> f64 {
    let y = x.abs() % 2.0;
    let sine = match (2.0 * y).round() as u8 {
        0 => (PI * y).sin(),
        1 => (PI * (y - 0.5)).cos(),
        // Not sin(pi (y - 1)), whose sign at 1 would be wrong.
        2 => (PI * (1.0 - y)).sin(),
        3 => -(PI * (y - 1.5)).cos(),
        _ => (PI * (y - 2.0)).sin(),
    };
    1.0_f64.copysign(x) * sine
}
