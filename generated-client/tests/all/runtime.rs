//! All that a caller may have to name beside the API's own types can be named with no other dependency.

use lowcodeapi_awsses::runtime::http::{Request, Response};
use lowcodeapi_awsses::runtime::{
    Alternative, AnsweredFailure, Async, Auth, BASE_URL_VARIABLE, Base64, Blocking, BoxError, Bytes, Call,
    ClientBuilder, Connections, ConnectionsBuilder, Core, Credential, Date, DateTime, Delivery, Described,
    Detailed, Dialect, Download, End, Endpoint, Error, ErrorCode, ErrorCodes, ErrorKind, Event, Events,
    FailedTry, File, Form, HeaderError, Headers, IdempotencyKey, Integers, Items, JsonObject, Layer,
    LayerFuture, Members, Method, Mode, Next, NotAsDescribed, NotBase64, Nullable, Number, OAuth2, Output,
    Pages, Paging, Parts, RateLimit, Reconnect, Redirect, RequestBody, RequestBodyError, Requirements,
    ResponseBody, RetryBudget, RetryPolicy, Saved, Scheme, Schemes, Sending, Sequence, ServerUrl, Service,
    SignFuture, Signer, Style, TOKEN_VARIABLE, Token, TokenFuture, TokenSource, Transferred, Transport,
    TransportError, TransportFuture, URL_FORMAT_VARIABLE, Upload, UrlFormat, Uuid, Value, Waiting, Written,
};

/// What only emitted code calls.
const OF_EMITTED_CODE: [&str; 3] = ["Check", "integers", "serde"];

fn named<T: ?Sized>() {}

/// Programs keep values of these types in structs of their own, so they have to write them down.
#[test]
fn types_are_named_from_outside() {
    named::<(Credential, Token, Base64, NotBase64, Bytes, Value, JsonObject, Number, Headers, Redirect)>();
    named::<(Upload, Transferred, Saved, Sequence<()>, Reconnect, RateLimit, HeaderError)>();
    named::<(Date, DateTime, Uuid, Nullable<String>, File, Form, Written, ServerUrl, Style)>();
    named::<(Call<(), ErrorCode, Async>, Call<(), ErrorCode, Blocking>, Sending<(), ErrorCode>, Core)>();
    named::<(
        Detailed<()>,
        Described<()>,
        NotAsDescribed,
        Download<ErrorCode>,
        Waiting<Download<ErrorCode>>,
        Event,
        Events<ErrorCode>,
        Error<ErrorCode>,
        BoxError,
    )>();
    named::<(Pages<(), ErrorCode>, Items<(), (), ErrorCode>, Paging, Members, End)>();
    named::<(Delivery, ErrorKind, RetryPolicy, RetryBudget, FailedTry<'static>, OAuth2, UrlFormat)>();
    named::<(Connections, ConnectionsBuilder, RequestBody, RequestBodyError, ResponseBody, TransportError)>();
    named::<ClientBuilder<lowcodeapi_awsses::Client>>();
    named::<(Next<'static>, LayerFuture<'static>, SignFuture<'static>, TokenFuture<'static>)>();
    named::<TransportFuture<'static>>();
    named::<dyn Layer>();
    named::<dyn Signer>();
    named::<dyn Transport>();
    named::<dyn TokenSource>();
    named::<(Request<Bytes>, Response<Bytes>)>();
    named::<(
        Service,
        Dialect,
        Auth,
        Endpoint,
        Method,
        Alternative,
        IdempotencyKey,
        AnsweredFailure,
        Scheme,
        Schemes,
        Requirements,
    )>();
    assert!([TOKEN_VARIABLE, BASE_URL_VARIABLE, URL_FORMAT_VARIABLE].iter().all(|name| !name.is_empty()));
}

/// A caller's function over calls of either mode.
#[allow(dead_code)]
fn traits_are_named_from_outside<T: Output + Integers, C: ErrorCodes, M: Mode, P: Parts>(_: &Call<T, C, M>) {}

#[test]
fn nothing_the_runtime_offers_is_missing_above() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/runtime/src/lib.rs");
    let source = std::fs::read_to_string(path).expect("the runtime is below the client");
    let own = include_str!("runtime.rs");
    let named: Vec<&str> = own.split(|c: char| !c.is_alphanumeric() && c != '_').collect();
    let mut offered = 0;
    let mut hidden = false;
    for item in source.split_inclusive(';') {
        let item = item.trim_start();
        let Some((before, exported)) = item.split_once("pub use ") else {
            hidden = false;
            continue;
        };
        hidden |= before.contains("#[doc(hidden)]");
        let list = exported.rsplit("::").next().unwrap_or_default();
        for name in list.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|name| !name.is_empty()) {
            offered += usize::from(!hidden);
            let is_named = named.contains(&name) || OF_EMITTED_CODE.contains(&name);
            assert!(hidden || is_named, "`{name}` is offered and not named here");
        }
        hidden = false;
    }
    assert!(offered > 60, "{offered} names were found");
}
