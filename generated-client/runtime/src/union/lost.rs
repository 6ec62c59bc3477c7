//! The members of a value that a type has no place for.

use serde_ignored::Path;

/// Where they are.
#[derive(Debug, Default)]
pub(super) struct Lost(Vec<String>);

/// What begins a name in a place: no name has it in JSON that is read by people.
const BEFORE: char = '\0';

impl Lost {
    /// Adds one.
    pub(super) fn push(&mut self, place: &Path<'_>) {
        let mut text = String::new();
        write(place, &mut text);
        self.0.push(text);
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether one of them is not lost with these others, neither by itself nor with what it is in.
    pub(super) fn has_what_is_kept_by(&self, others: &Self) -> bool {
        let is_lost = |place: &String| {
            let is_within = |around: &String| {
                place
                    .strip_prefix(around.as_str())
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with(BEFORE))
            };
            others.0.iter().any(is_within)
        };
        !self.0.iter().all(is_lost)
    }
}

fn write(place: &Path<'_>, text: &mut String) {
    match place {
        Path::Root => {}
        Path::Seq { parent, index } => {
            write(parent, text);
            text.push(BEFORE);
            text.push_str(&index.to_string());
        }
        Path::Map { parent, key } => {
            write(parent, text);
            text.push(BEFORE);
            text.push_str(key);
        }
        Path::Some { parent } | Path::NewtypeStruct { parent } | Path::NewtypeVariant { parent } => {
            write(parent, text);
        }
    }
}
