//! A client such as the generator emits, by hand.

use lowcodeapi_runtime::serde::{Deserialize, Serialize};
use lowcodeapi_runtime::{
    Async, Bytes, Call, Core, Endpoint, Mode, Value, call, undocumented_call, url_formats_call,
};

lowcodeapi_runtime::client! {
    /// A client of the tests' service.
    provider: "awsses",
    host: "https://api.lowcodeapi.com",
    auth: query("api_token"),
    error: ErrorCode,
    dialect: lowcodeapi,
}

/// A code of the provider.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorCode {
    MessageRejected,
    TooManyRequestsException,
    Unknown(String),
}

lowcodeapi_runtime::string_enum!(ErrorCode {
    MessageRejected = "MessageRejected",
    TooManyRequestsException = "TooManyRequestsException",
});

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(crate = "lowcodeapi_runtime::serde", rename_all = "PascalCase")]
pub struct SendEmailRequest {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from_email_address: Option<String>,
}

impl SendEmailRequest {
    pub fn from(address: &str) -> Self {
        Self { from_email_address: Some(address.to_owned()) }
    }
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(crate = "lowcodeapi_runtime::serde", rename_all = "PascalCase")]
pub struct SendEmailResponse {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message_id: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(crate = "lowcodeapi_runtime::serde")]
pub struct Page {
    pub id: String,
    #[serde(default)]
    pub parts: Vec<Part>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(crate = "lowcodeapi_runtime::serde")]
pub struct Part {
    pub size: u32,
}

impl Client {
    pub fn send_email(&self, body: SendEmailRequest) -> SendEmail {
        SendEmail::new(self.core(), &body)
    }

    pub fn retrieve_page(&self, page_id: impl Into<String>) -> RetrievePage {
        RetrievePage::new(self.core(), &page_id.into())
    }

    pub fn batch_update(&self, id: impl Into<String>, body: Value) -> BatchUpdate {
        BatchUpdate::new(self.core(), &id.into(), &body)
    }

    pub fn delete_page(&self, page_id: impl Into<String>, body: Value) -> DeletePage {
        DeletePage::new(self.core(), &page_id.into(), &body)
    }

    pub fn anything(&self) -> Anything {
        Anything(self.core().call(&ANYTHING).read_anything())
    }

    pub fn export(&self) -> Export {
        Export(self.core().call(&EXPORT).read_text().accept("text/csv"))
    }

    pub fn download(&self) -> Download {
        Download(self.core().call(&DOWNLOAD).read_bytes())
    }

    pub fn submit(&self, body: &Value) -> Submit {
        Submit(self.core().call(&SUBMIT).form(body))
    }

    pub fn ping(&self) -> Ping {
        Ping(self.core().call(&PING).read_nothing())
    }
}

#[must_use = "a call does nothing until it is awaited"]
#[derive(Debug)]
pub struct SendEmail<M = Async>(Call<SendEmailResponse, ErrorCode, M>);

impl<M: Mode> SendEmail<M> {
    pub(super) fn new(core: &Core<M>, body: &SendEmailRequest) -> Self {
        Self(core.call(&SEND_EMAIL).json(body))
    }
}

call!(SendEmail -> SendEmailResponse, ErrorCode);
url_formats_call!(SendEmail);

static SEND_EMAIL: Endpoint =
    Endpoint::post("SendEmail", "/v2/email/outbound-emails").declares(&["MessageId"]);

#[must_use = "a call does nothing until it is awaited"]
#[derive(Debug)]
pub struct RetrievePage<M = Async>(Call<Page, ErrorCode, M>);

impl<M: Mode> RetrievePage<M> {
    pub(super) fn new(core: &Core<M>, page_id: &String) -> Self {
        Self(core.call(&RETRIEVE_PAGE).path("page_id", page_id))
    }

    pub fn expand(self, expand: impl IntoIterator<Item = impl Into<String>>) -> Self {
        let expand: Vec<String> = expand.into_iter().map(Into::into).collect();
        Self(self.0.query("filter[expand]", &expand))
    }

    pub fn trace(self, trace: impl Into<String>) -> Self {
        Self(self.0.header("X-Trace", &trace.into()))
    }
}

call!(RetrievePage -> Page, ErrorCode);
url_formats_call!(RetrievePage);

static RETRIEVE_PAGE: Endpoint =
    Endpoint::get("retrieve_page", "/v1/pages/{page_id}").old("/v1/pages/page_id").declares(&["id", "parts"]);

#[must_use = "a call does nothing until it is awaited"]
#[derive(Debug)]
pub struct BatchUpdate<M = Async>(Call<Value, ErrorCode, M>);

