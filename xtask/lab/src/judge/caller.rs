//! Writes the program that calls every method of a client with values it is given.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::source::{Argument, Method, Source};

/// What is the same for every client.
const PROGRAM: &str = include_str!("caller/program.rs");

/// The text of the program. `library` is the client's; `failures` names what reads the failures of a call, by its type.
pub(super) fn program(source: &Source, library: &str, failures: &BTreeMap<&str, &str>) -> String {
    let mut text = format!("{PROGRAM}\nuse {library}::*;\n\n");
    text.push_str(
        "async fn call(number: u64, client: &Client, mut given: Given) -> Result<Value, Unheld> {\n",
    );
    text.push_str("    let given = &mut given;\n    match number {\n");
    for number in 0..source.methods.len() {
        let _ = writeln!(text, "        {number} => Box::pin(call_{number}(client, given)).await,");
    }
    text.push_str("        _ => panic!(\"there is no such call\"),\n    }\n}\n");
    for (number, method) in source.methods.iter().enumerate() {
        let failure =
            failures.get(method.call.as_str()).copied().filter(|name| source.failures.contains(*name));
        one(&mut text, number, method, source, failure);
    }
    text
}

/// The function that makes one call.
fn one(text: &mut String, number: usize, method: &Method, source: &Source, failure: Option<&str>) {
    let group = method.group.as_ref().map(|group| format!("r#{group}().")).unwrap_or_default();
    let arguments: Vec<String> =
        method.arguments.iter().map(|argument| format!("{}?", taken(argument, "need"))).collect();
    let call = &source.calls[&method.call];
    let _ = write!(
        text,
        "\nasync fn call_{number}(client: &Client, given: &mut Given) -> Result<Value, Unheld> {{\n    \
         let call = client.{group}r#{}({});\n",
        method.name,
        arguments.join(", ")
    );
    for setter in &call.setters {
        let _ = writeln!(
            text,
            "    let call = match {}? {{ Some(value) => call.r#{}(value), None => call }};",
            taken(setter, "may"),
            setter.name
        );
    }
    let typed =
        failure.map_or_else(|| "|_| None".to_owned(), |failure| format!("|error| of({failure}::of(error))"));
    text.push_str("    Ok(match given.answered.as_str() {\n");
    for answered in &call.answered {
        let _ =
            writeln!(text, "        {answered:?} => told(call.r#{answered}().detailed(), {typed}).await,");
    }
    let _ = writeln!(text, "        _ => told(call.detailed(), {typed}).await,\n    }})\n}}");
}

/// The expression that takes a value.
fn taken(argument: &Argument, how: &str) -> String {
    let Argument { name, ty } = argument;
    // No number is read as one that is only written.
    let ty = &ty.replace("lowcodeapi_runtime :: Number", "Digits");
    let ty = match ty.rsplit(":: ").next() {
        // Bytes come as text: a line of JSON has no others.
        Some("Bytes") => "String",
        // A form that the document doesn't describe is made of a file.
        Some("Form") => "Parts",
        _ => ty,
    };
    format!("given.{how}::<{ty}>({name:?})")
}

#[cfg(test)]
mod tests {
    use super::super::source;
    use super::*;

    #[test]
    fn every_method_is_called_with_every_setter() {
        let operations = "
            impl Client { pub fn pets(&self) -> Pets<'_> {} }
            impl<M: Mode> Pets<'_, M> { pub fn add(&self, id: i64) -> Add<M> {} }
            impl<M: Mode> Add<M> {
                pub fn body(self, body: impl Into<lowcodeapi_runtime::Bytes>) -> Self {}
                pub fn rate(self, rate: impl Into<lowcodeapi_runtime::Number>) -> Self {}
                pub fn as_xml(self) -> Call<String, Code, M> {}
            }
            lowcodeapi_runtime::call!(Add -> (), Code);
            lowcodeapi_runtime::failures! { AddFailure {} }
        ";
        let source = source::read([("operations.rs", operations)]).unwrap();
        let text = program(&source, "pets", &BTreeMap::from([("Add", "AddFailure")]));
        assert!(syn::parse_file(&text).is_ok(), "{text}");
        let own = text.strip_prefix(PROGRAM).unwrap();
        insta::assert_snapshot!(own, @r#"

        use pets::*;

        async fn call(number: u64, client: &Client, mut given: Given) -> Result<Value, Unheld> {
            let given = &mut given;
            match number {
                0 => Box::pin(call_0(client, given)).await,
                _ => panic!("there is no such call"),
            }
        }

        async fn call_0(client: &Client, given: &mut Given) -> Result<Value, Unheld> {
            let call = client.r#pets().r#add(given.need::<i64>("id")?);
            let call = match given.may::<String>("body")? { Some(value) => call.r#body(value), None => call };
            let call = match given.may::<Digits>("rate")? { Some(value) => call.r#rate(value), None => call };
            Ok(match given.answered.as_str() {
                "as_xml" => told(call.r#as_xml().detailed(), |error| of(AddFailure::of(error))).await,
                _ => told(call.detailed(), |error| of(AddFailure::of(error))).await,
            })
        }
        "#);
    }
}
