//! One program of the types of all groups, a module each.

use std::fmt::Write as _;
use std::num::NonZeroUsize;
use std::path::PathBuf;

use lowcodeapi_generator::api::{Shape, TypeRef};
use lowcodeapi_generator::names::Names;
use lowcodeapi_generator::{Known, Prepared, Settings, emit, read};

use super::groups::Group;
use tool::lock::digest;

use crate::corpus::{Error, Workspace};
use crate::round_trip::program as shared;
use crate::scaffold::write;

/// The package.
const PACKAGE: &str = "suite";

/// The client of a group.
#[derive(Debug)]
pub(super) struct Client {
    /// The group's number.
    pub(super) group: usize,
    /// The type of the answer.
    pub(super) ty: String,
    /// Whether the type is read with care for its integers.
    integers: bool,
    /// Whether it says anything beyond what JSON is.
    pub(super) is_typed: bool,
    /// `types.rs`.
    types: String,
}

/// The clients of groups, and why others have none.
pub(super) fn clients(groups: &[Group]) -> (Vec<Client>, Vec<(usize, String)>) {
    let (mut clients, mut refused) = (Vec::new(), Vec::new());
    for (number, group) in groups.iter().enumerate() {
        match client(number, group) {
            Ok(client) => clients.push(client),
            Err(reason) => refused.push((number, reason)),
        }
    }
    (clients, refused)
}

fn client(number: usize, group: &Group) -> Result<Client, String> {
    let told = |error: lowcodeapi_generator::Error| {
        let problems: Vec<String> = error.findings().into_iter().map(|finding| finding.message).collect();
        problems.join("; ")
    };
    let text = group.document.to_string();
    let read = read::committed(text.as_bytes(), "group.json").map_err(|error| told(error.into()))?;
    let settings = Settings::suggest(&read.document, "suite");
    let prepared = Prepared::new(read, Known::default(), &settings).map_err(told)?;
    let lowcodeapi_generator::Client { api, files, .. } =
        prepared.client(&settings, &Names::default()).map_err(told)?;
    let content = api.operations.first().and_then(|operation| operation.responses.first()?.contents.first());
    let Some(content) = content else { return Err("its answer has no content".to_owned()) };
    let mut ty = &content.ty;
    while let TypeRef::Named(id) | TypeRef::Boxed(id) = ty
        && let Shape::Alias(target) = &api.types[id.0].shape
    {
        ty = target;
    }
    Ok(Client {
        group: number,
        ty: emit::written(&api, &content.ty).to_string(),
        integers: emit::reads_integers(&api, &content.ty),
        is_typed: !matches!(ty, TypeRef::Json),
        types: files.get("types.rs").unwrap_or_default().to_owned(),
    })
}

/// Compiles the program.
pub(super) fn build(workspace: &Workspace, clients: &[Client], jobs: NonZeroUsize) -> Result<PathBuf, Error> {
    let folder = workspace.folder(PACKAGE);
    let code = digest(clients.iter().flat_map(|client| [&client.types, &client.ty]));
    let mut table = String::from("use crate::{Trip, trip};\n\npub(crate) static TABLE: &[Trip] = &[\n");
    let mut types = String::from("//! The types of all groups.\n\n");
    for (at, client) in clients.iter().enumerate() {
        let _ = writeln!(table, "    crate::types::group_{at}::TRIP,");
        let _ = writeln!(types, "pub(crate) mod group_{at};");
        let text = format!(
            "{}\npub(crate) static TRIP: crate::Trip = crate::{}::<{}>;\n",
            client.types,
            shared::trip(client.integers),
            client.ty
        );
        write(&folder.join(format!("src/types/group_{at}.rs")), &text)?;
    }
    table.push_str("];\n");
    write(&folder.join("src/types.rs"), &types)?;
    shared::write_around(PACKAGE, &folder, &table, &code)?;
    workspace.complete_with([PACKAGE])?;
    let programs = shared::build(workspace, jobs)?;
    let program = programs.get(PACKAGE).map(ToOwned::to_owned);
    program.map_err(|said| Error::Cargo { command: "build", said })
}
