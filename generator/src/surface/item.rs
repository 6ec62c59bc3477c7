//! The items of a surface.

mod line;

use self::line::Line;
use super::paths::within;
use super::{Home, Module, RustType, Signature, Trait};
use crate::api::Pointer;

/// Something public.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item<'a> {
    /// The module it stands in.
    pub module: Module,
    /// What it is.
    pub kind: ItemKind<'a>,
    /// Whether callers are told not to use it.
    pub is_deprecated: bool,
    /// The place of the document it comes from, where there is one.
    pub origin: Option<&'a Pointer>,
}

/// What an item is. Names of types are without their modules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ItemKind<'a> {
    /// A Cargo feature.
    Feature(&'a str),
    /// A module.
    Module(Module),
    /// A struct.
    Struct {
        /// Its name.
        name: &'a str,
        /// Its parameters.
        parameters: Parameters,
        /// The traits it says it has.
        traits: &'static [Trait],
    },
    /// A field of a struct.
    Field {
        /// The struct.
        of: &'a str,
        /// Its name.
        name: &'a str,
        /// Its type.
        ty: RustType<'a>,
    },
    /// An enum.
    Enum {
        /// Its name.
        name: &'a str,
        /// The traits it says it has.
        traits: &'static [Trait],
    },
    /// A variant of an enum.
    Variant {
        /// The enum.
        of: &'a str,
        /// Its name.
        name: &'a str,
        /// What it holds.
        held: Option<RustType<'a>>,
    },
    /// Another name for a type.
    Alias {
        /// Its name.
        name: &'a str,
        /// What it stands for.
        target: RustType<'a>,
    },
    /// A trait that a type has.
    Impl {
        /// The trait.
        of: RustType<'a>,
        /// The type.
        on: RustType<'a>,
    },
    /// What an awaited call yields, and the codes it may fail with.
    Call {
        /// The type of the call.
        name: &'a str,
        /// What it yields.
        output: RustType<'a>,
        /// The type of the codes.
        code: RustType<'a>,
    },
    /// A function of a type.
    Function {
        /// The type.
        of: &'a str,
        /// Its parameters.
        parameters: Parameters,
        /// The function.
        signature: Signature<'a>,
    },
}

/// The parameters of a type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Parameters {
    /// It has none, or they are not free here.
    None,
    /// How a call is waited for.
    Mode,
    /// How long the client is borrowed for, and how its calls are waited for.
    Borrowed,
    /// The same, where what a function returns borrows it for as long.
    BorrowedOn,
    /// How long the mock is borrowed for.
    Lent,
    /// The same, where what a function returns borrows it for as long.
    LentOn,
}

impl<'a> Item<'a> {
    /// Its path, the same whoever offers it: what blocks and what mocks stand for what the client has.
    #[must_use]
    pub fn path(&self) -> String {
        let own = |name: &str| self.place().path_of(name);
        match &self.kind {
            ItemKind::Feature(name) => format!("feature {name}"),
            ItemKind::Module(module) => module.name().to_owned(),
            ItemKind::Struct { name, .. }
            | ItemKind::Enum { name, .. }
            | ItemKind::Alias { name, .. }
            | ItemKind::Call { name, .. } => own(name),
            ItemKind::Field { of, name, .. } | ItemKind::Variant { of, name, .. } => within(&own(of), name),
            ItemKind::Function { of, signature, .. } => within(&own(of), signature.name),
            ItemKind::Impl { of, on } => implemented(of, on),
        }
    }

    /// Where callers of the client that is awaited find it.
    fn place(&self) -> Module {
        match self.module {
            Module::Blocking | Module::Mock => Module::Root,
            module => module,
        }
    }

    /// Whether it speaks of a whole type: its traits, what converts into it, what a call yields.
    #[must_use]
    pub fn is_of_whole_type(&self) -> bool {
        !matches!(self.kind, ItemKind::Field { .. } | ItemKind::Variant { .. } | ItemKind::Function { .. })
    }

    /// Calls `visit` with each type that it is about or mentions, and its home.
    pub fn names(&self, visit: &mut dyn FnMut(Home, &'a str)) {
        match &self.kind {
            ItemKind::Alias { target: ty, .. } | ItemKind::Field { ty, .. } => ty.names(visit),
            ItemKind::Variant { held, .. } => held.iter().for_each(|held| held.names(visit)),
            ItemKind::Impl { of: one, on: other } | ItemKind::Call { output: one, code: other, .. } => {
                one.names(visit);
                other.names(visit);
            }
            ItemKind::Function { signature, .. } => signature.types().for_each(|ty| ty.names(visit)),
            ItemKind::Feature(_) | ItemKind::Module(_) | ItemKind::Struct { .. } | ItemKind::Enum { .. } => {}
        }
        let home = match self.module {
            Module::Types => Home::Types,
            Module::Required => Home::Required,
            _ => return,
        };
        if let Some(name) = self.owner() {
            visit(home, name);
        }
    }

    /// Whether it is about types of the document, or mentions them.
    #[must_use]
    pub fn speaks_of_types(&self) -> bool {
        let mut speaks = false;
        self.names(&mut |home, _| speaks |= home == Home::Types);
        speaks
    }

    /// The type it is or belongs to.
    fn owner(&self) -> Option<&'a str> {
        match &self.kind {
            ItemKind::Struct { name, .. }
            | ItemKind::Enum { name, .. }
            | ItemKind::Alias { name, .. }
            | ItemKind::Call { name, .. } => Some(name),
            ItemKind::Field { of, .. } | ItemKind::Variant { of, .. } | ItemKind::Function { of, .. } => {
                Some(of)
            }
            ItemKind::Feature(_) | ItemKind::Module(_) | ItemKind::Impl { .. } => None,
        }
    }

    /// What of it concerns callers: all but names of arguments and deprecation.
    #[must_use]
    pub fn essence(&self) -> String {
        Line { item: self, is_whole: false }.to_string()
    }
}

impl Module {
    /// The path of a type in it. The mock stands for the client.
    pub(super) fn path_of(self, name: &str) -> String {
        match (self, name) {
            (Self::Root, "Mock") => "Client".to_owned(),
            (Self::Root, name) => name.to_owned(),
            (module, name) => format!("{}::{name}", module.name()),
        }
    }
}

/// The type a trait is about: of a conversion into one of the runtime's types, the one that is converted.
fn implemented(of: &RustType<'_>, on: &RustType<'_>) -> String {
    match (of, on) {
        (RustType::Named(_, _, from), RustType::Named(Home::Runtime, ..)) if !from.is_empty() => {
            from[0].seen_from(Module::Root).to_string()
        }
        _ => on.seen_from(Module::Root).to_string(),
    }
}
