//! The judge: Prism, a mock that holds every request against the document. Installed by npm, run on this machine.

use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::error::Error;
use super::words::Words;

/// The package.
const PACKAGE: &str = "@stoplight/prism-cli";
/// The last version that runs on Node.js before 24.
const VERSION: &str = "5.14.2";
/// How long it may take to read a document.
const PATIENCE: Duration = Duration::from_secs(60);

/// An installed judge.
#[derive(Debug)]
pub(super) struct Prism {
    program: PathBuf,
}

/// A judge at work on one document. It ends with this value.
#[derive(Debug)]
pub(super) struct Bench {
    child: Child,
    /// Where it listens.
    pub(super) address: SocketAddr,
}

impl Prism {
    /// The one in a folder; installed there unless it is already.
    pub(super) fn install(folder: &Path) -> Result<Self, Error> {
        let folder = folder.join(format!("prism-{VERSION}"));
        let program = folder.join("node_modules/@stoplight/prism-cli/dist/index.js");
        // Written last, so that an interrupted installation is done again.
        let done = folder.join("installed");
        if done.exists() && program.exists() {
            return Ok(Self { program });
        }
        std::fs::create_dir_all(&folder).map_err(Error::write(&folder))?;
        let package = format!("{PACKAGE}@{VERSION}");
        let arguments = ["install", "--prefix", ".", "--no-audit", "--no-fund", &package];
        let output = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" })
            .args(arguments)
            .current_dir(&folder)
            .output()
            .map_err(|source| Error::NoNpm { source })?;
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stderr).trim().to_owned();
            return Err(Error::Npm { command: arguments.join(" "), said });
        }
        std::fs::write(&done, "").map_err(Error::write(&done))?;
        Ok(Self { program })
    }

    /// Starts on a free port of this machine, and waits until it listens.
    pub(super) fn serve(&self, document: &Path) -> Result<Bench, Error> {
        let free = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).and_then(|free| free.local_addr());
        let address = free.map_err(Error::Listen)?;
        let mut command = Command::new("node");
        command.arg(&self.program).arg("mock").arg(document);
        command.args(["--host", "127.0.0.1", "--port", &address.port().to_string()]);
        command.args(["--cors=false", "--multiprocess=false", "--verboseLevel=error"]);
        let shown = format!("{command:?}");
        let failed = |why: String| Error::Prism {
            document: document.display().to_string(),
            why,
            command: shown.clone(),
        };
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|source| Error::NoNpm { source })?;
        let words = Words::of(child.stderr.take().expect("stderr is piped"));
        let mut bench = Bench { child, address };
        let began = Instant::now();
        while began.elapsed() < PATIENCE {
            if TcpStream::connect(address).is_ok() {
                return Ok(bench);
            }
            if let Ok(Some(status)) = bench.child.try_wait() {
                return Err(failed(format!("{status}; {}", words.last())));
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        Err(failed(format!("it doesn't listen after {} s; {}", PATIENCE.as_secs(), words.last())))
    }
}

impl Drop for Bench {
    fn drop(&mut self) {
        // One that ended by itself is all the same.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
