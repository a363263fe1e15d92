//! What option values look like: durations with a unit, sizes with a unit.

use std::time::Duration;

use crate::gil::Mode;

/// Reads a duration such as `5ms`, `0.5 ms` or `100us`.
pub(super) fn duration(text: &str) -> Result<Duration, String> {
    let (number, unit) = split(text);
    let nanos = match unit {
        "ns" => 1.0,
        "us" | "µs" | "μs" => 1e3,
        "ms" => 1e6,
        "s" => 1e9,
        "" | "m" => return Err(format!("did you mean {number}ms? units: ns, us, µs, ms, s")),
        _ => return Err("units: ns, us, µs, ms, s; for example 5ms".to_owned()),
    };
    let nanos = number
        .parse::<f64>()
        .map_err(|_| "for example 5ms or 0.5ms".to_owned())?
        * nanos;
    match nanos {
        0.0 => Err("it must be longer than zero".to_owned()),
        nanos if nanos < 1.0 => Err("the shortest is 1ns".to_owned()),
        nanos if nanos > 3.6e12 => Err("the longest is 3600s".to_owned()),
        nanos => Ok(Duration::from_nanos(nanos.round() as u64)),
    }
}

/// Reads a number of bytes such as `512MiB` or `4GiB`.
pub(super) fn size(text: &str) -> Result<usize, String> {
    /// Less than this, and the interpreter itself does not fit.
    const LEAST: f64 = 1024.0 * 1024.0;
    let (number, unit) = split(text);
    let bytes = match unit.to_ascii_lowercase().as_str() {
        "k" | "kb" | "kib" => 1024.0,
        "m" | "mb" | "mib" => 1024.0 * 1024.0,
        "g" | "gb" | "gib" => 1024.0 * 1024.0 * 1024.0,
        "" => return Err(format!("did you mean {number}MiB? units: KiB, MiB, GiB")),
        _ => return Err("units: KiB, MiB, GiB; for example 512MiB".to_owned()),
    };
    let bytes = number
        .parse::<f64>()
        .map_err(|_| "for example 512MiB or 1.5GiB".to_owned())?
        * bytes;
    match bytes {
        bytes if bytes < LEAST => Err("the smallest is 1MiB".to_owned()),
        bytes if bytes > (1_u64 << 46) as f64 => Err("the largest is 65536GiB".to_owned()),
        bytes => Ok(bytes as usize),
    }
}

/// Reads a number of events such as `10M` or `500k`.
pub(super) fn event_count(text: &str) -> Result<u64, String> {
    const EXAMPLE: &str = "for example 10M, 500k or 20000";
    let (number, unit) = split(text);
    let scale = match unit {
        "" => 1.0,
        "k" => 1e3,
        "M" => 1e6,
        _ => return Err(EXAMPLE.to_owned()),
    };
    let events = number.parse::<f64>().map_err(|_| EXAMPLE.to_owned())? * scale;
    match events {
        events if events < 1.0 => Err("at least one".to_owned()),
        events if events > f64::from(u32::MAX) => Err("at most 4294M".to_owned()),
        events => Ok(events as u64),
    }
}

/// Reads the argument of `-X`.
pub(super) fn x_option(text: &str) -> Result<Mode, String> {
    match text {
        "gil=0" => Ok(Mode::Off),
        "gil=1" => Ok(Mode::On),
        _ => Err("gilscope knows -X gil=0 and -X gil=1 only".to_owned()),
    }
}

/// A number with a fraction, maybe, and what follows it.
fn split(text: &str) -> (&str, &str) {
    let number = text
        .find(|c: char| !(c.is_ascii_digit() || c == '.'))
        .unwrap_or(text.len());
    let (number, unit) = text.split_at(number);
    (number, unit.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_of_events() {
        assert_eq!(event_count("10M"), Ok(10_000_000));
        assert_eq!(event_count("0.5k"), Ok(500));
        assert_eq!(event_count("7"), Ok(7));
        for text in ["", "M", "1G", "0", "5000M", "-1", "1.2.3"] {
            assert!(event_count(text).is_err(), "{text}");
        }
    }

    #[test]
    fn durations() {
        let nanos = |text| duration(text).map(|span| span.as_nanos());
        assert_eq!(nanos("5ms"), Ok(5_000_000));
        assert_eq!(nanos("0.5 ms"), Ok(500_000));
        assert_eq!(nanos("100us"), Ok(100_000));
        assert_eq!(nanos("100µs"), Ok(100_000));
        assert_eq!(nanos("1s"), Ok(1_000_000_000));
        assert_eq!(nanos("7ns"), Ok(7));
        for (text, part) in [
            ("5m", "did you mean 5ms?"),
            ("5", "did you mean 5ms?"),
            ("0ms", "longer than zero"),
            ("0.1ns", "shortest"),
            ("2h", "units"),
            ("5000s", "longest"),
            ("-5ms", "units"),
            ("1.2.3ms", "for example"),
            ("ms", "for example"),
            ("", "did you mean"),
        ] {
            let error = duration(text).expect_err(text);
            assert!(error.contains(part), "{text}: {error}");
        }
    }

    #[test]
    fn sizes() {
        assert_eq!(size("512MiB"), Ok(512 << 20));
        assert_eq!(size("1.5g"), Ok(1536 << 20));
        assert!(size("4").is_err_and(|error| error.contains("did you mean 4MiB?")));
        assert!(size("1k").is_err_and(|error| error.contains("smallest")));
        assert!(size("99999999g").is_err_and(|error| error.contains("largest")));
        assert!(size("x").is_err());
    }
}
