//! How callers write what an item offers.

use super::{Item, ItemKind, Receiver};

impl Item<'_> {
    /// As callers write it: `client.send_email(body)`, `.subject(subject)`, `Content::new(data)`, `Priority::High`.
    #[must_use]
    pub fn usage(&self) -> String {
        let path = self.path();
        let ItemKind::Function { of, signature, .. } = &self.kind else {
            return match &self.kind {
                ItemKind::Field { name, .. } => format!(".{name}"),
                _ => path,
            };
        };
        let names: Vec<&str> = signature.arguments.iter().map(|argument| argument.name).collect();
        let arguments = names.join(", ");
        match signature.receiver {
            Receiver::None => format!("{path}({arguments})"),
            _ if *of == "Client" => format!("client.{}({arguments})", signature.name),
            _ => format!(".{}({arguments})", signature.name),
        }
    }
}
