//! `serve`: a LowCodeAPI on this machine, with the manners of Amazon SES behind it, and an outbox instead of the post.

mod body;
mod calls;
mod faults;
mod journal;
mod limits;
mod outbox;
mod page;
mod reply;
mod routes;
mod server;
mod ses;
mod settings;
mod spec;
mod tokens;
mod upstream;

use std::io::Write as _;
use std::path::PathBuf;

pub use journal::Request;
pub(crate) use outbox::Mail;
pub use server::{Background, Error};
pub use settings::Settings;
pub use spec::PROVIDER;

use crate::exit::{ExitCode, Failure};
use server::Server;

/// Where the stand-in listens, and how it behaves.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The port on 127.0.0.1; 0 takes a free one
    #[arg(long, value_name = "N", default_value_t = 8420)]
    port: u16,
    /// The document to serve [default: the committed one]
    #[arg(long, value_name = "FILE")]
    document: Option<PathBuf>,
    #[command(flatten)]
    settings: Settings,
}

/// Serves until the process is ended. The first line on standard output names the address.
pub fn serve(args: &Args) -> Result<ExitCode, Failure> {
    let document = spec::load(args.document.as_deref())?;
    let runtime = server::runtime()?;
    runtime.block_on(async {
        let server = Server::bind(args.port, args.settings.clone(), document).await?;
        announce(&server.url());
        server.run().await;
        Ok(ExitCode::Done)
    })
}

/// The document the stand-in serves unless told otherwise.
pub fn committed_document() -> Result<Vec<u8>, Failure> {
    spec::load(None)
}

/// Another program may be waiting for the first line, and may have left before the others.
fn announce(url: &str) {
    let mut out = std::io::stdout().lock();
    let _ = writeln!(out, "listening on {url}").and_then(|()| out.flush());
    let _ = writeln!(out, "outbox       {url}/").and_then(|()| out.flush());
}
