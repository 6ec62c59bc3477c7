//! OpenAPI Overlay actions: what is known about a provider and its document leaves out.
//!
//! Overlay Specification 1.0 and 1.1; targets are JSONPath as in RFC 9535. Where the two versions differ, 1.1 is
//! the wider one and is followed, but for `copy`, which 1.0 doesn't have.

mod apply;
mod error;
mod merge;
mod nearest;
mod parse;

use serde_json::Value;
use serde_json_path::JsonPath;

use crate::document::{Document, Position};

pub use error::Error;

/// A parsed overlay.
#[derive(Debug, Clone)]
pub struct Overlay {
    /// `info.title`.
    pub title: String,
    /// The document it was written for, as it says. This is information for people: it is applied to any.
    pub extends: Option<String>,
    actions: Vec<Action>,
    origin: error::Origin,
}

/// One action: where, and what to do there.
#[derive(Debug, Clone)]
struct Action {
    target: Target,
    description: Option<String>,
    change: Change,
    position: Position,
}

/// A JSONPath with its text as it is written.
#[derive(Debug, Clone)]
struct Target {
    text: String,
    path: JsonPath,
}

/// What an action does to the nodes its target selects.
#[derive(Debug, Clone)]
enum Change {
    Update(Value),
    Copy(Target),
    Remove,
}

/// What an overlay did to a document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// One entry an action, in order.
    pub actions: Vec<Applied>,
}

/// What one action did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    /// The action's place in the list, from 0.
    pub index: usize,
    /// Its JSONPath as it is written.
    pub target: String,
    /// Why it is there, in the words of the overlay.
    pub description: Option<String>,
    /// The nodes its target selects; 0 also for a `copy` whose source selects none.
    pub matched: usize,
    /// Those of them that are not as they were.
    pub changed: usize,
    /// The JSON pointers of the nodes that are not as they were.
    pub places: Vec<String>,
    /// For an action that matched nothing: the nearest path the document has.
    pub nearest: Option<String>,
    /// Where the action stands in the overlay.
    pub position: Position,
}

impl Overlay {
    /// Parses an overlay, YAML or JSON; `name` is what messages call the file.
    ///
    /// # Errors
    ///
    /// Where the text is no overlay: each error says line and column.
    pub fn parse(text: &str, name: &str) -> Result<Self, Error> {
        parse::parse(text, name)
    }

    /// How many actions it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.actions.len()
    }

    /// Whether it has no actions.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.actions.is_empty()
    }
}

impl Report {
    /// The actions that matched nothing: the document is no longer what they were written for.
    pub fn stale(&self) -> impl Iterator<Item = &Applied> {
        self.actions.iter().filter(|action| action.is_stale())
    }

    /// Actions by what became of them: they changed something, met something but changed nothing, or met nothing.
    #[must_use]
    pub fn tally(&self) -> [(&'static str, usize); 3] {
        let stale = self.stale().count();
        let applied = self.actions.iter().filter(|action| action.changed > 0).count();
        let unchanged = self.actions.len() - applied - stale;
        [("applied", applied), ("unchanged", unchanged), ("stale", stale)]
    }

    /// The actions that matched but changed nothing: the document says so itself.
    pub fn notes(&self) -> impl Iterator<Item = &Applied> {
        self.actions.iter().filter(|action| action.is_note())
    }
}

impl Applied {
    /// Whether it matched nothing.
    #[must_use]
    pub fn is_stale(&self) -> bool {
        self.matched == 0
    }

    /// Whether it matched but changed nothing.
    #[must_use]
    pub fn is_note(&self) -> bool {
        self.matched > 0 && self.changed == 0
    }
}

/// Applies the actions in order, each to the result of the one before.
///
/// # Errors
///
/// Where an action can't be carried out as the specification has it: an `update` that doesn't fit what it meets,
/// targets of several kinds, a `copy` of several nodes, the removal of the whole document.
pub fn overlay(document: &mut Document, overlay: &Overlay) -> Result<Report, Error> {
    let apply = |(index, action): (usize, &Action)| {
        let outcome = apply::apply(document, action).map_err(|refusal| refusal.at(index, action, overlay))?;
        Ok(Applied {
            index,
            target: action.target.text.clone(),
            description: action.description.clone(),
            matched: outcome.matched,
            changed: outcome.places.len(),
            places: outcome.places,
            nearest: outcome.nearest,
            position: action.position,
        })
    };
    let actions = overlay.actions.iter().enumerate().map(apply).collect::<Result<_, _>>()?;
    Ok(Report { actions })
}

#[cfg(test)]
mod tests;
