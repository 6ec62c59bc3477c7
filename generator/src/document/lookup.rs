//! Members of objects by their names.

use serde_json::{Map, Value};

/// Up to so many names are compared one by one, which is quicker than hashing the one that is looked for. Most objects of
/// a document have fewer members, and most lookups find nothing.
const FEW: usize = 12;

/// What has members, or may have.
pub(crate) trait Members {
    /// The member of a name.
    fn member(&self, name: &str) -> Option<&Value>;

    /// The member of a name, to be changed.
    fn member_mut(&mut self, name: &str) -> Option<&mut Value>;
}

impl Members for Map<String, Value> {
    fn member(&self, name: &str) -> Option<&Value> {
        if self.len() > FEW {
            return self.get(name);
        }
        self.iter().find(|(known, _)| *known == name).map(|(_, value)| value)
    }

    fn member_mut(&mut self, name: &str) -> Option<&mut Value> {
        if self.len() > FEW {
            return self.get_mut(name);
        }
        self.iter_mut().find(|(known, _)| *known == name).map(|(_, value)| value)
    }
}

impl Members for Value {
    fn member(&self, name: &str) -> Option<&Value> {
        self.as_object()?.member(name)
    }

    fn member_mut(&mut self, name: &str) -> Option<&mut Value> {
        self.as_object_mut()?.member_mut(name)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{FEW, Members as _};

    #[test]
    fn members_are_found_in_small_and_large_objects() {
        for count in [0, 1, FEW, FEW + 1] {
            let mut object: Value = (0..count).map(|at| (at.to_string(), json!(at))).collect();
            for at in 0..count {
                assert_eq!(object.member(&at.to_string()), Some(&json!(at)));
                assert_eq!(object.member_mut(&at.to_string()), Some(&mut json!(at)));
            }
            assert_eq!(object.member("x"), None);
            assert_eq!(object.member_mut("x"), None);
        }
        assert_eq!(json!([1]).member("0"), None);
    }
}
