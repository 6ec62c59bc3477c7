//! How the stand-in behaves, as the command line says it.

use std::time::Duration;

use reqwest::Url;
use stand_in::{Envelope, Fault};

/// What may be told on the command line.
#[derive(Debug, Clone, clap::Args)]
pub(super) struct Settings {
    /// Answer the next calls with a fault: a status, `close` (hang up without an answer) or `stall` (never answer)
    #[arg(long, value_name = "FAULT[:COUNT]")]
    fail: Vec<Fault>,
    /// Wait before each answer to a call
    #[arg(long, value_name = "TIME", value_parser = duration)]
    delay: Option<Duration>,
    /// What a throttled caller is told to wait
    #[arg(long, value_name = "SECONDS", default_value_t = 1)]
    retry_after: u64,
    /// Recipients accepted in all
    #[arg(long, value_name = "N")]
    daily_quota: Option<u64>,
    /// Recipients accepted within a second
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    rate: Option<u64>,
    /// The only senders that are verified: addresses or domains [default: all but those at unverified.example]
    #[arg(long, value_name = "SENDER", num_args = 1..)]
    verified: Vec<String>,
    /// Templates there are, besides `WelcomeTemplate`, `PromotionTemplate` and `Promotion`
    #[arg(long, value_name = "NAME", num_args = 1..)]
    template: Vec<String>,
    /// The only tokens that are known [default: all that begin with `at_`]
    #[arg(long, value_name = "TOKEN", num_args = 1..)]
    token: Vec<String>,
    /// Treat every token as one without credentials for the provider
    #[arg(long)]
    no_credentials: bool,
    /// Serve the document at `/awsses/definition` only
    #[arg(long)]
    no_openapi: bool,
    /// What a result is wrapped in
    #[arg(long, value_enum, default_value_t)]
    envelope: Wrapping,
    /// Pass calls on to a service that speaks SES's own protocol, with a signature nobody checks
    #[arg(long, value_name = "URL")]
    upstream: Option<Url>,
    /// How long a client may be silent in the middle of a request
    #[arg(long, value_name = "TIME", default_value = "10s", value_parser = duration)]
    read_timeout: Duration,
}

/// What a result is wrapped in.
#[derive(Debug, Clone, Copy, Default, clap::ValueEnum)]
enum Wrapping {
    /// `{"data": …}`, as the documentation has it
    #[default]
    Data,
    /// `{"message", "provider", "result", "response_headers"}`, as the open-source server has it
    Open,
}

impl From<Settings> for stand_in::Settings {
    fn from(told: Settings) -> Self {
        Self {
            fail: told.fail,
            delay: told.delay,
            retry_after: told.retry_after,
            daily_quota: told.daily_quota,
            rate: told.rate,
            verified: told.verified,
            template: told.template,
            token: told.token,
            no_credentials: told.no_credentials,
            no_openapi: told.no_openapi,
            envelope: match told.envelope {
                Wrapping::Data => Envelope::Data,
                Wrapping::Open => Envelope::Open,
            },
            upstream: told.upstream,
            read_timeout: told.read_timeout,
            ..Self::default()
        }
    }
}

/// Reads `200ms`, `2s` or `1m`.
fn duration(text: &str) -> Result<Duration, String> {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, unit) = text.split_at(digits);
    let number = number.parse::<u32>().map_err(|_| "it looks like `200ms`, `2s` or `1m`".to_owned())?;
    match unit {
        "ms" => Ok(Duration::from_millis(number.into())),
        "s" => Ok(Duration::from_secs(number.into())),
        "m" => Ok(Duration::from_secs(u64::from(number) * 60)),
        _ => Err("it needs a unit: `ms`, `s` or `m`".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Debug, Parser)]
    struct Line {
        #[command(flatten)]
        settings: Settings,
    }

    #[test]
    fn the_defaults_of_the_command_line_are_those_of_the_code() {
        let Line { settings } = Line::try_parse_from(["serve"]).unwrap();
        let settings = stand_in::Settings::from(settings);
        assert_eq!(format!("{settings:?}"), format!("{:?}", stand_in::Settings::default()));
    }

    #[test]
    fn a_time_has_a_unit() {
        assert_eq!(duration("200ms"), Ok(Duration::from_millis(200)));
        assert_eq!(duration("2s"), Ok(Duration::from_secs(2)));
        assert_eq!(duration("1m"), Ok(Duration::from_secs(60)));
        for bad in ["", "ms", "2", "2h", "-1s", "1.5s", "99999999999s"] {
            assert!(duration(bad).is_err(), "{bad}");
        }
    }
}
