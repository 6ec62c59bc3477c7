//! Repairs of what stands around the paths.

use serde_json::{Map, Value, json};

use super::cursor::Cursor;
use super::{RepairKind, Settings};
use crate::document::Members as _;

type Object = Map<String, Value>;

pub(super) fn repair(root: &mut Object, settings: &Settings<'_>, cursor: &mut Cursor) {
    missing_info(root, settings, cursor);
    undefined_server(root, settings, cursor);
}

/// The service writes only `info.description`; OpenAPI wants a title and a version.
fn missing_info(root: &mut Object, settings: &Settings<'_>, cursor: &mut Cursor) {
    let title = settings
        .provider
        .map(str::to_owned)
        .or_else(|| server_name(root))
        .unwrap_or_else(|| "API".to_owned());
    if !root.member("info").is_some_and(Value::is_object) {
        root.insert("info".to_owned(), json!({}));
    }
    let Some(Value::Object(info)) = root.member_mut("info") else { return };
    for (key, value) in [("title", title.as_str()), ("version", "0")] {
        match info.get(key) {
            Some(Value::String(_)) => continue,
            // A version without quotes is a number in YAML.
            Some(Value::Number(number)) => {
                let text = number.to_string();
                info.insert(key.to_owned(), json!(text));
            }
            _ => _ = info.insert(key.to_owned(), json!(value)),
        }
        cursor.inside("info", |cursor| {
            cursor.note(RepairKind::MissingInfo, format!("{key} is now {}", info[key]));
        });
    }
}

/// The last segment of the first server's path, which is the provider's name with this service.
fn server_name(root: &Object) -> Option<String> {
    let url = root.member("servers")?.get(0)?.member("url")?.as_str()?;
    let (_, path) = url.split_once("://")?.1.split_once('/')?;
    let name = path.trim_end_matches('/').rsplit('/').next()?;
    (!name.is_empty() && name != "undefined" && !name.contains('{')).then(|| name.to_owned())
}

/// Where the service's database lacks the provider's id, the URL ends in JavaScript's word for nothing.
fn undefined_server(root: &mut Object, settings: &Settings<'_>, cursor: &mut Cursor) {
    let Some(Value::Array(servers)) = root.member_mut("servers") else { return };
    let mut index = 0;
    servers.retain_mut(|server| {
        let here = index.to_string();
        index += 1;
        let Some(base) =
            server.member("url").and_then(Value::as_str).and_then(|url| url.strip_suffix("/undefined"))
        else {
            return true;
        };
        let mended = settings.provider.map(|provider| format!("{base}/{provider}"));
        let detail = mended.as_ref().map_or_else(|| "left out".to_owned(), |url| format!("now {url}"));
        cursor.inside("servers", |cursor| cursor.note_at(&here, RepairKind::UndefinedServer, detail));
        if let Some(url) = &mended {
            server["url"] = json!(url);
        }
        mended.is_some()
    });
    if servers.is_empty() && index > 0 {
        root.shift_remove("servers");
    }
}
