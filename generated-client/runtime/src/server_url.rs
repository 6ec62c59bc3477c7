//! The address of a server the document names, with variables in it.

use crate::encode;

/// The address of a server, its variables at their defaults until they are set.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ServerUrl {
    template: &'static str,
    values: Vec<(&'static str, String)>,
}

impl ServerUrl {
    /// The template of an address, and the default of each of its variables.
    #[must_use]
    pub fn new(template: &'static str, defaults: &[(&'static str, &'static str)]) -> Self {
        let values = defaults.iter().map(|(name, value)| (*name, (*value).to_owned()));
        Self { template, values: values.collect() }
    }

    /// Sets a variable.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.values.retain(|(known, _)| *known != name);
        self.values.push((name, value.into()));
        self
    }

    /// The address. A value that stands in the host can't end it, and one that stands in the path can't end that: what
    /// would is encoded, and refused with the address where no host may have it.
    #[must_use]
    pub fn url(&self) -> String {
        let mut url = String::with_capacity(self.template.len() + 16);
        let mut rest = self.template;
        while let Some((before, name, after)) = crate::outgoing::placeholder(rest) {
            url.push_str(before);
            let value = self.values.iter().find(|(known, _)| *known == name).map_or("", |(_, value)| value);
            match url.split_once("://") {
                // Before the host: a scheme, or the whole address.
                None => url.push_str(value),
                Some((_, behind)) if behind.contains('/') => url.push_str(&encode::within(value, "/:@")),
                Some(_) => url.push_str(&encode::within(value, ":")),
            }
            rest = after;
        }
        url.push_str(rest);
        url
    }
}

#[cfg(test)]
mod tests {
    use super::ServerUrl;

    #[test]
    fn variables_have_their_defaults_until_they_are_set() {
        let url = ServerUrl::new("https://{region}.example.com/{base}", &[("region", "eu"), ("base", "v1")]);
        assert_eq!(url.url(), "https://eu.example.com/v1");
        assert_eq!(url.with("region", "us").with("base", "v2/beta").url(), "https://us.example.com/v2/beta");
    }

    #[test]
    fn a_value_cannot_end_the_host_or_the_path() {
        let url = ServerUrl::new("https://{tenant}.example.com/{base}", &[("tenant", "a"), ("base", "b")]);
        for tenant in ["evil.com/", "evil.com#", "evil.com?", "evil.com\\", "me@evil.com/"] {
            let url = url.clone().with("tenant", tenant).url();
            let host = reqwest::Url::parse(&url).ok().and_then(|url| url.host_str().map(str::to_owned));
            assert!(host.is_none_or(|host| host.ends_with(".example.com")), "{url}");
        }
        assert_eq!(url.with("base", "a?b#c").url(), "https://a.example.com/a%3Fb%23c");
    }
}
