//! The public interface of a generated client, a line an item, for reviewers.

mod item;

use syn::Item;

use crate::files::Files;

/// Every public item of the client, a line each, sorted; ends with a newline unless empty.
#[must_use]
pub fn listing(files: &Files) -> String {
    files.public().flat_map(|line| [line, "\n"]).collect()
}

/// The lines of one module's items; `module` is how users name it, empty at the root.
pub(crate) fn lines(module: &str, items: &[Item]) -> Vec<String> {
    let mut lines = Vec::new();
    for item in items {
        item::lines(module, item, &mut lines);
    }
    lines
}

#[cfg(test)]
mod tests {
    use quote::quote;

    #[test]
    fn public_items_and_nothing_else_are_listed() {
        let file: syn::File = syn::parse2(quote! {
            mod operations;
            pub mod types;
            pub use operations::*;
            #[derive(Debug, Clone, serde::Serialize)]
            #[deprecated]
            pub struct Destination { pub to: Option<Vec<String>>, secret: u8 }
            impl Destination {
                pub fn to(mut self, to: impl IntoIterator<Item = impl Into<String>>) -> Self { self }
                pub(crate) fn hidden(&self) {}
            }
            impl<M: Mode> Call<M> { pub fn size(self, size: i64) -> Self { self } }
            impl From<String> for Union { fn from(text: String) -> Self { Self::Text(text) } }
            pub enum Union { Text(String), Unknown }
            pub type Alias = Vec<Union>;
            static SEND: Endpoint = Endpoint::get("a", "b");
            lowcodeapi_runtime::call!(Call -> Vec<Union>, types::ErrorCode);
            lowcodeapi_runtime::streamed_call!(Call, types::ErrorCode, events);
            lowcodeapi_runtime::paged_call!(Call -> Page, Code, lowcodeapi_runtime::Paging::link(&["next"]), Vec<(u8, Pet)> = [.pets]);
        })
        .unwrap();
        insta::assert_snapshot!(super::lines("types", &file.items).join("\n"), @r"
        pub mod types::types
        pub struct types::Destination: Debug, Clone, Serialize (deprecated)
        pub types::Destination::to: Option<Vec<String>>
        pub fn types::Destination::to(self, to: impl IntoIterator<Item = impl Into<String>>) -> Self
        pub fn types::Call<M>::size(self, size: i64) -> Self
        impl From<String> for types::Union
        pub enum types::Union
        pub types::Union::Text(String)
        pub types::Union::Unknown
        pub type types::Alias = Vec<Union>
        pub call types::Call -> Vec<Union>, types::ErrorCode
        pub fn types::Call::events(self) -> Events
        pub fn types::Call::pages(self) -> Pages
        pub fn types::Call::items(self) -> Items<Vec<(u8, Pet)>>
        ");
    }
}
