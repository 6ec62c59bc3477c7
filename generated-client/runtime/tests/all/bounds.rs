//! Clients, calls, futures and errors go wherever they are needed.

use crate::support::client::{self, Client, ErrorCode, SendEmail, SendEmailResponse};
use lowcodeapi_runtime::{ClientBuilder, Detailed, Sending};

const fn shared<T: Send + Sync + 'static>() {}
const fn sent<T: Send + 'static>() {}

const _: () = {
    shared::<Client>();
    shared::<ClientBuilder<Client>>();
    shared::<client::Error>();
    shared::<Detailed<SendEmailResponse>>();
    shared::<SendEmail>();
    sent::<Sending<SendEmailResponse, ErrorCode>>();
};

#[test]
fn an_error_fits_into_anybody_elses() {
    fn boxed(error: client::Error) -> Box<dyn std::error::Error + Send + Sync> {
        error.into()
    }
    let error = Client::builder().token("").build().unwrap_err();
    assert!(boxed(error).to_string().starts_with("the client is not set up right"));
}
