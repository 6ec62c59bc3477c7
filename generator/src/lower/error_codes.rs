//! The provider's error codes (`x-lowcodeapi-error-codes`).

use serde_json::Value;

use super::kept::Keeper;
use super::{Error, enums};
use crate::api::{Enum, EnumRepr, Variant};
use crate::extensions::ERROR_CODES;
use crate::model::Model;
use crate::names::Names;

/// The error codes an overlay has put into the document: a list, or an object of code to description.
pub(super) fn codes(model: &Model) -> Result<Vec<Variant>, Error> {
    let refused = |pointer: String| Error::ErrorCodes { pointer };
    let at = format!("/{ERROR_CODES}");
    match model.extensions.get(ERROR_CODES) {
        None => Ok(Vec::new()),
        Some(Value::Array(codes)) => {
            let codes: Result<Vec<String>, Error> = codes
                .iter()
                .enumerate()
                .map(|(index, code)| match code {
                    Value::String(code) => Ok(code.clone()),
                    _ => Err(refused(format!("{at}/{index}"))),
                })
                .collect();
            Ok(named(codes?))
        }
        Some(Value::Object(codes)) => {
            let mut variants = named(codes.keys().cloned().collect());
            for variant in &mut variants {
                let text = codes.get(&variant.name.wire).and_then(Value::as_str).unwrap_or_default();
                text.clone_into(&mut variant.docs.description);
            }
            Ok(variants)
        }
        Some(_) => Err(refused(at)),
    }
}

fn named(codes: Vec<String>) -> Vec<Variant> {
    let mut list = Enum { repr: EnumRepr::String, variants: enums::variants(codes) };
    enums::name(&mut Keeper::new(&Names::default()), &mut list, "ErrorCode", None);
    list.variants
}
