//! What was assumed, left out or carried less precisely than a document has it, each with its place.

use crate::api::DegradationKind;
use crate::finding::{Finding, Level};
use crate::join::{Disagreement, Unmatched};
use crate::learn::Unused;
use crate::pipeline::Generated;
use crate::settings::AssumedHost;
use crate::source::Origins;

/// What to do about a host that was assumed.
pub const CHOOSE_A_HOST: &str =
    "`host` in Cargo.toml decides, and `base_url` of the client's builder, which gets the credentials too";

/// The host that was assumed for a client.
#[must_use]
pub fn assumed_host(host: &AssumedHost, made: &Generated, origins: Option<&Origins>) -> Finding {
    let finding = Finding::new(Level::Warning, "new::host", &*host.detail);
    let finding = Finding { help: Some(CHOOSE_A_HOST.to_owned()), ..finding };
    finding.within(&made.source, &host.pointer, origins)
}

/// What was assumed on the way to a client, with the file of the overlay that was applied.
#[must_use]
pub fn assumed(made: &Generated, origins: Option<&Origins>, overlay: Option<&str>) -> Vec<Finding> {
    let within = |finding: Finding, pointer: &str| finding.within(&made.source, pointer, origins);
    let repairs = made.repairs.iter().map(|repair| {
        let finding = Finding::new(Level::Notice, format!("repair::{}", repair.kind), repair.sentence());
        // Repairs point into the document as it was.
        let place = origins.and_then(|origins| origins.excerpt(&repair.pointer));
        let position = made.source.source().locate(&repair.pointer);
        let finding = match place {
            Some(place) => finding.at(place.text.name(), Some(place.position)),
            None => finding.at(made.source.source_name(), position),
        };
        Finding { pointer: Some(repair.pointer.clone()), ..finding }
    });
    let inferred = made.inferences.iter().map(|inference| {
        within(
            Finding::new(Level::Notice, "infer::example", "the schema was taken from an example"),
            &inference.pointer,
        )
    });
    let companions = of_companions(made).map(|(finding, pointer)| within(finding, pointer));
    let degraded = made.api.degradations.iter();
    let degraded = degraded.filter(|degradation| degradation.kind != DegradationKind::UnfilledPlace);
    let degraded = degraded.map(|degradation| {
        let level = match degradation.kind {
            DegradationKind::UnknownSecurity => Level::Warning,
            _ => Level::Notice,
        };
        let finding =
            Finding::new(level, format!("lower::{}", degradation.kind.as_str()), &*degradation.detail);
        within(finding, &degradation.origin.0)
    });
    let left_out = made.api.left_out.iter().map(|left| {
        let message = format!("{} is no method: {}", left.operation.trim(), left.reason);
        within(Finding::new(Level::Warning, "lower::left_out", message), &left.origin.0)
    });
    let stale = made.stale().map(|action| {
        let message = format!("`{}` matches nothing", action.target);
        let finding = Finding::new(Level::Warning, "overlay::stale", message);
        let help = action.nearest.as_ref().map(|nearest| format!("the nearest there is: `{nearest}`"));
        let file = overlay.map(str::to_owned);
        Finding { help, file, line: Some(action.position.line), ..finding }
    });
    let unused = made.learned.unused.iter().map(|Unused { operation, reason }| {
        let finding = Finding::new(Level::Warning, "learn::unused", format!("{operation}: {reason}"));
        Finding { help: Some("delete it from `spec/learned.yaml`, or learn it anew".to_owned()), ..finding }
    });
    let unfilled = unfilled(made).map(|(finding, pointer)| within(finding, pointer));
    repairs
        .chain(companions)
        .chain(unfilled)
        .chain(unused)
        .chain(inferred)
        .chain(degraded)
        .chain(left_out)
        .chain(stale)
        .collect()
}

/// The operations whose provider's URL has places that no parameter fills, in one finding, and where the first of them
/// stands.
#[must_use]
pub fn unfilled(made: &Generated) -> Option<(Finding, &str)> {
    /// So many are named.
    const FEW: usize = 3;
    let operations = made.api.operations.iter().filter(|operation| !operation.urls.unfilled.is_empty());
    let operations: Vec<_> = operations.collect();
    let first = operations.first()?;
    let places: usize = operations.iter().map(|operation| operation.urls.unfilled.len()).sum();
    let named = operations.iter().take(FEW).map(|operation| {
        let places: Vec<String> = operation.urls.unfilled.iter().map(|name| format!("{{{name}}}")).collect();
        format!("{} {} ({})", operation.method, operation.key, places.join(", "))
    });
    let more = operations.len().saturating_sub(FEW);
    let more = if more > 0 { format!(", and {more} more") } else { String::new() };
    let message = format!(
        "{} of {} in the provider's URLs {} filled by no parameter of the document: {}{more}",
        counted(places, "place"),
        counted(operations.len(), "operation"),
        if places == 1 { "is" } else { "are" },
        named.collect::<Vec<_>>().join(", "),
    );
    let help = "unless LowCodeAPI fills them in by itself, the provider refuses these calls; their documentation says so";
    let finding = Finding::new(Level::Warning, "lower::unfilled_place", message);
    Some((Finding { help: Some(help.to_owned()), ..finding }, &first.origin.0))
}

fn counted(count: usize, of: &str) -> String {
    format!("{count} {of}{}", if count == 1 { "" } else { "s" })
}

/// What companions left out or said otherwise.
pub fn of_companions(made: &Generated) -> impl Iterator<Item = (Finding, &str)> {
    let report = &made.companions;
    let unmatched = report.unmatched.iter().map(|Unmatched { pointer, operation }| {
        let message = format!("no companion has {operation}");
        (Finding::new(Level::Notice, "join::unmatched", message), pointer.as_str())
    });
    let ambiguous = report.ambiguous.iter().map(|Unmatched { pointer, operation }| {
        let message = format!("a companion has {operation} more than once, so nothing was taken");
        (Finding::new(Level::Notice, "join::ambiguous", message), pointer.as_str())
    });
    let disagreements = report.disagreements.iter().map(|Disagreement { pointer, place, detail }| {
        (Finding::new(Level::Notice, "join::disagreement", format!("{detail} ({place})")), pointer.as_str())
    });
    ambiguous.chain(unmatched).chain(disagreements)
}
