//! `directory` unpacks, draws and goes through, without a network.

use std::fs::File;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::lab;
use crate::scratch::{PLAIN, Run, Scratch};

/// A package as npm has them, with so many documents and what else such a package holds.
fn package(scratch: &Scratch, documents: usize) -> String {
    let file = File::create(scratch.path("package.tgz")).expect("it can be created");
    let mut archive = tar::Builder::new(GzEncoder::new(file, Compression::fast()));
    let mut add = |path: &str, text: &str| {
        let mut header = tar::Header::new_gnu();
        header.set_size(text.len() as u64);
        header.set_mode(0o644);
        archive.append_data(&mut header, path, text.as_bytes()).expect("it can be written");
    };
    add("package/package.json", "{}");
    add("package/api/_index.js", "export {}");
    for number in 0..documents {
        add(&format!("package/api/example.com/{number:02}/openapi.yaml"), PLAIN);
    }
    archive.into_inner().and_then(GzEncoder::finish).expect("it can be written");
    scratch.argument("package.tgz")
}

fn directory(scratch: &Scratch, package: &str, more: &[&str]) -> Run {
    let cache = scratch.argument("cache");
    lab(&[&["directory", "--package", package, "--cache", &cache], more].concat())
}

#[test]
fn the_whole_package_is_gone_through_without_a_row_for_what_is_good() {
    let scratch = Scratch::new();
    let package = package(&scratch, 3);
    let run =
        directory(&scratch, &package, &[]).ends_with(0).says("3 documents").says("3 of 3 generate (100.0 %)");
    assert!(!run.output().contains("00/openapi.yaml  "), "{}", run.output());
    run.says("slowest");
    directory(&scratch, &package, &["--rows"]).ends_with(0).says("example.com/00/openapi.yaml  ");
}

#[test]
fn a_sample_is_drawn_again_by_the_seed_it_prints() {
    let scratch = Scratch::new();
    let package = package(&scratch, 12);
    let sample = |seed: &[&str]| {
        let report = scratch.argument("report.json");
        let run = directory(&scratch, &package, &[&["--sample", "4", "--report", &report], seed].concat());
        let run = run.ends_with(0).says("4 of them").says("4 of 4 generate");
        let report: serde_json::Value =
            serde_json::from_str(&scratch.read("report.json")).expect("it is JSON");
        let names = report.as_array().expect("it is a list").iter();
        let names: Vec<String> = names.map(|entry| entry["document"].to_string()).collect();
        let output = run.output();
        let seed = output.split("--seed ").nth(1).and_then(|rest| rest.lines().next());
        (names, seed.expect("it names a seed").to_owned())
    };
    let (drawn, seed) = sample(&[]);
    assert_eq!(sample(&["--seed", &seed]), (drawn, seed.clone()));
}

#[test]
fn what_is_no_package_is_refused_and_leaves_nothing_behind() {
    let scratch = Scratch::new();
    scratch.write("no.tgz", "not an archive");
    directory(&scratch, &scratch.argument("no.tgz"), &[]).ends_with(2).says("can't unpack");
    let empty = package(&scratch, 0);
    directory(&scratch, &empty, &[]).ends_with(2).says("has no document below");
    let left = std::fs::read_dir(scratch.path("cache")).expect("it is there").count();
    assert_eq!(left, 0);
    directory(&scratch, &scratch.argument("missing.tgz"), &[]).ends_with(2).says("can't read");
    directory(&scratch, &empty, &["--seed", "1"]).ends_with(2).says("--sample");
}

#[test]
fn without_npm_it_says_what_would_do_instead() {
    let scratch = Scratch::new();
    scratch.write("programs/none", "");
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_lab"));
    command.args(["directory", "--cache"]).arg(scratch.path("cache")).env("PATH", scratch.path("programs"));
    Run::of(&mut command).ends_with(114).says("can't run npm").says("--package FILE");
}

/// What LowCodeAPI would serve of the package's documents, in its own words.
const SERVED: &str = r#"{
  "openapi": "3.0.0",
  "info": {},
  "servers": [{"url": "https://api.lowcodeapi.com/shop"}],
  "paths": {
    "/v2/orders": {"get": {"responses": {"401": {"description": "API token required"}}, "externalDocs": {"api_endpoint": "https://shop.example/v2/orders"}}},
    "/v2/other": {"get": {"responses": {"401": {"description": "API token required"}}, "externalDocs": {"api_endpoint": "https://shop.example/v2/other"}}}
  }
}"#;

/// A package with one document of the shop, in JSON as the directory has them.
fn shop(scratch: &Scratch) -> String {
    let document = r#"{"openapi": "3.0.3", "info": {"title": "Shop", "version": "1"}, "servers": [{"url": "https://shop.example/v2"}],
        "paths": {"/orders": {"get": {"responses": {"200": {"description": "", "content": {"application/json":
        {"schema": {"type": "array", "items": {"type": "string"}}}}}}}}}}"#;
    let file = File::create(scratch.path("shop.tgz")).expect("it can be created");
    let mut archive = tar::Builder::new(GzEncoder::new(file, Compression::fast()));
    let mut header = tar::Header::new_gnu();
    header.set_size(document.len() as u64);
    header.set_mode(0o644);
    let path = "package/api/shop.example/openapi.json";
    archive.append_data(&mut header, path, document.as_bytes()).expect("it can be written");
    archive.into_inner().and_then(GzEncoder::finish).expect("it can be written");
    scratch.argument("shop.tgz")
}

#[test]
fn companions_are_found_and_add_what_they_know() {
    let scratch = Scratch::new();
    let (package, cache) = (shop(&scratch), scratch.argument("cache"));
    scratch.write("corpus/shop.json", SERVED);
    let (corpus, spec) = (scratch.argument("corpus"), scratch.argument("corpus/shop.json"));
    lab(&["companions", "shop", "--spec", &spec, "--package", &package, "--cache", &cache])
        .ends_with(0)
        .says("2 operations")
        .says("         1 ");
    let answers = |more: &[&str]| lab(&[&["corpus", &corpus], more].concat()).ends_with(0);
    let alone = answers(&[]).says("0 of 2 that hold something are typed");
    assert!(!alone.output().contains("operations matched"), "{}", alone.output());
    answers(&["--companions", "--package", &package, "--cache", &cache])
        .says("1 of 2 that hold something are typed")
        .says("1 operations matched; 1 of them answer JSON by their companion, 1 of those are typed; 0 answer nothing");
}

#[test]
fn companions_that_name_another_host_are_found_with_the_server_to_give() {
    let scratch = Scratch::new();
    let (package, cache) = (shop(&scratch), scratch.argument("cache"));
    scratch.write(
        "corpus/shop.json",
        &SERVED.replace("https://shop.example/v2", "https://api.shop.example/shop/v2"),
    );
    let (corpus, spec) = (scratch.argument("corpus"), scratch.argument("corpus/shop.json"));
    let package = ["--package", &package, "--cache", &cache];
    lab(&[&["companions", "shop", "--spec", &spec], &package[..]].concat())
        .ends_with(0)
        .says("openapi.json --companion-server https://api.shop.example/shop/v2\n");
    lab(&[&["corpus", &corpus, "--companions"], &package[..]].concat())
        .ends_with(0)
        .says("1 operations matched; 1 of them answer JSON by their companion, 1 of those are typed");
    scratch.write(
        "corpus/shop.json",
        &SERVED.replace("https://shop.example/v2/orders", "https://else.example/carts"),
    );
    lab(&[&["companions", "shop", "--spec", &spec], &package[..]].concat())
        .ends_with(0)
        .says("no document describes");
}
