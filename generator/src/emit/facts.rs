//! What the document states about a value beside its description: name on the wire, bounds, default.

use super::docs::{code, letters};
use crate::api::{
    AnsweredFailure, Constraints, Field, Idempotency, Literal, Operation, Parameter, Primitive, TypeRef,
};

/// The facts about a member, as a line of documentation; empty where there are none.
pub(super) fn of_field(field: &Field) -> String {
    let mut facts = vec![wire_name(&field.name.wire, &field.name.rust)];
    if !field.aliases.is_empty() {
        let aliases: Vec<_> = field.aliases.iter().map(|alias| code(alias)).collect();
        facts.push(format!("Also read as {}.", aliases.join(", ")));
    }
    facts.extend(of_value(&field.ty, &field.constraints, field.default.as_ref()));
    facts.push(idempotency(field.idempotency));
    facts.push(only(field.read_only, "Only in answers."));
    facts.push(only(field.write_only, "Only in requests."));
    sentences(&facts)
}

/// The facts about a parameter, as a line of documentation; empty where there are none.
pub(super) fn of_parameter(parameter: &Parameter) -> String {
    sentences(&of_value(&parameter.ty, &parameter.constraints, parameter.default.as_ref()))
}

/// What is known of an idempotency key; empty where there is none.
pub(super) fn idempotency(known: Option<Idempotency>) -> String {
    let Some(known) = known else { return String::new() };
    let repeated = if known.is_honoured {
        "With it the call is tried again where it may have been accepted."
    } else {
        "Nobody knows whether it reaches the provider: no call is tried again on its account."
    };
    format!("Without one the call has a key of its own, the same each time it is tried. {repeated}")
}

/// What tells a failure that is answered with a status of success; empty where nothing does.
pub(super) fn answered_failure(operation: &Operation) -> String {
    let Some(AnsweredFailure { member, is, .. }) = &operation.output.answered_failure else {
        return String::new();
    };
    let (member, is) = (code(member.trim_start_matches('/')), code(&is.0));
    format!(
        "An answer whose {member} is {is} is an error, whatever its status; the call is not repeated for it."
    )
}

/// What a caller can't say, for the document has no parameter for it; empty where there is nothing of the kind.
pub(super) fn unfilled(operation: &Operation) -> String {
    let places: Vec<String> =
        operation.urls.unfilled.iter().map(|name| code(&format!("{{{name}}}"))).collect();
    match places.as_slice() {
        [] => String::new(),
        places => format!(
            "The document has no parameter for {} in the provider's URL: unless LowCodeAPI fills it in by itself, the \
             provider gets no value there and refuses the call.",
            places.join(", ")
        ),
    }
}

/// `POST /v2/email/outbound-emails`, as code.
pub(super) fn route(operation: &Operation) -> String {
    let path = operation.urls.new.as_ref().or(operation.urls.old.as_ref()).unwrap_or(&operation.key);
    code(&format!("{} {path}", operation.method))
}

/// The value on the wire where it is more than the name in Rust in another case.
pub(super) fn wire_value(wire: &str, rust: &str) -> String {
    only(letters(wire) != letters(rust.trim_start_matches("r#")), &format!("{}.", code(wire)))
}

/// The name on the wire where it differs from the name in Rust.
pub(super) fn wire_name(wire: &str, rust: &str) -> String {
    let differs = wire != rust.trim_start_matches("r#");
    only(differs, &format!("Wire name: {}.", code(wire)))
}

fn of_value(ty: &TypeRef, constraints: &Constraints, default: Option<&Literal>) -> Vec<String> {
    let mut facts = vec![format_of(ty).to_owned()];
    facts.extend(constraints.stated.iter().map(|(keyword, value)| constraint(keyword, value)));
    facts.extend(default.map(|default| format!("Default: {}.", code(&default.0))));
    facts
}

/// What the text of a string is.
fn format_of(ty: &TypeRef) -> &'static str {
    match ty {
        TypeRef::Primitive(Primitive::Date) => "A date, such as `2025-01-31`.",
        TypeRef::Primitive(Primitive::DateTime) => "A point in time, such as `2025-01-31T12:00:00Z`.",
        TypeRef::Primitive(Primitive::Uuid) => "A UUID.",
        TypeRef::Primitive(Primitive::Ipv4) => "An IPv4 address.",
        TypeRef::Primitive(Primitive::Ipv6) => "An IPv6 address.",
        TypeRef::Nullable(inner) | TypeRef::Array(inner) => format_of(inner),
        _ => "",
    }
}

fn constraint(keyword: &str, value: &Literal) -> String {
    let value = code(&value.0);
    let number = value.trim_matches('`');
    match keyword {
        "maxLength" => format!("At most {}.", counted(number, "character")),
        "minLength" => format!("At least {}.", counted(number, "character")),
        "maximum" => format!("At most {number}."),
        "minimum" => format!("At least {number}."),
        "exclusiveMaximum" if number != "true" => format!("Less than {number}."),
        "exclusiveMinimum" if number != "true" => format!("More than {number}."),
        "multipleOf" => format!("A multiple of {number}."),
        "maxItems" => format!("At most {}.", counted(number, "item")),
        "minItems" => format!("At least {}.", counted(number, "item")),
        "maxProperties" => format!("At most {}.", counted(number, "member")),
        "minProperties" => format!("At least {}.", counted(number, "member")),
        "uniqueItems" => only(number == "true", "No item twice."),
        "pattern" => format!("Matches {value}."),
        _ => format!("{}: {value}.", code(keyword)),
    }
}

fn counted(number: &str, of: &str) -> String {
    if number == "1" { format!("1 {of}") } else { format!("{number} {of}s") }
}

fn only(applies: bool, fact: &str) -> String {
    if applies { fact.to_owned() } else { String::new() }
}

fn sentences(facts: &[String]) -> String {
    let facts: Vec<_> = facts.iter().filter(|fact| !fact.is_empty()).map(String::as_str).collect();
    facts.join(" ")
}
