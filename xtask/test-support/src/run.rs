//! A program run to its end.

use std::process::Command;

/// How a run ended.
#[derive(Debug)]
pub struct Run {
    /// Its exit code.
    pub code: i32,
    /// What it said on standard output.
    pub stdout: String,
    /// What it said on standard error.
    pub stderr: String,
}

impl Run {
    /// Runs a program that isn't told whether to use colours, and must not into a pipe.
    #[track_caller]
    pub fn of(command: &mut Command) -> Self {
        for name in ["NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "NO_GRAPHICS", "CARGO_TERM_COLOR"] {
            command.env_remove(name);
        }
        let output = command.output().expect("the program can be started");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("it speaks UTF-8");
        let code = output.status.code().expect("it was not killed");
        let run = Self { code, stdout: text(output.stdout), stderr: text(output.stderr) };
        assert!(!run.output().contains('\x1b'), "no colours in a pipe: {run:?}");
        run
    }

    /// All it said.
    pub fn output(&self) -> String {
        format!("{}{}", self.stdout, self.stderr)
    }

    /// Its exit code must be this one.
    #[track_caller]
    pub fn ends_with(self, code: i32) -> Self {
        assert_eq!(self.code, code, "stdout:\n{}\nstderr:\n{}", self.stdout, self.stderr);
        self
    }

    /// It must have said this.
    #[track_caller]
    pub fn says(self, text: &str) -> Self {
        assert!(self.output().contains(text), "`{text}` is not in:\n{}", self.output());
        self
    }
}
