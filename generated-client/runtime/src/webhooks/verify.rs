//! Checks signatures.

use std::fmt;
use std::marker::PhantomData;
use std::time::{SystemTime, UNIX_EPOCH};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use super::signing::{Convention, Timestamp};
use super::{Error, Signing, ToldBy, Verified, Webhooks};
use crate::secret::MASK;

/// How far its time may be away from now, in seconds: what Standard Webhooks recommends.
const TOLERANCE: u64 = 5 * 60;

/// The secret that a service signs with. It can be handed over, never shown.
#[derive(Clone)]
pub struct Secret(String);

impl Secret {
    /// Takes the secret as the service issued it.
    pub fn new(secret: impl Into<String>) -> Self {
        Self(secret.into())
    }
}

impl<T: Into<String>> From<T> for Secret {
    fn from(secret: T) -> Self {
        Self::new(secret)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Secret({MASK})")
    }
}

/// Verifies a request, and finds out which webhook it says it is.
#[doc(hidden)]
#[allow(clippy::missing_errors_doc)]
pub fn verify<'b, W: Webhooks>(
    signing: &Signing,
    secret: impl Into<Secret>,
    headers: impl IntoIterator<Item = (impl AsRef<str>, impl AsRef<[u8]>)>,
    body: &'b [u8],
    now: SystemTime,
) -> Result<Verified<'b, W>, Error> {
    let headers = Given::of(headers);
    checked(signing, &secret.into(), &headers, body, now)?;
    let name = match W::TOLD_BY {
        ToldBy::Header(header) => Some(headers.text(header)?.to_owned()),
        ToldBy::Member(_) | ToldBy::Name => None,
    };
    Ok(Verified { body, name, webhooks: PhantomData })
}

/// Checks the signature of a request. `headers` are all of it, `body` its bytes as they came.
///
/// # Errors
/// Where the signature isn't right or missing, or the time it was sent at is more than five minutes away from `now`.
pub fn check(
    signing: &Signing,
    secret: impl Into<Secret>,
    headers: impl IntoIterator<Item = (impl AsRef<str>, impl AsRef<[u8]>)>,
    body: &[u8],
    now: SystemTime,
) -> Result<(), Error> {
    checked(signing, &secret.into(), &Given::of(headers), body, now)
}

fn checked(
    signing: &Signing,
    secret: &Secret,
    headers: &Given,
    body: &[u8],
    now: SystemTime,
) -> Result<(), Error> {
    match signing.convention {
        Convention::Standard => standard(secret, headers, body, now),
        Convention::Own => own(signing, secret, headers, body, now),
    }
}

fn standard(secret: &Secret, headers: &Given, body: &[u8], now: SystemTime) -> Result<(), Error> {
    let of = |part: &str| {
        let name = format!("webhook-{part}");
        headers.text(&name).or_else(|missing| headers.text(&format!("svix-{part}")).map_err(|_| missing))
    };
    let (id, timestamp, signatures) = (of("id")?, of("timestamp")?, of("signature")?);
    is_now(timestamp, "webhook-timestamp", now)?;
    let key = secret.0.strip_prefix("whsec_").unwrap_or(&secret.0);
    let key = STANDARD.decode(key).map_err(|_| Error::UnusableSecret)?;
    let mac = mac(&key, &[id.as_bytes(), b".", timestamp.as_bytes(), b".", body])?;
    // Several while a secret is being replaced.
    let signatures = signatures.split(' ').filter_map(|signature| signature.strip_prefix("v1,"));
    let signatures = signatures.filter_map(|signature| STANDARD.decode(signature).ok());
    any_is_right(&mac, signatures)
}

