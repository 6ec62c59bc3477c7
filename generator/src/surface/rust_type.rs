//! Types of Rust, as emitted code writes them.

use std::fmt::{self, Display, Formatter};

/// A type in use.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum RustType<'a> {
    /// A name, where it is found, and what stands behind it in angle brackets.
    Named(Home, &'a str, Vec<RustType<'a>>),
    /// `(A, B)`; `()` where there is nothing.
    Tuple(Vec<RustType<'a>>),
    /// `&A`
    Reference(Box<RustType<'a>>),
    /// `impl A`: anything that has a trait.
    Impl(Box<RustType<'a>>),
    /// `Item = A`, behind the name of a trait.
    Item(Box<RustType<'a>>),
    /// `'_`, behind the name of a type.
    Elided,
    /// `'a`, for as long as what a function is called on borrows something.
    Borrowed,
}

/// Where a name is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Home {
    /// In scope wherever it is written: of the prelude, imported, or a parameter.
    Scope,
    /// `std::collections`
    Collections,
    /// The runtime.
    Runtime,
    /// The runtime's `serde`.
    Serde,
    /// The runtime's `webhooks`.
    RuntimeWebhooks,
    /// The module of types.
    Types,
    /// The module of what types can't be made without.
    Required,
    /// The module of calls, which is seen at the root.
    Operations,
}

/// A public module of a client.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Module {
    /// The root of the crate: the client, its calls.
    Root,
    /// `types`
    Types,
    /// `types::required`
    Required,
    /// `headers`
    Headers,
    /// `servers`
    Servers,
    /// `blocking`
    Blocking,
    /// `mock`
    Mock,
    /// `webhooks`
    Webhooks,
    /// `runtime`: a copy of the runtime, whose own items are not the client's.
    Runtime,
}

impl Module {
    /// As it is called; empty for the root.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Root => "",
            Self::Types => "types",
            Self::Required => "types::required",
            Self::Headers => "headers",
            Self::Servers => "servers",
            Self::Blocking => "blocking",
            Self::Mock => "mock",
            Self::Webhooks => "webhooks",
            Self::Runtime => "runtime",
        }
    }
}

impl Home {
    /// What stands before a name from here where it is written in `module`.
    #[must_use]
    pub fn path(self, module: Module) -> &'static [&'static str] {
        match self {
            Self::Scope => &[],
            Self::Collections => &["std", "collections"],
            Self::Runtime => &["lowcodeapi_runtime"],
            Self::Serde => &["lowcodeapi_runtime", "serde"],
            Self::RuntimeWebhooks => &["lowcodeapi_runtime", "webhooks"],
            Self::Types if module == Module::Types => &[],
            Self::Types if module == Module::Required => &["super"],
            Self::Required if module == Module::Types => &["required"],
            Self::Required => &["types", "required"],
            Self::Types => &["types"],
            Self::Operations if module == Module::Root => &[],
            Self::Operations => &["operations"],
        }
    }
}

impl<'a> RustType<'a> {
    /// A name that is in scope everywhere.
    pub(crate) fn plain(name: &'a str) -> Self {
        Self::Named(Home::Scope, name, Vec::new())
    }

    /// A type of the runtime.
    pub(crate) fn runtime(name: &'a str) -> Self {
        Self::Named(Home::Runtime, name, Vec::new())
    }

    /// `String`
    pub(crate) fn string() -> Self {
        Self::plain("String")
    }

    /// Whether it is `String`.
    #[must_use]
    pub fn is_string(&self) -> bool {
        *self == Self::string()
    }

    /// A number as it is written.
    pub(crate) fn number() -> Self {
        Self::runtime("Number")
    }

    /// `()`
    pub(crate) fn nothing() -> Self {
        Self::Tuple(Vec::new())
    }

    /// `Option<Self>`
    pub(crate) fn optional(self) -> Self {
        Self::of("Option", self)
    }

    /// `Nullable<Self>`: of the runtime.
    pub(crate) fn nullable(self) -> Self {
        Self::Named(Home::Runtime, "Nullable", vec![self])
    }

