//! `match`: an arm a line, or in braces below its pattern.

use quote::ToTokens;
use syn::{Arm, ExprMatch, Pat};

use super::one_line::{ANY, on_one_line};
use super::{STEP, WIDTH, width};
use crate::files::line;

/// A `match` in a line indented by `indent`; `None` where an arm is of a kind that isn't known here.
pub(super) fn matched(expr: &ExprMatch, indent: usize) -> Option<String> {
    let mut text = format!("match {} {{\n", on_one_line(&expr.expr, ANY)?);
    for arm in &expr.arms {
        text.push_str(&self::arm(arm, indent + STEP)?);
    }
    Some(format!("{text}{:indent$}}}", ""))
}

fn arm(arm: &Arm, indent: usize) -> Option<String> {
    if !arm.attrs.is_empty() {
        return None;
    }
    let inner = indent + STEP;
    let body = on_one_line(&arm.body, ANY)?;
    let mut head = line(arm.pat.to_token_stream());
    if indent + width(&head) + " => {".len() > WIDTH {
        head = opened(&arm.pat, indent)?;
    }
    let last = head.lines().last().map_or(0, width);
    let column = if head.contains('\n') { last } else { indent + last } + " => ".len();
    let body = if column + width(&body) + ",".len() <= WIDTH {
        format!("{body},")
    } else if inner + width(&body) <= WIDTH {
        format!("{{\n{:inner$}{body}\n{:indent$}}}", "", "")
    } else {
        return None;
    };
    Some(format!("{:indent$}{head} => {body}\n", ""))
}

/// A pattern that is too long, a part a line.
fn opened(pattern: &Pat, indent: usize) -> Option<String> {
    let Pat::TupleStruct(pattern) = pattern else { return None };
    let inner = indent + STEP;
    let parts = pattern.elems.iter().map(|part| format!("{:inner$}{},\n", "", line(part.to_token_stream())));
    Some(format!("{}(\n{}{:indent$})", line(pattern.path.to_token_stream()), parts.collect::<String>(), ""))
}
