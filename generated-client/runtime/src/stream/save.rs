//! A download to a path, taken up again where it broke off.

use std::path::PathBuf;

use reqwest::header::{ACCEPT_ENCODING, ACCEPT_RANGES, CONTENT_RANGE, ETAG, HeaderMap, IF_RANGE, RANGE};

use super::Download;
use super::partial::Partial;
use crate::answer::Answer;
use crate::endpoint::Method;
use crate::error::{ErrorCode, ErrorKind, Failure};
use crate::outgoing::Outgoing;
use crate::send;
use crate::shared::Shared;

/// A download that is at its path, whole.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Saved {
    /// Where it is.
    pub path: PathBuf,
    /// How large it is, in bytes.
    pub bytes: u64,
    /// How much of it was there from an earlier run, in bytes.
    pub resumed_from: u64,
}

/// How one answer ended.
enum Ended {
    Whole,
    /// The connection broke.
    BrokenOff(Failure),
    /// What is there is no beginning of what the service has now.
    Outdated,
}

/// Sends a call, and writes the body of the answer to a path.
///
/// Where the service says that it has ranges (`Accept-Ranges: bytes`) and which state of the file it sends (a strong
/// `ETag`), what broke off is taken up again where it ended (RFC 9110, section 14), now and in a later run.
pub(crate) async fn save(shared: &Shared, mut outgoing: Outgoing, path: PathBuf) -> Result<Saved, Failure> {
    outgoing.settle(shared.service.auth);
    let policy = outgoing.retry.clone().unwrap_or_else(|| shared.settings.retry.clone());
    let mut saving = Saving::new(shared, outgoing, path).await?;
    let resumed_from = saving.partial.resume().map(|(length, _)| length);
    let mut tries = 1;
    loop {
        let before = saving.partial.length;
        match saving.answer().await? {
            Ended::Whole => break,
            Ended::Outdated => saving.partial.restart(None).await?,
            Ended::BrokenOff(failure) => {
                tries = if saving.partial.length > before { 1 } else { tries };
                let wait = policy.wait(&failure.0, tries, true).filter(|_| saving.partial.resume().is_some());
                match wait {
                    Some(wait) if policy.may_repeat() => tokio::time::sleep(wait).await,
                    _ => return Err(failure),
                }
                tries += 1;
            }
        }
    }
    let resumed_from = resumed_from.filter(|_| saving.has_resumed).unwrap_or(0);
    let bytes = saving.partial.length;
    Ok(Saved { path: saving.partial.finish().await?, bytes, resumed_from })
}

/// A download under way.
struct Saving<'a> {
    shared: &'a Shared,
    outgoing: Outgoing,
    partial: Partial,
    /// Ranges are asked for.
    in_ranges: bool,
    /// The caller asks for one: it is what is downloaded, and the whole here.
    is_of_caller: bool,
    /// What was there from before is part of it.
    has_resumed: bool,
}

impl<'a> Saving<'a> {
    async fn new(shared: &'a Shared, mut outgoing: Outgoing, path: PathBuf) -> Result<Self, Failure> {
        outgoing.streamed = true;
        outgoing.redirects = &[];
        let has = |name: &str| outgoing.headers.iter().any(|(known, _)| known.eq_ignore_ascii_case(name));
        let is_of_caller = has(RANGE.as_str());
        let in_ranges = outgoing.endpoint.method == Method::Get && !is_of_caller;
        // Ranges count the bytes that come; of what comes compressed nobody counts those that are written.
        if !has(ACCEPT_ENCODING.as_str()) {
            outgoing.headers.push((ACCEPT_ENCODING.as_str().into(), "identity".to_owned()));
        }
        let mut partial = Partial::open(path).await?;
        if !in_ranges || partial.resume().is_none() {
            partial.restart(None).await?;
        }
        Ok(Self { shared, outgoing, partial, in_ranges, is_of_caller, has_resumed: true })
    }

