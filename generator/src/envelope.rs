//! The object LowCodeAPI puts around every answer, by the names of its members.

/// The members that hold the answer.
const PAYLOAD: &[&str] = &["data", "result", "res"];

/// The members that may stand beside it.
const BESIDE: &[&str] = &["message", "provider", "headers", "response_headers"];

/// The member that holds the answer, where an object with these members is an envelope: one member does, and the others
/// are only about it.
#[must_use]
pub fn payload<'n>(names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let mut payload = None;
    for name in names {
        if PAYLOAD.contains(&name) && payload.is_none() {
            payload = Some(name);
        } else if !BESIDE.contains(&name) {
            return None;
        }
    }
    payload
}

#[cfg(test)]
mod tests {
    use super::payload;

    #[test]
    fn an_envelope_holds_one_answer_and_nothing_of_its_own() {
        assert_eq!(payload(["data"]), Some("data"));
        assert_eq!(payload(["message", "provider", "result", "response_headers"]), Some("result"));
        assert_eq!(payload(["data", "has_more"]), None);
        assert_eq!(payload(["data", "result"]), None);
        assert_eq!(payload(["message", "provider"]), None);
    }
}
