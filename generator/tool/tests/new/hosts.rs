//! What `new` says of where a service is, and of credentials that nothing describes.

use crate::scratch::{PLAIN, Scratch};
use crate::xtask;

const SERVER: &str = "https://shop.example/v2";

#[test]
fn a_host_that_the_document_leaves_open_is_told_and_keeps_the_path() {
    let scratch = Scratch::new();
    scratch.write("shop.yaml", &PLAIN.replace(SERVER, "/api/v3"));
    let (spec, out) = (scratch.argument("shop.yaml"), scratch.argument("client"));
    xtask(&["new", "shop", "--spec", &spec, "--out", &out])
        .ends_with(0)
        .says("the server `/api/v3` is relative")
        .says("`https://api.example.com/api/v3`");
    assert!(scratch.read("client/Cargo.toml").contains("host = \"https://api.example.com/api/v3\""));
    let readme = scratch.read("client/README.md");
    for part in ["SHOP_CLIENT_BASE_URL=https://…/api/v3", "doesn't say where the service is", "`/api/v3`"] {
        assert!(readme.contains(part), "`{part}` is not in:\n{readme}");
    }
    let client = scratch.read("client/src/generated/mod.rs");
    for part in ["path: \"/api/v3\"", "doesn't say where the service is"] {
        assert!(client.contains(part), "`{part}` is not in:\n{client}");
    }
    let told = scratch.argument("told");
    let run = xtask(&["new", "shop", "--spec", &spec, "--out", &told, "--format", "json"]).ends_with(0);
    run.says("\"new::host\"").says("/servers/0/url");
}

#[test]
fn a_host_that_the_document_names_is_where_the_readme_says_the_token_goes() {
    let scratch = Scratch::new();
    for (server, host) in [(SERVER, SERVER), ("http://localhost:8080/api", "http://localhost:8080/api")] {
        scratch.write("shop.yaml", &PLAIN.replace(SERVER, server));
        let folder = host.replace(|one: char| !one.is_ascii_alphanumeric(), "-");
        let (spec, out) = (scratch.argument("shop.yaml"), scratch.argument(&folder));
        xtask(&["new", "shop", "--spec", &spec, "--out", &out]).ends_with(0);
        assert!(scratch.read(&format!("{folder}/Cargo.toml")).contains(&format!("host = \"{host}\"")));
        let readme = scratch.read(&format!("{folder}/README.md"));
        assert!(readme.contains(&format!("The token goes to `{host}`")), "{readme}");
        assert!(!readme.contains("export SHOP_CLIENT_BASE_URL"), "{readme}");
    }
}

#[test]
fn the_readme_asks_for_what_the_first_call_needs_in_the_form_it_takes() {
    let scratch = Scratch::new();
    let login = PLAIN.replace("scheme: bearer", "scheme: basic");
    let public = PLAIN.replace("operationId: listOrders", "operationId: listOrders\n      security: []");
    for (name, document, says) in [
        ("login", &login, "```sh\nexport LOGIN_CLIENT_API_TOKEN=user:password\ncargo run"),
        ("public", &public, "```sh\ncargo run"),
    ] {
        scratch.write("shop.yaml", document);
        let (spec, out) = (scratch.argument("shop.yaml"), scratch.argument(name));
        xtask(&["new", name, "--spec", &spec, "--out", &out]).ends_with(0);
        let readme = scratch.read(&format!("{name}/README.md"));
        assert!(readme.contains(says), "{readme}");
        assert_eq!(readme.contains("Credentials go to"), name == "login", "{readme}");
    }
}

#[test]
fn a_scheme_that_the_document_lacks_is_told_with_its_line_as_it_was_written() {
    let scratch = Scratch::new();
    let text =
        PLAIN.replace("listOrders\n", "listOrders\n      security: [{ Nobody: [] }]\n      tags: orders\n");
    let line = |part: &str| text.lines().position(|line| line.contains(part)).expect("it is there") + 1;
    scratch.write("shop.yaml", &text);
    let (spec, out) = (scratch.argument("shop.yaml"), scratch.argument("client"));
    xtask(&["new", "shop", "--spec", &spec, "--out", &out, "--verbose"])
        .ends_with(0)
        .says(&format!(
            "{}: /paths/~1orders/get/security/0/Nobody the document has no security",
            line("Nobody")
        ))
        .says(&format!("{}: read_otherwise /paths/~1orders/get/tags", line("tags")))
        .says("unknown_security 1");
}
