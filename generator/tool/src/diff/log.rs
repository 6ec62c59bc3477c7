//! `diff --log`: what each commit of a range that touched a client's document or overlay meant.

use std::path::PathBuf;

use lowcodeapi_generator::diff::{self, Report, Side};
use lowcodeapi_generator::sides::make_both;

use super::git::Commit;
use super::sides::Finder;
use super::{Args, is_met};
use crate::exit::{ExitCode, Failure};
use crate::pipeline;
use crate::terminal::LABEL;
use crate::workspace::Client;

/// Tells each commit on a line or two, the oldest first.
pub(super) fn log(args: &Args, range: &str) -> Result<ExitCode, Failure> {
    let start = std::env::current_dir().unwrap_or_else(|_| PathBuf::from("."));
    let client = Client::find(&start, args.manifest.as_deref(), args.provider.as_deref());
    let client = client.map_err(|error| Failure::from(error).with(ExitCode::Comparison))?;
    let finder = Finder::of(&client);
    let paths = [client.document(), client.overlay().0].map(|path| client.show(&path));
    let mut code = ExitCode::Done;
    for commit in finder.git.log(range, &paths)? {
        let Commit { short, date, subject, .. } = &commit;
        anstream::println!("{LABEL}{short} {date}{LABEL:#} {subject}");
        match report(args, &finder, &commit) {
            Ok(report) => {
                anstream::println!("    {}", diff::verdict(&report));
                if is_met(args.fail_on, &report) {
                    code = ExitCode::Findings;
                }
            }
            // What was committed once may be no document, or the first one.
            Err(failure) => {
                let why = failure.findings().into_iter().next().map(|finding| finding.message);
                anstream::println!("    can't be compared: {}", why.unwrap_or_default());
            }
        }
    }
    Ok(code)
}

/// A commit against the one before it, as it was on its day.
fn report(args: &Args, finder: &Finder, Commit { hash, date, .. }: &Commit) -> Result<Report, Failure> {
    let before = format!("{hash}^");
    let (old, new) = (finder.revision(&before, &before, None)?, finder.revision(hash, hash, None)?);
    let (old, new) = make_both(&old, &new).map_err(pipeline::Error::from)?;
    let (old, new) = (old.side(), Side { today: date.parse().ok(), ..new.side() });
    let mut report = diff::diff(&old, &new);
    report.grade(&args.severity);
    report.select(&args.only, &args.exclude, [&old.document.value, &new.document.value]);
    Ok(report)
}
