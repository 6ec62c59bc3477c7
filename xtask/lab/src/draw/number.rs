//! Numbers: bounds, and what lies beside them.

use super::choice::Choice;
use super::flat::Flat;

/// A number within the stated bounds, in its digits.
pub(super) fn draw(flat: &Flat<'_>, whole: bool, mut choice: Choice) -> Option<String> {
    // A number in the format of an integer is one, which no keyword of JSON Schema says (OpenAPI's format registry).
    let whole = whole || matches!(flat.text("format"), Some("int32" | "int64"));
    let candidates = if whole { integers(flat) } else { numbers(flat) };
    candidates.get(choice.take(candidates.len())).cloned()
}

fn integers(flat: &Flat<'_>) -> Vec<String> {
    let (least, most) = match flat.text("format") {
        Some("int32") => (i128::from(i32::MIN), i128::from(i32::MAX)),
        Some("uint32") => (0, i128::from(u32::MAX)),
        Some("uint64") => (0, i128::from(u64::MAX)),
        Some("int8") => (-128, 127),
        Some("uint8") => (0, 255),
        Some("int16") => (i128::from(i16::MIN), i128::from(i16::MAX)),
        Some("uint16") => (0, i128::from(u16::MAX)),
        _ => (i128::from(i64::MIN), i128::from(i64::MAX)),
    };
    let (lower, upper) = (bound(flat, true), bound(flat, false));
    // What is stated holds, also where it lies beyond what the format or 64 bits would have.
    let none_below_zero = flat.text("format").is_none() && lower.is_some_and(|lower| lower >= 0);
    let least = lower.unwrap_or(least);
    let most = upper.unwrap_or(if none_below_zero { i128::from(u64::MAX) } else { most });
    let step = flat.bound("multipleOf").and_then(|step| step.parse::<i128>().ok()).filter(|step| *step > 1);
    let fits = |value: &i128| (least..=most).contains(value) && step.is_none_or(|step| value % step == 0);
    let mut values: Vec<i128> = vec![1, 0, least, most, -1, 42, (1 << 53) + 1];
    if let Some(step) = step {
        values.extend([step, least + step - least.rem_euclid(step), most - most.rem_euclid(step)]);
    }
    let mut digits: Vec<String> = Vec::new();
    for value in values.into_iter().filter(fits) {
        let written = value.to_string();
        if !digits.contains(&written) {
            digits.push(written);
        }
    }
    // The same numbers, as others write them (JSON Schema 2020-12 core, section 4.2.3).
    for (value, written) in [(2, "2.0"), (1000, "1e3")] {
        if fits(&value) {
            digits.push(written.to_owned());
        }
    }
    digits
}

fn numbers(flat: &Flat<'_>) -> Vec<String> {
    let number = |keyword: &str| flat.bound(keyword).and_then(|digits| digits.parse::<f64>().ok());
    let (least, most) = (number("minimum"), number("maximum"));
    let (above, below) = (number("exclusiveMinimum"), number("exclusiveMaximum"));
    let step = number("multipleOf");
    let fits = |digits: &&str| {
        let Ok(value) = digits.parse::<f64>() else { return false };
        least.is_none_or(|least| value >= least)
            && most.is_none_or(|most| value <= most)
            && above.is_none_or(|above| value > above)
            && below.is_none_or(|below| value < below)
            && step.is_none_or(|step| (value / step).fract() == 0.0)
    };
    // Fifteen digits are what any number of 64 bits keeps.
    let known = [
        "1.5",
        "5",
        "0",
        "-0.25",
        "5.0",
        "0.1",
        "16777217",
        "52.52",
        "1e21",
        "-1.7976931348623157e308",
        "3.5e38",
        "5e-324",
    ];
    let mut candidates: Vec<String> =
        known.iter().filter(|digits| fits(digits)).map(|one| (*one).to_owned()).collect();
    let stated = ["minimum", "maximum"].iter().filter_map(|keyword| flat.bound(keyword));
    let between = least.or(above).zip(most.or(below)).map(|(low, high)| f64::midpoint(low, high).to_string());
    let beside = above
        .map(|above| (above + 1.0).to_string())
        .into_iter()
        .chain(below.map(|below| (below - 1.0).to_string()));
    let more = stated.chain(between).chain(beside).chain(step.map(|step| step.to_string()));
    for digits in more {
        if fits(&digits.as_str()) && !candidates.contains(&digits) {
            candidates.push(digits);
        }
    }
    candidates
}

/// The least or the greatest integer that the bounds allow.
fn bound(flat: &Flat<'_>, lower: bool) -> Option<i128> {
    let (inclusive, exclusive) =
        if lower { ("minimum", "exclusiveMinimum") } else { ("maximum", "exclusiveMaximum") };
    let whole = |digits: String| digits.parse::<i128>().ok().or_else(|| fraction(&digits, lower));
    let inclusive = flat.bound(inclusive).and_then(whole);
    let exclusive =
        flat.bound(exclusive).and_then(whole).map(|bound| if lower { bound + 1 } else { bound - 1 });
    match (inclusive, exclusive) {
        (Some(one), Some(other)) => Some(if lower { one.max(other) } else { one.min(other) }),
        (one, other) => one.or(other),
    }
}

#[expect(clippy::cast_possible_truncation, reason = "it saturates, and what is drawn is validated")]
fn fraction(digits: &str, lower: bool) -> Option<i128> {
    let value = digits.parse::<f64>().ok()?;
    Some(if lower { value.ceil() } else { value.floor() } as i128)
}
