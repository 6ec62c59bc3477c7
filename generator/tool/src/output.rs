//! What a command puts out about documents: for people, for programs, or beside the lines of a pull request.

use std::path::Path;

use lowcodeapi_generator::api::DegradationKind;
use lowcodeapi_generator::source::Origins;
use lowcodeapi_generator::{AssumedHost, Finding, Level};
use serde::Serialize;

use crate::companions;
use crate::exit::{ExitCode, Failure};
use crate::pipeline::Made;

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

/// What to do about a host that was assumed.
pub(crate) const CHOOSE_A_HOST: &str =
    "`host` in Cargo.toml decides, and `base_url` of the client's builder, which gets the credentials too";

/// The host that was assumed for a client.
pub(crate) fn assumed_host(host: &AssumedHost, made: &Made, origins: Option<&Origins>) -> Finding {
    let finding = Finding::new(Level::Warning, "new::host", &*host.detail);
    let finding = Finding { help: Some(CHOOSE_A_HOST.to_owned()), ..finding };
    finding.within(&made.source, &host.pointer, origins)
}

/// What was assumed on the way to a client, with the overlay that was applied.
pub(crate) fn assumed(made: &Made, origins: Option<&Origins>, overlay: Option<&Path>) -> Vec<Finding> {
    let within = |finding: Finding, pointer: &str| finding.within(&made.source, pointer, origins);
    let repairs = made.repairs.iter().map(|repair| {
        let finding = Finding::new(Level::Notice, format!("repair::{}", repair.kind), &*repair.detail);
        // Repairs point into the document as it was.
        let place = origins.and_then(|origins| origins.excerpt(&repair.pointer));
        let position = made.source.source().locate(&repair.pointer);
        let finding = match place {
            Some(place) => finding.at(place.text.name(), Some(place.position)),
            None => finding.at(made.source.source_name(), position),
        };
        Finding { pointer: Some(repair.pointer.clone()), ..finding }
    });
    let inferred = made.inferences.iter().map(|inference| {
        within(
            Finding::new(Level::Notice, "infer::example", "the schema was taken from an example"),
            &inference.pointer,
        )
    });
    let companions = companions::findings(made).map(|(finding, pointer)| within(finding, pointer));
    let degraded = made.api.degradations.iter().map(|degradation| {
        let level = match degradation.kind {
            DegradationKind::UnknownSecurity => Level::Warning,
            _ => Level::Notice,
        };
        let finding =
            Finding::new(level, format!("lower::{}", degradation.kind.as_str()), &*degradation.detail);
        within(finding, &degradation.origin.0)
    });
    let left_out = made.api.left_out.iter().map(|left| {
        let message = format!("{} is no method: {}", left.operation.trim(), left.reason);
        within(Finding::new(Level::Warning, "lower::left_out", message), &left.origin.0)
    });
    let stale = made.stale().map(|action| {
        let message = format!("`{}` matches nothing", action.target);
        let finding = Finding::new(Level::Warning, "overlay::stale", message);
        let help = action.nearest.as_ref().map(|nearest| format!("the nearest there is: `{nearest}`"));
        let file = overlay.map(|path| path.display().to_string());
        Finding { help, file, line: Some(action.position.line), ..finding }
    });
    repairs.chain(companions).chain(inferred).chain(degraded).chain(left_out).chain(stale).collect()
}
