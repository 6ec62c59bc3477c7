//! References into paths whose keys were repaired follow what they refer to.

use foldhash::HashMap;
use serde_json::Value;

use crate::source::pointer::{self, percent_decode};

/// How many segments a moved pointer has at most: `/paths/{key}/{method}`.
const LONGEST: usize = 3;

/// Rewrites every reference to what stood at one pointer and stands at another now.
pub(super) fn follow(value: &mut Value, moves: &HashMap<&str, &str>) {
    match value {
        Value::Object(members) => {
            for (key, member) in members {
                match member {
                    Value::String(reference) if key == "$ref" => {
                        if let Some(moved) = moved(reference, moves) {
                            *reference = moved;
                        }
                    }
                    member => follow(member, moves),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| follow(item, moves)),
        _ => {}
    }
}

fn moved(reference: &str, moves: &HashMap<&str, &str>) -> Option<String> {
    let written = reference.strip_prefix('#')?;
    let pointer = percent_decode(written);
    let decoded = moved_pointer(&pointer, moves);
    if decoded.is_none() && pointer != written { moved_pointer(written, moves) } else { decoded }
}

fn moved_pointer(pointer: &str, moves: &HashMap<&str, &str>) -> Option<String> {
    let ends = pointer.match_indices('/').map(|(at, _)| at).skip(1).chain([pointer.len()]);
    // An operation may have gone elsewhere than the rest of its path item, so the longest pointer counts.
    let ends: Vec<_> = ends.take(LONGEST).collect();
    let (end, to) = ends.iter().rev().find_map(|&end| Some((end, moves.get(&pointer[..end])?)))?;
    Some(pointer::reference(&format!("{to}{}", &pointer[end..])))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn references_follow_what_moved_and_leave_the_rest_alone() {
        let moves = HashMap::from_iter([
            ("/paths/~1a?b=c", "/paths/~1a"),
            ("/paths/~1a?b=c/post", "/paths/~1a#2/post"),
            ("/paths/~1{id}?d", "/paths/~1{id}"),
            ("/paths/~1%22a?b", "/paths/~1%22a"),
        ]);
        let mut value = json!([
            {"$ref": "#/paths/~1a?b=c/get/parameters/0"},
            {"$ref": "#/paths/~1a?b=c/post/parameters/0"},
            {"$ref": "#/paths/~1%7Bid%7D?d/parameters/0"},
            {"$ref": "#/paths/~1a?b=cd/get"},
            {"$ref": "#/paths/~1%22a?b/get"},
            {"$ref": "#/components/schemas/A", "x": {"$ref": "other.json#/paths/~1a?b=c"}},
        ]);
        follow(&mut value, &moves);
        let expected = json!([
            {"$ref": "#/paths/~1a/get/parameters/0"},
            {"$ref": "#/paths/~1a#2/post/parameters/0"},
            {"$ref": "#/paths/~1{id}/parameters/0"},
            {"$ref": "#/paths/~1a?b=cd/get"},
            {"$ref": "#/paths/~1%2522a/get"},
            {"$ref": "#/components/schemas/A", "x": {"$ref": "other.json#/paths/~1a?b=c"}},
        ]);
        assert_eq!(value, expected);
    }
}