fn own(
    signing: &Signing,
    secret: &Secret,
    headers: &Given,
    body: &[u8],
    now: SystemTime,
) -> Result<(), Error> {
    let stated = headers.text(signing.header)?;
    let malformed = || Error::MalformedHeader(signing.header.to_owned());
    let fields = |name: &'static str| {
        let fields = stated.split([',', ';']).filter_map(|field| field.trim().split_once('='));
        fields.filter(move |(field, _)| *field == name).map(|(_, value)| value)
    };
    let timestamp = match signing.timestamp {
        Timestamp::None => "",
        Timestamp::Header(name) => headers.text(name)?,
        Timestamp::Field(name) => fields(name).next().ok_or_else(malformed)?,
    };
    match signing.timestamp {
        Timestamp::None => {}
        Timestamp::Header(name) => is_now(timestamp, name, now)?,
        Timestamp::Field(_) => is_now(timestamp, signing.header, now)?,
    }
    let mac = mac(secret.0.as_bytes(), &signed(signing.content, timestamp, body))?;
    let signatures: Vec<&str> = match signing.field {
        Some(name) => fields(name).collect(),
        None => vec![stated],
    };
    let decoded: Vec<Vec<u8>> = signatures
        .into_iter()
        .filter_map(|signature| signature.strip_prefix(signing.prefix))
        .filter_map(|signature| if signing.base64 { STANDARD.decode(signature).ok() } else { hex(signature) })
        .collect();
    if decoded.is_empty() {
        return Err(malformed());
    }
    any_is_right(&mac, decoded.into_iter())
}

/// The parts of what is signed.
fn signed<'p>(content: &'p str, timestamp: &'p str, body: &'p [u8]) -> Vec<&'p [u8]> {
    let mut parts: Vec<&[u8]> = Vec::new();
    for (at, around) in content.split("{body}").enumerate() {
        if at > 0 {
            parts.push(body);
        }
        for (at, text) in around.split("{timestamp}").enumerate() {
            if at > 0 {
                parts.push(timestamp.as_bytes());
            }
            parts.push(text.as_bytes());
        }
    }
    parts
}

fn mac(key: &[u8], parts: &[&[u8]]) -> Result<Hmac<Sha256>, Error> {
    // Anybody can sign with a key of nothing.
    if key.is_empty() {
        return Err(Error::UnusableSecret);
    }
    let mut mac = Hmac::new_from_slice(key).map_err(|_| Error::UnusableSecret)?;
    for part in parts {
        mac.update(part);
    }
    Ok(mac)
}

/// Compares in constant time, as `verify_slice` does.
fn any_is_right(mac: &Hmac<Sha256>, mut signatures: impl Iterator<Item = Vec<u8>>) -> Result<(), Error> {
    let is_right = signatures.any(|signature| mac.clone().verify_slice(&signature).is_ok());
    if is_right { Ok(()) } else { Err(Error::WrongSignature) }
}

fn is_now(timestamp: &str, header: &str, now: SystemTime) -> Result<(), Error> {
    let sent: u64 = timestamp.parse().map_err(|_| Error::MalformedHeader(header.to_owned()))?;
    let now = now.duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
    let away = now.abs_diff(sent);
    if away > TOLERANCE { Err(Error::NotNow(away)) } else { Ok(()) }
}

fn hex(text: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u8>> = text.chars().map(|digit| u8::try_from(digit.to_digit(16)?).ok()).collect();
    let digits = digits.filter(|digits| digits.len() % 2 == 0)?;
    Some(digits.chunks_exact(2).map(|pair| pair[0] << 4 | pair[1]).collect())
}

/// The headers of a request.
struct Given(Vec<(String, Vec<u8>)>);

impl Given {
    fn of(headers: impl IntoIterator<Item = (impl AsRef<str>, impl AsRef<[u8]>)>) -> Self {
        let headers = headers.into_iter();
        Self(headers.map(|(name, value)| (name.as_ref().to_owned(), value.as_ref().to_vec())).collect())
    }

    fn text(&self, name: &str) -> Result<&str, Error> {
        let header = self.0.iter().find(|(own, _)| own.eq_ignore_ascii_case(name));
        let (_, value) = header.ok_or_else(|| Error::MissingHeader(name.to_owned()))?;
        std::str::from_utf8(value).map_err(|_| Error::MalformedHeader(name.to_owned()))
    }
}
