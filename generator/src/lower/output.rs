//! What an awaited call yields.

use super::choice;
use super::media;
use super::responses;
use super::types::{Types, nullable};
use crate::api::{
    Accept, Content, DegradationKind, DescribedBy, Encoding, Output, Primitive, Response, Status, TypeRef,
};
use crate::model::{OperationNode, ParameterPlace};

/// With these, what was asked for is somewhere else (RFC 9110, section 15.4).
const LEADING: [u16; 5] = [301, 302, 303, 307, 308];

/// What an awaited call yields.
pub(super) fn output(
    types: &mut Types<'_>,
    node: &OperationNode,
    responses: &[Response],
    enveloped: bool,
) -> Output {
    let successes: Vec<&Response> = responses.iter().filter(|response| response.success).collect();
    let redirects = if enveloped { Vec::new() } else { redirects(node, responses, &successes) };
    let nothing = Output {
        ty: None,
        encoding: Encoding::Json,
        documented: true,
        described_by: DescribedBy::Document,
        answered_failure: None,
        choice: None,
        accept: None,
        redirects: redirects.iter().flat_map(|response| statuses(response.status)).collect(),
        streaming: None,
    };
    if node.method == "HEAD" {
        return nothing;
    }
    let answers = [&successes[..], &redirects].concat();
    if redirects.iter().any(|response| leads(response.status)) {
        if answers.iter().all(|response| leads(response.status)) {
            let ty = Some(TypeRef::Primitive(Primitive::String));
            return Output { ty, encoding: Encoding::Redirect, ..nothing };
        }
        return Output { choice: Some(choice::choice(&answers)), ..nothing };
    }
    let contents: Vec<&Content> = successes.iter().filter_map(|response| response.contents.first()).collect();
    let Some((first, others)) = contents.split_first() else {
        // An operation that documents no success at all answers with who knows what.
        let redirects = responses.iter().any(|response| response.status.class() == Some(3));
        return if redirects || !answers.is_empty() {
            Output { described_by: responses::described_by(node, &successes), ..nothing }
        } else {
            undocumented(types, node)
        };
    };
    if first.ty == TypeRef::Json && first.encoding == Encoding::Json && others.is_empty() {
        return Output { redirects: nothing.redirects, ..undocumented(types, node) };
    }
    let differ = |other: &&Content| other.ty != first.ty || other.encoding != first.encoding;
    let as_text = first.encoding != Encoding::Json && contents.len() < answers.len();
    if !enveloped && (as_text || others.iter().any(differ)) {
        return Output { choice: Some(choice::choice(&answers)), ..nothing };
    }
    let mut ty = first.ty.clone();
    if others.iter().any(differ) {
        let detail = "the success answers are of different types";
        types.degrade(&node.pointer, DegradationKind::UnsupportedKeyword, detail);
        ty = TypeRef::Json;
    } else if contents.len() < answers.len() && first.encoding == Encoding::Json {
        ty = nullable(ty, true);
    }
    let encoding = if ty == TypeRef::Json { Encoding::Json } else { first.encoding.clone() };
    // Bytes under the name of JSON are files of any kind.
    let misnamed = encoding == Encoding::Bytes && media::encoding(&first.media_type) == Encoding::Json;
    let is_typed = encoding == Encoding::Json && ty != TypeRef::Json;
    let described_by =
        if is_typed { responses::described_by(node, &successes) } else { DescribedBy::Document };
    Output { ty: Some(ty), encoding, described_by, accept: misnamed.then(Accept::anything), ..nothing }
}

fn undocumented(types: &mut Types<'_>, node: &OperationNode) -> Output {
    let detail = "the document does not describe the answer";
    types.degrade(&node.pointer, DegradationKind::UndocumentedResponse, detail);
    Output {
        ty: Some(TypeRef::Json),
        encoding: Encoding::Json,
        documented: false,
        described_by: DescribedBy::Document,
        answered_failure: None,
        choice: None,
        accept: None,
        redirects: Vec::new(),
        streaming: None,
    }
}

/// The documented redirects that are answers: those that lead on, and any where no success is documented. 304 is one
/// where the caller can make the request conditional, and where the call yields nothing anyway; without a condition it
/// doesn't come.
fn redirects<'r>(
    node: &OperationNode,
    responses: &'r [Response],
    successes: &[&Response],
) -> Vec<&'r Response> {
    let is_empty = successes.iter().all(|response| response.contents.is_empty());
    let is_conditional = node.parameters.iter().any(|parameter| {
        let name = &parameter.node.data.name;
        parameter.node.place == ParameterPlace::Header
            && ["if-none-match", "if-modified-since"].iter().any(|known| name.eq_ignore_ascii_case(known))
    });
    let is_answer = |response: &&Response| match response.status {
        Status::Exact(304) => is_empty || is_conditional,
        Status::Range(3) => true,
        Status::Exact(status @ 300..=399) => successes.is_empty() || LEADING.contains(&status),
        _ => false,
    };
    responses.iter().filter(is_answer).collect()
}

/// Whether an answer of the status leads somewhere else, rather than saying that nothing has changed.
pub(super) fn leads(status: Status) -> bool {
    status.class() == Some(3) && status != Status::Exact(304)
}

/// The redirects a key stands for.
fn statuses(key: Status) -> Vec<u16> {
    match key {
        Status::Exact(status) => vec![status],
        Status::Range(_) => [&[300], &LEADING[..]].concat(),
        Status::Default => Vec::new(),
    }
}
