//! What a call yields by the statuses and media types that are documented.

use serde_json::{Value, json};

use super::{api_of, degraded, openapi, operation};
use crate::api::{Accept, Api, DegradationKind, Encoding, Operation, Settings};

fn api(responses: &Value) -> Api {
    api_of(&operation(&json!({"responses": responses})), &openapi())
}

/// What the call yields, in a word, and which statuses beyond success answer it.
fn yields(operation: &Operation) -> (String, Vec<u16>) {
    let output = &operation.output;
    let what = match (&output.choice, &output.ty) {
        (Some(choice), _) => {
            let one = |answer: &crate::api::Answer| match &answer.ty {
                Some(_) => format!("{}({:?})", answer.variant, answer.encoding),
                None => answer.variant.clone(),
            };
            choice.answers.iter().map(one).collect::<Vec<_>>().join(" ")
        }
        (None, Some(ty)) => format!("{ty:?} as {:?}", output.encoding),
        (None, None) => "()".to_owned(),
    };
    (what, output.redirects.clone())
}

fn of(responses: &Value) -> (String, Vec<u16>) {
    yields(&api(responses).operations[0])
}

fn is(what: &str, redirects: &[u16]) -> (String, Vec<u16>) {
    (what.to_owned(), redirects.to_vec())
}

fn content(media_type: &str, schema: &Value) -> Value {
    json!({"description": "", "content": {media_type: {"schema": schema}}})
}

fn text() -> Value {
    content("application/json", &json!({"type": "string"}))
}

fn empty() -> Value {
    json!({"description": ""})
}

#[test]
fn documented_redirects_are_answers() {
    let redirect = "Primitive(String) as Redirect";
    assert_eq!(of(&json!({"302": empty()})), is(redirect, &[302]));
    assert_eq!(of(&json!({"301": text(), "308": empty(), "404": text()})), is(redirect, &[301, 308]));
    assert_eq!(of(&json!({"300": empty()})), is(redirect, &[300]));
    assert_eq!(of(&json!({"3XX": empty()})), is(redirect, &[300, 301, 302, 303, 307, 308]));
    assert_eq!(of(&json!({"302": empty(), "default": text()})), is(redirect, &[302]));
    assert_eq!(of(&json!({"200": text(), "303": empty()})), is("Ok(Json) SeeOther(Redirect)", &[303]));
    assert_eq!(
        of(&json!({"202": empty(), "307": text()})),
        is("Accepted TemporaryRedirect(Redirect)", &[307])
    );
    assert_eq!(of(&json!({"302": empty(), "304": empty()})), is("Found(Redirect) NotModified", &[302, 304]));
    // What some services call an error is one beside a success.
    assert_eq!(of(&json!({"200": text(), "300": text()})), is("Primitive(String) as Json", &[]));
}

#[test]
fn nothing_new_is_an_answer_where_it_can_come_or_changes_no_type() {
    assert_eq!(of(&json!({"304": empty()})), is("()", &[304]));
    assert_eq!(of(&json!({"204": empty(), "304": empty()})), is("()", &[304]));
    assert_eq!(of(&json!({"200": text(), "304": empty()})), is("Primitive(String) as Json", &[]));
    let conditional = |responses: Value| {
        let header = json!([{"name": "IF-None-Match", "in": "header", "schema": {"type": "string"}}]);
        let document = operation(&json!({"parameters": header, "responses": responses}));
        yields(&api_of(&document, &openapi()).operations[0])
    };
    let answers = json!({"200": text(), "304": empty()});
    assert_eq!(conditional(answers), is("Nullable(Primitive(String)) as Json", &[304]));
    let answers = json!({"200": content("application/pdf", &json!({})), "304": empty()});
    assert_eq!(conditional(answers), is("Ok(Bytes) NotModified", &[304]));
}

#[test]
fn a_service_with_an_envelope_never_redirects() {
    let document = operation(&json!({"responses": {"200": text(), "302": empty()}}));
    let api = api_of(&document, &Settings::lowcodeapi("p"));
    assert_eq!(yields(&api.operations[0]), is("Primitive(String) as Json", &[]));
}

