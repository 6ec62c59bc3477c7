//! Chains of calls: on one line, with the last one's arguments opened, or a step a line.

use std::fmt::Write as _;

use quote::ToTokens;
use syn::Expr;

use super::expressions::{PARENTHESES, delimited, expression};
use super::one_line::Row;
use super::{STEP, WIDTH, width};
use crate::files::line;

/// The widest chain of more than one step that stays on its line.
const CHAIN: usize = 60;
/// So many lines of arguments are worth a chain that goes on before them.
const WORTHWHILE: usize = 5;

/// `root.step().step`, taken apart.
pub(super) struct Chain<'a> {
    root: &'a Expr,
    steps: Vec<Step<'a>>,
}

enum Step<'a> {
    Call(&'a syn::ExprMethodCall),
    Field(&'a syn::Member),
    Await,
    Try,
}

impl<'a> Chain<'a> {
    pub(super) fn of(expr: &'a Expr) -> Self {
        let mut steps = Vec::new();
        let mut root = expr;
        loop {
            let (inner, step) = match root {
                Expr::MethodCall(call) => (&call.receiver, Step::Call(call)),
                Expr::Field(field) => (&field.base, Step::Field(&field.member)),
                Expr::Await(awaited) => (&awaited.base, Step::Await),
                Expr::Try(tried) => (&tried.expr, Step::Try),
                _ => break,
            };
            steps.push(step);
            root = inner;
        }
        steps.reverse();
        Self { root, steps }
    }

    /// How many steps count as such: a `?` belongs to the one before it.
    fn links(&self) -> usize {
        self.steps.iter().filter(|step| !matches!(step, Step::Try)).count()
    }

    /// More than one step has a limit of its own.
    pub(super) fn on_one_line(&self, row: &mut Row, room: usize) -> Option<()> {
        let room = if self.links() < 2 { room } else { room.min(row.width + CHAIN) };
        row.expression(self.root, room)?;
        self.steps.iter().try_for_each(|step| step.on_one_line(row, room))
    }

    /// With the arguments of the last step opened, and whether that is better than a line for each step.
    pub(super) fn opened_at_its_end(
        &self,
        column: usize,
        indent: usize,
        tail: usize,
    ) -> Option<(String, bool)> {
        let (last, before) = self.steps.split_last()?;
        let Step::Call(call) = last else { return None };
        let limit = if self.links() < 2 { WIDTH } else { CHAIN };
        let mut row = Row::new();
        row.expression(self.root, limit)?;
        before.iter().try_for_each(|step| step.on_one_line(&mut row, limit))?;
        let name = last.name();
        let opened = delimited(PARENTHESES, &call.args, column + row.width + width(&name), indent, tail)?;
        let first = opened.lines().next().map_or(0, width);
        let end = row.width + width(&name) + first;
        if end > limit || column + end + tail > WIDTH || !opened.contains('\n') {
            return None;
        }
        let height = opened.lines().count();
        let inner = indent + STEP;
        let is_nested = self.links() < 2 && call.args.len() == 1 && matches!(call.args[0], Expr::Call(_));
        let is_better = is_nested || height >= WORTHWHILE || {
            let below = delimited(PARENTHESES, &call.args, inner + width(&name), inner, tail)?;
            below.lines().count() >= height
        };
        Some((row.text + &name + &opened, is_better))
    }

    /// A step a line; a root that is short, and begins its line, keeps the first one.
    pub(super) fn broken(&self, column: usize, indent: usize, tail: usize) -> Option<String> {
        if let Some((text, true)) = self.opened_at_its_end(column, indent, tail) {
            return Some(text);
        }
        let mut text = expression(self.root, column, indent, 0)?;
        let mut steps = self.steps.iter().peekable();
        // What is open at its end already goes on there.
        let inner = if text.contains('\n') { indent } else { indent + STEP };
        while width(&text) + column - indent <= STEP
            && let Some(step) = steps.next()
        {
            text.push_str(&step.written(column + width(&text), indent, tail)?);
        }
        while let Some(step) = steps.next() {
            if matches!(step, Step::Try) {
                text.push('?');
                continue;
            }
            let behind = if steps.peek().is_none() { tail } else { 0 };
            let _ = write!(text, "\n{:inner$}{}", "", step.written(inner, inner, behind)?);
        }
        Some(text)
    }
}

impl Step<'_> {
    fn name(&self) -> String {
        match self {
            Self::Call(call) if call.turbofish.is_none() => format!(".{}", call.method),
            Self::Call(call) => format!(".{}{}", call.method, line(call.turbofish.to_token_stream())),
            Self::Field(member) => format!(".{}", line(member.to_token_stream())),
            Self::Await => ".await".to_owned(),
            Self::Try => "?".to_owned(),
        }
    }

    fn on_one_line(&self, row: &mut Row, room: usize) -> Option<()> {
        row.push(&self.name(), room)?;
        match self {
            Self::Call(call) => row.between(PARENTHESES, &call.args, room),
            _ => Some(()),
        }
    }

    fn written(&self, column: usize, indent: usize, tail: usize) -> Option<String> {
        let Self::Call(call) = self else { return Some(self.name()) };
        let name = self.name();
        let arguments = delimited(PARENTHESES, &call.args, column + width(&name), indent, tail)?;
        Some(name + &arguments)
    }
}
