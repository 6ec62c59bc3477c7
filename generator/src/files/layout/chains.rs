//! Chains of calls: on one line, with the last one's arguments opened, or a step a line.

use std::fmt::Write as _;

use quote::ToTokens;
use syn::Expr;
use unicode_width::UnicodeWidthStr as _;

use super::expressions::{delimited, expression, joined, on_one_line};
use super::{STEP, WIDTH};
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

    pub(super) fn on_one_line(&self) -> Option<String> {
        let mut text = on_one_line(self.root)?;
        for step in &self.steps {
            text.push_str(&step.on_one_line()?);
        }
        Some(text).filter(|text| self.links() < 2 || text.width() <= CHAIN)
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
        let mut text = on_one_line(self.root)?;
        for step in before {
            text.push_str(&step.on_one_line()?);
        }
        let name = last.name();
        let limit = if self.links() < 2 { WIDTH } else { CHAIN };
        if text.width() > limit {
            return None;
        }
        let opened = delimited("()", &call.args, column + text.width() + name.width(), indent, tail)?;
        let first = opened.lines().next().unwrap_or_default().width();
        let end = text.width() + name.width() + first;
        if end > limit || column + end > WIDTH || !opened.contains('\n') {
            return None;
        }
        let height = opened.lines().count();
        let inner = indent + STEP;
        let below = delimited("()", &call.args, inner + name.width(), inner, tail)?.lines().count();
        text.push_str(&name);
        text.push_str(&opened);
        let is_nested = self.links() < 2 && call.args.len() == 1 && matches!(call.args[0], Expr::Call(_));
        Some((text, is_nested || height >= WORTHWHILE || below >= height))
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
        while text.width() + column - indent <= STEP
            && let Some(step) = steps.next()
        {
            text.push_str(&step.written(column + text.width(), indent, tail)?);
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
            Self::Call(call) => format!(".{}{}", call.method, line(call.turbofish.to_token_stream())),
            Self::Field(member) => format!(".{}", line(member.to_token_stream())),
            Self::Await => ".await".to_owned(),
            Self::Try => "?".to_owned(),
        }
    }

    fn on_one_line(&self) -> Option<String> {
        let Self::Call(call) = self else { return Some(self.name()) };
        Some(format!("{}({})", self.name(), joined(&call.args)?))
    }

    fn written(&self, column: usize, indent: usize, tail: usize) -> Option<String> {
        let Self::Call(call) = self else { return Some(self.name()) };
        let name = self.name();
        let arguments = delimited("()", &call.args, column + name.width(), indent, tail)?;
        Some(name + &arguments)
    }
}
