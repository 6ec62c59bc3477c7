//! Objects: all members, only those that have to be, and some of them.

use std::collections::HashSet;

use serde_json::Value;

use super::choice::Choice;
use super::flat::Flat;
use super::{DEEP, Draw, Put, Room, UNDECLARED, anything};
use crate::json::Json;

impl<'d> Draw<'d> {
    /// An object; none where a member that has to be can't be drawn.
    pub(super) fn object(&self, flat: &Flat<'d>, choice: Choice, room: Room) -> Option<Json> {
        let number = choice.rest();
        let sparse = number == 1 || room.depth > DEEP || room.size <= flat.properties.len();
        // Members go through their own choices from the second object on.
        let inner = number.saturating_sub(1);
        let mut names: Vec<&str> = flat.properties.keys().copied().collect();
        names.extend(flat.required.iter().filter(|name| !flat.properties.contains_key(*name)));
        names.retain(|name| {
            let tagged = flat.tags.iter().any(|(member, _)| member == name);
            flat.required.contains(name) || tagged || !sparse && is_wanted(name, number)
        });
        for (member, _) in &flat.tags {
            if !names.contains(member) {
                names.push(member);
            }
        }
        let inside = room.divided(names.len() + 1);
        let mut members: Vec<(String, Json)> = Vec::with_capacity(names.len());
        for name in names {
            if let Some((_, tag)) = flat.tags.iter().find(|(member, _)| *member == name) {
                members.push((name.to_owned(), Json::Text(tag.clone())));
                continue;
            }
            match self.member(flat, name, Choice::of(inner), inside) {
                Some(value) => members.push((name.to_owned(), value)),
                None if flat.required.contains(name) => return None,
                None => {}
            }
        }
        self.more(flat, number, sparse, inside, &mut members);
        self.undeclared(flat, &mut members);
        Some(Json::Object(members))
    }

    /// A member that is declared, or has to be.
    fn member(&self, flat: &Flat<'d>, name: &str, choice: Choice, room: Room) -> Option<Json> {
        match flat.properties.get(name) {
            Some(schemas) => self.value(schemas, choice, room),
            None if flat.additional.is_empty() => Some(anything(choice)),
            None => self.value(&flat.additional, choice, room),
        }
    }

    /// Members by patterns of names, and any others that a schema speaks of.
    fn more(
        &self,
        flat: &Flat<'d>,
        number: usize,
        sparse: bool,
        room: Room,
        members: &mut Vec<(String, Json)>,
    ) {
        let least =
            flat.count("minProperties", u64::max).and_then(|least| usize::try_from(least).ok()).unwrap_or(0);
        if !sparse {
            for (pattern, schema) in &flat.patterns {
                let Some(name) = self.matching(pattern).first().cloned() else { continue };
                let value = self.value(&[*schema], Choice::of(number), room);
                push(members, &name, value);
            }
        }
        let speaks = flat.additional.iter().any(|one| !matches!(one, Value::Bool(false)));
        let forbids = flat.additional.iter().any(|one| matches!(one, Value::Bool(false)));
        if forbids {
            return;
        }
        let wanted = if speaks && !sparse { 2 } else { 0 };
        let wanted = wanted.max(least.saturating_sub(members.len())).min(20);
        for at in 0..wanted {
            let name = if at == 0 { "more-1".to_owned() } else { format!("More {}", at + 1) };
            let value = self.member(flat, &name, Choice::of(number + at), room);
            push(members, &name, value);
        }
    }

    /// A member that no schema declares, where one is to be put in.
    fn undeclared(&self, flat: &Flat<'d>, members: &mut Vec<(String, Json)>) {
        // Where a schema speaks of further members, none is undeclared.
        if flat.additional.iter().any(|one| **one != Value::Bool(false)) || !flat.patterns.is_empty() {
            return;
        }
        let at = self.objects.replace(self.objects.get() + 1);
        if self.put.get() == Some(Put::Undeclared(at)) {
            let value = Json::Object(vec![("a".to_owned(), Json::List(vec![Json::Number("1".to_owned())]))]);
            members.push((UNDECLARED.to_owned(), value));
        }
    }
}

fn push(members: &mut Vec<(String, Json)>, name: &str, value: Option<Json>) {
    let known: HashSet<&str> = members.iter().map(|(name, _)| name.as_str()).collect();
    if let Some(value) = value.filter(|_| !known.contains(name)) {
        members.push((name.to_owned(), value));
    }
}

/// Whether an optional member is in the so-many-th object: all are in the first and in every other one, and some in
/// the rest.
fn is_wanted(name: &str, number: usize) -> bool {
    if number.is_multiple_of(2) {
        return true;
    }
    let hash = name.bytes().fold(number, |hash, byte| hash.wrapping_mul(31).wrapping_add(usize::from(byte)));
    (hash >> 3).is_multiple_of(2)
}
