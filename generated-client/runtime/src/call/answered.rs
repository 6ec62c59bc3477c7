//! How an answer that isn't the usual JSON is asked for and read.

use std::marker::PhantomData;

use bytes::Bytes;
use serde_json::Value;

use super::Call;
use crate::core::Mode;
use crate::described::Described;
use crate::error::Failure;
use crate::integers::{self, Integers};
use crate::outgoing::Added;
use crate::output::{self, Output, Read};

impl<T, C, M: Mode> Call<T, C, M> {
    /// Asks for a media type that is JSON of another type.
    pub fn answered_in_json<U: Output>(self, media_type: &'static str) -> Call<U, C, M> {
        self.answered(media_type, U::read)
    }

    /// Asks for a media type that is XML.
    #[cfg(feature = "xml")]
    pub fn answered_in_xml<U: crate::xml::Xml + serde::de::DeserializeOwned>(
        self,
        media_type: &'static str,
    ) -> Call<U, C, M> {
        self.answered(media_type, output::xml)
    }

    /// Asks for a media type that is text.
    pub fn answered_in_text(self, media_type: &'static str) -> Call<String, C, M> {
        self.answered(media_type, output::text)
    }

    /// Asks for a media type that is bytes.
    pub fn answered_in_bytes(self, media_type: &'static str) -> Call<Bytes, C, M> {
        self.answered(media_type, output::bytes)
    }

    fn answered<U>(self, media_type: &'static str, read: Read<U>) -> Call<U, C, M> {
        let mut call = self.reread(read);
        let outgoing = &mut call.outgoing;
        // Whatever a parameter asked for was the answer that this one takes the place of.
        outgoing.headers.retain(|(name, _)| !name.eq_ignore_ascii_case("accept"));
        outgoing
            .added
            .retain(|added| !matches!(added, Added::Header(name, _) if name.eq_ignore_ascii_case("accept")));
        call.accept(media_type)
    }

    fn reread<U>(self, read: Read<U>) -> Call<U, C, M> {
        let Self { core, mut outgoing, .. } = self;
        // The type of the answer has no place for a redirect.
        outgoing.redirects = &[];
        Call { core, outgoing, read, code: PhantomData }
    }

    /// Takes an answer that the document says nothing of as JSON of a type.
    pub fn undocumented_json<U: Output>(self) -> Call<U, C, M> {
        self.reread(U::read)
    }

    /// Takes an answer that the document says nothing of as text.
    pub fn undocumented_text(self) -> Call<String, C, M> {
        self.reread(output::text).accept("*/*")
    }

    /// Takes an answer that the document says nothing of as it comes.
    pub fn undocumented_bytes(self) -> Call<Bytes, C, M> {
        self.reread(output::bytes).accept("*/*")
    }
}

#[cfg(feature = "xml")]
impl<T: crate::xml::Xml + serde::de::DeserializeOwned, C, M: Mode> Call<T, C, M> {
    /// Reads the answer as XML.
    pub fn read_xml(mut self) -> Self {
        self.read = output::xml;
        self
    }
}

impl<T: Integers, C, M: Mode> Call<T, C, M> {
    /// Reads the answer as what has integers in it: see [`integers`](crate::integers).
    pub fn read_integers(mut self) -> Self {
        self.read = |reading, answer| <integers::Read<T> as Output>::read(reading, answer).map(|read| read.0);
        self
    }
}

impl<T: Output, C, M: Mode> Call<Described<T>, C, M> {
    /// Takes the answer as it is described and no other: the way through pages needs its type.
    pub fn as_described(self) -> Call<T, C, M> {
        self.reread(|reading, answer| T::read(reading, answer).map_err(undescribed))
    }
}

impl<T: Integers, C, M: Mode> Call<Described<T>, C, M> {
    /// Takes the answer as it is described and no other, with integers in it.
    pub fn integers_as_described(self) -> Call<T, C, M> {
        self.reread(|reading, answer| {
            let read = <integers::Read<T> as Output>::read(reading, answer);
            read.map(|read| read.0).map_err(undescribed)
        })
    }

    /// Reads the answer as what has integers in it.
    pub fn read_described_integers(mut self) -> Self {
        self.read = |reading, answer| {
            <Described<integers::Read<T>> as Output>::read(reading, answer)
                .map(|read| read.map(|read| read.0))
        };
        self
    }
}

/// Says of a page that can't be read who described it, and how it can be had all the same.
fn undescribed(mut failure: Failure) -> Failure {
    let message = &failure.0.message;
    failure.0.message = format!(
        "the page came, but not as the provider's own document describes it, and the call without `pages` and `items` takes it \
         as it is: {message}"
    );
    failure
}

impl<C, M: Mode> Call<Value, C, M> {
    /// Reads an answer that the document says nothing of: JSON, or text.
    pub fn read_anything(mut self) -> Self {
        self.read = output::anything;
        self
    }
}

impl<C, M: Mode> Call<String, C, M> {
    /// Reads the answer as text.
    pub fn read_text(mut self) -> Self {
        self.read = output::text;
        self.accept("*/*")
    }
}

impl<C, M: Mode> Call<Bytes, C, M> {
    /// Reads the answer as bytes.
    pub fn read_bytes(mut self) -> Self {
        self.read = output::bytes;
        self.accept("*/*")
    }
}

impl<C, M: Mode> Call<(), C, M> {
    /// Leaves a successful answer unread.
    pub fn read_nothing(mut self) -> Self {
        self.read = output::nothing;
        self
    }
}
