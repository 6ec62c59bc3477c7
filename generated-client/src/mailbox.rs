//! Addresses that were checked, with names that arrive as they were written.

use std::fmt;
use std::str::FromStr;

use email_address::{EmailAddress, Options};
use lowcodeapi_runtime::Base64;

/// The longest address SES takes.
const LONGEST: usize = 320;
/// So many bytes of a name make an encoded word of at most 75 characters
/// ([RFC 2047](https://www.rfc-editor.org/rfc/rfc2047#section-2)).
const WORD: usize = 45;

/// An address that was checked, with the name that is shown for it, if there is one.
///
/// It is taken wherever an address is. A name is quoted or encoded as it has to be:
///
/// ```
/// use lowcodeapi_awsses::{Mailbox, types::*};
///
/// let news = Mailbox::new("News, weekly", "news@example.com")?;
/// assert_eq!(news.to_string(), r#""News, weekly" <news@example.com>"#);
/// let zoe = Mailbox::new("Zoë", "zoe@example.com")?;
/// assert_eq!(zoe.to_string(), "=?UTF-8?B?Wm/Dqw==?= <zoe@example.com>");
///
/// let mail = SendEmailRequest::new(EmailContent::simple("Hi", Body::plain("Hello")))
///     .from_email_address(news)
///     .destination(Destination::to([zoe]).cc([Mailbox::address("bob@example.com")?]));
/// # Ok::<(), lowcodeapi_awsses::MailboxError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Mailbox {
    name: Option<String>,
    email: String,
}

impl Mailbox {
    /// An address with the name that is shown for it.
    ///
    /// # Errors
    /// Where the address is none SES takes, or the name has a line break or another control character in it.
    pub fn new(name: impl Into<String>, email: impl AsRef<str>) -> Result<Self, MailboxError> {
        let name = name.into();
        if name.chars().any(char::is_control) {
            return Err(MailboxError { text: name, cause: Cause::Name });
        }
        let Self { email, .. } = Self::address(email)?;
        Ok(Self { name: Some(name).filter(|name| !name.trim().is_empty()), email })
    }

    /// An address alone.
    ///
    /// # Errors
    /// Where it is none SES takes.
    pub fn address(email: impl AsRef<str>) -> Result<Self, MailboxError> {
        let email = email.as_ref().trim();
        match check(email) {
            Ok(()) => Ok(Self { name: None, email: email.to_owned() }),
            Err(cause) => Err(MailboxError { text: email.to_owned(), cause }),
        }
    }

    /// The name that is shown, as it reads.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// The address without the name.
    #[must_use]
    pub fn email(&self) -> &str {
        &self.email
    }
}

fn check(email: &str) -> Result<(), Cause> {
    let options = Options::default().without_display_text().without_domain_literal().with_required_tld();
    EmailAddress::parse_with_options(email, options).map_err(Cause::Address)?;
    let (local, domain) = email.rsplit_once('@').unwrap_or((email, ""));
    match () {
        () if !domain.is_ascii() => Err(Cause::Domain),
        () if !local.is_ascii() => Err(Cause::Local),
        () if email.len() > LONGEST => Err(Cause::TooLong),
        () => Ok(()),
    }
}

/// As it stands in a header.
impl fmt::Display for Mailbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(name) = &self.name else { return f.write_str(&self.email) };
        // What looks like an encoded word would be read as one.
        if !name.is_ascii() || name.contains("=?") {
            encoded(f, name)?;
        } else if name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b" !#$%&'*+-/=?^_`{|}~".contains(&byte))
        {
            f.write_str(name)?;
        } else {
            write!(f, "\"{}\"", name.replace('\\', r"\\").replace('"', "\\\""))?;
        }
        write!(f, " <{}>", self.email)
    }
}

/// A name in encoded words, none of which ends within a character.
fn encoded(f: &mut fmt::Formatter<'_>, mut name: &str) -> fmt::Result {
    loop {
        let end = (0..=WORD.min(name.len())).rfind(|end| name.is_char_boundary(*end)).unwrap_or_default();
        let (word, rest) = name.split_at(end);
        write!(f, "=?UTF-8?B?{}?=", Base64::from(word.as_bytes()).to_text())?;
        if rest.is_empty() {
            return Ok(());
        }
        f.write_str(" ")?;
        name = rest;
    }
}

/// Reads `ann@example.com`, `Ann <ann@example.com>` and `"Ann, at work" <ann@example.com>`.
impl FromStr for Mailbox {
    type Err = MailboxError;

    fn from_str(text: &str) -> Result<Self, MailboxError> {
        let Some((name, email)) = text.trim().strip_suffix('>').and_then(|text| text.rsplit_once('<')) else {
            return Self::address(text);
        };
        let name = name.trim();
        if name.contains("=?") {
            return Err(MailboxError { text: name.to_owned(), cause: Cause::Encoded });
        }
        match name.strip_prefix('"').and_then(|name| name.strip_suffix('"')) {
            Some(quoted) => Self::new(unquoted(quoted), email),
            None => Self::new(name, email),
        }
    }
}

fn unquoted(quoted: &str) -> String {
    let mut characters = quoted.chars();
    let mut text = String::new();
    while let Some(character) = characters.next() {
        let escaped = (character == '\\').then(|| characters.next()).flatten();
        text.push(escaped.unwrap_or(character));
    }
    text
}

impl From<Mailbox> for String {
    fn from(mailbox: Mailbox) -> Self {
        mailbox.to_string()
    }
}

/// Why a text is no mailbox.
#[derive(Debug, Clone, PartialEq)]
pub struct MailboxError {
    text: String,
    cause: Cause,
}

#[derive(Debug, Clone, PartialEq)]
enum Cause {
    Address(email_address::Error),
    Domain,
    Local,
    TooLong,
    Name,
    Encoded,
}

impl fmt::Display for MailboxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A text of any length may have been given.
        let shown: String = self.text.chars().take(100).collect();
        match &self.cause {
            Cause::Address(error) => write!(f, "{shown:?} is no mail address: {error}"),
            Cause::Domain => write!(f, "the domain of {shown:?} isn't ASCII: give it in Punycode (`xn--…`)"),
            Cause::Local => {
                write!(f, "{shown:?} has other letters than ASCII before the `@`, which SES doesn't take")
            }
            Cause::TooLong => write!(f, "{shown:?} is longer than the {LONGEST} characters SES takes"),
            Cause::Name => {
                write!(f, "the name {shown:?} has a line break or another control character in it")
            }
            Cause::Encoded => write!(f, "the name {shown:?} is encoded already: give it as it reads"),
        }
    }
}

impl std::error::Error for MailboxError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.cause {
            Cause::Address(error) => Some(error),
            _ => None,
        }
    }
}
