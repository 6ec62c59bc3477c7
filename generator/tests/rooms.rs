//! Rooms and packages use what the tables of `ARCHITECTURE.md` say, and nothing in a circle.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Attribute, Item, Meta, UseTree, Visibility};

/// The heads of the two tables.
const ROOMS: &str = "| room | holds | may use |\n";
const PACKAGES: &str = "| package | holds | may use |\n";

/// A row of a table: modules that are one room, or a package, and the names of what it may use.
struct Row {
    names: BTreeSet<String>,
    uses: BTreeSet<String>,
}

#[test]
fn rooms_use_what_the_table_says() {
    let rows = rows(ROOMS);
    let all: BTreeSet<String> = rows.iter().flat_map(|row| row.names.clone()).collect();
    let named: BTreeSet<String> = rows.iter().flat_map(|row| row.uses.clone()).collect();
    let modules = modules();
    assert_eq!(all, modules, "the table has a row for each module of lib.rs");
    // Crates that no row names may be used everywhere.
    let crates: BTreeSet<String> = named.difference(&modules).cloned().collect();
    let used = used(&modules, &crates);
    for Row { names, uses } in rows {
        let found = names.iter().flat_map(|name| used[name].clone());
        let found: BTreeSet<String> = found.filter(|used| !names.contains(used)).collect();
        assert_eq!(found, uses, "what {names:?} uses in generator/src, and may by ARCHITECTURE.md");
    }
}

#[test]
fn rooms_use_only_what_stands_above_them() {
    let mut above = BTreeSet::new();
    let modules = modules();
    for Row { names, uses } in rows(ROOMS) {
        let missing: Vec<_> =
            uses.iter().filter(|used| modules.contains(*used) && !above.contains(*used)).collect();
        assert!(missing.is_empty(), "{names:?} uses {missing:?}, which the table has further down");
        above.extend(names);
    }
}

#[test]
fn packages_use_what_the_table_says() {
    let root = root().join("..");
    let manifest = |path: &Path| -> toml::Table {
        let text = fs::read_to_string(path.join("Cargo.toml")).expect("a package has a manifest");
        text.parse().expect("it is TOML")
    };
    let rows = rows(PACKAGES);
    let workspace = manifest(&root);
    let members = workspace["workspace"]["members"].as_array().expect("it has members");
    let members: BTreeSet<String> =
        members.iter().map(|member| member.as_str().expect("a path").into()).collect();
    let all: BTreeSet<String> = rows.iter().flat_map(|row| row.names.clone()).collect();
    assert_eq!(all, members, "the table has a row for each member of the workspace");
    let package =
        |path: &String| manifest(&root.join(path))["package"]["name"].as_str().expect("a name").to_owned();
    let by_name: BTreeMap<String, &String> = members.iter().map(|path| (package(path), path)).collect();
    let dependencies = &workspace["workspace"]["dependencies"];
    for Row { names, uses } in rows {
        for name in &names {
            let manifest = manifest(&root.join(name));
            let tables = ["dependencies", "build-dependencies"].map(|key| manifest.get(key));
            let used = tables.into_iter().flatten().filter_map(|table| table.as_table());
            let used = used.flatten().filter_map(|(key, _)| {
                let renamed = dependencies.get(key).and_then(|stated| stated.get("package")?.as_str());
                by_name.get(renamed.unwrap_or(key)).map(|path| (*path).clone())
            });
            assert_eq!(
                used.collect::<BTreeSet<_>>(),
                uses,
                "what {name} depends on, and may by ARCHITECTURE.md"
            );
        }
    }
}

/// The rows of the table with this head.
fn rows(head: &str) -> Vec<Row> {
    let text = fs::read_to_string(root().join("../ARCHITECTURE.md")).expect("ARCHITECTURE.md is there");
    let (_, table) = text.split_once(head).expect("it has the table");
    let rows = table.lines().skip(1).take_while(|line| line.starts_with('|'));
    let row = |line: &str| {
        let cells: Vec<_> = line.trim_matches('|').split('|').collect();
        let [names, _, uses] = cells[..] else { panic!("three cells are expected: {line}") };
        // What stands between backticks.
        let names_in = |cell: &str| cell.split('`').skip(1).step_by(2).map(str::to_owned).collect();
        Row { names: names_in(names), uses: names_in(uses) }
    };
    rows.map(row).collect()
}

/// The modules of the crate.
fn modules() -> BTreeSet<String> {
    let items = parsed(&root().join("src/lib.rs")).items.into_iter();
    items
        .filter_map(|item| if let Item::Mod(item) = item { Some(item.ident.to_string()) } else { None })
        .collect()
}

