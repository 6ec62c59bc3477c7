//! Which part of the raised document stood where before, and where references lead from now on.

use foldhash::HashMap;
use serde_json::Value;

use crate::document::entered;

/// The places of parts that no longer stand where they did, or stand in several.
#[derive(Debug, Default)]
pub(super) struct Places {
    /// The new place and the old one, in order.
    moves: Vec<(String, String)>,
    /// The first new place by the old one.
    now: HashMap<String, String>,
}

impl Places {
    pub(super) fn new() -> Self {
        Self::default()
    }

    /// States that what stands at `to` stood at `from`.
    pub(super) fn put(&mut self, to: impl Into<String>, from: impl Into<String>) {
        let (to, from) = (to.into(), from.into());
        self.now.entry(from.clone()).or_insert_with(|| to.clone());
        self.moves.push((to, from));
    }

    pub(super) fn into_moves(self) -> Vec<(String, String)> {
        self.moves
    }

    /// Lets all references within a document lead to where their targets stand now.
    pub(super) fn point(&self, document: &mut Value) {
        self.walk(document, false);
    }

    fn walk(&self, value: &mut Value, keys_are_names: bool) {
        match value {
            Value::Array(items) => items.iter_mut().for_each(|item| self.walk(item, false)),
            Value::Object(members) => {
                for (key, member) in members {
                    match member {
                        Value::String(target) if key == "$ref" && !keys_are_names => {
                            if let Some(now) = self.target(target) {
                                *target = now;
                            }
                        }
                        _ => {
                            if let Some(names) = entered(key, keys_are_names) {
                                self.walk(member, names);
                            }
                        }
                    }
                }
            }
            _ => {}
        }
    }

    /// Where a reference leads that led to `target`; `None` where that is as before.
    fn target(&self, target: &str) -> Option<String> {
        let pointer = target.strip_prefix('#')?;
        let mut known = pointer;
        loop {
            if let Some(now) = self.now.get(known) {
                return Some(format!("#{now}{}", &pointer[known.len()..]));
            }
            known = &known[..known.rfind('/')?];
        }
    }
}
