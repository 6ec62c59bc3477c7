//! The README's commands, read from it and run as somebody would who copies them, a line after the other.

#![cfg(unix)]

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use test_support::{Run, Scratch, crates};

/// What isn't run here, and why.
const LEFT_OUT: [(&str, &str); 2] =
    [("cargo test --locked", "it is what runs this test"), ("cargo xtask regen", "it asks LowCodeAPI")];
/// The folder that the README puts a client into.
const CLIENT: &str = "../shop-client";

/// A terminal: what was exported stays, and so do services, until it is closed.
struct Terminal {
    scratch: Scratch,
    exported: Vec<(String, String)>,
    services: Vec<Child>,
}

#[test]
#[ignore = "installs a program and compiles crates: `.ci/run heavy`"]
fn the_commands_of_the_readme_do_what_it_says() {
    let mut terminal = Terminal { scratch: Scratch::new(), exported: Vec::new(), services: Vec::new() };
    let mut said = String::new();
    for line in commands(&std::fs::read_to_string(project().join("README.md")).expect("it is there")) {
        if !LEFT_OUT.iter().any(|(left_out, _)| *left_out == line) {
            said.push_str(&terminal.enter(&line));
        }
    }
    for line in ["4 mails received", "up to date", "sent: ", "shop-client in ", "orders: ["] {
        assert!(said.contains(line), "`{line}` is not in:\n{said}");
    }
    assert!(get("127.0.0.1:8420", "/_outbox").contains("Welcome to our service"));
    assert!(get("127.0.0.1:8421", "/_requests").contains("list_orders"));
    assert_eq!(terminal.services.len(), 2);
}

#[test]
fn what_is_left_out_is_in_the_readme() {
    let commands = commands(&std::fs::read_to_string(project().join("README.md")).expect("it is there"));
    for (line, why) in LEFT_OUT {
        assert!(commands.iter().any(|command| command == line), "`{line}` ({why}) is no command any more");
    }
}

/// The lines of all blocks of shell, without what is said about them.
fn commands(page: &str) -> Vec<String> {
    let blocks = page.split("```sh\n").skip(1).filter_map(|rest| rest.split("```").next());
    let lines = blocks.flat_map(str::lines).map(|line| line.split(" #").next().unwrap_or(line).trim());
    lines.filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

impl Terminal {
    /// Runs a line to its end, or until it listens; what it said.
    fn enter(&mut self, line: &str) -> String {
        if let Some(variables) = line.strip_prefix("export ") {
            let variables =
                variables.split(' ').map(|pair| pair.split_once('=').expect("it sets a variable"));
            self.exported.extend(variables.map(|(name, value)| (name.to_owned(), value.to_owned())));
            return String::new();
        }
        // Optimising the program would take minutes, and show no more.
        let line = line.replace("cargo install", "cargo install --debug");
        let line = line.replace(CLIENT, &self.scratch.argument("shop-client"));
        if line.contains(" serve") {
            // Without a shell around it, the process that is ended is the service.
            self.services.push(serving(&mut self.shell(&format!("exec {line}"))));
            return String::new();
        }
        let mut command = self.shell(&line);
        let run = Run::of(&mut command);
        assert_eq!(run.code, 0, "`{line}`:\n{}", run.output());
        run.output()
    }

    fn shell(&self, line: &str) -> Command {
        let installed = self.scratch.path("installed");
        let mut path = vec![installed.join("bin")];
        path.extend(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()));
        let mut command = Command::new("sh");
        command.args(["-c", line]).current_dir(project());
        command.env("PATH", std::env::join_paths(path).expect("they are folders"));
        command.env("CARGO_INSTALL_ROOT", installed).env("NO_PROXY", "127.0.0.1");
        if line.contains("--manifest-path") {
            // Kept from run to run, so that only the first one builds the dependencies.
            command.env("CARGO_TARGET_DIR", crates::target(env!("CARGO_TARGET_TMPDIR")));
        }
        command.envs(self.exported.iter().map(|(name, value)| (name, value)));
        command
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        for service in &mut self.services {
            drop(service.kill());
            drop(service.wait());
        }
    }
}

/// Starts a service, and waits until it listens.
fn serving(command: &mut Command) -> Child {
    let mut child = command.stdout(Stdio::piped()).spawn().expect("there is a shell");
    let mut first = String::new();
    let output = child.stdout.take().expect("it is piped");
    BufReader::new(output).read_line(&mut first).expect("it says where it listens");
    assert!(first.starts_with("listening on "), "{first}");
    child
}

fn get(address: &str, path: &str) -> String {
    let mut stream = TcpStream::connect(address).expect("it listens");
    write!(stream, "GET {path} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\r\n").expect("it reads");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("it answers");
    answer
}

fn project() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}
