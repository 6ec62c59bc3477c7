//! Expressions of calls, which is most of what stands in emitted functions.
//!
//! The limits are rustfmt's `use_small_heuristics = "Default"` at a width of 100: what is wider than they say is broken
//! even where the line has room.

use std::fmt::Write as _;

use quote::ToTokens;
use syn::punctuated::Punctuated;
use syn::{Expr, ExprStruct, Macro, MacroDelimiter, Token};
use unicode_width::UnicodeWidthStr;

use super::chains::Chain;
use super::{CALL, STEP, WIDTH};
use crate::files::line;

/// The widest fields of a struct that stay on its line.
const FIELDS: usize = 18;

/// `head` and what is assigned behind it; below it where it then needs but one line, or where the head leaves no room.
pub(super) fn assigned(head: &str, value: &Expr, indent: usize) -> Option<String> {
    let column = indent + head.width() + 1;
    let beside = expression(value, column, indent, 1)?;
    let first = beside.lines().next().unwrap_or_default();
    let height = beside.lines().count();
    let inner = indent + STEP;
    if height > 1 || column + first.width() >= WIDTH {
        let below = expression(value, inner, inner, 1)?;
        let opens = |text: &str| text.lines().next().and_then(|line| line.chars().last());
        let is_better = below.lines().count() == 1
            || height > below.lines().count() + 1
            || matches!(opens(first), Some('(' | '[' | '{')) && opens(&below) != opens(first)
            || column + first.width() > WIDTH;
        if is_better {
            return Some(format!("{head}\n{:inner$}{below}", ""));
        }
    }
    Some(format!("{head} {beside}"))
}

