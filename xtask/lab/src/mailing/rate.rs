//! A mailing at the rate of an account.

use std::time::{Duration, Instant};

use stand_in::Background;
use stand_in::programs::Programs;

use super::{Error, People};

/// How much longer than ideal a mailing may take.
const MOST: f64 = 1.15;

/// Sends so many mails to a service that takes that many a second.
pub(super) fn send(
    programs: &Programs<'_>,
    service: &Background,
    mails: usize,
    rate: u64,
) -> Result<(), Error> {
    let people = People::new(mails)?;
    let begun = Instant::now();
    let output = people.program(programs, rate).output()?;
    let took = begun.elapsed();
    let said = String::from_utf8_lossy(&output.stdout);
    let sent = service.mails().len();
    if !output.status.success() || sent != mails || people.check(service, &said)? > 0 {
        return Err(Error::unmet(format!("{sent} of {mails} were sent at {rate} a second\n{said}")));
    }
    let tried: usize = service.requests().iter().filter_map(|request| entries(&request.body)).sum();
    #[expect(clippy::cast_precision_loss, reason = "nobody sends so many mails")]
    let ideal = Duration::from_secs_f64(mails as f64 / rate as f64);
    let times = took.as_secs_f64() / ideal.as_secs_f64();
    anstream::println!(
        "{mails} mails at {rate} a second: {mails} sent in {took:.1?}, {times:.3} of the ideal {ideal:.1?}; {} taken up again",
        tried.saturating_sub(mails)
    );
    if times > MOST { Err(Error::unmet(format!("that is more than {MOST}"))) } else { Ok(()) }
}

fn entries(body: &serde_json::Value) -> Option<usize> {
    Some(body.get("BulkEmailEntries")?.as_array()?.len())
}
