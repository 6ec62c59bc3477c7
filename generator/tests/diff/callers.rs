//! Verdicts for Rust are true: what was written against the old client compiles against the new one, or doesn't, as the
//! verdict says.
//!
//! Everything that must compile is one crate; everything that must not is a crate each, for one error may hide another.

mod scratch;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use lowcodeapi_generator::Generated;

use super::cases::{Case, cases};
use super::sides::made;
use scratch::{Message, Scratch};

/// What a case becomes.
struct Written {
    name: String,
    verdict: String,
    /// Its module or example on each side.
    old: String,
    new: String,
}

#[test]
#[ignore = "compiles crates: `.ci/run heavy`"]
fn callers_compile_as_the_verdicts_say() {
    let scratch = Scratch::new();
    let mut written = Vec::new();
    for (at, case) in cases().iter().enumerate() {
        let (before, after) = (made(&case.before(), &case.settings()), made(&case.after(), &case.settings()));
        let breaks = case.verdicts.1 == "breaking";
        let one = |name: String, generated: &Generated, breaks: bool| {
            // Its own root is what a client with error codes of its own calls `crate`.
            let alone = breaks || generated.files.iter().any(|(_, text)| text.contains("crate::types"));
            scratch.write(&name, generated, caller(case), alone);
            name
        };
        written.push(Written {
            name: case.name(),
            verdict: case.verdicts.1.clone(),
            old: one(format!("old_{at:03}"), &before, false),
            new: one(format!("new_{at:03}"), &after, breaks),
        });
    }
    let messages = scratch.check();
    let mut wrong = String::new();
    for case in &written {
        judge(case, &messages, &mut wrong);
    }
    assert!(wrong.is_empty(), "{wrong}");
}

fn caller(case: &Case) -> &str {
    case.caller.as_deref().unwrap_or("let _ = client.clone();")
}

fn judge(case: &Written, messages: &BTreeMap<String, Vec<Message>>, wrong: &mut String) {
    let errors = |name: &str| messages.get(name).into_iter().flatten().filter(|message| message.is_error);
    for error in errors(&case.old) {
        let _ = writeln!(wrong, "{}: the old client fails\n{}", case.name, error.text);
    }
    let mut broken = errors(&case.new).peekable();
    match case.verdict.as_str() {
        "breaking" if broken.peek().is_none() => {
            let _ = writeln!(wrong, "{}: breaking, and its caller compiles", case.name);
        }
        "breaking" => {
            for error in broken.filter(|error| !error.is_callers) {
                let _ = writeln!(wrong, "{}: the new client itself fails\n{}", case.name, error.text);
            }
        }
        verdict => {
            for error in broken {
                let _ = writeln!(wrong, "{}: {verdict}, and its caller fails\n{}", case.name, error.text);
            }
        }
    }
    let deprecated = |message: &Message| message.is_callers && message.text.contains("deprecated");
    let is_warned = |name: &str| messages.get(name).into_iter().flatten().any(deprecated);
    // What was deprecated before is no news.
    let warned = is_warned(&case.new) && !is_warned(&case.old);
    if warned != (case.verdict == "lint") {
        let _ = writeln!(wrong, "{}: {}, and warned of deprecation: {warned}", case.name, case.verdict);
    }
}