/// What the code of each module uses outside tests: other modules, and some crates.
fn used(modules: &BTreeSet<String>, crates: &BTreeSet<String>) -> BTreeMap<String, BTreeSet<String>> {
    let source = root().join("src");
    let exported = exported(&source.join("lib.rs"));
    let mut used: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for path in files(&source) {
        let within = path.strip_prefix(&source).expect("it was found there").with_extension("");
        let module = within.iter().next().expect("it has a name").to_string_lossy().into_owned();
        if module == "lib" {
            continue;
        }
        let found = used.entry(module).or_default();
        for item in parsed(&path).items.into_iter().filter(|item| !is_test(item)) {
            let mut paths = Paths::default();
            paths.collect(item.to_token_stream());
            let within = paths.of_crate.into_iter().map(|name| exported.get(&name).cloned().unwrap_or(name));
            // Emitted code has paths of its own.
            found.extend(within.filter(|name| modules.contains(name)));
            found.extend(paths.others.into_iter().filter(|name| crates.contains(name)));
        }
    }
    used
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The source files below a folder, without those of tests.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries =
        fs::read_dir(folder).expect("the folder is there").map(|entry| entry.expect("it is readable"));
    let mut files = Vec::new();
    for path in
        entries.map(|entry| entry.path()).filter(|path| path.file_stem().is_none_or(|stem| stem != "tests"))
    {
        if path.is_dir() {
            files.extend(self::files(&path));
        } else {
            files.push(path);
        }
    }
    files
}

/// What `lib.rs` passes on from a module: the name there, and the module.
fn exported(path: &Path) -> BTreeMap<String, String> {
    let mut exported = BTreeMap::new();
    for item in parsed(path).items {
        if let Item::Use(item) = item
            && matches!(item.vis, Visibility::Public(_))
            && let UseTree::Path(path) = item.tree
        {
            let mut names = Vec::new();
            leaves(&path.tree, &mut names);
            exported.extend(names.into_iter().map(|name| (name, path.ident.to_string())));
        }
    }
    exported
}

fn leaves(tree: &UseTree, names: &mut Vec<String>) {
    match tree {
        UseTree::Name(name) => names.push(name.ident.to_string()),
        UseTree::Rename(name) => names.push(name.rename.to_string()),
        UseTree::Path(path) => leaves(&path.tree, names),
        UseTree::Group(group) => group.items.iter().for_each(|tree| leaves(tree, names)),
        UseTree::Glob(_) => panic!("a glob hides what is passed on"),
    }
}

fn is_test(item: &Item) -> bool {
    let attributes: &[Attribute] = match item {
        Item::Mod(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        _ => &[],
    };
    let is_for_tests =
        |meta: &Meta| meta.path().is_ident("cfg") && meta.to_token_stream().to_string().contains("test");
    attributes.iter().any(|attribute| is_for_tests(&attribute.meta))
}

/// The names paths begin with, in imports as well as in the midst of the code.
#[derive(Default)]
struct Paths {
    /// Behind `crate::`.
    of_crate: Vec<String>,
    others: Vec<String>,
}

impl Paths {
    fn collect(&mut self, tokens: TokenStream) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let is_colon = |at: Option<usize>| {
            let token = at.and_then(|at| tokens.get(at));
            matches!(token, Some(TokenTree::Punct(mark)) if mark.as_char() == ':')
        };
        for (at, token) in tokens.iter().enumerate() {
            match (token, tokens.get(at + 3)) {
                (TokenTree::Group(group), _) => self.collect(group.stream()),
                (TokenTree::Ident(_), _) if !is_colon(Some(at + 1)) || !is_colon(Some(at + 2)) => {}
                (TokenTree::Ident(name), Some(TokenTree::Group(group)))
                    if name == "crate" && group.delimiter() == Delimiter::Brace =>
                {
                    self.of_crate.extend(first_names(group.stream()));
                }
                (TokenTree::Ident(name), Some(TokenTree::Ident(next))) if name == "crate" => {
                    self.of_crate.push(next.to_string());
                }
                (TokenTree::Ident(name), _) if !is_colon(at.checked_sub(1)) => {
                    self.others.push(name.to_string());
                }
                _ => {}
            }
        }
    }
}

/// The first name of each path in the braces of an import.
fn first_names(tokens: TokenStream) -> Vec<String> {
    let mut starts = true;
    let mut names = Vec::new();
    for token in tokens {
        match token {
            TokenTree::Ident(name) if starts => {
                names.push(name.to_string());
                starts = false;
            }
            TokenTree::Punct(comma) if comma.as_char() == ',' => starts = true,
            _ => {}
        }
    }
    names
}

fn parsed(path: &Path) -> syn::File {
    let text = fs::read_to_string(path).expect("a source file is text");
    syn::parse_file(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