    /// One answer, from where the last one ended.
    async fn answer(&mut self) -> Result<Ended, Failure> {
        let mut request = self.outgoing.again();
        let from = self.partial.resume().map(|(from, validator)| {
            request.headers.push((RANGE.as_str().into(), format!("bytes={from}-")));
            request.headers.push((IF_RANGE.as_str().into(), validator.to_owned()));
            from
        });
        let patience = request.timeout.unwrap_or(self.shared.settings.timeout);
        let answer = match send::send(self.shared, request).await {
            Ok(sent) => sent.answer,
            Err(failure) if from.is_some() && failure.0.status == Some(416) => return Ok(Ended::Outdated),
            Err(failure) => return Err(failure),
        };
        let range = Range::of(&answer.headers);
        match (from, answer.status) {
            (Some(from), 206) if !self.goes_on(from, range.as_ref(), &answer.headers) => {
                return Ok(Ended::Outdated);
            }
            (Some(_), 206) => {}
            _ => {
                self.has_resumed = false;
                self.partial.restart(self.validator(&answer)).await?;
            }
        }
        let is_part = from.is_none() && answer.status == 206 && !range.as_ref().is_some_and(Range::is_whole);
        let total = range.filter(|_| from.is_some()).and_then(|range| range.total);
        let endpoint = self.outgoing.endpoint;
        let download =
            Download::<ErrorCode>::new(answer, endpoint.operation, patience, &self.shared.scrubber);
        if is_part && !self.is_of_caller {
            let message = "the service sent a part of the file, though all of it was asked for";
            return Err(download.failure(ErrorKind::Decode, message));
        }
        let limit = self.shared.settings.max_stream_bytes.saturating_sub(self.partial.length);
        self.read(download.at_most(limit), total).await
    }

    /// Whether a range begins where the part ends, and is of what the part is the beginning of: not every service heeds
    /// `If-Range`.
    fn goes_on(&self, from: u64, range: Option<&Range>, headers: &HeaderMap) -> bool {
        let validator = self.partial.resume().map(|(_, validator)| validator.as_bytes());
        let is_same = headers.get(ETAG).is_none_or(|etag| Some(etag.as_bytes()) == validator);
        is_same && range.is_some_and(|range| range.start == from)
    }

    async fn read(
        &mut self,
        mut download: Download<ErrorCode>,
        total: Option<u64>,
    ) -> Result<Ended, Failure> {
        let failure = loop {
            match download.piece().await {
                Ok(Some(piece)) => self.partial.add(&piece).await?,
                Ok(None) if total.is_none_or(|total| self.partial.length == total) => {
                    return Ok(Ended::Whole);
                }
                Ok(None) => {
                    break download.failure(ErrorKind::Interrupted, "the range ended before the file did");
                }
                Err(failure) => break failure,
            }
        };
        self.partial.write().await?;
        match failure.0.kind {
            ErrorKind::TooLarge => Err(failure),
            _ => Ok(Ended::BrokenOff(failure)),
        }
    }

    /// Which state of the file it is, where it can be taken up again.
    fn validator(&self, answer: &Answer) -> Option<String> {
        let text = |name| answer.headers.get(name)?.to_str().ok();
        let etag = text(ETAG).filter(|etag| etag.starts_with('"'))?;
        let has_ranges = self.in_ranges && answer.status == 200 && text(ACCEPT_RANGES) == Some("bytes");
        has_ranges.then(|| etag.to_owned())
    }
}

/// What of the whole an answer is.
struct Range {
    start: u64,
    last: Option<u64>,
    total: Option<u64>,
}

impl Range {
    fn of(headers: &HeaderMap) -> Option<Self> {
        let text = headers.get(CONTENT_RANGE)?.to_str().ok()?.strip_prefix("bytes ")?;
        let (range, total) = text.split_once('/')?;
        let (start, last) = range.split_once('-')?;
        Some(Self { start: start.parse().ok()?, last: last.parse().ok(), total: total.parse().ok() })
    }

    /// Whether it is all there is.
    fn is_whole(&self) -> bool {
        self.start == 0
            && self.total.is_some()
            && self.last.and_then(|last| last.checked_add(1)) == self.total
    }
}
