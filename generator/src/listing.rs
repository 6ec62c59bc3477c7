//! The public interface of a generated client, a line an item, for reviewers.

use crate::api::Api;
use crate::surface::Surface;

/// Every public item of a client of `api`, a line each, sorted; ends with a newline unless empty.
#[must_use]
pub fn listing(api: &Api) -> String {
    let mut lines: Vec<String> = Surface::of(api).items().map(|item| item.to_string()).collect();
    lines.sort_unstable();
    lines.iter().flat_map(|line| [line, "\n"]).collect()
}
