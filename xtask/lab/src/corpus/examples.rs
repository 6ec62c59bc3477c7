//! The examples of a client's documentation as one program: rustdoc would start the compiler for each client anew.

use std::fmt::Write as _;

/// Where its package has it.
pub(super) const FILE: &str = "examples/documentation.rs";

/// Nobody reads it; what counts is whether the compiler takes it. A call that is deprecated may be all that there is.
const HEAD: &str = "//! The examples of the documentation.\n\
                    #![allow(unused, deprecated, clippy::all, clippy::pedantic, reason = \"they are no program\")]\n";

/// A program that holds each example, with the lines that rustdoc hides.
pub(super) fn program<'f>(files: impl IntoIterator<Item = (&'f str, &'f str)>) -> String {
    let mut program = HEAD.to_owned();
    let mut number = 0;
    let mut is_inside = false;
    for line in files.into_iter().flat_map(|(_, text)| text.lines()) {
        let Some(documentation) = line.trim_start().strip_prefix("///") else { continue };
        let documentation = documentation.strip_prefix(' ').unwrap_or(documentation);
        match (is_inside, documentation) {
            (false, "```no_run") => {
                number += 1;
                let _ = writeln!(program, "\nmod example_{number} {{");
                is_inside = true;
            }
            (true, "```") => {
                program.push_str("}\n");
                is_inside = false;
            }
            (true, code) => {
                let code = code.strip_prefix("# ").unwrap_or(code);
                let _ = writeln!(program, "    {code}");
            }
            (false, _) => {}
        }
    }
    program + "\nfn main() {}\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn examples_are_modules_with_what_is_hidden() {
        let text = "/// Pulls.\n///\n/// ```no_run\n/// use a::Client;\n///\n/// # fn b() {\n/// c();\n/// # }\n/// ```\n\
                    pub struct Pulls;\n\n/// ```text\n/// d\n/// ```\npub struct E;\n";
        let body = program([("a.rs", text)]);
        let body = body.strip_prefix(HEAD).unwrap();
        assert_eq!(
            body,
            "\nmod example_1 {\n    use a::Client;\n    \n    fn b() {\n    c();\n    }\n}\n\nfn main() {}\n"
        );
    }
}
