//! An answer that the service's own document leaves open, and the provider's describes.

use std::error::Error;
use std::fmt;

use serde::{Serialize, Serializer};
use serde_json::Value;

use crate::answer::Answer;
use crate::error::Failure;
use crate::output::{self, Output, Reading};

/// An answer as the provider's own document describes it, or else as it came: success stays success, whatever was
/// answered.
#[derive(Debug, Clone, PartialEq)]
pub enum Described<T> {
    /// As the document describes it.
    Typed(T),
    /// Something else: its JSON, or its text.
    Other(Value),
}

impl<T> Described<T> {
    /// The answer, where it is as the document describes it.
    ///
    /// # Errors
    /// What came, where it isn't.
    pub fn typed(self) -> Result<T, NotAsDescribed> {
        match self {
            Self::Typed(answer) => Ok(answer),
            Self::Other(value) => Err(NotAsDescribed { value }),
        }
    }

    /// The answer, where it is as the document describes it.
    #[must_use]
    pub fn as_typed(&self) -> Option<&T> {
        match self {
            Self::Typed(answer) => Some(answer),
            Self::Other(_) => None,
        }
    }

    pub(crate) fn map<U>(self, change: impl FnOnce(T) -> U) -> Described<U> {
        match self {
            Self::Typed(answer) => Described::Typed(change(answer)),
            Self::Other(value) => Described::Other(value),
        }
    }
}

impl<T: Serialize> Serialize for Described<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Typed(answer) => answer.serialize(serializer),
            Self::Other(value) => value.serialize(serializer),
        }
    }
}

impl<T: Output> Output for Described<T> {
    fn read(reading: &Reading<'_>, answer: &Answer) -> Result<Self, Failure> {
        Ok(T::read(reading, answer)
            .map_or_else(|_| Self::Other(output::as_it_came(reading, answer)), Self::Typed))
    }
}

/// An answer that isn't as the provider's own document describes it.
#[derive(Debug, Clone, PartialEq)]
pub struct NotAsDescribed {
    value: Value,
}

impl NotAsDescribed {
    /// What came: its JSON, or its text.
    #[must_use]
    pub fn value(&self) -> &Value {
        &self.value
    }

    /// What came: its JSON, or its text.
    #[must_use]
    pub fn into_value(self) -> Value {
        self.value
    }
}

impl fmt::Display for NotAsDescribed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match &self.value {
            Value::Null => "nothing",
            Value::Bool(_) => "a boolean",
            Value::Number(_) => "a number",
            Value::String(_) => "text",
            Value::Array(_) => "a list",
            Value::Object(_) => "an object",
        };
        write!(
            f,
            "the call succeeded, but its answer, {kind}, is not as the provider's document describes it"
        )
    }
}

impl Error for NotAsDescribed {}