    /// `impl Into<Self>`
    pub(crate) fn impl_into(self) -> Self {
        Self::Impl(Box::new(Self::of("Into", self)))
    }

    /// `impl IntoIterator<Item = Self>`
    pub(crate) fn impl_into_iterator(self) -> Self {
        Self::Impl(Box::new(Self::of("IntoIterator", Self::Item(Box::new(self)))))
    }

    /// `name<argument>`, of a name that is in scope everywhere.
    pub(crate) fn of(name: &'a str, argument: Self) -> Self {
        Self::Named(Home::Scope, name, vec![argument])
    }

    /// The names in it, each with its home.
    pub fn names(&self, visit: &mut dyn FnMut(Home, &'a str)) {
        match self {
            Self::Named(home, name, arguments) => {
                visit(*home, name);
                for argument in arguments {
                    argument.names(visit);
                }
            }
            Self::Tuple(items) => items.iter().for_each(|item| item.names(visit)),
            Self::Reference(inner) | Self::Impl(inner) | Self::Item(inner) => inner.names(visit),
            Self::Elided | Self::Borrowed => {}
        }
    }

    /// Whether it is made of something of `home`.
    pub(super) fn is_of(&self, home: Home) -> bool {
        let mut is_of = false;
        self.names(&mut |found, _| is_of |= found == home);
        is_of
    }

    /// As it is written in `module`.
    pub(crate) fn seen_from(&self, module: Module) -> impl Display + '_ {
        Written { ty: self, module: Some(module) }
    }
}

/// By names alone, wherever they are found.
impl Display for RustType<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        Written { ty: self, module: None }.fmt(f)
    }
}

/// A type as it is written in a module, or without the homes of its names.
struct Written<'t> {
    ty: &'t RustType<'t>,
    module: Option<Module>,
}

impl Display for Written<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let inner = |ty| Written { ty, module: self.module };
        let list = |f: &mut Formatter<'_>, items: &[RustType<'_>]| {
            items.iter().enumerate().try_for_each(|(at, item)| {
                f.write_str(if at == 0 { "" } else { ", " })?;
                Written { ty: item, module: self.module }.fmt(f)
            })
        };
        match self.ty {
            RustType::Named(home, name, arguments) => {
                for segment in self.module.map_or(&[][..], |module| home.path(module)) {
                    write!(f, "{segment}::")?;
                }
                f.write_str(name)?;
                if !arguments.is_empty() {
                    f.write_str("<")?;
                    list(f, arguments)?;
                    f.write_str(">")?;
                }
                Ok(())
            }
            RustType::Tuple(items) => {
                f.write_str("(")?;
                list(f, items)?;
                f.write_str(if items.len() == 1 { ",)" } else { ")" })
            }
            RustType::Reference(ty) => write!(f, "&{}", inner(ty)),
            RustType::Impl(ty) => write!(f, "impl {}", inner(ty)),
            RustType::Item(ty) => write!(f, "Item = {}", inner(ty)),
            RustType::Elided => f.write_str("'_"),
            RustType::Borrowed => f.write_str("'a"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_type_is_spelled_as_its_module_sees_it() {
        let page = RustType::Named(Home::Types, "Page", Vec::new());
        let map = RustType::Named(Home::Collections, "BTreeMap", vec![RustType::string(), page.clone()]);
        let taken = RustType::Tuple(vec![RustType::string().impl_into(), map]).impl_into_iterator();
        assert_eq!(
            taken.seen_from(Module::Types).to_string(),
            "impl IntoIterator<Item = (impl Into<String>, std::collections::BTreeMap<String, Page>)>"
        );
        let call = RustType::Named(Home::Operations, "List", vec![RustType::Elided, page]);
        assert_eq!(call.seen_from(Module::Root).to_string(), "List<'_, types::Page>");
        assert_eq!(call.seen_from(Module::Blocking).to_string(), "operations::List<'_, types::Page>");
        assert_eq!(call.to_string(), "List<'_, Page>");
        let lone = RustType::Tuple(vec![RustType::Reference(Box::new(RustType::plain("str")))]);
        assert_eq!(lone.to_string(), "(&str,)");
    }
}
