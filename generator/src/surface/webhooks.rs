//! What is public of the requests that the service sends by itself.

use super::{
    Argument, Conversion, Home, Item, ItemKind, Module, Parameters, Receiver, RustType, Signature, Surface,
    Trait,
};

/// The enum of them.
pub(super) const WEBHOOK: &str = "Webhook";

impl<'a> Surface<'a> {
    /// Whether the service sends anything by itself.
    #[must_use]
    pub fn has_webhooks(self) -> bool {
        !self.api().webhooks.requests.is_empty()
    }

    /// The enum, its variants, and how it is read, where there are any.
    pub fn items_of_webhooks(self) -> impl Iterator<Item = Item<'a>> {
        let item =
            |kind, is_deprecated, origin| Item { module: Module::Webhooks, kind, is_deprecated, origin };
        let known = self.api().webhooks.requests.iter().map(move |request| {
            let held = request.payload.as_ref().map(|payload| self.kept(payload));
            let kind = ItemKind::Variant { of: WEBHOOK, name: &request.name.rust, held };
            item(kind, request.deprecated, Some(&request.origin))
        });
        let unknown = RustType::Named(Home::RuntimeWebhooks, "Unknown", Vec::new());
        let unknown = ItemKind::Variant { of: WEBHOOK, name: "Unknown", held: Some(unknown) };
        let own = [ItemKind::Enum { name: WEBHOOK, traits: Trait::WEBHOOK }, unknown].into_iter();
        let own = own.chain(self.readers());
        let own = own.filter(move |_| self.has_webhooks()).map(move |kind| item(kind, false, None));
        known.chain(own)
    }

    /// What verifies a webhook, and what reads one that nobody verified.
    fn readers(self) -> impl Iterator<Item = ItemKind<'a>> {
        let verified = RustType::Named(
            Home::RuntimeWebhooks,
            "Verified",
            vec![RustType::Elided, RustType::plain("Self")],
        );
        let signed = [
            argument("secret", of_runtime("Secret").impl_into()),
            argument("headers", header().impl_into_iterator()),
            argument("body", bytes()),
            argument("now", RustType::plain("SystemTime")),
        ];
        let by = argument("signing", RustType::Reference(Box::new(of_runtime("Signing"))));
        let verify =
            self.api().webhooks.signing.is_some().then(|| ("verify", signed.to_vec(), verified.clone()));
        let verify_by = ("verify_by", [by].into_iter().chain(signed).collect(), verified);
        let name = argument("name", RustType::Reference(Box::new(RustType::plain("str"))));
        let unverified = ("parse_unverified", vec![name, argument("body", bytes())], RustType::plain("Self"));
        verify.into_iter().chain([verify_by, unverified]).map(|(name, arguments, value)| {
            let result = RustType::Named(Home::Scope, "Result", vec![value, of_runtime("Error")]);
            let signature = Signature { name, receiver: Receiver::None, arguments, result };
            ItemKind::Function { of: WEBHOOK, parameters: Parameters::None, signature }
        })
    }
}

fn of_runtime(name: &str) -> RustType<'_> {
    RustType::Named(Home::RuntimeWebhooks, name, Vec::new())
}

fn bytes<'a>() -> RustType<'a> {
    RustType::Reference(Box::new(RustType::plain("[u8]")))
}

/// A name and a value, however they are kept.
fn header<'a>() -> RustType<'a> {
    let readable = |what| RustType::Impl(Box::new(RustType::of("AsRef", RustType::plain(what))));
    RustType::Tuple(vec![readable("str"), readable("[u8]")])
}

fn argument<'a>(name: &'a str, ty: RustType<'a>) -> Argument<'a> {
    Argument { name, kept: ty.clone(), ty, conversion: Conversion::None }
}
