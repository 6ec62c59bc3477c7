//! Documents on the page, in Chromium.

use std::fmt::{self, Display, Formatter};
use std::thread::sleep;
use std::time::Duration;

use serde_json::{Value, json};
use test_support::Browser;

/// What one document took, in browsers that were started for it.
#[derive(Debug)]
pub(super) struct Runs {
    /// As the first thing that is done on the page.
    pub(super) at_once: Run,
    /// After the page was left alone for a while, as by somebody who chooses a file.
    pub(super) rested: Run,
    /// The same document again.
    pub(super) again: Run,
}

/// One run.
#[derive(Debug)]
pub(super) struct Run {
    /// From the question to the crate that is shown, in milliseconds.
    whole: f64,
    /// When each stage began, in milliseconds from the question.
    stages: Vec<(String, f64)>,
}

/// Opens a document on the page.
pub(super) fn measure(url: &str, name: &str, text: &str, rest: u64) -> Runs {
    let mut browser = opened(url, text);
    let at_once = run(&mut browser, name);
    drop(browser);
    let mut browser = opened(url, text);
    sleep(Duration::from_secs(rest));
    Runs { at_once, rested: run(&mut browser, name), again: run(&mut browser, name) }
}

/// The page with a document at hand, in a browser that knows neither.
fn opened(url: &str, text: &str) -> Browser {
    let mut browser = Browser::start();
    browser.open(url);
    browser.evaluate(&format!(
        "(async () => {{ globalThis.TEXT = {}; while (!document.documentElement.dataset.ready) \
         await new Promise(done => setTimeout(done, 20)) }})()",
        json!(text)
    ));
    browser
}

fn run(browser: &mut Browser, name: &str) -> Run {
    let name = json!(name);
    let told = browser.evaluate(&format!(
        "(async () => {{ performance.clearMarks(); const began = performance.now(); \
         await playground.generate.open([{{ name: {name}, text: TEXT }}]); const whole = performance.now() - began; \
         return [whole, performance.getEntriesByType('mark').map(({{ name, startTime }}) => [name, startTime - began])] }})()"
    ));
    let number = |value: &Value| value.as_f64().unwrap_or_default();
    let stages = told[1].as_array().into_iter().flatten();
    let stage = |stage: &Value| (stage[0].as_str().unwrap_or_default().to_owned(), number(&stage[1]));
    Run { whole: number(&told[0]), stages: stages.map(stage).collect() }
}

impl Display for Run {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{:>6.0} ms", self.whole)?;
        let ends = self.stages.iter().skip(1).map(|(_, began)| *began).chain([self.whole]);
        for ((stage, began), end) in self.stages.iter().zip(ends) {
            write!(f, ", {} {:.0}", stage.to_lowercase(), end - began)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_is_told_with_how_long_each_stage_took() {
        let stages = [("Reading", 10.0), ("Making", 110.0)];
        let stages = stages.map(|(stage, began)| (stage.to_owned(), began)).to_vec();
        let run = Run { whole: 1_000.0, stages };
        assert_eq!(run.to_string(), "  1000 ms, reading 100, making 890");
    }
}
