//! Lays out what is emitted most as rustfmt does at its default width: functions, structs, enums, statics, imports.
//!
//! prettyplease is made for code that nobody reads. It ends lines by other rules, so whoever formats a client would
//! change thousands of them. What isn't known here is left to it.

mod arms;
mod attributes;
mod chains;
mod expressions;
mod imports;
mod one_line;
#[cfg(test)]
mod tests;
mod types;

use std::fmt::Write as _;

use quote::{ToTokens, quote};
use syn::{
    Attribute, Block, Expr, Field, Fields, ImplItem, Item, ItemEnum, ItemImpl, ItemStatic, ItemStruct,
    ReturnType, Signature, Stmt, Visibility, parse_quote,
};
use unicode_width::UnicodeWidthStr;

use self::one_line::{ANY, on_one_line};
use super::line;
use super::print::unparse;

/// How long a line may be.
pub(super) const WIDTH: usize = 100;

/// The widest arguments of a call that stay on its line; what is wider than that is broken even where there is room.
pub(super) const CALL: usize = 60;

/// The columns of one step to the right.
const STEP: usize = 4;

/// How many columns a text takes.
fn width(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.width() }
}

/// What rustfmt sorts an import or a module by.
pub(super) fn place(item: &str) -> impl Ord + use<> {
    let path = item.trim_start_matches("pub ").trim_start_matches("use ").trim_start_matches("mod ");
    imports::place(path.trim_end_matches(";\n"))
}

/// Attributes above an item, each on a line of its own.
pub(super) fn attributes(attributes: &[Attribute]) -> String {
    attributes::lines(attributes, 0).expect("what stands above an item is a line each")
}

/// An item; `None` if prettyplease has to print it.
pub(super) fn item(item: &Item) -> Option<String> {
    match item {
        Item::Use(item) => imports::import(item),
        Item::Mod(item) if item.content.is_none() => {
            let head = prefixed(&item.vis, &format!("mod {};\n", item.ident));
            Some(attributes::lines(&item.attrs, 0)? + &head)
        }
        Item::Static(item) => constant(item),
        Item::Struct(item) => structure(item),
        Item::Enum(item) => enumeration(item),
        Item::Impl(item) => implementation(item),
        Item::Fn(item) => {
            Some(attributes::lines(&item.attrs, 0)? + &function(&item.vis, &item.sig, &item.block, 0)?)
        }
        _ => None,
    }
}

fn constant(item: &ItemStatic) -> Option<String> {
    let mut head = vec![visible(&item.vis), "static".to_owned(), line(item.mutability.to_token_stream())];
    head.push(format!("{}: {} =", item.ident, line(item.ty.to_token_stream())));
    head.retain(|part| !part.is_empty());
    let value = expressions::assigned(&head.join(" "), &item.expr, 0)?;
    Some(format!("{}{value};\n", attributes::lines(&item.attrs, 0)?))
}

fn structure(item: &ItemStruct) -> Option<String> {
    if item.generics.where_clause.is_some() {
        return None;
    }
    let head =
        prefixed(&item.vis, &format!("struct {}{}", item.ident, line(item.generics.to_token_stream())));
    let attributes = attributes::lines(&item.attrs, 0)?;
    let rest = match &item.fields {
        Fields::Unit => ";\n".to_owned(),
        Fields::Named(fields) if fields.named.is_empty() => " {}\n".to_owned(),
        Fields::Named(fields) => {
            let mut text = " {\n".to_owned();
            for field in &fields.named {
                text.push_str(&named(field)?);
            }
            text + "}\n"
        }
        Fields::Unnamed(fields) => fields_in_parentheses(&head, fields.unnamed.iter(), 0, ";")? + "\n",
    };
    Some(attributes + &head + &rest)
}

fn named(field: &Field) -> Option<String> {
    let head = prefixed(&field.vis, &format!("{}:", field.ident.as_ref()?));
    let whole = line(field.ty.to_token_stream());
    let inner = 2 * STEP;
    let ty = if STEP + width(&head) + width(&whole) + " ,".len() > WIDTH && inner + width(&whole) < WIDTH {
        format!("\n{:inner$}{whole}", "")
    } else {
        format!(" {}", types::ty(&field.ty, STEP + width(&head) + 1, STEP, 1))
    };
    Some(format!("{}    {head}{ty},\n", attributes::lines(&field.attrs, STEP)?))
}

/// The fields of a tuple: behind the head, or one a line.
fn fields_in_parentheses<'a>(
    head: &str,
    fields: impl Iterator<Item = &'a Field> + Clone,
    indent: usize,
    end: &str,
) -> Option<String> {
    if fields.clone().any(|field| !field.attrs.is_empty()) {
        return None;
    }
    let text = |field: &Field| prefixed(&field.vis, &line(field.ty.to_token_stream()));
    let whole = format!("({}){end}", fields.clone().map(text).collect::<Vec<_>>().join(", "));
    if indent + width(head) + width(&whole) <= WIDTH {
        return Some(whole);
    }
    let mut rows = "(\n".to_owned();
    for field in fields {
        let head = prefixed(&field.vis, "");
        let ty = types::ty(&field.ty, indent + STEP + width(&head), indent + STEP, 1);
        let _ = writeln!(rows, "{:1$}{head}{ty},", "", indent + STEP);
    }
    Some(format!("{rows}{:indent$}){end}", ""))
}

