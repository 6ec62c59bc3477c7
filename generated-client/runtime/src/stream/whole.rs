//! Events as the objects that documents describe: with their names, by which they are told apart.

use std::collections::HashMap;

use serde::de::DeserializeOwned;
use serde_json::value::RawValue;
use serde_json::{Map, Value, json};

use super::Event;
use super::events::{Unread, read};

/// Reads an event as an object of its fields, of which `data` is JSON or text.
pub(crate) fn whole<T: DeserializeOwned>(event: &mut Event) -> Result<T, Unread> {
    let data = event.data.trim_start();
    if is_whole(data) {
        return read(data);
    }
    // What is quoted is as good as text: a text may have quotes.
    let is_json = !data.starts_with('"') && serde_json::from_str::<&RawValue>(data).is_ok();
    let text = Value::from(event.data.as_str()).to_string();
    if !is_json {
        return read(&object(event, &text));
    }
    // `3` may be a text too.
    read(&object(event, data)).or_else(|error| read(&object(event, &text)).map_err(|_| error))
}

/// Whether the data is the whole event by itself.
fn is_whole(data: &str) -> bool {
    let members = || serde_json::from_str::<HashMap<String, &RawValue>>(data);
    data.starts_with('{')
        && members().is_ok_and(|all| ["event", "data"].iter().all(|key| all.contains_key(*key)))
}

/// The fields of an event as JSON.
fn object(event: &Event, data: &str) -> String {
    let mut fields = Map::from_iter([("event".to_owned(), Value::from(event.event.as_str()))]);
    fields.extend(event.id.as_deref().map(|id| ("id".to_owned(), Value::from(id))));
    let retry = event
        .retry
        .map(|retry| ("retry".to_owned(), json!(retry.as_secs() * 1000 + u64::from(retry.subsec_millis()))));
    fields.extend(retry);
    let fields = Value::from(fields).to_string();
    // What it came as stays as it is, numbers of any length among it.
    format!("{{\"data\":{data},{}", &fields[1..])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(data: &str) -> Value {
        let mut event = Event { event: "a".to_owned(), data: data.to_owned(), ..Event::default() };
        whole(&mut event).unwrap()
    }

    #[test]
    fn data_is_json_where_it_is_any_and_text_elsewhere() {
        assert_eq!(of(r#"{"b":1}"#), json!({"event": "a", "data": {"b": 1}}));
        assert_eq!(of("plain"), json!({"event": "a", "data": "plain"}));
        assert_eq!(of("\"quoted\""), json!({"event": "a", "data": "\"quoted\""}));
        assert_eq!(of(""), json!({"event": "a", "data": ""}));
    }

    #[test]
    fn data_that_is_a_whole_event_is_read_as_it_is() {
        let whole = r#"{"event":"b","data":{"c":1}}"#;
        assert_eq!(of(whole), serde_json::from_str::<Value>(whole).unwrap());
    }

    #[test]
    fn what_is_to_be_text_is_text_though_it_looks_like_a_number() {
        #[derive(Debug, PartialEq, serde::Deserialize)]
        struct Text {
            data: String,
        }
        let mut event = Event { data: "3".to_owned(), ..Event::default() };
        assert_eq!(whole::<Text>(&mut event).unwrap(), Text { data: "3".to_owned() });
    }
}
