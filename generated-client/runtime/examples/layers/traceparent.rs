//! Says in `traceparent` (W3C Trace Context) which span a request belongs to, by the ids of `tracing` itself. With
//! OpenTelemetry, its propagator writes the header in the same place, from the same span.

use lowcodeapi_runtime::http::{HeaderValue, Request};
use lowcodeapi_runtime::{Bytes, Layer, LayerFuture, Next};
use tracing::Span;
use tracing_subscriber::Registry;
use tracing_subscriber::registry::LookupSpan;

/// Writes `traceparent` from the current span.
pub struct TraceParent;

impl Layer for TraceParent {
    fn handle<'a>(&'a self, mut request: Request<Bytes>, next: Next<'a>) -> LayerFuture<'a> {
        Box::pin(async move {
            if let Some(parent) = traceparent(&Span::current()) {
                request.headers_mut().insert("traceparent", HeaderValue::try_from(parent)?);
            }
            next.run(request).await
        })
    }
}

/// The trace is named by the outermost span around, the parent by the span itself.
pub fn traceparent(span: &Span) -> Option<String> {
    span.with_subscriber(|(id, dispatch)| {
        let registry = dispatch.downcast_ref::<Registry>()?;
        let root = registry.span(id)?.scope().from_root().next()?.id().into_u64();
        Some(format!("00-{root:032x}-{:016x}-01", id.into_u64()))
    })?
}
