//! Dates for `time`: from seconds since 1970 to years and days and back, and `strftime`. What is local the operating system knows.

use super::time::{epoch_seconds, text_argument};
use crate::builtins;
use crate::heap::{Slot, Tuple, Value};
use crate::object::{Args, ClassId, Module, Raised, Returned, Thread};
use crate::vm;

/// A date and time of day, in the proleptic Gregorian calendar.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Date {
    year: i64,
    /// From 1.
    month: i64,
    /// From 1.
    day: i64,
    hour: i64,
    minute: i64,
    second: i64,
    /// From Monday, which is 0.
    weekday: i64,
    /// From 1.
    yearday: i64,
    /// 1 if it is summer time, 0 if not, -1 if that is not known.
    summer: i64,
    zone: String,
    /// Seconds east of Greenwich.
    offset: i64,
}

const DAY: i64 = 86_400;
const DAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Adds the functions that `time.py` gives their public form.
pub(super) fn install(thread: &Thread, module: &Module) {
    builtins::add_functions(
        thread,
        module,
        &[
            ("_gmtime(seconds=None, /)", |t, args| {
                let seconds = epoch_seconds(t, args, 0)?;
                date_tuple(t, seconds, 0, false, "GMT")
            }),
            ("_localtime(seconds=None, /)", localtime),
            ("_mktime(date, /)", mktime),
            ("_strftime(format, date, zone, offset, /)", strftime),
        ],
    );
}

