//! Expressions on one line, as long as there is room: what turns out too wide is given up at once.

use quote::ToTokens;
use syn::punctuated::Punctuated;
use syn::{Expr, ExprPath, ExprStruct, FieldValue, PathArguments, Token};

use super::chains::Chain;
use super::expressions::{BRACKETS, Delimiters, PARENTHESES, invocation};
use super::{CALL, WIDTH, width};
use crate::files::line;

/// The widest fields of a struct that stay on its line.
const FIELDS: usize = 18;

/// Where as much room as is needed may be had.
pub(super) const ANY: usize = usize::MAX;

/// An expression on one line of at most `room` columns; `None` where rustfmt would not leave it there, or where its kind
/// isn't known here.
pub(super) fn on_one_line(expr: &Expr, room: usize) -> Option<String> {
    let mut row = Row::new();
    row.expression(expr, room)?;
    Some(row.text)
}

/// What stands between two delimiters on one line of at most `room` columns.
pub(super) fn between(
    delimiters: Delimiters,
    elements: &Punctuated<Expr, Token![,]>,
    room: usize,
) -> Option<String> {
    let mut row = Row::new();
    row.between(delimiters, elements, room)?;
    Some(row.text)
}

/// A line in the making. Each of its methods adds something, and is `None` where the line then has more than `room` columns.
pub(super) struct Row {
    pub(super) text: String,
    pub(super) width: usize,
}

impl Row {
    pub(super) fn new() -> Self {
        Self { text: String::with_capacity(WIDTH), width: 0 }
    }

    pub(super) fn push(&mut self, part: &str, room: usize) -> Option<()> {
        self.text.push_str(part);
        self.width += width(part);
        (self.width <= room).then_some(())
    }

    pub(super) fn expression(&mut self, expr: &Expr, room: usize) -> Option<()> {
        match expr {
            Expr::Path(path) => self.path(path, room),
            Expr::Lit(_) => self.push(&line(expr.to_token_stream()), room),
            Expr::Reference(reference) => {
                self.push(if reference.mutability.is_some() { "&mut " } else { "&" }, room)?;
                self.expression(&reference.expr, room)
            }
            Expr::Unary(unary) => {
                self.push(&line(unary.op.to_token_stream()), room)?;
                self.expression(&unary.expr, room)
            }
            Expr::Macro(call) => {
                let text = invocation(&call.mac, 0, 0, 0).filter(|text| !text.contains('\n'))?;
                self.push(&text, room)
            }
            Expr::Array(array) => self.between(BRACKETS, &array.elems, room),
            Expr::Tuple(tuple) if tuple.elems.len() != 1 => self.between(PARENTHESES, &tuple.elems, room),
            Expr::Call(call) => {
                self.expression(&call.func, room)?;
                self.between(PARENTHESES, &call.args, room)
            }
            Expr::Closure(closure) if closure.attrs.is_empty() && closure.capture.is_none() => {
                let inputs: Vec<String> =
                    closure.inputs.iter().map(|input| line(input.to_token_stream())).collect();
                self.push(&format!("|{}| ", inputs.join(", ")), room)?;
                self.expression(&closure.body, room)
            }
            Expr::Struct(literal) if literal.rest.is_none() => self.literal(literal, room),
            Expr::MethodCall(_) | Expr::Await(_) | Expr::Try(_) | Expr::Field(_) => {
                Chain::of(expr).on_one_line(self, room)
            }
            _ => None,
        }
    }

    /// Elements between delimiters. More than one argument has a limit of its own; in an array even one has.
    pub(super) fn between(
        &mut self,
        (open, close): Delimiters,
        elements: &Punctuated<Expr, Token![,]>,
        room: usize,
    ) -> Option<()> {
        self.push(open, room)?;
        let is_limited = open == "[" || elements.len() > 1;
        let inside = if is_limited { room.min(self.width + CALL) } else { room };
        for (at, element) in elements.iter().enumerate() {
            self.push(if at > 0 { ", " } else { "" }, inside)?;
            self.expression(element, inside)?;
        }
        self.push(close, room)
    }

    fn literal(&mut self, literal: &ExprStruct, room: usize) -> Option<()> {
        self.push(&line(literal.path.to_token_stream()), room)?;
        if literal.fields.is_empty() {
            return self.push(" {}", room);
        }
        self.push(" { ", room)?;
        let inside = room.min(self.width + FIELDS);
        for (at, field) in literal.fields.iter().enumerate() {
            self.push(if at > 0 { ", " } else { "" }, inside)?;
            self.field(field, inside)?;
        }
        self.push(" }", room)
    }

    fn field(&mut self, field: &FieldValue, room: usize) -> Option<()> {
        self.push(&line(field.member.to_token_stream()), room)?;
        if field.colon_token.is_some() {
            self.push(": ", room)?;
            self.expression(&field.expr, room)?;
        }
        Some(())
    }

    fn path(&mut self, path: &ExprPath, room: usize) -> Option<()> {
        let segments = &path.path.segments;
        let is_plain = path.qself.is_none() && path.path.leading_colon.is_none();
        if !is_plain || segments.iter().any(|segment| !matches!(segment.arguments, PathArguments::None)) {
            return self.push(&line(path.to_token_stream()), room);
        }
        for (at, segment) in segments.iter().enumerate() {
            self.push(if at > 0 { "::" } else { "" }, room)?;
            self.push(&segment.ident.to_string(), room)?;
        }
        Some(())
    }
}