impl<M: Mode> BatchUpdate<M> {
    pub(super) fn new(core: &Core<M>, id: &String, body: &Value) -> Self {
        Self(core.call(&BATCH_UPDATE).path("spreadsheetId", id).json(body))
    }
}

call!(BatchUpdate -> Value, ErrorCode);
url_formats_call!(BatchUpdate);

static BATCH_UPDATE: Endpoint =
    Endpoint::post("batch_update", "/v4/spreadsheets/{spreadsheetId}:batchUpdate")
        .old("/v4/spreadsheets/spreadsheetid-batchupdate")
        .old_first();

#[must_use = "a call does nothing until it is awaited"]
#[derive(Debug)]
pub struct DeletePage<M = Async>(Call<Value, ErrorCode, M>);

impl<M: Mode> DeletePage<M> {
    pub(super) fn new(core: &Core<M>, page_id: &String, body: &Value) -> Self {
        Self(core.call(&DELETE_PAGE).path("page_id", page_id).json(body))
    }
}

call!(DeletePage -> Value, ErrorCode);
url_formats_call!(DeletePage);

static DELETE_PAGE: Endpoint =
    Endpoint::delete("delete_page", "/v1/pages/{page_id}").old("/v1/pages/page_id");

#[must_use = "a call does nothing until it is awaited"]
#[derive(Debug)]
pub struct Anything<M = Async>(Call<Value, ErrorCode, M>);

call!(Anything -> Value, ErrorCode);
url_formats_call!(Anything);
undocumented_call!(Anything, ErrorCode);

static ANYTHING: Endpoint = Endpoint::get("anything", "/anything");

#[must_use = "a call does nothing until it is awaited"]
#[derive(Debug)]
pub struct Export<M = Async>(Call<String, ErrorCode, M>);

call!(Export -> String, ErrorCode);
url_formats_call!(Export);

static EXPORT: Endpoint = Endpoint::get("export", "/export");

#[must_use = "a call does nothing until it is awaited"]
#[derive(Debug)]
pub struct Download<M = Async>(Call<Bytes, ErrorCode, M>);

call!(Download -> Bytes, ErrorCode);
url_formats_call!(Download);

static DOWNLOAD: Endpoint = Endpoint::get("download", "/download");

#[must_use = "a call does nothing until it is awaited"]
#[derive(Debug)]
pub struct Ping<M = Async>(Call<(), ErrorCode, M>);

call!(Ping -> (), ErrorCode);
url_formats_call!(Ping);

static PING: Endpoint = Endpoint::get("ping", "/ping");

#[must_use = "a call does nothing until it is awaited"]
#[derive(Debug)]
pub struct Submit<M = Async>(Call<Value, ErrorCode, M>);

call!(Submit -> Value, ErrorCode);
url_formats_call!(Submit);

static SUBMIT: Endpoint = Endpoint::post("submit", "/submit");

#[cfg(feature = "blocking")]
pub mod blocking {
    //! The client whose calls block the calling thread.

    use super::{ErrorCode, RetrievePage, SendEmail, SendEmailRequest};
    use lowcodeapi_runtime::Blocking;

    lowcodeapi_runtime::blocking_client! {
        /// A client whose calls block the calling thread.
        provider: "awsses",
        host: "https://api.lowcodeapi.com",
        auth: query("api_token"),
        error: ErrorCode,
        dialect: lowcodeapi,
    }

    impl Client {
        pub fn send_email(&self, body: SendEmailRequest) -> SendEmail<Blocking> {
            SendEmail::new(self.core(), &body)
        }

        pub fn retrieve_page(&self, page_id: impl Into<String>) -> RetrievePage<Blocking> {
            RetrievePage::new(self.core(), &page_id.into())
        }
    }
}

#[cfg(feature = "mock")]
pub mod mock {
    //! A service in the same process.

    use super::{Page, RETRIEVE_PAGE, SEND_EMAIL, SendEmailResponse};

    lowcodeapi_runtime::mock_client! {
        provider: "awsses",
        host: "https://api.lowcodeapi.com",
        auth: query("api_token"),
        error: ErrorCode,
        dialect: lowcodeapi,
    }

    impl Mock {
        pub fn send_email(&self) -> lowcodeapi_runtime::mock::Expect<SendEmailResponse> {
            self.0.on(&SEND_EMAIL)
        }

        pub fn retrieve_page(&self) -> lowcodeapi_runtime::mock::Expect<Page> {
            self.0.on(&RETRIEVE_PAGE)
        }
    }
}