/// Days from 1970-01-01 to a date. Years are counted from March, so that the leap day is the last one.
fn days_from_date(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// Year, month and day of a number of days from 1970-01-01.
fn date_from_days(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (year + era * 400 + i64::from(month <= 2), month, day)
}

/// The date of a number of seconds since 1970.
fn date(seconds: i64) -> Date {
    let (days, of_day) = (seconds.div_euclid(DAY), seconds.rem_euclid(DAY));
    let (year, month, day) = date_from_days(days);
    Date {
        year,
        month,
        day,
        hour: of_day / 3600,
        minute: of_day / 60 % 60,
        second: of_day % 60,
        weekday: (days + 3).rem_euclid(7),
        yearday: days - days_from_date(year, 1, 1) + 1,
        ..Date::default()
    }
}

/// The eleven items of a `struct_time`.
fn date_tuple(t: &Thread, seconds: i64, offset: i64, summer: bool, zone: &str) -> Returned {
    // Years of more than 32 bits are beyond the system's calendar too.
    if !(-67_768_040_609_740_800..=67_768_036_191_676_799).contains(&seconds) {
        let error = std::io::Error::from_raw_os_error(libc::EOVERFLOW);
        return Err(t.os_error(&error, None));
    }
    let date = date(seconds + offset);
    let numbers = [
        date.year,
        date.month,
        date.day,
        date.hour,
        date.minute,
        date.second,
        date.weekday,
        date.yearday,
        i64::from(summer),
    ];
    let mut items: Vec<Value<'_>> = numbers.iter().map(|number| t.int(*number)).collect();
    items.extend([t.str(zone), t.int(offset)]);
    Ok(t.done(t.tuple(&items)))
}

fn localtime(t: &mut Thread, args: Args) -> Returned {
    let seconds = epoch_seconds(t, args, 0)?;
    let clock = t.interpreter().clone();
    let zone = clock.gil.clock().zone(seconds);
    date_tuple(t, seconds, zone.offset, zone.summer, &zone.name)
}

/// The nine numbers of a date.
fn numbers(t: &mut Thread, slot: Slot, function: &str) -> Result<[i64; 9], Raised> {
    let mark = t.mark();
    let count = {
        let items = t.payload(t.get(slot)).cast::<Tuple>();
        let Some(items) = items else {
            return Err(t.type_error("Tuple or struct_time argument required"));
        };
        t.push_all(items.fields())?
    };
    if count != 9 {
        return Err(t.type_error(format!("{function}(): illegal time tuple argument")));
    }
    let mut numbers = [0; 9];
    for (index, number) in numbers.iter_mut().enumerate() {
        *number = vm::index(t, mark.offset(index))?;
    }
    t.pop_to(mark);
    if numbers.iter().any(|number| i32::try_from(*number).is_err()) {
        let message = "Python int too large to convert to C int";
        return Err(t.error(ClassId::OverflowError, message));
    }
    Ok(numbers)
}

/// Seconds since 1970 of a local date; fields beyond their range carry over.
fn mktime(t: &mut Thread, args: Args) -> Returned {
    let [year, month, day, hour, minute, second, ..] = numbers(t, args.slot(0), "mktime")?;
    let (year, month) = (
        year + (month - 1).div_euclid(12),
        (month - 1).rem_euclid(12) + 1,
    );
    let days = days_from_date(year, month, 1) + day - 1;
    let as_utc = days * DAY + hour * 3600 + minute * 60 + second;
    let interpreter = t.interpreter().clone();
    let clock = interpreter.gil.clock();
    let first = as_utc - clock.zone(as_utc).offset;
    let seconds = as_utc - clock.zone(first).offset;
    Ok(t.done(t.float(seconds as f64)))
}

fn strftime(t: &mut Thread, args: Args) -> Returned {
    let format = text_argument(t, args, 0, "strftime")?;
    let date = numbers(t, args.slot(1), "strftime")?;
    let zone = t.payload(args.get(t, 2)).cast::<crate::heap::Str>();
    let zone = zone.map_or(String::new(), |zone| zone.as_str().to_string());
    let offset = args.get(t, 3).as_small_int().unwrap_or(0);
    let [
        year,
        month,
        day,
        hour,
        minute,
        second,
        weekday,
        yearday,
        summer,
    ] = date;
    let checks = [
        (month, 0..13, "month out of range"),
        (day, 0..32, "day of month out of range"),
        (hour, 0..24, "hour out of range"),
        (minute, 0..60, "minute out of range"),
        (second, 0..62, "seconds out of range"),
        (yearday, 0..367, "day of year out of range"),
    ];
    for (number, range, message) in checks {
        if !range.contains(&number) {
            return Err(t.value_error(message));
        }
    }
    if weekday < -1 {
        return Err(t.value_error("day of week out of range"));
    }
    let date = Date {
        year,
        month: month.max(1),
        day: day.max(1),
        hour,
        minute,
        second,
        weekday: weekday.rem_euclid(7),
        yearday: yearday.max(1),
        summer,
        zone,
        offset,
    };
    let text = format_date(&format, &date);
    Ok(t.done(t.str(&text)))
}

fn format_date(format: &str, date: &Date) -> String {
    let mut text = String::with_capacity(format.len() * 2);
    let mut rest = format.chars();
    while let Some(c) = rest.next() {
        if c != '%' {
            text.push(c);
            continue;
        }
        match rest.next() {
            Some(directive) => match field(directive, date) {
                Some(field) => text.push_str(&field),
                None => text.extend(['%', directive]),
            },
            None => text.push('%'),
        }
    }
    text
}

/// What a directive of `strftime` stands for, in the C locale.
fn field(directive: char, date: &Date) -> Option<String> {
    let day = || DAYS.get(date.weekday as usize).copied().unwrap_or("?");
    let month = || MONTHS.get(date.month as usize - 1).copied().unwrap_or("?");
    let twelve = (date.hour + 11) % 12 + 1;
    // Weeks that begin with a Sunday, with a Monday.
    let sundays = (date.yearday + 6 - (date.weekday + 1) % 7) / 7;
    let mondays = (date.yearday + 6 - date.weekday) / 7;
    Some(match directive {
        'a' => day()[..3].to_string(),
        'A' => day().to_string(),
        'b' | 'h' => month()[..3].to_string(),
        'B' => month().to_string(),
        'c' => format_date("%a %b %e %H:%M:%S %Y", date),
        'C' => format!("{:02}", date.year.div_euclid(100)),
        'd' => format!("{:02}", date.day),
        'D' | 'x' => format_date("%m/%d/%y", date),
        'e' => format!("{:2}", date.day),
        'F' => format_date("%Y-%m-%d", date),
        'g' => format!("{:02}", iso_week(date).0.rem_euclid(100)),
        'G' => iso_week(date).0.to_string(),
        'H' => format!("{:02}", date.hour),
        'I' => format!("{twelve:02}"),
        'j' => format!("{:03}", date.yearday),
        'k' => format!("{:2}", date.hour),
        'l' => format!("{twelve:2}"),
        'm' => format!("{:02}", date.month),
        'M' => format!("{:02}", date.minute),
        'n' => "\n".to_string(),
        'p' => if date.hour < 12 { "AM" } else { "PM" }.to_string(),
        'P' => if date.hour < 12 { "am" } else { "pm" }.to_string(),
        'r' => format_date("%I:%M:%S %p", date),
        'R' => format_date("%H:%M", date),
        's' => seconds_of(date).to_string(),
        'S' => format!("{:02}", date.second),
        't' => "\t".to_string(),
        'T' | 'X' => format_date("%H:%M:%S", date),
        'u' => (date.weekday + 1).to_string(),
        'U' => format!("{sundays:02}"),
        'V' => format!("{:02}", iso_week(date).1),
        'w' => ((date.weekday + 1) % 7).to_string(),
        'W' => format!("{mondays:02}"),
        'y' => format!("{:02}", date.year.rem_euclid(100)),
        'Y' => date.year.to_string(),
        'z' => {
            let minutes = date.offset.abs() / 60;
            let sign = if date.offset < 0 { '-' } else { '+' };
            format!("{sign}{:02}{:02}", minutes / 60, minutes % 60)
        }
        'Z' => date.zone.clone(),
        '%' => "%".to_string(),
        _ => return None,
    })
}

fn seconds_of(date: &Date) -> i64 {
    days_from_date(date.year, date.month, date.day) * DAY
        + date.hour * 3600
        + date.minute * 60
        + date.second
        - date.offset
}

/// The year and week of ISO 8601: a week belongs to the year of its Thursday.
fn iso_week(date: &Date) -> (i64, i64) {
    let thursday = date.yearday - date.weekday + 3;
    let length = |year| days_from_date(year + 1, 1, 1) - days_from_date(year, 1, 1);
    if thursday < 1 {
        (date.year - 1, (thursday + length(date.year - 1) + 6) / 7)
    } else if thursday > length(date.year) {
        (date.year + 1, (thursday - length(date.year) + 6) / 7)
    } else {
        (date.year, (thursday + 6) / 7)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_dates_agree() {
        for days in (-800_000..800_000).step_by(97) {
            let (year, month, day) = date_from_days(days);
            assert_eq!(days_from_date(year, month, day), days);
        }
        assert_eq!(date_from_days(0), (1970, 1, 1));
        assert_eq!(date_from_days(11_016), (2000, 2, 29));
        assert_eq!(date_from_days(-1), (1969, 12, 31));
    }

    #[test]
    fn directives_are_those_of_the_c_locale() {
        let date = Date {
            zone: "GMT".to_string(),
            ..date(1_000_000_000)
        };
        let format = "%a %A %b %B %d %H %I %j %m %M %p %S %U %w %W %x %X %c %y %Y %Z %z %% %e %F %Q %G %V %u %s %C %k %l %P";
        assert_eq!(
            format_date(format, &date),
            "Sun Sunday Sep September 09 01 01 252 09 46 AM 40 36 0 36 09/09/01 01:46:40 Sun Sep  9 01:46:40 2001 01 2001 GMT +0000 %  9 2001-09-09 %Q 2001 36 7 1000000000 20  1  1 am"
        );
    }
}
