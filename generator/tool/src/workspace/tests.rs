//! Which client is found, and where its files are.

use super::*;

fn workspace(clients: &[(&str, &str)]) -> tempfile::TempDir {
    let root = tempfile::tempdir().unwrap();
    let members: Vec<String> = clients.iter().map(|(folder, _)| format!("{folder:?}")).collect();
    std::fs::write(
        root.path().join("Cargo.toml"),
        format!("[workspace]\nmembers = [{}]\n", members.join(", ")),
    )
    .unwrap();
    for (folder, metadata) in clients {
        let folder = root.path().join(folder);
        std::fs::create_dir_all(folder.join("src")).unwrap();
        std::fs::write(folder.join("Cargo.toml"), format!("[package]\nname = \"c\"\n{metadata}")).unwrap();
    }
    root
}

fn metadata(provider: &str) -> String {
    format!("[package.metadata.lowcodeapi]\nprovider = \"{provider}\"\nhost = \"https://api.example.com/\"\n")
}

#[test]
fn the_client_is_found_from_any_folder_of_the_workspace() {
    let root = workspace(&[("library", ""), ("client", &metadata("shop"))]);
    let client = Client::find(&root.path().join("client/src"), None, None).unwrap();
    assert_eq!(client.settings.provider, "shop");
    assert_eq!(client.settings.host, "https://api.example.com");
    assert_eq!(client.show(&client.document()), "snapshots/shop/openapi.json");
    assert_eq!(client.show(&client.generated()), "client/src/generated");
}

#[test]
fn a_provider_chooses_among_several_clients() {
    let root = workspace(&[("a", &metadata("shop")), ("b", &metadata("mail"))]);
    assert_eq!(Client::find(root.path(), None, Some("mail")).unwrap().show(&root.path().join("b")), "b");
    let error = Client::find(root.path(), None, None).unwrap_err();
    assert_eq!(error.to_string(), "the workspace has several generated clients: shop, mail");
}

#[test]
fn another_provider_takes_the_place_of_the_only_clients_own() {
    let root = workspace(&[("a", &metadata("shop"))]);
    let client = Client::find(root.path(), None, Some("mail")).unwrap();
    assert_eq!(client.overridden(), Some("shop"));
    assert_eq!(client.show(&client.document()), "snapshots/mail/openapi.json");
    assert_eq!(client.show(&client.own_document()), "snapshots/shop/openapi.json");
}

#[test]
fn a_crate_that_stands_alone_keeps_its_snapshots_with_it() {
    let root = workspace(&[("alone", &format!("{}[workspace]\n", metadata("shop")))]);
    let client = Client::find(root.path(), Some(&root.path().join("alone")), None).unwrap();
    assert_eq!(client.show(&client.lock()), "spec/lock.toml");
}

#[test]
fn names_that_would_leave_the_folder_are_refused() {
    for name in ["../evil", "..", "a/b", "", "a b"] {
        assert!(matches!(check_provider(name), Err(Error::Provider { .. })), "{name:?}");
    }
}

#[test]
fn a_host_with_a_path_is_refused_with_its_place() {
    let root = workspace(&[("a", "[package.metadata.lowcodeapi]\nprovider = \"x\"\nhost = \"nowhere\"\n")]);
    assert!(matches!(Client::find(root.path(), None, None), Err(Error::Manifest { span: Some(_), .. })));
}

#[test]
fn examples_begin_at_the_library_unless_the_manifest_says_otherwise() {
    let library = |more: &str| {
        let manifest = format!("[package]\nname = \"the-shop\"\n{}{more}", metadata("shop"));
        Manifest::parse(&manifest, "Cargo.toml").map(|manifest| manifest.examples())
    };
    assert_eq!(library("").unwrap().as_deref(), Some("the_shop"));
    assert_eq!(library("examples = true\n").unwrap().as_deref(), Some("the_shop"));
    assert_eq!(library("[lib]\nname = \"shop\"\n").unwrap().as_deref(), Some("shop"));
    assert_eq!(library("[lib]\npath = \"shop.rs\"\n").unwrap().as_deref(), Some("the_shop"));
    assert_eq!(library("examples = \"shop::client\"\n").unwrap().as_deref(), Some("shop::client"));
    assert_eq!(library("examples = false\n").unwrap(), None);
    let error = library("examples = 1\n").unwrap_err();
    assert!(error.to_string().contains("`examples` is `false`, or the path"), "{error}");
}
