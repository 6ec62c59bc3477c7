//! What a command puts out about documents: for people, for programs, or beside the lines of a pull request.

use lowcodeapi_generator::{Finding, Level};
use serde::Serialize;

use crate::exit::{ExitCode, Failure};

/// Who reads what a command puts out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For people
    #[default]
    Human,
    /// One JSON object, for programs
    Json,
    /// The same as for people, with annotations for a workflow run
    Github,
}

/// What a command puts out in the end; what people read of it is printed at once.
#[derive(Debug, Default, Serialize)]
pub struct CommandOutput {
    #[serde(skip)]
    format: Format,
    /// How the command ended: its exit code.
    exit: u8,
    /// Everything that is wrong.
    pub problems: Vec<Finding>,
    /// What was assumed, left out or carried less precisely than the document has it.
    pub assumed: Vec<Finding>,
    /// The files that were written, deleted or, with `--check`, are not as they would be.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<String>,
}

impl CommandOutput {
    /// Nothing yet.
    pub fn new(format: Format) -> Self {
        Self { format, ..Self::default() }
    }

    /// Prints something for people; the other formats leave it out.
    pub fn print(&self, text: impl std::fmt::Display) {
        if self.format != Format::Json {
            anstream::print!("{text}");
        }
    }

    /// Sets what was assumed, unless people read it: finding all the places takes its time.
    pub fn assume(&mut self, assumed: impl FnOnce() -> Vec<Finding>) {
        if self.format != Format::Human {
            self.assumed = assumed();
        }
    }

    /// Puts out how a command ended; annotations of what was assumed only where they are asked for.
    pub fn finish(mut self, done: Result<ExitCode, Failure>, verbose: bool) -> Result<ExitCode, Failure> {
        let code = match &done {
            Ok(code) => *code,
            Err(failure) => {
                self.problems.extend(failure.findings());
                failure.code()
            }
        };
        self.exit = code as u8;
        match self.format {
            Format::Human => done,
            Format::Json => {
                let text = serde_json::to_string_pretty(&self).expect("findings are texts and numbers");
                println!("{text}");
                Ok(code)
            }
            Format::Github => {
                let assumed = self.assumed.iter().filter(|finding| verbose || finding.level != Level::Notice);
                for finding in self.problems.iter().chain(assumed) {
                    println!("{}", finding.github());
                }
                done
            }
        }
    }
}
