//! The playground by the rules of axe-core, which npm has: contrast, names, roles, order.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use serde_json::json;
use test_support::{Browser, Run};

/// What serves the page; it ends with this value.
struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

mod playground_page {
    use super::*;

    const VERSION: &str = "4.14.1";
    /// What a person meets: how it is reached from the page as it is opened.
    const STATES: [(&str, &str); 4] = [
        ("the empty page", "1"),
        ("a crate", "playground.generate.open([{ name: 'shop.yaml', text: SHOP }])"),
        (
            "a document that is wrong",
            "playground.generate.open([{ name: 'shop.yaml', text: SHOP.replaceAll('schemas/Item', 'schemas/No') }])",
        ),
        (
            "a comparison",
            "(async () => { location.hash = 'compare'; await playground.compare.open('old', [{ name: 'a.yaml', text: SHOP }]); \
             await playground.compare.open('new', [{ name: 'b.yaml', text: SHOP.replace('voucher', 'gift') }]) })()",
        ),
    ];

    /// The rules, as a script.
    fn axe() -> String {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("axe-{VERSION}"));
        let script = folder.join("node_modules/axe-core/axe.min.js");
        if !script.is_file() {
            std::fs::create_dir_all(&folder).unwrap();
            let package = format!("axe-core@{VERSION}");
            let arguments = ["install", "--prefix", ".", "--no-audit", "--no-fund", &package];
            Run::of(
                Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" })
                    .args(arguments)
                    .current_dir(&folder),
            )
            .ends_with(0);
        }
        std::fs::read_to_string(script).unwrap()
    }

    #[test]
    #[ignore = "drives a browser, and installs from npm: `.ci/run heavy`"]
    fn the_rules_from_npm_find_nothing() {
        let axe = axe();
        let project = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let shop =
            std::fs::read_to_string(project.join("xtask/playground/site/examples/shop-before.yaml")).unwrap();
        let mut server = Server(
            Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
                .args(["run", "--locked", "--package", "xtask", "--", "playground", "--port", "0"])
                .current_dir(&project)
                .stdout(Stdio::piped())
                .spawn()
                .unwrap(),
        );
        let mut line = String::new();
        BufReader::new(server.0.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let url = line.trim().split_once(" at ").expect("it says where the page is").1.to_owned();
        let mut browser = Browser::start();
        let mut broken = Vec::new();
        for (width, scheme) in [(360, "light"), (1400, "light"), (1400, "dark")] {
            for (state, reach) in STATES {
                browser.resize(width, 900, scheme);
                browser.open(&url);
                browser.evaluate(&format!(
                    "(async () => {{ while (!document.documentElement.dataset.ready) await new Promise(done => setTimeout(done, 50)); \
                     globalThis.SHOP = {} }})()",
                    json!(shop)
                ));
                browser.evaluate(reach);
                browser.evaluate(&axe);
                let found = browser.evaluate(
                    "axe.run().then(({ violations, passes }) => [passes.length, violations.map(({ id, nodes }) => \
                     `${id}: ${nodes.map(node => `${node.target} ${node.failureSummary}`).slice(0, 3)}`)])",
                );
                assert!(found[0].as_u64().unwrap() > 10, "the rules were tried on {state}");
                broken.extend(
                    found[1]
                        .as_array()
                        .unwrap()
                        .iter()
                        .map(|rule| format!("{state}, {width} px, {scheme}: {rule}")),
                );
            }
        }
        assert_eq!(broken, Vec::<String>::new());
    }
}
