//! Decides what one call shows, and whose fault it is where something went wrong.

use serde_json::Value;

use super::answers::{self, Validity};
use super::places::RequestPart;
use super::plan::Planned;
use super::proxy::{Answer, Exchange};
use super::ruling::{Refusal, Ruling, ruling};
use super::schemas::Schemas;
use super::sent::{Sent, sent};
use super::written::{Written, is_json};

/// What a call shows.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Verdict {
    /// What came of it.
    pub(super) outcome: Outcome,
    /// What went wrong, if anything, without what differs from call to call.
    pub(super) cause: String,
    /// Whether a request that was allowed went out as something else than it was made from.
    pub(super) altered: Option<String>,
}

/// What came of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Outcome {
    /// The client's types can't hold the value.
    Unheld,
    /// The client sent nothing.
    Unsent,
    /// The client's program ended, or was silent.
    Died,
    /// The judge couldn't answer.
    Unable,
    /// Refused, and the value is what the document forbids.
    RefusedSample,
    /// Refused, although another validator allows the values, and they went out as they were meant.
    RefusedDisputed,
    /// Refused, and not because of the value: the client's fault.
    Refused,
    /// The answer was read.
    Read,
    /// The answer was read, and something of it is gone.
    ReadLossy,
    /// A valid answer wasn't read: the client's fault.
    Unread,
    /// An answer wasn't read that is valid to the judge and not to another validator, or the other way round.
    UnreadDisputed,
    /// An answer wasn't read that is not what the document promises.
    UnreadInvalid,
    /// A failure was read as its type.
    Typed,
    /// A failure that the document doesn't describe in JSON.
    Untyped,
    /// A failure that no type read, although the document describes it.
    UntypedFailure,
}

impl Outcome {
    /// Whether it is the client's fault.
    pub(super) fn is_fault(self) -> bool {
        matches!(self, Self::Died | Self::Refused | Self::Unread | Self::UntypedFailure)
    }

    /// Its name in the report.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Unheld => "unheld",
            Self::Unsent => "unsent",
            Self::Died => "died",
            Self::Unable => "unable",
            Self::RefusedSample => "refused_sample",
            Self::RefusedDisputed => "refused_disputed",
            Self::Refused => "refused",
            Self::Read => "read",
            Self::ReadLossy => "read_lossy",
            Self::Unread => "unread",
            Self::UnreadDisputed => "unread_disputed",
            Self::UnreadInvalid => "unread_invalid",
            Self::Typed => "typed",
            Self::Untyped => "untyped",
            Self::UntypedFailure => "untyped_failure",
        }
    }

    /// Whether the judge accepted the request.
    pub(super) fn is_accepted(self) -> bool {
        self >= Self::Read
    }
}

/// What a call is judged by.
pub(super) struct Case<'c> {
    pub(super) planned: &'c Planned,
    /// Where its operation stands.
    pub(super) operation: &'c str,
    pub(super) document: Written<'c>,
    /// The schemas of answers.
    pub(super) received: &'c Schemas,
}

/// What the program that made a call says, and what was recorded meanwhile.
pub(super) fn verdict(case: &Case<'_>, said: &Value, exchanges: &[Exchange]) -> Verdict {
    let plain = |outcome, cause: String| Verdict { outcome, cause, altered: None };
    if let Some(unheld) = said.get("unheld") {
        return plain(
            Outcome::Unheld,
            format!("{}: {}", text(&unheld["name"]), generic(&text(&unheld["why"]))),
        );
    }
    if let Some(why) = said.get("died").or(said.get("unwritten")) {
        return plain(Outcome::Died, generic(&text(why)));
    }
    let Some(exchange) = exchanges.last() else {
        return plain(Outcome::Unsent, why(&said["failed"]));
    };
    let answer = match &exchange.answer {
        Ok(answer) => answer,
        Err(why) => return plain(Outcome::Unable, why.clone()),
    };
    match ruling(answer) {
        Ruling::Unable(why) => plain(Outcome::Unable, generic(&why)),
        Ruling::Refused(refusal) => refused(case.planned, &refusal, exchange),
        Ruling::Allowed(_) if case.planned.forced.is_some_and(|forced| forced != answer.status) => {
            plain(Outcome::Unable, "it doesn't answer with the failure that is asked for".to_owned())
        }
        Ruling::Allowed(own) => {
            let altered = case.planned.samples.iter().find_map(|sample| match sent(sample, exchange) {
                Sent::Other(other) => Some(format!("{} = {} went out as {other}", sample.name, sample.value)),
                Sent::AsMeant | Sent::Unread => None,
            });
            let (outcome, why) = answered(case, said, answer, own.as_deref());
            Verdict { outcome, cause: why, altered }
        }
    }
}

