//! Rooms, floors and packages use what the tables of `ARCHITECTURE.md` say, and nothing in a circle.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use quote::ToTokens;
use rooms::paths::{Paths, is_test};
use syn::{Item, UseTree, Visibility};

mod rooms {
    pub(crate) mod paths;
}

/// The heads of the tables.
const ROOMS: &str = "| room | holds | may use |\n";
const FLOORS: &str = "| floor | holds | modules |\n";
const PACKAGES: &str = "| package | holds | may use |\n";

/// The packages whose modules the tables have.
const GENERATOR: &str = "generator";
const RUNTIME: &str = "generated-client/runtime";

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
    let modules: BTreeSet<String> = modules(GENERATOR).into_iter().collect();
    assert_eq!(all, modules, "the table has a row for each module of lib.rs");
    // Crates that no row names may be used everywhere.
    let crates: BTreeSet<String> = named.difference(&modules).cloned().collect();
    let used = used(GENERATOR, &modules, &crates);
    for Row { names, uses } in rows {
        let found = names.iter().flat_map(|name| used[name].clone());
        let found: BTreeSet<String> = found.filter(|used| !names.contains(used)).collect();
        assert_eq!(found, uses, "what {names:?} uses in generator/src, and may by ARCHITECTURE.md");
    }
}

#[test]
fn rooms_use_only_what_stands_above_them() {
    let mut above = BTreeSet::new();
    let modules = modules(GENERATOR);
    for Row { names, uses } in rows(ROOMS) {
        let missing: Vec<_> =
            uses.iter().filter(|used| modules.contains(*used) && !above.contains(*used)).collect();
        assert!(missing.is_empty(), "{names:?} uses {missing:?}, which the table has further down");
        above.extend(names);
    }
}

#[test]
fn modules_of_the_runtime_use_only_what_stands_before_them() {
    let floors = floors();
    let named: Vec<&String> = floors.iter().flatten().collect();
    let mut all = modules(RUNTIME);
    assert_eq!(all.iter().collect::<BTreeSet<_>>(), named.iter().copied().collect(), "the modules of lib.rs");
    all.sort_by_key(|module| named.iter().position(|name| *name == module));
    let used = used(RUNTIME, &all.iter().cloned().collect(), &BTreeSet::new());
    // Calls, the core they begin at, and the pages they lead to know each other.
    let face = floors.last().expect("there are floors");
    for (at, module) in all.iter().enumerate() {
        let before =
            |used: &&String| all[..at].contains(used) || face.contains(module) && face.contains(used);
        let wrong: Vec<_> = used[module].iter().filter(|used| !before(used)).collect();
        assert!(
            wrong.is_empty(),
            "`{module}` of the runtime uses {wrong:?}, which ARCHITECTURE.md has further down"
        );
    }
}

#[test]
fn packages_use_what_the_table_says() {
    let root = root();
    let manifest = |path: &Path| -> toml::Table {
        let text = fs::read_to_string(path.join("Cargo.toml")).expect("a package has a manifest");
        text.parse().expect("it is TOML")
    };
    let rows = rows(PACKAGES);
    let workspace = manifest(root);
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
    let row = |[names, _, uses]: [String; 3]| Row {
        names: in_backticks(&names).collect(),
        uses: in_backticks(&uses).collect(),
    };
    cells(head).into_iter().map(row).collect()
}

/// The modules of the runtime's floors, in order.
fn floors() -> Vec<Vec<String>> {
    cells(FLOORS).iter().map(|[_, _, modules]| in_backticks(modules).collect()).collect()
}

fn in_backticks(cell: &str) -> impl Iterator<Item = String> {
    cell.split('`').skip(1).step_by(2).map(str::to_owned)
}

/// The cells of the table with this head.
fn cells(head: &str) -> Vec<[String; 3]> {
    let text = fs::read_to_string(root().join("ARCHITECTURE.md")).expect("ARCHITECTURE.md is there");
    let (_, table) = text.split_once(head).expect("it has the table");
    let rows = table.lines().skip(1).take_while(|line| line.starts_with('|'));
    let row = |line: &str| {
        let cells: Vec<_> = line.trim_matches('|').split('|').map(str::to_owned).collect();
        cells.try_into().unwrap_or_else(|_| panic!("three cells are expected: {line}"))
    };
    rows.map(row).collect()
}

/// The modules of a package.
fn modules(package: &str) -> Vec<String> {
    let items = parsed(&source(package).join("lib.rs")).items.into_iter();
    let name = |item| if let Item::Mod(item) = item { Some(item.ident.to_string()) } else { None };
    items.filter_map(name).collect()
}

/// What the code of each module uses outside tests: other modules, and some crates.
fn used(
    package: &str,
    modules: &BTreeSet<String>,
    crates: &BTreeSet<String>,
) -> BTreeMap<String, BTreeSet<String>> {
    let source = source(package);
    let exported = exported(&source.join("lib.rs"));
    let mut used: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for path in files(&source) {
        let within = path.strip_prefix(&source).expect("it was found there").with_extension("");
        let module = within.iter().next().expect("it has a name").to_string_lossy().into_owned();
        if module == "lib" {
            continue;
        }
        let found = used.entry(module.clone()).or_default();
        for item in parsed(&path).items.into_iter().filter(|item| !is_test(item)) {
            let mut paths = Paths::default();
            paths.collect(item.to_token_stream());
            let within = paths.of_crate.into_iter().map(|name| exported.get(&name).cloned().unwrap_or(name));
            // Emitted code has paths of its own.
            found.extend(within.filter(|name| modules.contains(name) && *name != module));
            found.extend(paths.others.into_iter().filter(|name| crates.contains(name)));
        }
    }
    used
}

/// The workspace.
fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

fn source(package: &str) -> PathBuf {
    root().join(package).join("src")
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
        } else if path.extension().is_some_and(|extension| extension == "rs") {
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
            && let UseTree::Path(mut path) = item.tree
        {
            if path.ident == "crate" {
                let UseTree::Path(inner) = *path.tree else { panic!("a module is expected behind `crate`") };
                path = inner;
            }
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

fn parsed(path: &Path) -> syn::File {
    let text = fs::read_to_string(path).expect("a source file is text");
    syn::parse_file(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
