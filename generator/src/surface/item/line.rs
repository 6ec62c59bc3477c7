//! An item as a list has it, in a line.

use std::fmt::{self, Display, Formatter};

use super::{Item, ItemKind, Parameters};
use crate::surface::{Module, Trait};

/// As a list of a client's items has it, in a line.
impl Display for Item<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        Line { item: self, is_whole: true }.fmt(f)
    }
}

/// An item as it is printed.
pub(super) struct Line<'i> {
    pub(super) item: &'i Item<'i>,
    /// Whether names of arguments and deprecation belong to it.
    pub(super) is_whole: bool,
}

impl Display for Line<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Self { item, is_whole } = self;
        let module = item.module;
        let prefix = module.name();
        let prefix = format_args!("{prefix}{}", if prefix.is_empty() { "" } else { "::" });
        match &item.kind {
            ItemKind::Feature(name) => write!(f, "feature {name}"),
            ItemKind::Module(module) => write!(f, "pub mod {}", module.name()),
            ItemKind::Struct { name, parameters, traits } => {
                write!(f, "pub struct {prefix}{name}{}{}", parameters.declared(), Traits(traits))
            }
            ItemKind::Enum { name, traits } => write!(f, "pub enum {prefix}{name}{}", Traits(traits)),
            ItemKind::Field { of, name, ty } => {
                write!(f, "pub {prefix}{of}::{name}: {}", ty.seen_from(module))
            }
            ItemKind::Variant { of, name, held: None } => write!(f, "pub {prefix}{of}::{name}"),
            ItemKind::Variant { of, name, held: Some(held) } => {
                write!(f, "pub {prefix}{of}::{name}({})", held.seen_from(module))
            }
            ItemKind::Alias { name, target } => {
                write!(f, "pub type {prefix}{name} = {}", target.seen_from(module))
            }
            ItemKind::Impl { of, on } => {
                write!(f, "impl {} for {}", of.seen_from(module), on.seen_from(Module::Root))
            }
            ItemKind::Call { name, output, code } => {
                let (output, code) = (output.seen_from(module), code.seen_from(module));
                write!(f, "pub call {prefix}{name} -> {output}, {code}")
            }
            ItemKind::Function { of, parameters, signature } => {
                let signature = signature.seen_from(module, *is_whole);
                write!(f, "pub fn {prefix}{of}{}::{signature}", parameters.used())
            }
        }?;
        f.write_str(if *is_whole && item.is_deprecated { " (deprecated)" } else { "" })
    }
}

impl Parameters {
    /// As the type is declared with them.
    fn declared(self) -> &'static str {
        match self {
            Self::None => "",
            Self::Mode => "<M = Async>",
            Self::Borrowed | Self::BorrowedOn => "<'a, M: Mode = Async>",
            Self::Lent | Self::LentOn => "<'a>",
        }
    }

    /// As an implementation has them.
    fn used(self) -> &'static str {
        match self {
            Self::None => "",
            Self::Mode => "<M>",
            Self::Borrowed => "<'_, M>",
            Self::BorrowedOn => "<'a, M>",
            Self::Lent => "<'_>",
            Self::LentOn => "<'a>",
        }
    }
}

/// `: Debug, Clone`
struct Traits(&'static [Trait]);

impl Display for Traits {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.0.iter().enumerate().try_for_each(|(at, one)| {
            let before = if at == 0 { ": " } else { ", " };
            write!(f, "{before}{}", one.name())
        })
    }
}
