use miette::Diagnostic;

use super::*;

const TEXT: &str = "\
[tags]
Mail = { method = \"mail\", type = \"Mail\" }

[operations.\"GET /mails\"]
method = \"list\"
call = \"ListMails\"
failure = \"Failure\"
arguments.\"query page-size\" = \"page_size\"

[types.\"Straße\"]
at = [
  \"GET /mails 200[].a\\\"b\",
  \"Straße\",
]
members.\"Haus Nr\" = \"haus_nr\"
members.type = \"kind\"
";

fn refused(text: &str) -> Error {
    Names::parse(text, "names.toml", true).expect_err("it is refused")
}

#[test]
fn what_is_written_reads_the_same() {
    let names = Names::parse(TEXT, "names.toml", true).expect("it is well-formed");
    let written = names.text();
    assert!(written.starts_with("# What everything is called"));
    assert_eq!(written.split_once("\n\n").map(|(_, body)| body), Some(TEXT));
    let again = Names::parse(&written, "names.toml", true).expect("it is well-formed");
    assert_eq!(again.text(), written);
}

#[test]
fn a_name_that_follows_from_the_document_is_not_written_down() {
    let text = "[types.A]\nat = [\"A\"]\nmembers.created_at = \"created_at\"\nmembers.asc = \"Asc\"\nmembers.v_1 = \"V1\"\n";
    let names = Names::parse(text, "names.toml", true).expect("it is well-formed");
    // `v1` is called `V1` too, so whoever comes first has to be remembered.
    assert!(names.text().ends_with("[types.A]\nat = [\"A\"]\nmembers.v_1 = \"V1\"\n"), "{}", names.text());
}

#[test]
fn control_characters_and_quotes_stay_on_their_line() {
    let mut names = Names::default();
    names.add_type(
        "A".to_owned(),
        TypeNames { at: vec![("a\nb\"\\\u{7f}".to_owned(), 0..0)], ..TypeNames::default() },
    );
    let read = Names::parse(&names.text(), "names.toml", false).expect("it is well-formed");
    assert_eq!(read.type_at("a\nb\"\\\u{7f}"), Some("A"));
}

#[test]
fn a_damaged_file_is_refused_with_its_line() {
    let unclosed = refused("[tags]\nMail = { method = \"mail\"\n");
    assert!(unclosed.to_string().ends_with("(names.toml, line 2)"), "{unclosed}");
    assert_eq!(unclosed.code().map(|code| code.to_string()).as_deref(), Some("names::syntax"));
    let twice = refused("[types.A]\nat = [\"A\"]\n[types.A]\nat = [\"B\"]\n");
    assert!(twice.to_string().contains("line 3"), "{twice}");
    let misspelt = refused("[types.A]\nat = [\"A\"]\nmember.a = \"b\"\n");
    assert!(misspelt.to_string().contains("unknown field `member`"), "{misspelt}");
}

#[test]
fn a_place_has_one_name() {
    let error = refused("[types.A]\nat = [\"X\"]\n\n[types.B]\nat = [\"X\"]\n");
    assert_eq!(error.to_string(), "`X` has a name already: `A` (names.toml, line 5)");
}