fn enumeration(item: &ItemEnum) -> Option<String> {
    if item.generics.where_clause.is_some() || item.variants.is_empty() {
        return None;
    }
    let head = prefixed(&item.vis, &format!("enum {}{}", item.ident, line(item.generics.to_token_stream())));
    let mut text = format!("{}{head} {{\n", attributes::lines(&item.attrs, 0)?);
    for variant in &item.variants {
        if variant.discriminant.is_some() {
            return None;
        }
        let name = variant.ident.to_string();
        let fields = match &variant.fields {
            Fields::Unit => ",".to_owned(),
            Fields::Unnamed(fields) => fields_in_parentheses(&name, fields.unnamed.iter(), STEP, ",")?,
            Fields::Named(_) => return None,
        };
        let _ = writeln!(text, "{}    {name}{fields}", attributes::lines(&variant.attrs, STEP)?);
    }
    Some(text + "}\n")
}

/// An `impl` block with a blank line between its members.
fn implementation(item: &ItemImpl) -> Option<String> {
    if item.generics.where_clause.is_some() || item.items.is_empty() {
        return None;
    }
    if item.unsafety.is_some() {
        return None;
    }
    let generics = line(item.generics.to_token_stream());
    let of = line(item.self_ty.to_token_stream());
    let head = match &item.trait_ {
        None => format!("impl{generics} {of} {{"),
        Some((path, _)) => {
            let path = line(path.to_token_stream());
            let head = format!("impl{generics} {path} for {of} {{");
            if width(&head) <= WIDTH { head } else { format!("impl{generics} {path}\n    for {of}\n{{") }
        }
    };
    let mut text = format!("{}{head}\n", attributes::lines(&item.attrs, 0)?);
    for (at, member) in item.items.iter().enumerate() {
        let ImplItem::Fn(member) = member else { return None };
        if at > 0 {
            text.push('\n');
        }
        text.push_str(&attributes::lines(&member.attrs, STEP)?);
        text.push_str(&function(&member.vis, &member.sig, &member.block, STEP)?);
    }
    Some(text + "}\n")
}

fn function(vis: &Visibility, signature: &Signature, block: &Block, indent: usize) -> Option<String> {
    if signature.generics.where_clause.is_some() || signature.variadic.is_some() {
        return None;
    }
    let step = " ".repeat(indent);
    let Signature { constness, asyncness, safety, abi, fn_token, ident, generics, .. } = signature;
    let name = line(quote!(#constness #asyncness #safety #abi #fn_token #ident #generics));
    let name = prefixed(vis, &name);
    let inputs = || signature.inputs.iter();
    let returned = match &signature.output {
        ReturnType::Default => String::new(),
        ReturnType::Type(_, ty) => format!(" -> {}", line(ty.to_token_stream())),
    };
    let whole = format!(
        "{step}{name}({}){returned}",
        inputs().map(|input| line(input.to_token_stream())).collect::<Vec<_>>().join(", ")
    );
    if block.stmts.is_empty() && width(&whole) + " {}".len() <= WIDTH {
        return Some(format!("{whole} {{}}\n"));
    }
    let is_on_one_line = width(&whole) + " {".len() <= WIDTH;
    let head = if is_on_one_line {
        whole
    } else {
        let mut rows = String::new();
        for input in inputs() {
            let _ = writeln!(rows, "{step}    {},", types::input(input, indent + STEP));
        }
        let returned = match &signature.output {
            ReturnType::Default => returned,
            // rustfmt counts from the arrow on.
            ReturnType::Type(_, ty) => format!(" -> {}", types::ty(ty, indent + "-> ".len(), indent, 0)),
        };
        format!("{step}{name}(\n{rows}{step}){returned}")
    };
    let last = head.lines().last().map_or(0, width);
    // Below arguments, rustfmt counts the columns before a line twice.
    let room = if is_on_one_line { WIDTH } else { WIDTH - indent };
    let open = if last + " {".len() <= room { " {".to_owned() } else { format!("\n{step}{{") };
    Some(format!("{head}{open}\n{}{step}}}\n", body(block, indent + STEP)))
}

/// What stands in a block; by prettyplease where a statement isn't known here.
fn body(block: &Block, indent: usize) -> String {
    statements(block, indent).unwrap_or_else(|| {
        let function = parse_quote!(fn body() #block);
        let text = unparse(Vec::new(), Some(Item::Fn(function)));
        let lines = text.lines().skip(1).take_while(|line| *line != "}");
        let step = indent - STEP;
        lines
            .map(|line| if line.is_empty() { "\n".to_owned() } else { format!("{:step$}{line}\n", "") })
            .collect()
    })
}

/// The statements of a block, one below the other.
fn statements(block: &Block, indent: usize) -> Option<String> {
    let mut text = String::new();
    for statement in &block.stmts {
        let statement = match statement {
            Stmt::Local(local) if local.attrs.is_empty() => {
                let init = local.init.as_ref().filter(|init| init.diverge.is_none())?;
                let head = format!("let {} =", line(local.pat.to_token_stream()));
                expressions::assigned(&head, &init.expr, indent)? + ";"
            }
            Stmt::Expr(Expr::Assign(assign), Some(_)) => {
                let head = on_one_line(&assign.left, ANY)? + " =";
                expressions::assigned(&head, &assign.right, indent)? + ";"
            }
            Stmt::Expr(expr, end) => {
                let end = if end.is_some() { ";" } else { "" };
                expressions::expression(expr, indent, indent, end.len())? + end
            }
            Stmt::Macro(call) if call.attrs.is_empty() => {
                let end = if call.semi_token.is_some() { ";" } else { "" };
                expressions::invocation(&call.mac, indent, indent, end.len())? + end
            }
            _ => return None,
        };
        let _ = writeln!(text, "{:indent$}{statement}", "");
    }
    Some(text)
}

fn visible(vis: &Visibility) -> String {
    line(vis.to_token_stream())
}

/// A head behind its visibility.
fn prefixed(vis: &Visibility, head: &str) -> String {
    let vis = visible(vis);
    if vis.is_empty() { head.to_owned() } else { format!("{vis} {head}") }
}
