//! `names.toml`: names stay, a person renames in it, and what can't be is refused.

use crate::scratch::{LARGER, SMALLER, Scratch};

const NAMES: &str = "snapshots/shop/names.toml";

/// Changes the names by hand.
fn edit(scratch: &Scratch, from: &str, to: &str) {
    let names = scratch.read(NAMES);
    assert!(names.contains(from), "{names}");
    scratch.write(NAMES, &names.replacen(from, to, 1));
}

#[test]
fn what_comes_is_added_and_what_goes_drops_out() {
    let scratch = Scratch::generated();
    let before = scratch.read(NAMES);
    scratch.write("served.json", LARGER);
    scratch.regen(&["--spec", "served.json"]).ends_with(0);
    let larger = scratch.read(NAMES);
    let missing: Vec<&str> = before.lines().filter(|line| !larger.contains(line)).collect();
    assert_eq!(missing, [""; 0]);
    assert!(larger.contains("[operations.\"GET /v1/refunds\"]"), "{larger}");
    scratch.write("served.json", SMALLER);
    scratch.regen(&["--spec", "served.json", "--allow-shrink"]).ends_with(0);
    assert!(!scratch.read(NAMES).contains("/v1/refunds"));
}

#[test]
fn an_edited_line_renames_and_stays() {
    let scratch = Scratch::generated();
    edit(&scratch, "method = \"list_orders\"", "method = \"orders\"");
    scratch.regen(&["--check", "--offline"]).ends_with(4).says("stale      snapshots/shop/api.txt");
    scratch.regen(&["--offline"]).ends_with(0);
    assert!(scratch.read("snapshots/shop/api.txt").contains("pub fn Client::orders("));
    scratch.regen(&["--check", "--offline"]).ends_with(0);
    scratch.write("served.json", LARGER);
    scratch.regen(&["--spec", "served.json"]).ends_with(0);
    assert!(scratch.read("snapshots/shop/api.txt").contains("pub fn Client::orders("));
    scratch.regen(&["--offline", "--rename"]).ends_with(0);
    assert!(scratch.read("snapshots/shop/api.txt").contains("pub fn Client::list_orders("));
}

#[test]
fn what_the_document_has_not_got_is_refused_with_its_line() {
    let scratch = Scratch::generated();
    edit(&scratch, "[operations.\"GET /v1/orders\"]", "[operations.\"GET /v1/order\"]");
    let before = scratch.files();
    scratch
        .regen(&["--offline"])
        .ends_with(113)
        .says("the document has no operation `GET /v1/order` (snapshots/shop/names.toml, line 9)");
    // A new document doesn't make it any better.
    scratch.write("served.json", LARGER);
    scratch.regen(&["--spec", "served.json"]).ends_with(113);
    scratch.delete("served.json");
    let mut after = scratch.files();
    after.retain(|name, _| name != "served.json");
    assert!(before.into_iter().filter(|(name, _)| name != "served.json").eq(after), "nothing is written");
}

#[test]
fn a_name_that_is_taken_is_refused() {
    let scratch = Scratch::generated();
    edit(&scratch, "method = \"list_orders\"", "method = \"new\"");
    scratch.regen(&["--offline"]).ends_with(113).says("`new` is a name that the emitted code needs");
}
