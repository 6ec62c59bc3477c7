//! About how many lines things take as code.

use crate::api::{Docs, Field, Operation, Parameter, Shape, Type};

/// About how many characters of prose stand on a line.
const LINE: usize = 80;

/// A type with all that stands beside it.
pub(super) fn of_type(ty: &Type) -> usize {
    let rest = match &ty.shape {
        Shape::Struct(shape) => {
            let is_sent = !ty.is_only_received();
            let members = shape.fields.iter().map(|field| of_field(field, is_sent));
            let made = if is_sent { 14 } else { 0 };
            10 + made + members.sum::<usize>() + if shape.additional.is_some() { 10 } else { 0 }
        }
        Shape::Enum(shape) => {
            12 + shape.variants.iter().map(|variant| 2 + prose(&variant.docs).max(1)).sum::<usize>()
        }
        Shape::Union(shape) => 12 + 9 * shape.members.len(),
        Shape::Alias(_) => 2,
    };
    prose(&ty.docs) + rest
}

/// A member, its line of the table, and what sets it.
fn of_field(field: &Field, is_sent: bool) -> usize {
    let facts = if field.constraints.stated.is_empty() { 0 } else { 2 };
    let setter = if is_sent { 9 } else { 0 };
    2 + prose(&field.docs) + facts + setter
}

/// A method with its call.
pub(super) fn of_operation(operation: &Operation) -> usize {
    let parameters = operation.parameters.iter().map(of_parameter);
    40 + prose(&operation.docs) + parameters.sum::<usize>() + 12 * operation.responses.len().min(3)
}

fn of_parameter(parameter: &Parameter) -> usize {
    if parameter.required { 5 } else { 8 + prose(&parameter.docs) }
}

fn prose(docs: &Docs) -> usize {
    let lines = |text: &str| text.lines().map(|line| 1 + line.len() / LINE).sum::<usize>();
    let between = usize::from(!docs.summary.is_empty() && !docs.description.is_empty());
    lines(&docs.summary) + between + lines(&docs.description)
}
