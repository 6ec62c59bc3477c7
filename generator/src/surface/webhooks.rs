//! What is public of the requests that the service sends by itself.

use super::{Home, Item, ItemKind, Module, RustType, Surface, Trait};

/// The enum of them.
pub(super) const WEBHOOK: &str = "Webhook";

impl<'a> Surface<'a> {
    /// Whether the service sends anything by itself.
    #[must_use]
    pub fn has_webhooks(self) -> bool {
        !self.api().webhooks.requests.is_empty()
    }

    /// The enum and its variants, where there are any.
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
        let own = own.filter(move |_| self.has_webhooks()).map(move |kind| item(kind, false, None));
        known.chain(own)
    }
}
