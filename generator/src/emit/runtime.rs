//! How emitted modules get at the runtime: a package or, by the same name, a module of the client.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::Page;
use super::{Items, Module, made};
use crate::api::{Runtime, Settings};

/// All packages of this project have one version.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// What `mod.rs` says of it.
pub(super) fn stated(settings: &Settings) -> TokenStream {
    match settings.runtime {
        Runtime::Dependency => {
            let compatible = compatible(VERSION);
            let docs =
                Page::new("What the client stands on: all that a caller has to name beside the API's own.")
                    .outer();
            quote! {
                const _: () = lowcodeapi_runtime::__generated_for(#compatible);

                #docs
                pub use lowcodeapi_runtime as runtime;
            }
        }
        Runtime::Vendored => quote!(
            pub mod runtime;
        ),
    }
}

/// The module, in which the runtime has the name it has as a package.
pub(super) fn named<'a>(module: Module<'a>, settings: &Settings) -> Module<'a> {
    if settings.runtime == Runtime::Dependency || module.continues {
        return module;
    }
    let name = quote! {
        #[allow(unused_imports, reason = "not every module needs it")]
        use crate::runtime as lowcodeapi_runtime;
    };
    let items: Items<'a> = Box::new(made(vec![name]).chain(module.items));
    Module { items, ..module }
}

/// The parts of a version that compatible ones have in common, by Cargo's rules.
fn compatible(version: &str) -> String {
    let parts = if version.starts_with("0.") { 2 } else { 1 };
    version.split('.').take(parts).collect::<Vec<_>>().join(".")
}

#[cfg(test)]
mod tests {
    use super::compatible;

    #[test]
    fn before_one_the_second_part_tells_versions_apart() {
        assert_eq!(compatible("0.12.3"), "0.12");
        assert_eq!(compatible("3.1.4"), "3");
    }
}
