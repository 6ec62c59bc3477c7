//! Emits the ways through pages.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Ident;

use super::context::{Types, ident};
use crate::api::{DescribedBy, NextPage, Operation, PageEnd, PageItems, Pagination};

/// `paged_call!(ListPets -> PetPage, ErrorCode, …)`; whether a page may be missing as a whole is the caller's to say.
pub(super) fn pages(
    types: &Types,
    call: &Ident,
    operation: &Operation,
    code: &TokenStream,
    pagination: &Pagination,
    is_optional: bool,
) -> TokenStream {
    let output = types.written(&types.surface.answer(operation));
    let read = (operation.output.described_by != DescribedBy::Document).then(|| {
        let has_integers = operation.output.ty.as_ref().is_some_and(|ty| types.has_integers(ty));
        if has_integers { quote!(, as integers_as_described) } else { quote!(, as as_described) }
    });
    let next = next(pagination);
    let ends = pagination.ends.iter().map(end);
    let ends = (!pagination.ends.is_empty()).then(|| quote!(.ends(&[#(#ends),*])));
    let items = pagination.items.as_ref().filter(|items| items.is_offered).map(|items| {
        let item = types.kept(&items.item);
        let way = items.member.as_ref().map(|member| {
            let member = ident(&member.rust);
            if is_optional { quote!(.map(|page| page.#member)) } else { quote!(.#member) }
        });
        quote!(, #item = [#way])
    });
    quote!(lowcodeapi_runtime::paged_call!(#call -> #output, #code, lowcodeapi_runtime::Paging::#next #ends #read #items);)
}

fn next(pagination: &Pagination) -> TokenStream {
    let list = list(pagination.items.as_ref());
    match &pagination.next {
        NextPage::Query { parameter, from } => quote!(token(#parameter, &[#(#from),*])),
        NextPage::Body { member, from } => quote!(body_token(#member, &[#(#from),*])),
        NextPage::LastItem { parameter, id } => quote!(last(#parameter, #list, #id)),
        NextPage::Number { parameter, first } => {
            let first = proc_macro2::Literal::u64_unsuffixed(*first);
            quote!(number(#parameter, #list, #first))
        }
        NextPage::Offset { parameter } => quote!(offset(#parameter, #list)),
        NextPage::Link { from } => quote!(link(&[#(#from),*])),
        NextPage::Header => quote!(header()),
    }
}

/// Where the list stands in the answer.
fn list(items: Option<&PageItems>) -> TokenStream {
    let member = items.and_then(|items| items.member.as_ref()).map(|member| &member.wire);
    let members = member.into_iter();
    quote!(&[#(#members),*])
}

fn end(end: &PageEnd) -> TokenStream {
    let (kind, members) = match end {
        PageEnd::More(members) => (quote!(More), members),
        PageEnd::Last(members) => (quote!(Last), members),
        PageEnd::Total(members) => (quote!(Total), members),
        PageEnd::Pages(members) => (quote!(Pages), members),
    };
    quote!(lowcodeapi_runtime::End::#kind(&[#(#members),*]))
}
