//! The companions of a command line, each with the server that is named behind it.

use std::path::{Path, PathBuf};

use clap::{Arg, ArgAction, ArgMatches, Command, FromArgMatches, value_parser};
use lowcodeapi_generator::join::{CompanionFile, is_server};

use super::Error;
use super::folder::CrateFolder;

const FILE: &str = "companion";
const SERVER: &str = "companion-server";

/// Which document, and where its operations are beside its own servers.
#[derive(Debug, Clone, Default)]
pub(super) struct Companions(Vec<(PathBuf, Option<String>)>);

impl Companions {
    /// Each with how the manifest of a crate in a folder names it.
    pub(super) fn named(&self, folder: &CrateFolder) -> Result<Vec<(&Path, CompanionFile)>, Error> {
        let named = self.0.iter().map(|(path, server)| {
            let file = folder.seen_from(path)?;
            Ok((path.as_path(), CompanionFile { file, server: server.clone() }))
        });
        named.collect()
    }
}

impl clap::Args for Companions {
    fn augment_args(command: Command) -> Command {
        let file = Arg::new(FILE)
            .long(FILE)
            .value_name("FILE")
            .value_parser(value_parser!(PathBuf))
            .action(ArgAction::Append)
            .help(
                "The provider's own OpenAPI document, which says what is answered and what things are called; may be given \
                 again, and the first that has an operation counts",
            );
        let server = Arg::new(SERVER)
            .long(SERVER)
            .value_name("URL")
            .value_parser(server)
            .action(ArgAction::Append)
            .requires(FILE)
            .help("Where LowCodeAPI reaches the operations of the companion before it, if not at that document's servers");
        command.arg(file).arg(server)
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for Companions {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let files = given::<PathBuf>(matches, FILE);
        let mut servers = given::<String>(matches, SERVER).into_iter().peekable();
        let mut companions = Vec::new();
        for (at, (index, file)) in files.iter().enumerate() {
            let next = files.get(at + 1).map_or(usize::MAX, |(index, _)| *index);
            let server = servers.next_if(|(place, _)| (*index..next).contains(place));
            companions.push((file.clone(), server.map(|(_, server)| server)));
        }
        match servers.next() {
            None => Ok(Self(companions)),
            Some((_, server)) => Err(clap::Error::raw(
                clap::error::ErrorKind::ArgumentConflict,
                format!("`--{SERVER} {server}` must stand behind the one `--{FILE}` that it is for\n"),
            )),
        }
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

/// The values of an option, each with its place on the command line.
fn given<T: Clone + Send + Sync + 'static>(matches: &ArgMatches, id: &str) -> Vec<(usize, T)> {
    let values = matches.get_many::<T>(id).into_iter().flatten().cloned();
    matches.indices_of(id).into_iter().flatten().zip(values).collect()
}

fn server(url: &str) -> Result<String, String> {
    if is_server(url) {
        return Ok(url.to_owned());
    }
    Err("scheme and host, and the path that all operations begin with: https://api.example.com/v1".to_owned())
}
