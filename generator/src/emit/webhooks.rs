//! Emits `webhooks.rs`: what the service sends by itself.

use proc_macro2::TokenStream;
use quote::quote;

use super::attributes::deprecated;
use super::context::{Types, ident};
use super::docs::{Page, code};
use super::{made, types};
use crate::api::{Api, Hmac, Incoming, SignatureEncoding, Signing, ToldBy};
use crate::files::Module;
use crate::surface::{self, Surface};

/// The module of the webhooks, where there are any.
pub(super) fn module(surface: Surface<'_>) -> Option<Module<'static>> {
    let api = surface.api();
    if !surface.has_webhooks() {
        return None;
    }
    let types = Types::seen_from(surface::Module::Webhooks, surface);
    let webhooks = webhooks(&types, api);
    let deprecated = types::mentions_deprecated(api) || any_is_deprecated(api);
    let import = surface.items_of_webhooks().any(|item| item.speaks_of_types()).then(|| {
        quote!(
            use super::types;
        )
    });
    Some(Module {
        path: "webhooks.rs".to_owned(),
        continues: false,
        head: types::head(&Page::new("What the service sends by itself."), deprecated),
        items: made(vec![quote!(#import), webhooks]),
    })
}

fn any_is_deprecated(api: &Api) -> bool {
    api.webhooks.requests.iter().any(|request| request.deprecated)
}

fn webhooks(types: &Types, api: &Api) -> TokenStream {
    let docs = page(api).outer();
    let told_by = match &api.webhooks.told_by {
        ToldBy::Name => quote!(Name),
        ToldBy::Member(member) => quote!(Member(#member)),
        ToldBy::Header(header) => quote!(Header(#header)),
    };
    let signing = api.webhooks.signing.as_ref().map(signing);
    let variants = api.webhooks.requests.iter().map(|request| variant(types, request));
    quote! {
        lowcodeapi_runtime::webhooks! {
            #docs
            told_by: #told_by,
            signing: [#signing],
            #(#variants,)*
        }
    }
}

fn page(api: &Api) -> Page {
    let verify = if api.webhooks.signing.is_some() { "verify" } else { "verify_by" };
    let how = match &api.webhooks.told_by {
        ToldBy::Name => format!(
            "The payload doesn't say which one it is. Whoever receives it knows, for instance by the address it came to, and \
             says so: `Webhook::{verify}(…)?.parse_as(name)`."
        ),
        ToldBy::Member(member) => format!(
            "The member {} of the payload says which one it is: `Webhook::{verify}(…)?.parse()`.",
            code(member)
        ),
        ToldBy::Header(header) => {
            format!("The header {} says which one it is: `Webhook::{verify}(…)?.parse()`.", code(header))
        }
    };
    let signed = match &api.webhooks.signing {
        Some(Signing::Standard) => {
            "They are signed as [Standard Webhooks](https://www.standardwebhooks.com) has it.".to_owned()
        }
        Some(Signing::Hmac(hmac)) => format!("The header {} has their signature.", code(&hmac.header)),
        None => "**The document doesn't say how they are signed**, so whoever verifies one says it, by the service's documentation: \
                 `Signing::STANDARD` is [Standard Webhooks](https://www.standardwebhooks.com)."
            .to_owned(),
    };
    let verified = format!("`{verify}` needs the feature `webhooks`.");
    Page::new(format!("What {} sends by itself.", super::docs::text(&api.title)))
        .note(how)
        .note(signed)
        .note(verified)
}

fn variant(types: &Types, request: &Incoming) -> TokenStream {
    let Incoming { name, method, payload, tags, .. } = request;
    let docs = Page::of(&request.docs, || format!("The document's {}.", code(&name.wire)));
    let docs = docs.note(format!("`{method}` {}.", code(&request.place))).link(&request.docs).outer();
    let deprecated = deprecated(request.deprecated);
    let variant = ident(&name.rust);
    let payload = payload.as_ref().map(|ty| {
        let integers = types.has_integers(ty).then(|| quote!(as integers));
        let ty = types.kept(ty);
        quote!((#ty #integers))
    });
    quote!(#docs #deprecated #variant #payload = #(#tags)|*)
}

fn signing(signing: &Signing) -> TokenStream {
    let Signing::Hmac(Hmac { header, prefix, encoding, field, timestamp_header, timestamp_field, content }) =
        signing
    else {
        return quote!(lowcodeapi_runtime::webhooks::Signing::STANDARD);
    };
    let prefix = prefix.as_ref().map(|prefix| quote!(.prefix(#prefix)));
    let base64 = (*encoding == SignatureEncoding::Base64).then(|| quote!(.base64()));
    let field = field.as_ref().map(|field| quote!(.field(#field)));
    let timestamp_header = timestamp_header.as_ref().map(|name| quote!(.timestamp_header(#name)));
    let timestamp_field = timestamp_field.as_ref().map(|name| quote!(.timestamp_field(#name)));
    let content = content.as_ref().map(|content| quote!(.content(#content)));
    quote! {
        lowcodeapi_runtime::webhooks::Signing::hmac(#header)
            #prefix #base64 #field #timestamp_header #timestamp_field #content
    }
}
