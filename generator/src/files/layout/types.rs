//! Types: on one line, or an argument a line.

use std::fmt::Write as _;

use quote::ToTokens;
use syn::{FnArg, GenericArgument, Path, PathArguments, Type, TypeParamBound};

use super::{CALL, STEP, WIDTH, width};
use crate::files::line;

/// A type that begins at `column`, in a line indented by `indent`, with `tail` columns behind it.
pub(super) fn ty(ty: &Type, column: usize, indent: usize, tail: usize) -> String {
    let whole = line(ty.to_token_stream());
    let is_wide = matches!(ty, Type::Tuple(_)) && width(&whole) > CALL + "()".len();
    // rustfmt forgets the word `impl` in front of bounds.
    let forgotten = if matches!(ty, Type::ImplTrait(_)) { "impl ".len() } else { 0 };
    if column + width(&whole) + tail <= WIDTH + forgotten && !is_wide {
        return whole;
    }
    broken(ty, indent).unwrap_or(whole)
}

/// A parameter on a line of its own, a comma behind it.
pub(super) fn input(input: &FnArg, indent: usize) -> String {
    let FnArg::Typed(typed) = input else { return line(input.to_token_stream()) };
    let head = line(typed.pat.to_token_stream()) + ": ";
    let ty = self::ty(&typed.ty, indent + width(&head), indent, 1);
    head + &ty
}

/// `Vec<`, an argument a line, `>`.
fn broken(ty: &Type, indent: usize) -> Option<String> {
    match ty {
        Type::Tuple(tuple) => {
            let inner = indent + STEP;
            let rows =
                tuple.elems.iter().map(|ty| format!("{:inner$}{},\n", "", self::ty(ty, inner, inner, 1)));
            Some(format!("(\n{}{:indent$})", rows.collect::<String>(), ""))
        }
        Type::Path(path) => opened("", &path.path, indent),
        Type::ImplTrait(bounds) if bounds.bounds.len() == 1 => match &bounds.bounds[0] {
            TypeParamBound::Trait(bound) => opened("impl ", &bound.path, indent),
            _ => None,
        },
        _ => None,
    }
}

fn opened(head: &str, path: &Path, indent: usize) -> Option<String> {
    let PathArguments::AngleBracketed(arguments) = &path.segments.last()?.arguments else { return None };
    let whole = line(path.to_token_stream());
    let name = whole.strip_suffix(&line(arguments.to_token_stream()))?;
    let mut text = format!("{head}{name}<\n");
    let inner = indent + STEP;
    for argument in &arguments.args {
        let argument = match argument {
            GenericArgument::Type(argument) => self::ty(argument, inner, inner, 1),
            GenericArgument::AssocType(argument) if argument.generics.is_none() => {
                let head = format!("{} = ", argument.ident);
                let ty = self::ty(&argument.ty, inner + width(&head), inner, 1);
                head + &ty
            }
            other => line(other.to_token_stream()),
        };
        let _ = writeln!(text, "{:inner$}{argument},", "");
    }
    Some(format!("{text}{:indent$}>", ""))
}
