//! Where an operation is at its provider, whatever its parameters are called.

use crate::urls;

/// Method, host and path.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Route {
    method: String,
    host: String,
    path: String,
}

impl Route {
    /// That of a method and an URL; `None` for an URL without a host. A host that is a setting of the account
    /// (`{endpoint}/v1/users`) is one.
    pub(super) fn new(method: &str, url: &str) -> Option<Self> {
        let host = urls::unnamed(&urls::native_host(url).or_else(|| urls::leading_template(url))?);
        let path = urls::unnamed(&urls::native_path(url));
        let segments: Vec<&str> = path.split('/').filter(|segment| !segment.is_empty()).collect();
        Some(Self { method: method.to_lowercase(), host, path: segments.join("/") })
    }
}

#[cfg(test)]
mod tests {
    use super::Route;

    #[test]
    fn names_of_parameters_and_slashes_make_no_other_route() {
        let route = |url| Route::new("get", url);
        assert_eq!(
            route("https://API.example.com/v1//users/:id/"),
            route("http://api.example.com/v1/users/{user}")
        );
        assert_ne!(route("https://api.example.com/v1/users"), route("https://api.example.com/v1/Users"));
        assert_ne!(route("https://api.example.com/v1/users"), route("https://eu.example.com/v1/users"));
        assert_eq!(route("/v1/users"), None);
    }

    #[test]
    fn a_host_that_is_a_setting_of_the_account_is_a_host() {
        let route = |url| Route::new("get", url);
        assert!(route("{endpoint}/v1/users/{id}").is_some());
        assert_eq!(route("{{endpoint}}/v1/users/{id}"), route("{domain}/v1/users/:user"));
        assert_ne!(route("{endpoint}/v1/users"), route("https://api.example.com/v1/users"));
    }
}
