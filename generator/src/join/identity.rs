//! Operation ids and tags of companions, which names are made of.

use foldhash::{HashMap, HashSet};
use serde_json::{Value, json};

use super::Object;
use super::operations::{Found, Native};
use crate::extensions::BORROWED_ID;

/// The ids that operations of the document may have.
#[derive(Debug)]
pub(super) struct Identities {
    /// By companion's operation.
    ids: HashSet<String>,
}

impl Identities {
    /// An id is for one operation: what two operations match, or two companions call the same, has none.
    pub(super) fn of(document: &Value, found: &[Option<(usize, Found<'_>)>]) -> Self {
        let mut times: HashMap<String, usize> = HashMap::default();
        let items = document.get("paths").and_then(Value::as_object).into_iter().flatten();
        let operations = items.flat_map(|(_, item)| item.as_object().into_iter().flatten());
        let stated = operations.filter_map(|(_, operation)| operation.get("operationId")?.as_str());
        let natives = found.iter().flatten().filter_map(|(_, found)| match found {
            Found::One(native) => id(native),
            Found::Several(_) => None,
        });
        for id in stated.chain(natives) {
            *times.entry(id.to_owned()).or_default() += 1;
        }
        let once = times.into_iter().filter(|(_, times)| *times == 1);
        Self { ids: once.map(|(id, _)| id).collect() }
    }

    /// Gives an operation what it lacks.
    pub(super) fn give(&self, operation: &mut Object, native: &Native<'_>) {
        let id = id(native).filter(|id| self.ids.contains(*id));
        if let Some(id) = id.filter(|_| !operation.contains_key("operationId")) {
            operation.insert("operationId".to_owned(), json!(id));
            operation.insert(BORROWED_ID.to_owned(), json!(id));
        }
        let has_tags = operation.get("tags").and_then(Value::as_array).is_some_and(|tags| !tags.is_empty());
        if let Some(tags) = native.operation.get("tags").filter(|_| !has_tags) {
            operation.insert("tags".to_owned(), tags.clone());
        }
    }
}

/// The id of an operation.
fn id<'c>(native: &Native<'c>) -> Option<&'c str> {
    native.operation.get("operationId")?.as_str()
}
