//! Judges what came back: the same, the same but for what nobody declared, or a loss.

use std::path::Path;

use serde::Serialize;

use super::case::Case;
use super::explain::Explain;
use super::instances::{Class, Instance};
use super::run::Came;
use crate::compare::{Difference, DifferenceKind, differences};
use crate::corpus::Error;
use crate::draw::UNDECLARED;
use crate::json::{Json, place};

/// What was tried of a document, and what came of it.
#[derive(Debug, Default, Serialize)]
pub(super) struct Tried {
    /// Its name.
    pub(super) document: String,
    /// How many schemas were tried.
    pub(super) schemas: usize,
    /// How many of them have no instance: none could be drawn, or none that is valid.
    pub(super) undrawn: Vec<String>,
    /// Schemas the validator doesn't take.
    pub(super) untaken: Vec<String>,
    /// Keywords that judging went without.
    pub(super) left_out: Vec<String>,
    /// Types whose place in the document is unknown.
    pub(super) lost: usize,
    /// How many instances are valid, overlapping and open.
    pub(super) classes: [usize; 3],
    /// How many of all are the document's own examples.
    pub(super) examples: usize,
    /// How many of each class came back equal, undeclared members aside.
    pub(super) equal: [usize; 3],
    /// Of these: how many came back without a member that isn't declared.
    pub(super) dropped: usize,
    /// What didn't.
    pub(super) losses: Vec<Loss>,
}

/// A value that did not come back.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Loss {
    /// The document.
    pub(super) document: String,
    /// Where the schema stands.
    pub(super) pointer: String,
    /// The type it was read into.
    pub(super) ty: String,
    /// Why it has to come back.
    pub(super) class: Class,
    /// Whether the document gives it as an example.
    pub(super) example: bool,
    /// `refused`, `changed`, `unwritable` or `ended`.
    pub(super) how: String,
    /// Where in the instance.
    pub(super) path: String,
    /// What was sent.
    pub(super) sent: String,
    /// What came back, or why nothing did.
    pub(super) back: String,
    /// What kind of loss it is.
    pub(super) kind: String,
    /// The degradation on record that explains it.
    pub(super) explained: Option<String>,
}

/// Judges the instances of a document.
pub(super) struct Judge<'a> {
    name: &'a str,
    folder: &'a Path,
    case: &'a Case,
}

impl<'a> Judge<'a> {
    /// For a case that was written down in a folder.
    pub(super) fn new(name: &'a str, folder: &'a Path, case: &'a Case) -> Self {
        Self { name, folder, case }
    }

    /// Judges them all.
    pub(super) fn judge(&self, came: &[Came]) -> Result<Tried, Error> {
        let mut tried = Tried {
            document: self.name.to_owned(),
            schemas: self.case.subjects.len(),
            undrawn: self.case.undrawn.iter().chain(&self.case.none_valid).cloned().collect(),
            untaken: self.case.untaken.clone(),
            left_out: self.case.left_out.clone(),
            lost: self.case.lost,
            ..Tried::default()
        };
        let mut explain = None;
        for (instance, came) in self.case.instances.iter().zip(came) {
            tried.classes[instance.class as usize] += 1;
            tried.examples += usize::from(instance.example);
            let (path, differences) = match compare(instance, came) {
                Compared::Equal => {
                    tried.equal[instance.class as usize] += 1;
                    continue;
                }
                Compared::Refused => (place(&instance.text, came.column()), Vec::new()),
                Compared::Different(differences) => (String::new(), differences),
            };
            let explain = match &mut explain {
                Some(explain) => explain,
                none => none.insert(Explain::new(self.folder, self.case)?),
            };
            let left: Vec<&Difference> =
                differences.iter().filter(|one| !explain.is_undeclared(instance, one)).collect();
            if left.is_empty() && !differences.is_empty() {
                tried.equal[instance.class as usize] += 1;
                tried.dropped += 1;
                continue;
            }
            let path = left.first().map_or(path, |one| one.path.clone());
            let subject = &self.case.subjects[instance.subject];
            tried.losses.push(Loss {
                document: self.name.to_owned(),
                pointer: subject.pointer.clone(),
                ty: subject.ty.clone(),
                class: instance.class,
                example: instance.example,
                how: came.how().to_owned(),
                kind: explain.kind(instance, &path, left.first().map(|one| one.kind), came),
                explained: explain.explanation(instance, &path),
                path,
                sent: instance.text.clone(),
                back: came.text().to_owned(),
            });
        }
        Ok(tried)
    }
}

fn compare(instance: &Instance, came: &Came) -> Compared {
    let parsed = |text: &str| Json::parse(text).ok();
    if !came.is_back() {
        return Compared::Refused;
    }
    let (Some(sent), Some(back)) = (parsed(&instance.text), parsed(came.text())) else {
        return Compared::Refused;
    };
    let differences = differences(&sent, &back);
    if differences.is_empty() { Compared::Equal } else { Compared::Different(differences) }
}

enum Compared {
    Equal,
    Refused,
    Different(Vec<Difference>),
}

/// Whether a member was put in that no schema declares.
pub(super) fn is_put_in(difference: &Difference) -> bool {
    difference.kind == DifferenceKind::Missing && difference.path.rsplit('/').next() == Some(UNDECLARED)
}
