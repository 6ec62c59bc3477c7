//! What came of the groups, by what the suite calls them and by reason.

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

use serde::Serialize;
use tool::terminal::LABEL;

use super::groups::Group;
use super::program::Client;
use crate::compare::{DifferenceKind, differences};
use crate::corpus::Error;
use crate::json::Json;
use crate::round_trip::{Came, trips};

/// What came of all groups.
#[derive(Debug, Default, Serialize)]
pub(super) struct Outcomes {
    /// Files of the suite.
    files: BTreeMap<String, Counts>,
    /// Groups without a client, with the reason.
    refused: Vec<String>,
    /// Instances that did not come back.
    losses: Vec<Loss>,
}

#[derive(Debug, Default, Clone, Copy, Serialize)]
struct Counts {
    groups: usize,
    /// Groups that became a client.
    clients: usize,
    /// Clients whose type says more than that it is JSON.
    typed: usize,
    valid: usize,
    equal: usize,
    /// Came back but for members that no keyword names.
    dropped: usize,
    refused: usize,
    /// Refused, for a type that no keyword states: `properties` alone forbids no string.
    guessed: usize,
    changed: usize,
    /// Instances of groups without a client.
    untried: usize,
}

#[derive(Debug, Serialize)]
struct Loss {
    group: String,
    ty: String,
    how: String,
    sent: String,
    back: String,
}

impl Outcomes {
    /// Tries every instance.
    pub(super) fn of(
        groups: &[Group],
        clients: &[Client],
        refused: Vec<(usize, String)>,
        program: &Path,
    ) -> Result<Self, Error> {
        let mut outcomes = Self::default();
        for group in groups {
            let counts = outcomes.files.entry(group.file.clone()).or_default();
            counts.groups += 1;
            counts.valid += group.valid.len();
        }
        for (number, reason) in refused {
            let group = &groups[number];
            outcomes.counts(group).untried += group.valid.len();
            outcomes.refused.push(format!("{}: {}: {reason}", group.file, group.name));
        }
        let instances = clients.iter().enumerate().flat_map(|(at, client)| {
            groups[client.group].valid.iter().map(move |instance| (at, instance.to_string()))
        });
        let instances: Vec<(usize, String)> = instances.collect();
        for client in clients {
            let counts = outcomes.counts(&groups[client.group]);
            counts.clients += 1;
            counts.typed += usize::from(client.is_typed);
        }
        let came = trips(program, &instances)?;
        for ((at, sent), came) in instances.iter().zip(&came) {
            let client = &clients[*at];
            outcomes.take(&groups[client.group], client, sent, came);
        }
        Ok(outcomes)
    }

    fn counts(&mut self, group: &Group) -> &mut Counts {
        self.files.entry(group.file.clone()).or_default()
    }

    fn take(&mut self, group: &Group, client: &Client, sent: &str, came: &Came) {
        let parsed = |text: &str| Json::parse(text).ok();
        let differences = match (came.is_back(), parsed(sent), parsed(came.text())) {
            (true, Some(sent), Some(back)) => Some(differences(&sent, &back)),
            _ => None,
        };
        let how = match &differences {
            None => "refused",
            Some(differences) if differences.is_empty() => return self.counts(group).equal += 1,
            Some(differences)
                if differences
                    .iter()
                    .all(|one| one.kind == DifferenceKind::Missing && !group.names(&one.path)) =>
            {
                return self.counts(group).dropped += 1;
            }
            Some(_) => "changed",
        };
        // A list is read as a struct, member by member, until there are no more items.
        let other_kind = ["invalid type", "invalid length"].iter().any(|said| came.text().starts_with(said));
        let how = if other_kind && group.is_guessed(sent, came.column()) { "guessed" } else { how };
        let counts = self.counts(group);
        match how {
            "guessed" => counts.guessed += 1,
            "refused" => counts.refused += 1,
            _ => counts.changed += 1,
        }
        self.losses.push(Loss {
            group: format!("{}: {}", group.file, group.name),
            ty: client.ty.clone(),
            how: how.to_owned(),
            sent: sent.to_owned(),
            back: came.text().to_owned(),
        });
    }

    /// Whether nothing was lost but for guessed types.
    pub(super) fn are_good(&self) -> bool {
        self.losses.iter().all(|loss| loss.how == "guessed")
    }

    /// Writes everything as JSON.
    pub(super) fn write(&self, path: &Path) -> Result<(), Error> {
        let text = serde_json::to_string_pretty(self).expect("outcomes are texts and numbers");
        std::fs::write(path, format!("{text}\n")).map_err(Error::write(path))
    }
}

impl fmt::Display for Outcomes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{LABEL}{:24}  groups  clients  typed  valid  equal  dropped  guessed  refused  changed  untried{LABEL:#}",
            "file"
        )?;
        let mut all = Counts::default();
        for (file, counts) in &self.files {
            row(f, file, counts)?;
            all = all.add(*counts);
        }
        row(f, "all", &all)?;
        for loss in &self.losses {
            writeln!(f, "{} ({}), {}: {} → {}", loss.group, loss.ty, loss.how, loss.sent, loss.back)?;
        }
        for refused in &self.refused {
            writeln!(f, "{LABEL}no client{LABEL:#} {refused}")?;
        }
        Ok(())
    }
}

fn row(f: &mut fmt::Formatter<'_>, name: &str, counts: &Counts) -> fmt::Result {
    let Counts { groups, clients, typed, valid, equal, dropped, refused, guessed, changed, untried } = counts;
    writeln!(
        f,
        "{name:24}  {groups:>6}  {clients:>7}  {typed:>5}  {valid:>5}  {equal:>5}  {dropped:>7}  {guessed:>7}  {refused:>7}  {changed:>7}  {untried:>7}"
    )
}

impl Counts {
    fn add(self, other: Self) -> Self {
        Self {
            groups: self.groups + other.groups,
            clients: self.clients + other.clients,
            typed: self.typed + other.typed,
            valid: self.valid + other.valid,
            equal: self.equal + other.equal,
            dropped: self.dropped + other.dropped,
            refused: self.refused + other.refused,
            guessed: self.guessed + other.guessed,
            changed: self.changed + other.changed,
            untried: self.untried + other.untried,
        }
    }
}
