//! The picture the README begins with: `PICTURE=$PWD/docs/playground.png cargo test -p xtask --test playground picture -- --ignored`.

use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;

use super::site::{Site, project};

/// A picture that a README loads at once.
const MOST: usize = 150_000;

#[test]
#[ignore = "drives a browser: `.ci/run heavy`"]
fn the_picture_of_the_readme_shows_the_page() {
    let mut site = Site::open();
    let shop = project().join("xtask/playground/site/examples/shop-before.yaml");
    site.browser.resize(1120, 600, "light");
    site.generate("shop.yaml", &std::fs::read_to_string(shop).unwrap(), &json!({}));
    site.browser.click("[data-type=Order]");
    let picture = STANDARD.decode(site.browser.screenshot()).unwrap();
    assert!(picture.len() < MOST, "{} bytes", picture.len());
    let place = std::env::var_os("PICTURE").map(PathBuf::from);
    let place = place.unwrap_or_else(|| Path::new(env!("CARGO_TARGET_TMPDIR")).join("playground.png"));
    std::fs::write(&place, picture).unwrap();
    println!("the picture is {}", place.display());
}