/// An expression that begins at `column`, in a line indented by `indent`, with `tail` columns behind it. `None` if it is
/// of a kind that isn't known here.
pub(super) fn expression(expr: &Expr, column: usize, indent: usize, tail: usize) -> Option<String> {
    if let Some(whole) = on_one_line(expr)
        && column + whole.width() + tail <= WIDTH
    {
        return Some(whole);
    }
    match expr {
        Expr::Path(_) | Expr::Lit(_) | Expr::Closure(_) => on_one_line(expr),
        Expr::Call(call) => {
            let callee = on_one_line(&call.func)?;
            let arguments = delimited("()", &call.args, column + callee.width(), indent, tail)?;
            Some(callee + &arguments)
        }
        Expr::Macro(call) => invocation(&call.mac, column, indent, tail),
        Expr::Array(array) => delimited("[]", &array.elems, column, indent, tail),
        Expr::Tuple(tuple) if tuple.elems.len() > 1 => delimited("()", &tuple.elems, column, indent, tail),
        Expr::Struct(literal) => fields(literal, indent),
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

/// An expression on one line; `None` where rustfmt would not leave it there however much room there is, or where its kind
/// isn't known here.
pub(super) fn on_one_line(expr: &Expr) -> Option<String> {
    match expr {
        Expr::Path(_) | Expr::Lit(_) => Some(line(expr.to_token_stream())),
        Expr::Reference(reference) => {
            let sign = if reference.mutability.is_some() { "&mut " } else { "&" };
            Some(sign.to_owned() + &on_one_line(&reference.expr)?)
        }
        Expr::Macro(call) => invocation(&call.mac, 0, 0, 0).filter(|text| !text.contains('\n')),
        Expr::Array(array) => Some(format!("[{}]", within(&array.elems)?)),
        Expr::Tuple(tuple) if tuple.elems.len() != 1 => Some(format!("({})", joined(&tuple.elems)?)),
        Expr::Call(call) => Some(format!("{}({})", on_one_line(&call.func)?, joined(&call.args)?)),
        Expr::Closure(closure) if closure.attrs.is_empty() && closure.capture.is_none() => {
            let inputs: Vec<String> =
                closure.inputs.iter().map(|input| line(input.to_token_stream())).collect();
            Some(format!("|{}| {}", inputs.join(", "), on_one_line(&closure.body)?))
        }
        Expr::Struct(literal) if literal.rest.is_none() => {
            let path = line(literal.path.to_token_stream());
            let fields: Vec<String> = literal.fields.iter().map(field_on_one_line).collect::<Option<_>>()?;
            match fields.join(", ") {
                fields if fields.is_empty() => Some(format!("{path} {{}}")),
                fields if fields.width() <= FIELDS => Some(format!("{path} {{ {fields} }}")),
                _ => None,
            }
        }
        Expr::MethodCall(_) | Expr::Await(_) | Expr::Try(_) | Expr::Field(_) => Chain::of(expr).on_one_line(),
        _ => None,
    }
}

/// On one line; one alone may be as wide as the line allows.
pub(super) fn joined(expressions: &Punctuated<Expr, Token![,]>) -> Option<String> {
    let parts: Vec<String> = expressions.iter().map(on_one_line).collect::<Option<_>>()?;
    Some(parts.join(", ")).filter(|text| parts.len() < 2 || text.width() <= CALL)
}

/// The elements of an array on one line, for which even one alone has a limit.
fn within(elements: &Punctuated<Expr, Token![,]>) -> Option<String> {
    joined(elements).filter(|text| text.width() <= CALL)
}

fn field_on_one_line(field: &syn::FieldValue) -> Option<String> {
    let name = line(field.member.to_token_stream());
    if field.colon_token.is_none() {
        Some(name)
    } else {
        Some(format!("{name}: {}", on_one_line(&field.expr)?))
    }
}

/// A macro that is called as a function is.
pub(super) fn invocation(call: &Macro, column: usize, indent: usize, tail: usize) -> Option<String> {
    let MacroDelimiter::Paren(_) = call.delimiter else { return None };
    let arguments = call.parse_body_with(Punctuated::parse_terminated).ok()?;
    let name = line(call.path.to_token_stream()) + "!";
    let arguments = delimited("()", &arguments, column + name.width(), indent, tail)?;
    Some(name + &arguments)
}

/// What stands between two delimiters, which open at `column`: arguments, or elements.
pub(super) fn delimited(
    delimiters: &str,
    elements: &Punctuated<Expr, Token![,]>,
    column: usize,
    indent: usize,
    tail: usize,
) -> Option<String> {
    let (open, close) = delimiters.split_at(1);
    let whole = if open == "[" { within(elements) } else { joined(elements) };
    if let Some(whole) = whole
        && column + whole.width() + delimiters.len() + tail <= WIDTH
    {
        return Some(format!("{open}{whole}{close}"));
    }
    if elements.len() == 1
        && let Some(opened) = opened(&elements[0], column + 1, indent, tail + 1)
    {
        return Some(format!("{open}{opened}{close}"));
    }
    each_on_a_line(delimiters, elements, indent)
}

fn each_on_a_line(delimiters: &str, elements: &Punctuated<Expr, Token![,]>, indent: usize) -> Option<String> {
    let (open, close) = delimiters.split_at(1);
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
                on_one_line(&call.func)? + &each_on_a_line("()", &call.args, indent)?
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
    Some(opened).filter(|text| column + text.lines().next().map_or(0, UnicodeWidthStr::width) <= WIDTH)
}

/// A struct, a field a line.
fn fields(literal: &ExprStruct, indent: usize) -> Option<String> {
    let inner = indent + STEP;
    let mut text = line(literal.path.to_token_stream()) + " {\n";
    for field in &literal.fields {
        let name = line(field.member.to_token_stream());
        let value = if field.colon_token.is_none() {
            name
        } else {
            let head = name + ":";
            assigned(&head, &field.expr, inner)?
        };
        let _ = writeln!(text, "{:inner$}{value},", "");
    }
    if let Some(rest) = &literal.rest {
        let _ = writeln!(text, "{:inner$}..{}", "", expression(rest, inner + 2, inner, 0)?);
    }
    Some(format!("{text}{:indent$}}}", ""))
}
