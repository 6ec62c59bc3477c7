//! The paths of items, as callers of a client write them.

use super::clients::Owner;
use super::values::ERROR_CODE;
use super::webhooks::WEBHOOK;
use super::{Module, Surface};
use crate::api::{
    Answer, Choice, ChosenBy, Content, Encoding, Group, Header, HeaderSet, Incoming, Operation, Type,
    TypeRef, Variant,
};

/// The path of a named type.
#[must_use]
pub fn type_path(ty: &Type) -> String {
    Module::Types.path_of(&ty.name.rust)
}

/// The path of a field, a variant or a function of a named type.
#[must_use]
pub fn member(ty: &Type, name: &str) -> String {
    within(&type_path(ty), name)
}

/// The path of the struct of the members that a named type can't be made without.
#[must_use]
pub fn required(ty: &Type) -> String {
    Module::Required.path_of(&ty.name.rust)
}

/// The path of a setter of a call, or of another method that it has.
#[must_use]
pub fn setter(operation: &Operation, name: &str) -> String {
    within(&operation.call, name)
}

/// The path of the variant that stands for a status.
#[must_use]
pub fn answer(choice: &Choice, answer: &Answer) -> String {
    within(&choice.name, &answer.variant)
}

/// The path of the type that documented headers are read as.
#[must_use]
pub fn headers(set: &HeaderSet) -> String {
    Module::Headers.path_of(&set.name)
}

/// The path of the method that reads a documented header.
#[must_use]
pub fn header(set: &HeaderSet, header: &Header) -> String {
    within(&headers(set), &header.name.rust)
}

/// The path of the enum of the provider's error codes.
#[must_use]
pub fn error_codes() -> String {
    Module::Types.path_of(ERROR_CODE)
}

/// The path of one of the provider's error codes.
#[must_use]
pub fn error_code(code: &Variant) -> String {
    within(&error_codes(), &code.name.rust)
}

/// The path of the client.
#[must_use]
pub fn client() -> String {
    Module::Root.path_of(Owner::Client.type_name())
}

/// The path of the enum of what the service sends by itself.
#[must_use]
pub fn webhooks() -> String {
    Module::Webhooks.path_of(WEBHOOK)
}

/// The path of the variant of something that the service sends by itself.
#[must_use]
pub fn webhook(request: &Incoming) -> String {
    within(&webhooks(), &request.name.rust)
}

/// The path of what stands in a type.
pub(super) fn within(of: &str, name: &str) -> String {
    format!("{of}::{name}")
}

impl Surface<'_> {
    /// The paths of the named types in a type.
    #[must_use]
    pub fn paths_in(self, ty: &TypeRef) -> Vec<String> {
        match ty {
            TypeRef::Array(inner) | TypeRef::Map(inner) | TypeRef::Nullable(inner) => self.paths_in(inner),
            TypeRef::Tuple(items) => items.iter().flat_map(|item| self.paths_in(item)).collect(),
            TypeRef::Named(id) | TypeRef::Boxed(id) => vec![type_path(&self.api().types[id.0])],
            TypeRef::Primitive(_) | TypeRef::Json | TypeRef::JsonObject => Vec::new(),
        }
    }

    /// The path of the method that makes a call.
    #[must_use]
    pub fn path_of_method(self, operation: &Operation) -> String {
        within(&self.path_of_caller(operation), &operation.name.rust)
    }

    /// The path of the type that has the methods of an operation: its group, or the client.
    fn path_of_caller(self, operation: &Operation) -> String {
        self.group(operation).map_or_else(client, |group| Module::Root.path_of(&group.type_name))
    }

    /// The path of what callers choose a media type of a body, or of an answer, by: a method beside the operation's own,
    /// or one of its call. The first media type needs none.
    #[must_use]
    pub fn path_of_choice(self, operation: &Operation, content: &Content) -> Option<String> {
        let ChosenBy { method, call } = content.chosen_by.as_ref()?;
        let is_of_call = method.is_empty();
        Some(if is_of_call {
            setter(operation, call)
        } else {
            within(&self.path_of_caller(operation), method)
        })
    }

    /// The path of the type that becomes a form of parts, where a content is one.
    #[must_use]
    pub fn path_of_form(self, content: &Content) -> Option<String> {
        self.paths_in(&content.ty).into_iter().next().filter(|_| content.encoding == Encoding::Multipart)
    }

    /// The paths of a group, of those that it stands in, and of the methods that lead to them.
    #[must_use]
    pub fn paths_of_group(self, group: &Group) -> Vec<String> {
        let mut owner = client();
        let paths = self.api().groups_to(group).into_iter().flat_map(|group| {
            let accessor = within(&owner, &group.name.rust);
            owner = Module::Root.path_of(&group.type_name);
            [accessor, owner.clone()]
        });
        paths.collect()
    }

    /// The paths of all that stands for an operation: its methods, its call, what they yield and what leads to them.
    #[must_use]
    pub fn paths_of_operation(self, operation: &Operation) -> Vec<String> {
        let mut paths = vec![self.path_of_method(operation), operation.call.clone()];
        if let Some(group) = self.group(operation) {
            paths.extend(self.paths_of_group(group));
        }
        let choices = operation.output.choice.iter().chain(&operation.failure);
        paths.extend(choices.map(|choice| choice.name.clone()));
        paths.extend(operation.header_sets().map(headers));
        let sent = operation.body.iter().flat_map(|body| &body.contents);
        let contents = sent.chain(operation.responses.iter().flat_map(|response| &response.contents));
        paths.extend(contents.filter_map(|content| self.path_of_choice(operation, content)));
        paths
    }
}
