//! The lines of one item.

use quote::{ToTokens, format_ident, quote};
use syn::{
    Attribute, Fields, ImplItem, Item, ItemEnum, ItemImpl, ItemMacro, ItemStruct, Meta, Signature, Visibility,
};

use crate::files::line;

/// Adds the lines of `item`, which stands in the module that users call `module`.
pub(super) fn lines(module: &str, item: &Item, lines: &mut Vec<String>) {
    let place = Place(module);
    match item {
        Item::Struct(item) if public(&item.vis) => structure(place, item, lines),
        Item::Enum(item) if public(&item.vis) => enumeration(place, item, lines),
        Item::Type(item) if public(&item.vis) => {
            lines.push(format!("pub type {} = {}", place.of(&item.ident), show(&item.ty)));
        }
        Item::Mod(item) if public(&item.vis) => lines.push(format!("pub mod {}", place.of(&item.ident))),
        Item::Impl(item) => implementation(place, item, lines),
        Item::Macro(item) => invocation(place, item, lines),
        _ => {}
    }
}

/// The module an item stands in, as users name it.
#[derive(Clone, Copy)]
struct Place<'a>(&'a str);

impl Place<'_> {
    fn of(self, item: &impl ToTokens) -> String {
        let item = show(item);
        if self.0.is_empty() { item } else { format!("{}::{item}", self.0) }
    }
}

fn structure(place: Place, item: &ItemStruct, lines: &mut Vec<String>) {
    let path = place.of(&item.ident);
    let generics = show(&item.generics);
    lines.push(format!("pub struct {path}{generics}{}", traits(&item.attrs)));
    if let Fields::Named(fields) = &item.fields {
        for field in fields.named.iter().filter(|field| public(&field.vis)) {
            let note = if deprecated(&field.attrs) { " (deprecated)" } else { "" };
            lines.push(format!("pub {path}::{}: {}{note}", show(&field.ident), show(&field.ty)));
        }
    }
}

fn enumeration(place: Place, item: &ItemEnum, lines: &mut Vec<String>) {
    let path = place.of(&item.ident);
    lines.push(format!("pub enum {path}{}", traits(&item.attrs)));
    for variant in &item.variants {
        lines.push(format!("pub {path}::{}{}", variant.ident, show(&variant.fields)));
    }
}

fn implementation(place: Place, item: &ItemImpl, lines: &mut Vec<String>) {
    let path = place.of(&item.self_ty);
    if let Some((of, _)) = &item.trait_ {
        lines.push(format!("impl {} for {path}", show(of)));
        return;
    }
    for member in &item.items {
        if let ImplItem::Fn(function) = member
            && public(&function.vis)
        {
            let note = if deprecated(&function.attrs) { " (deprecated)" } else { "" };
            lines.push(format!("pub fn {path}::{}{note}", signature(&function.sig)));
        }
    }
}

/// Name, arguments and result; `mut self` is the callee's business.
fn signature(signature: &Signature) -> String {
    let Signature { ident, generics, inputs, output, .. } = signature;
    let text = show(&quote!(#ident #generics (#inputs) #output));
    text.replacen("(mut self", "(self", 1)
}

/// The runtime's macros each stand for public items: `call!(SendEmail -> SendEmailResponse, ErrorCode)`.
fn invocation(place: Place, item: &ItemMacro, lines: &mut Vec<String>) {
    let Some(name) = item.mac.path.segments.last() else { return };
    let tokens = item.mac.tokens.clone();
    match name.ident.to_string().as_str() {
        "call" => lines.push(format!("pub call {}", place.of(&tokens))),
        "paged_call" => paged(place, item, lines),
        "streamed_call" => streamed(place, item, lines),
        "undocumented_call" => undocumented(place, item, lines),
        "client" | "blocking_client" => lines.push(format!("pub struct {}", place.of(&quote!(Client)))),
        "mock_client" => lines.push(format!("pub struct {}", place.of(&quote!(Mock)))),
        _ => {}
    }
}

/// `ListPets -> Page, Code, how, Pet = [pets]`.
fn paged(place: Place, item: &ItemMacro, lines: &mut Vec<String>) {
    let text = line(item.mac.tokens.clone());
    let call = place.of(&format_ident!("{}", text.split(' ').next().unwrap_or("_")));
    lines.push(format!("pub fn {call}::pages(self) -> Pages"));
    if let Some((before, _)) = text.rsplit_once(" = [") {
        let item = before.rsplit_once("), ").map_or(before, |(_, item)| item);
        lines.push(format!("pub fn {call}::items(self) -> Items<{item}>"));
    }
}

/// `GetFile, Code, stream`.
fn streamed(place: Place, item: &ItemMacro, lines: &mut Vec<String>) {
    let text = line(item.mac.tokens.clone());
    if let (Some((call, _)), Some((_, method))) = (text.split_once(", "), text.rsplit_once(", ")) {
        let result = if method == "events" { "Events" } else { "Download" };
        lines.push(format!("pub fn {}::{method}(self) -> {result}", place.of(&format_ident!("{call}"))));
    }
}

/// `GetFile, Code`.
fn undocumented(place: Place, item: &ItemMacro, lines: &mut Vec<String>) {
    let text = line(item.mac.tokens.clone());
    let call = place.of(&format_ident!("{}", text.split(',').next().unwrap_or("_")));
    for (method, result) in
        [("bytes", "Call<Bytes>"), ("json", "Call<T>"), ("stream", "Download"), ("text", "Call<String>")]
    {
        lines.push(format!("pub fn {call}::{method}(self) -> {result}"));
    }
}

/// What is derived, and whether the item is deprecated.
fn traits(attributes: &[Attribute]) -> String {
    let mut text = String::new();
    for attribute in attributes {
        if let Meta::List(list) = &attribute.meta
            && list.path.is_ident("derive")
        {
            text.push_str(": ");
            text.push_str(&line(list.tokens.clone()).replace("serde::", ""));
        }
    }
    if deprecated(attributes) {
        text.push_str(" (deprecated)");
    }
    text
}

fn deprecated(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| attribute.path().is_ident("deprecated"))
}

fn public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

fn show(tokens: &impl ToTokens) -> String {
    line(tokens.to_token_stream())
}
