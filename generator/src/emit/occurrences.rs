//! Where types occur: what is said about those of which the document says nothing.

use super::docs::code;
use super::facts;
use crate::api::visit::{members, named};
use crate::api::{Api, Operation, Shape, Type, TypeRef};

/// For each type a sentence on where it occurs first: in what is answered or sent, else in another type. None where
/// nothing leads to it.
pub(super) fn occurrences(api: &Api) -> Vec<Option<String>> {
    let mut occurrences = Occurrences(vec![None; api.types.len()]);
    for operation in &api.operations {
        occurrences.of_operation(operation);
    }
    for request in &api.webhooks.requests {
        let webhook = code(&request.name.wire);
        if let Some(payload) = &request.payload {
            occurrences.add(payload, || format!("What comes with {webhook}."));
        }
    }
    for ty in &api.types {
        occurrences.of_type(ty);
    }
    occurrences.0
}

struct Occurrences(Vec<Option<String>>);

impl Occurrences {
    fn of_operation(&mut self, operation: &Operation) {
        let route = facts::route(operation);
        for response in &operation.responses {
            let place = if response.success { "answer" } else { "failure" };
            for content in &response.contents {
                self.of_content(&content.ty, place, &route);
                if let Some(item) = &content.item {
                    self.add(item, || format!("Event of {route}."));
                }
            }
        }
        for content in operation.body.iter().flat_map(|body| &body.contents) {
            self.of_content(&content.ty, "body", &route);
        }
        for parameter in &operation.parameters {
            self.add(&parameter.ty, || format!("Parameter {} of {route}.", code(&parameter.name.wire)));
        }
    }

    fn of_type(&mut self, ty: &Type) {
        let name = ty.name.rust.trim_start_matches("r#");
        if let Shape::Struct(shape) = &ty.shape {
            for field in &shape.fields {
                self.add(&field.ty, || {
                    format!("In {}.", code(&format!("{name}::{}", field.name.rust.trim_start_matches("r#"))))
                });
            }
        }
        let sentence = match &ty.shape {
            Shape::Union(_) => format!("One of {}.", code(name)),
            _ => format!("In {}.", code(name)),
        };
        for member in members(&ty.shape) {
            self.add(member, || sentence.clone());
        }
    }

    /// A type that is the answer, the failure or the body of an operation, or a part of it.
    fn of_content(&mut self, ty: &TypeRef, role: &str, route: &str) {
        let is_part = matches!(ty, TypeRef::Array(_) | TypeRef::Map(_) | TypeRef::Tuple(_));
        self.add(ty, || match role {
            _ if is_part => format!("Part of the {role} of {route}."),
            "answer" => format!("Answer of {route}."),
            "body" => format!("Body of {route}."),
            _ => format!("How {route} fails."),
        });
    }

    /// Keeps what is said first.
    fn add(&mut self, ty: &TypeRef, sentence: impl Fn() -> String) {
        for id in named(ty) {
            self.0[id.0].get_or_insert_with(&sentence);
        }
    }
}
