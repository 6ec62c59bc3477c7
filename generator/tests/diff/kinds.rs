//! Each kind of change is told by its rule, with its verdicts, in one plain sentence.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use lowcodeapi_generator::diff::{FlagKind, Row, TABLE, table};

use super::cases::cases;
use super::sides::compare_by;

#[test]
fn each_kind_has_its_verdicts() {
    let mut wrong = String::new();
    let mut told = String::new();
    for case in cases() {
        let report = compare_by(&case.before(), &case.after(), &case.settings());
        let mut names: Vec<&str> = report.changes.iter().map(|change| change.name).collect();
        let mut expected: Vec<&str> =
            case.also.iter().map(String::as_str).chain([case.kind.as_str()]).collect();
        names.sort_unstable();
        expected.sort_unstable();
        if names != expected {
            let _ = writeln!(wrong, "{}: expected {expected:?}, found {names:?}", case.name());
        }
        for flag in report.flags.iter().filter(|flag| flag.kind == FlagKind::UnexplainedApiChange) {
            let _ = writeln!(wrong, "{}: {}", case.name(), flag.message);
        }
        let Some(change) = report.changes.iter().find(|change| change.name == case.kind) else { continue };
        let verdicts = format!("{:?} {:?}", change.wire, change.rust).to_lowercase();
        if verdicts != format!("{} {}", case.verdicts.0, case.verdicts.1) {
            let _ = writeln!(wrong, "{}: expected {:?}, found {verdicts}", case.name(), case.verdicts);
        }
        let _ = writeln!(told, "{} {}\n  {verdicts}\n  {}", change.kind, case.name(), change.message);
    }
    assert!(wrong.is_empty(), "{wrong}\n{told}");
    insta::assert_snapshot!(told);
}

#[test]
fn each_kind_has_a_case() {
    let cases = cases();
    let known: BTreeSet<&str> = TABLE.iter().map(|row| row.name).collect();
    let covered: BTreeSet<&str> = cases.iter().map(|case| case.kind.as_str()).collect();
    assert_eq!(covered, known);
}

#[test]
fn each_direction_with_a_verdict_of_its_own_has_a_case() {
    let cases = cases();
    let has = |name: &str, is_sent: bool| {
        cases.iter().any(|case| case.kind == name && case.travels() == Some(is_sent))
    };
    let differ = |row: &&Row| (row.sent, row.rust_sent) != (row.received, row.rust_received);
    let missing: Vec<_> = TABLE
        .iter()
        .filter(differ)
        .flat_map(|row| [(row.name, true), (row.name, false)])
        .filter(|(name, is_sent)| !has(name, *is_sent))
        .collect();
    assert!(missing.is_empty(), "kinds, and whether the case that is sent is missing: {missing:?}");
}

#[test]
fn the_table_in_the_documentation_is_the_one_in_the_code() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/kinds.md");
    if std::env::var_os("INSTA_UPDATE").is_some_and(|value| value == "always") {
        std::fs::write(file, table()).unwrap();
    }
    let written = std::fs::read_to_string(file).unwrap();
    assert!(written == table(), "run the tests with INSTA_UPDATE=always and review {file}");
}
