//! Operations on servers of their own: the document names them, the caller decides whether anything goes there.

use std::borrow::Cow;

use reqwest::Url;

use crate::base_url::BaseUrl;
use crate::error::Failure;
use crate::service::Service;

/// Where operations go whose document names a server of their own.
#[derive(Debug, Clone, Default)]
pub(crate) struct Servers(Vec<(String, BaseUrl)>);

impl Servers {
    /// Checks what the caller decided.
    pub(crate) fn new(
        service: &'static Service,
        given: Vec<(String, String)>,
        base: &BaseUrl,
        plain_hosts: &[String],
    ) -> Result<Self, Failure> {
        let checked = given.into_iter().map(|(stated, url)| {
            let server = BaseUrl::new(&url, "", service, plain_hosts)?;
            if server.plain != base.plain {
                return Err(Failure::config(
                    "either all servers of a client are reached by `https`, or all by plain `http`",
                ));
            }
            Ok((stated, server))
        });
        checked.collect::<Result<_, _>>().map(Self)
    }

    /// What stands before the path of an operation on the server `stated`. On the service's own host only the path is
    /// the document's; another host has to be the caller's word, for the credentials go there.
    pub(crate) fn prefix<'a>(
        &'a self,
        base: &'a BaseUrl,
        host: &str,
        stated: &str,
    ) -> Result<Cow<'a, str>, Failure> {
        if let Some((_, server)) = self.0.iter().find(|(known, _)| known == stated) {
            return Ok(server.prefix.as_str().into());
        }
        base.check_is_said()?;
        let origin = Url::parse(&base.prefix).map(|url| url.origin().ascii_serialization());
        // A mock is nowhere.
        let Ok(origin) = origin else { return Ok(base.prefix.as_str().into()) };
        let own = Url::parse(host).map_err(|_| Failure::config("the service's host is no URL"))?;
        match own.join(stated) {
            Ok(server) if server.origin() == own.origin() => {
                Ok(format!("{origin}{}", server.path().trim_end_matches('/')).into())
            }
            _ => Err(Failure::config(format!(
                "the operation is on a server of its own: say where with `server(\"{stated}\", …)` of the builder; \
                 credentials are sent there"
            ))),
        }
    }
}
