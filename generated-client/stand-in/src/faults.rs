//! Faults on request: the next calls go wrong, in the order they were asked for.

use std::str::FromStr;
use std::sync::{Mutex, PoisonError};

/// What goes wrong, and how often.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fault {
    kind: FaultKind,
    count: u32,
}

/// What goes wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FaultKind {
    /// An answer with this status.
    Status(u16),
    /// The connection ends without an answer.
    Close,
    /// There is never an answer.
    Stall,
}

impl FromStr for Fault {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (kind, count) = text.split_once(':').unwrap_or((text, "1"));
        let count = count.parse().map_err(|_| "what stands behind `:` is no count".to_owned())?;
        let kind = match kind {
            "close" => FaultKind::Close,
            "stall" => FaultKind::Stall,
            status => match status.parse() {
                Ok(status @ 400..=599) => FaultKind::Status(status),
                _ => return Err("a fault is a status from 400 to 599, `close` or `stall`".to_owned()),
            },
        };
        Ok(Self { kind, count })
    }
}

/// The faults that are still to come.
#[derive(Debug)]
pub(crate) struct Faults(Mutex<Vec<Fault>>);

impl Faults {
    pub(crate) fn new(planned: &[Fault]) -> Self {
        Self(Mutex::new(planned.iter().rev().copied().collect()))
    }

    /// What happens to this call, if anything.
    pub(crate) fn next(&self) -> Option<FaultKind> {
        let mut planned = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        while let Some(fault) = planned.last_mut() {
            if fault.count > 0 {
                fault.count -= 1;
                return Some(fault.kind);
            }
            planned.pop();
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_come_in_order_and_end() {
        let planned = ["429:2", "close", "500:0", "stall"].map(|text| text.parse().unwrap());
        let faults = Faults::new(&planned);
        let seen: Vec<_> = std::iter::from_fn(|| faults.next()).collect();
        assert_eq!(
            seen,
            [FaultKind::Status(429), FaultKind::Status(429), FaultKind::Close, FaultKind::Stall]
        );
    }

    #[test]
    fn what_is_no_fault_is_refused() {
        for bad in ["", "200", "999", "explode", "429:", "429:x", "429:-1"] {
            assert!(bad.parse::<Fault>().is_err(), "{bad}");
        }
    }
}
