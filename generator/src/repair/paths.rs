//! Repairs of path keys: each operation gets a valid one of its own, and the places of its parameters are in it.

use foldhash::HashSet;
use serde_json::{Map, Value, json};

use super::cursor::Cursor;
use super::path_keys::{self, PathKey};
use super::placed::{Declared, fixed_query, old_path_only, undeclared_path_parameter};
use super::{METHODS, RepairKind, Settings, template, unfilled};
use crate::document::{Members as _, OTHER_METHODS, json_type};
use crate::extensions::{LEFT_OUT, NATIVE_URL, NEW_PATH, OLD_PATH};
use crate::source::pointer::child;

type Object = Map<String, Value>;

/// What a path item may hold beside operations.
const SHARED: [&str; 6] = ["$ref", "summary", "description", "servers", "parameters", OTHER_METHODS];

pub(super) fn repair(root: &mut Object, settings: &Settings<'_>, cursor: &mut Cursor) {
    let Some(Value::Object(old)) = root.member_mut("paths").map(Value::take) else { return };
    let components = root.member_mut("components").map(Value::take);
    let prefix = path_keys::provider_prefix(&old, settings.provider);
    let originals = old.iter().flat_map(|(key, item)| {
        item.as_object().into_iter().flat_map(Map::keys).map(|method| (key.clone(), method.clone()))
    });
    let is_item = |key: &str, item: &Value| item.is_object() && !key.starts_with("x-");
    let others = old.iter().filter(|(key, item)| !is_item(key, item)).map(|(key, _)| key.clone());
    let mut paths = Paths {
        components: components.as_ref(),
        others: others.collect(),
        originals: originals.collect(),
        taken: HashSet::default(),
        new: Object::with_capacity(old.len()),
        left_out: Vec::new(),
    };
    for (key, item) in old {
        match item {
            Value::Object(item) if !paths.others.contains(&key) => {
                paths.item(&key, item, prefix.as_deref(), cursor);
            }
            other => _ = paths.new.insert(key, other),
        }
    }
    let Paths { new, left_out, .. } = paths;
    root.insert("paths".to_owned(), Value::Object(new));
    if let Some(components) = components {
        root.insert("components".to_owned(), components);
    }
    if !left_out.is_empty()
        && let Value::Array(list) = root.entry(LEFT_OUT).or_insert_with(|| json!([]))
    {
        list.extend(left_out);
    }
}

struct Paths<'a> {
    components: Option<&'a Value>,
    /// Every path and method the document has; nobody else may take these.
    originals: HashSet<(String, String)>,
    /// The keys of what is no path item and stays where it is.
    others: HashSet<String>,
    /// Those that repaired operations got.
    taken: HashSet<(String, String)>,
    new: Object,
    left_out: Vec<Value>,
}

