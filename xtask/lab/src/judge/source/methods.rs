//! Reads the methods of a client that the runtime's macro defines: `client_methods!`.

use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Attribute, FnArg, Ident, Token, Type, parenthesized};

/// `client: Client, blocking: super::blocking::Client,`, and the methods that both have.
pub(super) struct ClientMethods(pub(super) Vec<ClientMethod>);

impl Parse for ClientMethods {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        for _ in ["client", "blocking"] {
            input.parse::<Ident>()?;
            input.parse::<Token![:]>()?;
            input.parse::<Type>()?;
            input.parse::<Token![,]>()?;
        }
        let methods = Punctuated::<ClientMethod, Token![,]>::parse_terminated(input)?;
        Ok(Self(methods.into_iter().collect()))
    }
}

/// `list(limit: u8) -> List::new`, whose documentation nobody needs.
pub(super) struct ClientMethod {
    pub(super) name: Ident,
    pub(super) arguments: Punctuated<FnArg, Token![,]>,
    pub(super) call: Ident,
}

impl Parse for ClientMethod {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        input.call(Attribute::parse_outer)?;
        let name = input.parse()?;
        let content;
        parenthesized!(content in input);
        let arguments = Punctuated::parse_terminated(&content)?;
        input.parse::<Token![->]>()?;
        let call = input.parse()?;
        input.parse::<Token![::]>()?;
        input.parse::<Ident>()?;
        Ok(Self { name, arguments, call })
    }
}
