//! Expressions of calls, which is most of what stands in emitted functions.
//!
//! The limits are rustfmt's `use_small_heuristics = "Default"` at a width of 100: what is wider than they say is broken
//! even where the line has room.

use std::fmt::Write as _;

use quote::ToTokens;
use syn::punctuated::Punctuated;
use syn::{Expr, ExprStruct, Macro, MacroDelimiter, Token};

use super::arms::matched;
use super::chains::Chain;
use super::one_line::{ANY, between, on_one_line};
use super::{STEP, WIDTH, width};
use crate::files::line;

/// What opens and what closes a list.
pub(super) type Delimiters = (&'static str, &'static str);

pub(super) const PARENTHESES: Delimiters = ("(", ")");
pub(super) const BRACKETS: Delimiters = ("[", "]");

/// `head` and what is assigned behind it; below it where it then needs but one line, or where the head leaves no room.
pub(super) fn assigned(head: &str, value: &Expr, indent: usize) -> Option<String> {
    let column = indent + width(head) + 1;
    let beside = expression(value, column, indent, 1)?;
    let first = beside.lines().next().unwrap_or_default();
    let height = beside.lines().count();
    let inner = indent + STEP;
    if height > 1 || column + width(first) >= WIDTH {
        let below = expression(value, inner, inner, 1)?;
        // A chain leaves room for what ends the statement on each of its lines.
        let room = if matches!(value, Expr::MethodCall(_)) { WIDTH - 1 } else { WIDTH };
        let opens = |text: &str| text.lines().next().and_then(|line| line.chars().last());
        let is_better = below.lines().count() == 1
            || height > below.lines().count() + 1
            || matches!(opens(first), Some('(' | '[' | '{')) && opens(&below) != opens(first)
            || column + width(first) > room;
        if is_better {
            return Some(format!("{head}\n{:inner$}{below}", ""));
        }
    }
    Some(format!("{head} {beside}"))
}

/// An expression that begins at `column`, in a line indented by `indent`, with `tail` columns behind it. `None` if it is
/// of a kind that isn't known here.
pub(super) fn expression(expr: &Expr, column: usize, indent: usize, tail: usize) -> Option<String> {
    if let Some(whole) = WIDTH.checked_sub(column + tail).and_then(|room| on_one_line(expr, room)) {
        return Some(whole);
    }
    match expr {
        Expr::Path(_) | Expr::Lit(_) | Expr::Closure(_) => on_one_line(expr, ANY),
        Expr::Call(call) => {
            let callee = on_one_line(&call.func, ANY)?;
            let arguments = delimited(PARENTHESES, &call.args, column + width(&callee), indent, tail)?;
            Some(callee + &arguments)
        }
        Expr::Macro(call) => invocation(&call.mac, column, indent, tail),
        Expr::Array(array) => delimited(BRACKETS, &array.elems, column, indent, tail),
        Expr::Tuple(tuple) if tuple.elems.len() > 1 => {
            delimited(PARENTHESES, &tuple.elems, column, indent, tail)
        }
        Expr::Struct(literal) => fields(literal, indent),
        Expr::Match(expr) => matched(expr, indent),
        Expr::MethodCall(_) | Expr::Await(_) | Expr::Try(_) | Expr::Field(_) => {
            Chain::of(expr).broken(column, indent, tail)
        }
        Expr::Reference(reference) => {
            let sign = if reference.mutability.is_some() { "&mut " } else { "&" };
            Some(sign.to_owned() + &expression(&reference.expr, column + sign.len(), indent, tail)?)
        }
        _ => None,
    }
}

/// A macro that is called as a function is.
pub(super) fn invocation(call: &Macro, column: usize, indent: usize, tail: usize) -> Option<String> {
    let MacroDelimiter::Paren(_) = call.delimiter else { return None };
    let arguments = call.parse_body_with(Punctuated::parse_terminated).ok()?;
    let name = line(call.path.to_token_stream()) + "!";
    let arguments = delimited(PARENTHESES, &arguments, column + width(&name), indent, tail)?;
    Some(name + &arguments)
}

/// What stands between two delimiters, which open at `column`: arguments, or elements.
pub(super) fn delimited(
    delimiters: Delimiters,
    elements: &Punctuated<Expr, Token![,]>,
    column: usize,
    indent: usize,
    tail: usize,
) -> Option<String> {
    if let Some(whole) = WIDTH.checked_sub(column + tail).and_then(|room| between(delimiters, elements, room))
    {
        return Some(whole);
    }
    let (open, close) = delimiters;
    if elements.len() == 1
        && let Some(opened) = opened(&elements[0], column + 1, indent, tail + 1)
    {
        return Some(format!("{open}{opened}{close}"));
    }
    each_on_a_line(delimiters, elements, indent)
}

fn each_on_a_line(
    (open, close): Delimiters,
    elements: &Punctuated<Expr, Token![,]>,
    indent: usize,
) -> Option<String> {
    let inner = indent + STEP;
    let mut text = format!("{open}\n");
    for element in elements {
        let element = expression(element, inner, inner, 1)?;
        let _ = writeln!(text, "{:inner$}{element},", "");
    }
    Some(format!("{text}{:indent$}{close}", ""))
}

/// The only argument of a call where it may begin on the call's line and end on another.
fn opened(argument: &Expr, column: usize, indent: usize, tail: usize) -> Option<String> {
    let opened = match argument {
        Expr::Call(call) => {
            let opened = expression(argument, column, indent, tail)?;
            // There was no room for all of it, or it would not be opened.
            if opened.contains('\n') {
                opened
            } else {
                on_one_line(&call.func, ANY)? + &each_on_a_line(PARENTHESES, &call.args, indent)?
            }
        }
        Expr::Struct(_) | Expr::Array(_) | Expr::Tuple(_) => expression(argument, column, indent, tail)?,
        Expr::Reference(reference) if reference.mutability.is_none() => {
            format!("&{}", opened(&reference.expr, column + 1, indent, tail)?)
        }
        Expr::MethodCall(_) => {
            let chain = Chain::of(argument).opened_at_its_end(column, indent, tail);
            // A chain within stays on its line, or the call isn't opened.
            let is_flat = |text: &str| !text.lines().any(|line| line.trim_start().starts_with('.'));
            chain.filter(|(text, is_better)| *is_better && is_flat(text))?.0
        }
        _ => return None,
    };
    Some(opened).filter(|text| column + text.lines().next().map_or(0, width) + tail <= WIDTH)
}

/// A struct, a field a line.
fn fields(literal: &ExprStruct, indent: usize) -> Option<String> {
    let inner = indent + STEP;
    let mut text = line(literal.path.to_token_stream()) + " {\n";
    for field in &literal.fields {
        let name = line(field.member.to_token_stream());
        let value = if field.colon_token.is_none() { name } else { member(&name, &field.expr, inner)? };
        let _ = writeln!(text, "{:inner$}{value},", "");
    }
    if let Some(rest) = &literal.rest {
        let _ = writeln!(text, "{:inner$}..{}", "", expression(rest, inner + 2, inner, 0)?);
    }
    Some(format!("{text}{:indent$}}}", ""))
}

/// A field of a struct: its value stands below its name only if it can't begin behind it.
fn member(name: &str, value: &Expr, indent: usize) -> Option<String> {
    let column = indent + width(name) + ": ".len();
    let beside = expression(value, column, indent, 1)?;
    if column + beside.lines().next().map_or(0, width) < WIDTH {
        return Some(format!("{name}: {beside}"));
    }
    let inner = indent + STEP;
    Some(format!("{name}:\n{:inner$}{}", "", expression(value, inner, inner, 1)?))
}
