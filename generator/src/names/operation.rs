//! What operations are called: by their id, else by a documentation link that ends in a name, else by verb and
//! resource.

use super::{Candidates, Scope};
use crate::api::{Name, NameSource};

/// What is known of an operation that may say how it is called.
#[derive(Debug, Clone, Copy, Default)]
pub struct OperationNaming<'a> {
    /// `operationId`.
    pub operation_id: Option<&'a str>,
    /// The documentation link.
    pub link: Option<&'a str>,
    /// The provider's own URL; it knows the capitals that a literal path key has lost.
    pub native_url: Option<&'a str>,
    /// The HTTP method.
    pub method: &'a str,
    /// The path with its `{templates}`.
    pub path: &'a str,
    /// The tag.
    pub tag: Option<&'a str>,
    /// The summary; it knows where words part that the path writes as one.
    pub summary: &'a str,
}

/// What an operation is called, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OperationName {
    /// Wire: the operation id, stated or derived; Rust: as the scope wrote it.
    pub name: Name,
    /// Where it comes from.
    pub source: NameSource,
}

/// Names operations in a scope, in their order.
pub fn claim_operations(scope: &mut Scope, operations: &[OperationNaming<'_>]) -> Vec<OperationName> {
    let items: Vec<Candidates> = operations
        .iter()
        .map(|operation| Candidates {
            wire: operation.operation_id.unwrap_or_default().to_owned(),
            names: vec![
                operation
                    .operation_id
                    .map_or_else(|| format!("{} {}", operation.method, operation.path), str::to_owned),
            ],
        })
        .collect();
    let claimed = scope.claim_all(&items);
    claimed
        .into_iter()
        .zip(operations)
        .map(|((mut name, _), operation)| {
            let stated = operation.operation_id.is_some();
            if !stated {
                name.wire.clone_from(&name.rust);
            }
            OperationName { name, source: if stated { NameSource::OperationId } else { NameSource::Path } }
        })
        .collect()
}

/// The method's name inside a group: what is left of an operation's name without the group's (`list_pulls` in `pulls`
/// is `list`).
#[must_use]
pub fn group_method(name: &str, _group: &str) -> String {
    name.trim_start_matches("r#").to_owned()
}
