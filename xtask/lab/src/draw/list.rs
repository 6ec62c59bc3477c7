//! Arrays: empty, short and longer ones; places of their own first.

use super::choice::Choice;
use super::flat::Flat;
use super::{DEEP, Draw, Room, anything};
use crate::json::Json;

/// So many items follow those with a place of their own, unless more are demanded.
const LONG: usize = 3;

impl<'d> Draw<'d> {
    /// An array; none where an item that has to be can't be drawn.
    pub(super) fn list(&self, flat: &Flat<'d>, mut choice: Choice, room: Room) -> Option<Json> {
        let count = |keyword, narrower| {
            flat.count(keyword, narrower).map(|count| usize::try_from(count).unwrap_or(usize::MAX))
        };
        let least = count("minItems", u64::max).unwrap_or(0);
        let closed = flat.items.iter().any(|items| **items == serde_json::Value::Bool(false));
        let most = count("maxItems", u64::min).unwrap_or(usize::MAX);
        let most = if closed { most.min(flat.places.len()) } else { most };
        let lengths = if room.depth > DEEP || room.size < 2 {
            vec![least]
        } else {
            let places = flat.places.len();
            let wanted = [places.max(1), 0, places + LONG, places.saturating_sub(1)];
            let mut lengths: Vec<usize> = Vec::new();
            for length in wanted.map(|length| length.clamp(least, most.max(least))) {
                if !lengths.contains(&length) {
                    lengths.push(length);
                }
            }
            lengths
        };
        let length = lengths[choice.take(lengths.len())];
        let inside = room.divided(length);
        let mut items: Vec<Json> = Vec::with_capacity(length);
        for at in 0..length {
            items.push(self.item(flat, at, Choice::of(choice.rest() + at), inside)?);
        }
        if flat.is("uniqueItems") {
            let mut unique: Vec<Json> = Vec::new();
            for item in items {
                if !unique.contains(&item) {
                    unique.push(item);
                }
            }
            items = unique;
        }
        Some(Json::List(items))
    }

    fn item(&self, flat: &Flat<'d>, at: usize, choice: Choice, room: Room) -> Option<Json> {
        match flat.places.get(at) {
            Some(place) => self.value(&[*place], choice, room),
            None if flat.items.is_empty() => Some(anything(choice)),
            None => self.value(&flat.items, choice, room),
        }
    }
}
