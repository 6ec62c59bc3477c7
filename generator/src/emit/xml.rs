//! Emits `xml.rs`: how types stand in XML.

use proc_macro2::TokenStream;
use quote::quote;

use super::attributes::{gate, unused_imports};
use super::context::Types;
use super::docs::Page;
use super::{made, types};
use crate::api::{EnumRepr, Shape, Struct, Type, TypeId, TypeRef, XmlName, XmlNode};
use crate::files::Module;
use crate::surface::{self, Surface};

/// The module, where anything is sent or received in XML.
pub(super) fn module(surface: Surface<'_>) -> Option<Module<'static>> {
    let api = surface.api();
    let types = Types::seen_from(surface::Module::Root, surface);
    let forms: Vec<_> = api.xml.iter().map(|(id, root)| form(&types, *id, root)).collect();
    (!forms.is_empty()).then(|| {
        let import = quote!(
            use super::types;
        );
        let head = types::head(&Page::new("How types stand in XML."), types::mentions_deprecated(api));
        let allow = unused_imports(&api.settings);
        Module {
            path: "xml.rs".to_owned(),
            continues: false,
            head: quote!(#head #allow),
            items: made([import].into_iter().chain(forms).collect()),
        }
    })
}

fn form(types: &Types, id: TypeId, root: &XmlName) -> TokenStream {
    let ty = types.named(id);
    let root = name(root);
    let Type { shape, gate, .. } = &types.api().types[id.0];
    let gate = self::gate(gate);
    let content = match shape {
        Shape::Struct(structure) => object(types, structure),
        Shape::Enum(list) if list.repr == EnumRepr::Integer => quote!(Number),
        Shape::Enum(_) | Shape::Alias(_) => quote!(Text),
        Shape::Union(union) => {
            let alternatives = union.members.iter().map(|member| held(types, &member.ty));
            quote!(union { #(#alternatives),* })
        }
    };
    quote! {
        #gate
        lowcodeapi_runtime::xml! { #ty, #root, #content }
    }
}

fn object(types: &Types, structure: &Struct) -> TokenStream {
    let members = structure.fields.iter().filter_map(|field| {
        let xml = field.xml.as_ref()?;
        let (json, ty) = (&field.name.wire, held(types, &field.ty));
        let optional = (!field.required).then(|| quote!(?optional));
        let name = name(&xml.name);
        let node = node(&xml.node);
        Some(quote!(#json #optional = #name, #node => #ty))
    });
    let others = structure.additional.as_ref().map(|(_, ty)| {
        let ty = held(types, ty);
        quote!(others #ty)
    });
    quote!(object { #(#members),* } #others)
}

/// The type that says how a value stands in XML; of a list of fixed length nothing does. What the manifest names for strings
/// is text on the way.
fn held(types: &Types, ty: &TypeRef) -> TokenStream {
    if has_tuple(ty) { quote!(lowcodeapi_runtime::Value) } else { types.kept(&ty.without_chosen()) }
}

fn has_tuple(ty: &TypeRef) -> bool {
    match ty {
        TypeRef::Tuple(_) => true,
        TypeRef::Array(inner) | TypeRef::Map(inner) | TypeRef::Nullable(inner) => has_tuple(inner),
        _ => false,
    }
}

/// A name, as the runtime takes it.
pub(super) fn name(name: &XmlName) -> TokenStream {
    let XmlName { local, namespace, prefix } = name;
    let within = (!namespace.is_empty()).then(|| quote!(.within(#namespace)));
    let prefixed = (!prefix.is_empty()).then(|| quote!(.prefixed(#prefix)));
    quote!(lowcodeapi_runtime::__XmlName::new(#local) #within #prefixed)
}

fn node(node: &XmlNode) -> TokenStream {
    let node = match node {
        XmlNode::Element => quote!(Element),
        XmlNode::Attribute => quote!(Attribute),
        XmlNode::Text => quote!(Text),
        XmlNode::Cdata => quote!(Cdata),
        XmlNode::Wrapped(item) => {
            let item = name(item);
            quote!(Wrapped(#item))
        }
        XmlNode::Repeated(item) => {
            let item = name(item);
            quote!(Repeated(#item))
        }
    };
    quote!(lowcodeapi_runtime::__XmlNode::#node)
}
