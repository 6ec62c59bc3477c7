//! The types that strings of a format become because the client's manifest says so.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use super::meant::did_you_mean;
use super::{Error, scalar};
use crate::api::{ChosenType, Primitive};
use crate::names::is_path;

/// Formats whose values are not written as they are kept.
const BYTES: [&str; 3] = ["base64", "binary", "byte"];

/// The types that formats become, and the formats that were met.
#[derive(Debug)]
pub(super) struct Formats<'m> {
    chosen: &'m BTreeMap<String, String>,
    met: RefCell<BTreeSet<String>>,
}

impl<'m> Formats<'m> {
    /// # Errors
    ///
    /// Where a format can't have another type, or what it is to have is none.
    pub(super) fn of(chosen: &'m BTreeMap<String, String>) -> Result<Self, Error> {
        for (format, path) in chosen {
            if BYTES.contains(&format.as_str()) {
                let because = "values of this format are bytes, which the runtime reads and writes";
                return Err(unfit(format, path, because));
            }
            if scalar::is_of_numbers(format) {
                return Err(unfit(format, path, "it is a format of numbers, and this is for strings"));
            }
            if !is_path(path) || !(path.contains("::") || path == "String") {
                return Err(unfit(
                    format,
                    path,
                    "write the path of a type, such as `uuid::Uuid` or `crate::Money`",
                ));
            }
            if path.starts_with("time::") {
                let because = "`time` writes no RFC 3339 by itself: name a type of your own around it, or convert by the feature `time`";
                return Err(unfit(format, path, because));
            }
        }
        Ok(Self { chosen, met: RefCell::default() })
    }

    /// The type of strings of a format, where the manifest names one.
    pub(super) fn chosen(&self, format: Option<&str>) -> Option<Primitive> {
        let format = format.filter(|_| !self.chosen.is_empty())?;
        if !self.met.borrow().contains(format) {
            self.met.borrow_mut().insert(format.to_owned());
        }
        let position = self.chosen.keys().position(|known| known == format)?;
        Some(Primitive::Chosen(ChosenType(position)))
    }

    /// # Errors
    ///
    /// Where the manifest names a type for a format that no string has.
    pub(super) fn finish(&self) -> Result<(), Error> {
        let met = self.met.borrow();
        let Some(format) = self.chosen.keys().find(|format| !met.contains(*format)) else { return Ok(()) };
        let help = did_you_mean(format, met.iter().map(String::as_str)).unwrap_or_else(|| match met.len() {
            0 => "no string of the document has a format".to_owned(),
            _ => {
                format!("the document's strings have {}", met.iter().cloned().collect::<Vec<_>>().join(", "))
            }
        });
        Err(Error::NoSuchFormat { format: format.clone(), help })
    }
}

fn unfit(format: &str, path: &str, because: &'static str) -> Error {
    Error::UnfitType { format: format.to_owned(), path: path.to_owned(), because }
}