fn refused(planned: &Planned, refusal: &Refusal, exchange: &Exchange) -> Verdict {
    let reasons: Vec<String> = refusal
        .reasons
        .iter()
        .map(|(part, message)| if part.is_empty() { message.clone() } else { format!("{part}: {message}") })
        .collect();
    let mut cause = format!("{}: {}", refusal.about.word(), generic(&reasons.join("; ")));
    let forbidden =
        planned.samples.iter().find_map(|sample| sample.objection.as_ref().map(|why| (sample, why)));
    let other = planned.samples.iter().find_map(|sample| match sent(sample, exchange) {
        Sent::Other(other) => Some(format!("{} = {} went out as {other}", sample.name, sample.value)),
        Sent::AsMeant | Sent::Unread => None,
    });
    let outcome = if let Some(media_type) = foreign(planned, refusal) {
        cause = format!("it can't read {media_type}");
        Outcome::Unable
    } else if refusal.about != super::ruling::About::Values {
        Outcome::Refused
    } else if let Some(other) = &other {
        cause = format!("{cause} ({other})");
        Outcome::Refused
    } else if let Some((sample, why)) = forbidden {
        cause = format!("{cause} (drawn: {}: {})", sample.name, generic(why));
        Outcome::RefusedSample
    } else if planned.samples.iter().all(|sample| sent(sample, exchange) == Sent::AsMeant) {
        Outcome::RefusedDisputed
    } else {
        Outcome::Refused
    };
    Verdict { outcome, cause, altered: None }
}

/// A media type that the judge reads as text, whatever it is, where it refused the body for that.
fn foreign<'p>(planned: &'p Planned, refusal: &Refusal) -> Option<&'p str> {
    let bodies = planned.samples.iter().filter_map(|sample| match &sample.part {
        RequestPart::Body(media_type) => Some(media_type.as_str()),
        RequestPart::Parameter { .. } => None,
    });
    let is_read = |media_type: &str| {
        is_json(media_type) || media_type.contains("urlencoded") || media_type.contains("multipart")
    };
    let mut foreign = bodies.filter(|media_type| !is_read(media_type));
    let about_body = refusal.reasons.iter().all(|(part, _)| part.split('.').next() == Some("body"));
    foreign.next_back().filter(|_| about_body)
}

fn answered(case: &Case<'_>, said: &Value, answer: &Answer, own: Option<&str>) -> (Outcome, String) {
    if let Some(read) = said.get("read") {
        return match answers::loss(case.received, answer, &read["value"]) {
            Some(loss) => (Outcome::ReadLossy, generic(&loss)),
            None => (Outcome::Read, String::new()),
        };
    }
    let validity = answers::validity(case.document, case.received, case.operation, answer, own);
    let failed = &said["failed"];
    let message = why(failed);
    if answer.status >= 400 {
        if !failed["typed"].is_null() {
            return (Outcome::Typed, String::new());
        }
        let described = answers::is_described(case.document, case.operation, answer);
        if !described {
            return (Outcome::Untyped, String::new());
        }
    }
    let but = |why: &str| format!("{message} (but {})", generic(&why.chars().take(120).collect::<String>()));
    match validity {
        Validity::Valid if answer.status >= 400 => (Outcome::UntypedFailure, message),
        Validity::Valid => (Outcome::Unread, message),
        Validity::Disputed(why) => (Outcome::UnreadDisputed, but(&why)),
        Validity::Invalid(why) => (Outcome::UnreadInvalid, but(&why)),
    }
}

/// Why a call failed, and where in the answer.
fn why(failed: &Value) -> String {
    let at = failed["path"].as_str().map_or_else(String::new, |path| format!(" at `{}`", generic(path)));
    format!("{}: {}{at}", text(&failed["kind"]), generic(&text(&failed["message"])))
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// A message without positions and numbers, so that the same cause reads the same.
pub(super) fn generic(message: &str) -> String {
    let message: String = message.chars().take(300).collect();
    let mut generic = String::new();
    let mut digits = false;
    for c in message.chars() {
        if c.is_ascii_digit() {
            if !digits {
                generic.push('#');
            }
            digits = true;
        } else {
            digits = false;
            generic.push(if c.is_control() { ' ' } else { c });
        }
    }
    generic
}

#[cfg(test)]
mod tests;
