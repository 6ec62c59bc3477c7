//! Send mail with Amazon SES through LowCodeAPI.

mod bulk;
mod compose;
#[rustfmt::skip]
mod generated;

pub use bulk::{BulkFailure, BulkMailing, BulkOutcome, BulkProgress, BulkReport, MAX_ENTRIES};
pub use generated::*;
pub use lowcodeapi_runtime::{
    BASE_URL_VARIABLE, Base64, Delivery, Detailed, ErrorKind, Headers, RetryPolicy, TOKEN_VARIABLE, Token,
    URL_FORMAT_VARIABLE, UrlFormat,
};
