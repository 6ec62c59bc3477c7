//! What may cross threads and outlive its caller, checked by the compiler.

use std::future::IntoFuture;

use lowcodeapi_awsses::{
    BulkFailure, BulkMailing, BulkOutcome, BulkReport, Client, ClientBuilder, Detailed, Error, RetryPolicy,
    SendBulkEmail, SendEmail, Token, blocking, mock::Mock, types::*,
};

fn shared<T: Send + Sync + 'static>() {}
fn sent<T: Send + 'static>() {}
fn is_sent<T: Send>(_: &T) {}
fn cloned<T: Clone>() {}
fn error<T: std::error::Error>() {}

#[test]
fn clients_calls_and_errors_are_shared_between_threads() {
    shared::<Client>();
    shared::<blocking::Client>();
    shared::<ClientBuilder>();
    shared::<Mock>();
    shared::<SendEmail>();
    shared::<SendBulkEmail>();
    shared::<SendEmailRequest>();
    shared::<Detailed<SendEmailResponse>>();
    shared::<RetryPolicy>();
    shared::<Token>();
    shared::<Error>();
    shared::<BulkFailure>();
    shared::<BulkOutcome>();
    shared::<BulkReport>();
    error::<Error>();
    cloned::<Client>();
    cloned::<Error>();
}

#[test]
fn a_call_under_way_can_be_spawned() {
    sent::<<SendEmail as IntoFuture>::IntoFuture>();
    sent::<<SendBulkEmail as IntoFuture>::IntoFuture>();
    sent::<BulkMailing>();
    let client = Mock::new().client();
    is_sent(&client.bulk(BulkEmailContent::stored("T", "{}")).send(Vec::<BulkEmailEntry>::new()));
    is_sent(&client.send_email(SendEmailRequest::new(EmailContent::raw("Hello"))).detailed());
}