impl Paths<'_> {
    fn item(&mut self, key: &str, item: Object, prefix: Option<&str>, cursor: &mut Cursor) {
        let mended = path_keys::mended(key, prefix, cursor.from_service);
        let from = child("/paths", key);
        for (kind, detail) in &mended.notes {
            cursor.note_pointer(from.clone(), *kind, detail.as_str());
        }
        let (operations, mut shared): (Object, Object) = item
            .into_iter()
            .partition(|(name, _)| !SHARED.contains(&name.as_str()) && !name.starts_with("x-"));
        if operations.is_empty() {
            let free = !self.new.contains_key(&mended.path);
            let to = if free { mended.path.clone() } else { key.to_owned() };
            self.place(&from, &to, &shared, cursor);
        }
        for (method, operation) in operations {
            let from = child(&from, &method);
            match operation {
                Value::Object(operation) if METHODS.contains(&method.as_str()) => {
                    self.operation(key, &mended, &method, operation, &mut shared, cursor);
                }
                other => self.unknown_method(key, &method, &other, from, cursor),
            }
        }
    }

    /// What has no method, or is no operation, can't be called. It is named, so that nobody misses it in silence.
    fn unknown_method(&mut self, key: &str, method: &str, value: &Value, at: String, cursor: &mut Cursor) {
        let reason = if METHODS.contains(&method) {
            format!("an operation is expected, but it is {}", json_type(value))
        } else if value.is_object() {
            format!("the method `{method}` is none that OpenAPI knows")
        } else {
            format!("`{method}` is no member of a path that OpenAPI knows")
        };
        let operation = format!("{} {}", method.to_uppercase(), key.trim()).trim().to_owned();
        self.left_out.push(json!({"operation": operation, "pointer": at, "reason": reason}));
        cursor.note_pointer(at, RepairKind::UnknownMethod, "left out");
    }

    fn operation(
        &mut self,
        key: &str,
        mended: &PathKey,
        method: &str,
        mut operation: Object,
        shared: &mut Object,
        cursor: &mut Cursor,
    ) {
        let from = child(&child("/paths", key), method);
        let declared = Declared::of(&operation, shared, self.components);
        let target = rebuilt(mended, &mut operation, &declared);
        let native = operation.member(NATIVE_URL).and_then(Value::as_str).unwrap_or_default().to_owned();
        let target =
            target.map(|target| match template::unglued(&target, &native).filter(|_| cursor.from_service) {
                Some(unglued) => {
                    cursor.note_pointer(from.clone(), RepairKind::GluedVerb, format!("now `{unglued}`"));
                    unglued
                }
                None => target,
            });
        if let Some(rest) = template::contradiction(&mended.path, &native).filter(|_| cursor.from_service) {
            // Whatever else is known of that URL is not known of this operation.
            operation.shift_remove(NATIVE_URL);
            let detail = format!("the description is that of `…/{rest}`, another route of the provider's");
            cursor.note_pointer(from.clone(), RepairKind::ContradictingEndpoint, detail);
        }
        if let Some(target) = &target
            && *target != mended.path
        {
            cursor.note_pointer(from.clone(), RepairKind::UntemplatedPath, format!("now `{target}`"));
        }
        let path = target.clone().unwrap_or_else(|| mended.path.clone());
        let to = self.claim(key, &path, method);
        if to != path {
            cursor.note_pointer(
                from.clone(),
                RepairKind::PathCollision,
                format!("`{path}` is taken, now `{to}`"),
            );
        }
        if target.is_none() {
            old_path_only(&path, &mut operation, shared, &from, cursor);
        }
        let sent = to.split('#').next().unwrap_or_default();
        if mended.literal != sent {
            operation.entry(OLD_PATH).or_insert_with(|| json!(mended.literal));
        }
        if cursor.from_service {
            unfilled::mark(&mut operation, &to, &declared.path);
        }
        undeclared_path_parameter(&path, &declared, &mut operation, &from, cursor);
        fixed_query(mended, &mut operation);
        self.place(&child("/paths", key), &to, shared, cursor);
        let at = child(&child("/paths", &to), method);
        if from != at {
            cursor.moved(from, at);
        }
        self.new[&to][method] = Value::Object(operation);
    }

    /// Makes sure that a path item is there.
    fn place(&mut self, from: &str, key: &str, shared: &Object, cursor: &mut Cursor) {
        if !self.new.contains_key(key) {
            let to = child("/paths", key);
            if from != to {
                cursor.stems(from.to_owned(), to);
            }
            self.new.insert(key.to_owned(), Value::Object(shared.clone()));
        }
    }

    /// The path, where no other operation has it with this method; else the path with a fragment, which is not sent.
    fn claim(&mut self, own: &str, path: &str, method: &str) -> String {
        let pair = |path: &str| (path.to_owned(), method.to_owned());
        let mut claimed = path.to_owned();
        for number in 2.. {
            let free = claimed == own
                || !(self.originals.contains(&pair(&claimed)) || self.others.contains(&claimed));
            if free && self.taken.insert(pair(&claimed)) {
                break;
            }
            claimed = format!("{path}{}{number}", if path.contains('#') { "-" } else { "#" });
        }
        claimed
    }
}

/// The path with a template for every path parameter: the definition's own word, else the rebuilt one.
fn rebuilt(mended: &PathKey, operation: &mut Object, declared: &Declared) -> Option<String> {
    let stated = operation.shift_remove(NEW_PATH);
    let names: Vec<&str> = declared.path.iter().map(String::as_str).collect();
    if let Some(stated) = stated.as_ref().and_then(Value::as_str) {
        let stated = path_keys::mended(&template::respelt(stated), None, true).path;
        if let Some(stated) = template::rebuild(&stated, &names, None) {
            return Some(stated);
        }
    }
    let native = operation.member(NATIVE_URL).and_then(Value::as_str);
    let rebuilt = template::rebuild(&mended.path, &names, native)?;
    Some(template::respelt(&rebuilt))
}
