//! What emitted code makes public, as a reader of the code finds it.

#[path = "emitted/macros.rs"]
mod macros;

use quote::{ToTokens, quote};
use syn::punctuated::Punctuated;
use syn::{
    Attribute, Fields, ImplItem, Item, ItemEnum, ItemImpl, ItemStruct, Meta, Path, Signature, Token, Type,
    Visibility,
};

/// A line for each public item; white space means nothing in it.
#[derive(Default)]
pub(crate) struct Emitted {
    pub(crate) lines: Vec<String>,
}

impl Emitted {
    /// Reads a file of emitted code.
    pub(crate) fn read(&mut self, path: &str, text: &str) {
        let module = match path {
            "types.rs" | "blocking.rs" | "mock.rs" | "headers.rs" | "servers.rs" | "webhooks.rs" => {
                path.trim_end_matches(".rs")
            }
            "types/required.rs" => "types::required",
            path if path.starts_with("types/") => "types",
            _ => "",
        };
        let file = syn::parse_file(text).unwrap_or_else(|error| panic!("{path}: {error}"));
        for item in file.items {
            self.item(Place(module), &item);
        }
    }

    fn item(&mut self, place: Place<'_>, item: &Item) {
        match item {
            Item::Struct(item) if public(&item.vis) => self.structure(place, item),
            Item::Enum(item) if public(&item.vis) => self.enumeration(place, item),
            Item::Type(item) if public(&item.vis) => {
                let (path, note) = (place.of(&item.ident), note(&item.attrs));
                self.lines.push(format!("pub type {path} = {}{note}", show(&item.ty)));
            }
            Item::Mod(item) if public(&item.vis) => {
                self.lines.push(format!("pub mod {}", place.of(&item.ident)));
            }
            Item::Impl(item) => self.implementation(place, item),
            Item::Macro(item) => self.invocation(place, item),
            _ => {}
        }
    }

    fn structure(&mut self, place: Place<'_>, item: &ItemStruct) {
        let path = place.of(&item.ident);
        let generics = show(&item.generics);
        self.lines.push(format!("pub struct {path}{generics}{}", traits(&item.attrs)));
        if let Fields::Named(fields) = &item.fields {
            for field in fields.named.iter().filter(|field| public(&field.vis)) {
                let (name, ty, note) = (show(&field.ident), show(&field.ty), note(&field.attrs));
                self.lines.push(format!("pub {path}::{name}: {ty}{note}"));
            }
        }
    }

    fn enumeration(&mut self, place: Place<'_>, item: &ItemEnum) {
        let path = place.of(&item.ident);
        self.lines.push(format!("pub enum {path}{}", traits(&item.attrs)));
        for variant in &item.variants {
            self.lines.push(format!("pub {path}::{}{}", variant.ident, show(&variant.fields)));
        }
    }

    fn implementation(&mut self, place: Place<'_>, item: &ItemImpl) {
        let of_runtime =
            matches!(&*item.self_ty, Type::Path(ty) if ty.path.segments[0].ident == "lowcodeapi_runtime");
        let path = if of_runtime { show(&item.self_ty) } else { place.of(&item.self_ty) };
        if let Some((of, _)) = &item.trait_ {
            self.lines.push(format!("impl {} for {path}", show(of)));
            return;
        }
        for member in &item.items {
            if let ImplItem::Fn(function) = member
                && public(&function.vis)
            {
                let note = note(&function.attrs);
                self.lines.push(format!("pub fn {path}::{}{note}", signature(&function.sig)));
            }
        }
    }
}

/// The module an item stands in, as users name it.
#[derive(Clone, Copy)]
struct Place<'a>(&'a str);

impl Place<'_> {
    fn of(self, item: &impl Shown) -> String {
        let item = item.shown();
        if self.0.is_empty() { item } else { format!("{}::{item}", self.0) }
    }
}

/// What can be shown as text.
trait Shown {
    fn shown(&self) -> String;
}

impl Shown for &str {
    fn shown(&self) -> String {
        (*self).to_owned()
    }
}

impl Shown for String {
    fn shown(&self) -> String {
        self.clone()
    }
}

impl Shown for syn::Ident {
    fn shown(&self) -> String {
        self.to_string()
    }
}

impl Shown for Box<Type> {
    fn shown(&self) -> String {
        show(self)
    }
}

/// Name, arguments and result; `mut self` is the callee's business.
fn signature(signature: &Signature) -> String {
    let Signature { ident, generics, inputs, output, .. } = signature;
    show(&quote!(#ident #generics (#inputs) #output)).replacen("(mut self", "(self", 1)
}

/// What is derived, and whether the item is deprecated.
fn traits(attributes: &[Attribute]) -> String {
    let derived = attributes.iter().filter(|attribute| attribute.path().is_ident("derive"));
    let derived = derived.map(|attribute| match &attribute.meta {
        Meta::List(list) => {
            let paths = list.parse_args_with(Punctuated::<Path, Token![,]>::parse_terminated);
            let paths = paths.expect("what is derived is a list of paths");
            let names = paths.iter().filter_map(|path| Some(path.segments.last()?.ident.to_string()));
            format!(": {}", names.collect::<Vec<_>>().join(", "))
        }
        _ => String::new(),
    });
    derived.collect::<String>() + note(attributes)
}

fn note(attributes: &[Attribute]) -> &'static str {
    let is_deprecated = attributes.iter().any(|attribute| attribute.path().is_ident("deprecated"));
    if is_deprecated { " (deprecated)" } else { "" }
}

fn public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

fn show(tokens: &impl ToTokens) -> String {
    tokens.to_token_stream().to_string()
}
