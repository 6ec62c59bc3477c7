//! Each choice among the features of groups is a client that compiles without a warning.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use test_support::Random;

use super::features::{NESTED, TAGGED, UNTAGGED};
use crate::scratch::{Run, Scratch};
use crate::xtask;

/// How many choices are drawn of the groups of a real document.
const SUBSETS: u64 = 20;

/// What is on beside the groups, so that all that is written is compiled.
const ALWAYS: [&str; 3] = ["blocking", "mock", "webhooks"];

#[test]
#[ignore = "compiles crates: `.ci/run heavy`"]
fn each_choice_of_groups_compiles_without_warnings() {
    for (document, by, first, other) in [
        (TAGGED, "tag", "orders", "ping"),
        (UNTAGGED, "path", "orders", "users"),
        (NESTED, "tag", "world-animals", "world-animals-dogs"),
    ] {
        let scratch = Scratch::new();
        scratch.write("shop.yaml", document);
        let client = Client::made(&scratch, "shop", &scratch.path("shop.yaml"), by);
        let groups = client.groups();
        assert_eq!(groups.len(), 3);
        for chosen in 0..1 << groups.len() {
            let subset = groups.iter().enumerate().filter(|(at, _)| chosen & (1 << at) != 0);
            client.check(&subset.map(|(_, group)| group.as_str()).collect::<Vec<_>>());
        }
        client.cargo(&["check", "--lib", "--no-default-features"]);
        client.cargo(&["check", "--lib"]);
        client.cargo(&["test", "--no-default-features", "--features", other]);
        let tested = client.cargo(&["test", "--no-default-features", "--features", first]);
        tested.says("a_refused_first_call_says_so");
    }
}

/// Of the documents that `SUBSETS_OF` names, such as `../github.json:tag,../stripe.json:path`; says how long each choice took.
#[test]
#[ignore = "compiles crates of documents that a person names"]
fn choices_drawn_of_the_groups_of_real_documents_compile_without_warnings() {
    let documents = std::env::var("SUBSETS_OF").expect("`SUBSETS_OF` names documents");
    for chosen in documents.split(',') {
        let (document, by) = chosen.split_once(':').expect("a document is followed by its grouping");
        let scratch = Scratch::new();
        let client = Client::made(&scratch, "real", Path::new(document), by);
        let groups = client.groups();
        let mut told = String::new();
        for seed in 0..SUBSETS {
            let subset = drawn(&groups, seed);
            let took = client.check(&subset);
            let _ = write!(told, " {}: {:.1}", subset.len(), took.as_secs_f64());
        }
        let took = client.check(&groups.iter().map(String::as_str).collect::<Vec<_>>());
        eprintln!(
            "{chosen}: {} groups, all in {:.1} s; seconds by size:{told}",
            groups.len(),
            took.as_secs_f64()
        );
    }
}

/// Some of the groups: one, a few, or up to all of them.
fn drawn(groups: &[String], seed: u64) -> Vec<&str> {
    let mut random = Random::new(seed);
    let most = *random.choose(&[1, 3, groups.len()]);
    let count = 1 + random.below(most.min(groups.len()));
    let mut chosen = BTreeSet::new();
    while chosen.len() < count {
        chosen.insert(random.choose(groups).as_str());
    }
    chosen.into_iter().collect()
}

/// A crate with features.
struct Client {
    folder: PathBuf,
}

impl Client {
    fn made(scratch: &Scratch, name: &str, spec: &Path, by: &str) -> Self {
        let (spec, out) = (spec.display().to_string(), scratch.argument("client"));
        let arguments = ["new", name, "--spec", &spec, "--out", &out, "--features", by, "--runtime", "path"];
        xtask(&arguments).ends_with(0);
        Self { folder: scratch.path("client") }
    }

    fn groups(&self) -> Vec<String> {
        let manifest = std::fs::read_to_string(self.folder.join("Cargo.toml")).expect("it was made");
        let manifest: toml::Table = manifest.parse().expect("it is TOML");
        let all = manifest["features"]["all-operations"].as_array().expect("it is a list").iter();
        all.map(|name| name.as_str().expect("it is a name").to_owned()).collect()
    }

    /// Checks the library with these groups.
    fn check(&self, groups: &[&str]) -> Duration {
        let features = ALWAYS.iter().chain(groups).copied().collect::<Vec<_>>().join(",");
        let start = Instant::now();
        self.cargo(&["check", "--lib", "--no-default-features", "--features", &features]);
        start.elapsed()
    }

    /// Runs cargo, which must have nothing to complain about.
    fn cargo(&self, arguments: &[&str]) -> Run {
        let mut command = test_support::crates::cargo(env!("CARGO_TARGET_TMPDIR"), &self.folder);
        let run = Run::of(command.args(arguments).arg("--offline")).ends_with(0);
        assert!(!run.output().contains("warning:"), "{arguments:?}\n{}", run.output());
        run
    }
}