#[test]
fn the_head_of_an_answer_may_be_that_of_a_redirect() {
    let responses = json!({"responses": {"200": text(), "302": empty(), "304": empty()}});
    let document = json!({
        "openapi": "3.0.3", "info": {"title": "t", "version": "1"}, "paths": {"/a": {"head": responses}}
    });
    assert_eq!(yields(&api_of(&document, &openapi()).operations[0]), is("()", &[302]));
}

#[test]
fn content_where_there_is_none_is_on_record() {
    for status in ["204", "205", "304"] {
        let api = api(&json!({status: text()}));
        assert_eq!(yields(&api.operations[0]).0, "()");
        let at = format!("/paths/~1things~1{{id}}/get/responses/{status}/content");
        assert_eq!(degraded(&api, DegradationKind::ContentOfNoContent), [at]);
    }
    let both = api(&json!({"200": text(), "204": text()}));
    assert_eq!(yields(&both.operations[0]).0, "Nullable(Primitive(String)) as Json");
    assert!(degraded(&api(&json!({"204": empty()})), DegradationKind::ContentOfNoContent).is_empty());
}

#[test]
fn bytes_under_another_name_are_bytes() {
    let binary = json!({"type": "string", "format": "binary"});
    for (media_type, accept) in [
        ("application/json", "*/*"),
        ("text/json", "*/*"),
        ("text/plain", "text/plain"),
        ("text/csv", "text/csv"),
    ] {
        let api = api(&json!({"200": content(media_type, &binary)}));
        let output = &api.operations[0].output;
        assert_eq!(output.encoding, Encoding::Bytes, "{media_type}");
        assert_eq!(output.accept, Some(Accept::of(accept)), "{media_type}");
    }
    let several = json!({"200": {"description": "", "content": {
        "text/plain": {"schema": binary}, "application/json": {"schema": binary}, "application/pdf": {"schema": binary}
    }}});
    let api = api(&several);
    let contents = api.operations[0].responses[0].contents.iter();
    let calls = contents.filter_map(|content| Some(content.chosen_by.as_ref()?.call.as_str()));
    assert_eq!(calls.collect::<Vec<_>>(), ["as_pdf"]);
}

#[test]
fn json_goes_before_what_is_only_called_like_it() {
    let schema = json!({"schema": {"type": "string"}});
    let names =
        ["application/json-patch+json", "application/*+json", "text/json", "Application/JSON; charset=utf-8"];
    let content: serde_json::Map<String, Value> =
        names.iter().map(|name| ((*name).to_owned(), schema.clone())).collect();
    let body = json!({"requestBody": {"content": content}, "responses": {"204": empty()}});
    let api = api_of(&operation(&body), &openapi());
    let first = &api.operations[0].body.as_ref().expect("a body").contents[0];
    assert_eq!(first.media_type, "Application/JSON; charset=utf-8");
}

#[test]
fn what_any_status_is_answered_with_is_the_failure_too() {
    let failures = |responses: Value| {
        let api = api(&responses);
        let failure = api.operations[0].failure.as_ref();
        failure.map(|one| {
            one.answers.iter().map(|answer| answer.status.to_string()).collect::<Vec<_>>().join(" ")
        })
    };
    assert_eq!(failures(json!({"default": text()})).as_deref(), Some("default"));
    assert_eq!(failures(json!({"default": text(), "404": text()})).as_deref(), Some("404 default"));
    assert_eq!(failures(json!({"default": empty()})), None);
    assert_eq!(failures(json!({"200": text()})), None);
}

#[test]
fn failures_that_come_in_more_media_types_are_the_same() {
    let schema = json!({"type": "object", "properties": {"code": {"type": "integer"}}});
    let plain = content("application/json", &schema);
    let mut both = plain.clone();
    both["content"]["application/problem+xml"] = json!({"schema": schema});
    let answer = |failure: &Value| json!({"get": {"responses": {"204": empty(), "404": failure}}});
    let document = json!({"openapi": "3.0.3", "info": {"title": "t", "version": "1"},
        "paths": {"/a": answer(&plain), "/b": answer(&both)}});
    let api = api_of(&document, &openapi());
    let failures: Vec<_> = api.operations.iter().map(|one| one.failure.as_ref().unwrap()).collect();
    assert_eq!(failures[0], failures[1]);
    let read: Vec<&str> = failures[0].answers[0].media_types.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(read, ["application/json", "application/problem+xml"]);
}
