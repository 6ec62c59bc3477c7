//! Mailings that are killed at random moments, and run again until one comes to its end.

use std::process::Stdio;
use std::time::{Duration, Instant};

use stand_in::Settings;
use test_support::Random;

use super::{Error, People, Sender, service};
use tool::exit::Failure;

const MAILS: usize = 2_000;
/// So fast that a mailing takes a few seconds.
const RATE: u64 = 1_000;
/// What may be in flight at once: four requests of fifty.
const IN_FLIGHT: usize = 200;

/// Kills that often, over as many mailings as it takes.
pub(super) fn kill(sender: &Sender, kills: usize, seed: u64) -> Result<(), Failure> {
    // Answers take a while, so that there is something in flight to kill.
    let settings = || Settings { delay: Some(Duration::from_millis(15)), ..Settings::default() };
    let mut random = Random::new(seed);
    let (mut killed, mut mailings, mut doubts, mut most) = (0, 0, 0, 0);
    // How long an undisturbed one takes.
    let mut whole = None;
    while killed < kills {
        let (service, people) = (service(settings())?, People::new(MAILS)?);
        let programs = sender.programs(&service);
        let mut times = 0;
        let said = loop {
            let begun = Instant::now();
            let mut run =
                people.program(&programs, RATE).stdout(Stdio::piped()).spawn().map_err(Error::from)?;
            if let Some(whole) = whole.filter(|_| killed < kills) {
                std::thread::sleep(random.part(whole));
                if run.try_wait().map_err(Error::from)?.is_none() {
                    run.kill().and_then(|()| run.wait()).map_err(Error::from)?;
                    (killed, times) = (killed + 1, times + 1);
                    continue;
                }
            }
            let output = run.wait_with_output().map_err(Error::from)?;
            whole.get_or_insert(begun.elapsed());
            break String::from_utf8_lossy(&output.stdout).into_owned();
        };
        let in_doubt = people.check(&service, &said)?;
        if in_doubt > times * IN_FLIGHT {
            return Err(Error::unmet(format!("{in_doubt} are in doubt after {times} kills")).into());
        }
        (mailings, doubts, most) = (mailings + 1, doubts + in_doubt, most.max(times));
    }
    anstream::println!(
        "{killed} kills over {mailings} mailings of {MAILS} (seed {seed}, up to {most} in one): nothing twice, nothing lost, \
         {doubts} in doubt, each of them named"
    );
    Ok(())
}
