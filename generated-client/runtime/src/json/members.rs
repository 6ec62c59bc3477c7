//! Members and items on their way out.

use std::fmt::Display;

use serde::ser::{
    Error, Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
    SerializeTupleStruct, SerializeTupleVariant,
};

use super::exact::Exactly;

/// Members and items, each looked at before another serialiser writes it.
pub(super) struct Members<C>(pub(super) C);

macro_rules! items {
    ($($of:ident::$method:ident)*) => {$(
        impl<C: $of> $of for Members<C> {
            type Ok = C::Ok;
            type Error = C::Error;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), C::Error> {
                self.0.$method(&Exactly(value))
            }

            fn end(self) -> Result<C::Ok, C::Error> {
                self.0.end()
            }
        }
    )*};
}

macro_rules! fields {
    ($($of:ident)*) => {$(
        impl<C: $of> $of for Members<C> {
            type Ok = C::Ok;
            type Error = C::Error;

            fn serialize_field<T: Serialize + ?Sized>(
                &mut self,
                key: &'static str,
                value: &T,
            ) -> Result<(), C::Error> {
                self.0.serialize_field(key, &Exactly(value)).map_err(|error| at(key, &error))
            }

            fn skip_field(&mut self, key: &'static str) -> Result<(), C::Error> {
                self.0.skip_field(key)
            }

            fn end(self) -> Result<C::Ok, C::Error> {
                self.0.end()
            }
        }
    )*};
}

items! {
    SerializeSeq::serialize_element
    SerializeTuple::serialize_element
    SerializeTupleStruct::serialize_field
    SerializeTupleVariant::serialize_field
}

fields! { SerializeStruct SerializeStructVariant }

impl<C: SerializeMap> SerializeMap for Members<C> {
    type Ok = C::Ok;
    type Error = C::Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), C::Error> {
        self.0.serialize_key(key)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), C::Error> {
        self.0.serialize_value(&Exactly(value))
    }

    fn serialize_entry<K: Serialize + ?Sized, V: Serialize + ?Sized>(
        &mut self,
        key: &K,
        value: &V,
    ) -> Result<(), C::Error> {
        self.0.serialize_entry(key, &Exactly(value)).map_err(|error| {
            let key = serde_json::to_string(key).unwrap_or_default();
            at(key.trim_matches('"'), &error)
        })
    }

    fn end(self) -> Result<C::Ok, C::Error> {
        self.0.end()
    }
}

/// What is wrong with a member, with its place in front: "`outer.inner`: …".
#[cold]
fn at<E: Error>(key: &str, error: &impl Display) -> E {
    let inner = error.to_string();
    E::custom(match inner.strip_prefix('`') {
        Some(inner) => format!("`{key}.{inner}"),
        None => format!("`{key}`: {inner}"),
    })
}
