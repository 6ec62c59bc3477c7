//! What a call answers.

use indexmap::IndexMap;

use super::choice;
use super::docs;
use super::draft::{Parent, Place};
use super::envelope;
use super::media::{self, Way};
use super::parameters::of_format;
use super::types::{Types, nullable};
use crate::api::{
    Choice, ChosenBy, Content, DegradationKind, Encoding, Header, Operation, Output, Pointer, Response,
    TypeRef,
};
use crate::model::{OperationNode, ResponseNode};
use crate::names::{Case, Scope};

/// The documented answers of an operation.
pub(super) fn responses<'m>(
    types: &mut Types<'m>,
    node: &'m OperationNode,
    position: usize,
    enveloped: bool,
) -> Vec<Response> {
    let success = successes(node.responses.keys().map(String::as_str));
    let several = success.len() > 1;
    let answers = node.responses.iter().map(|(status, response)| {
        let is_success = success.contains(&status.as_str());
        let part = match status.as_str() {
            _ if is_success && !several => "Response".to_owned(),
            "default" => "Error Response".to_owned(),
            status => format!("{status} Response"),
        };
        let place = Place::new(Parent::Operation(position), part);
        answer(types, status, response, &place, (is_success, enveloped && is_success))
    });
    answers.collect()
}

fn answer<'m>(
    types: &mut Types<'m>,
    status: &str,
    node: &'m ResponseNode,
    place: &Place,
    (is_success, enveloped): (bool, bool),
) -> Response {
    let way = if is_success { Way::Answered } else { Way::Failed };
    let unwrapped = enveloped.then(|| envelope::content(types, &node.response.content)).flatten();
    let (contents, member) = match unwrapped {
        Some((media_type, inside)) => {
            let value = types.of(inside.pointer, place);
            let content = Content {
                media_type: media_type.to_owned(),
                encoding: Encoding::Json,
                ty: nullable(value.ty, value.nullable),
                parts: IndexMap::new(),
                qs: false,
                chosen_by: None,
                origin: Pointer(inside.pointer.to_owned()),
            };
            (vec![content], Some(inside.member.to_owned()))
        }
        None => (media::contents(types, &node.response.content, &node.pointer, place, way), None),
    };
    Response {
        status: status.to_owned(),
        contents,
        headers: headers(types, node, place),
        unwrapped: member,
        docs: docs::description(Some(&node.response.description)),
        origin: Pointer(node.pointer.clone()),
    }
}

fn headers<'m>(types: &mut Types<'m>, node: &'m ResponseNode, place: &Place) -> Vec<Header> {
    let wires: Vec<&String> = node.headers.keys().collect();
    let names = Scope::new(Case::Snake, &[]).claim_each(&wires);
    let headers = node.headers.values().zip(names).map(|(located, name)| {
        let place = Place::new(place.parent, format!("{} {}", place.part, name.wire));
        let described = of_format(types, &located.node.format, &located.pointer, &place);
        Header {
            name,
            ty: described.ty,
            required: located.node.required,
            docs: docs::description(located.node.description.as_deref()),
            origin: Pointer(located.pointer.clone()),
        }
    });
    headers.collect()
}

/// What an awaited call yields.
pub(super) fn output(
    types: &mut Types<'_>,
    node: &OperationNode,
    responses: &[Response],
    enveloped: bool,
) -> Output {
    let nothing = Output { ty: None, encoding: Encoding::Json, documented: true, choice: None, accept: None };
    if node.method == "head" {
        return nothing;
    }
    let statuses = successes(responses.iter().map(|response| response.status.as_str()));
    let answers: Vec<&Response> =
        responses.iter().filter(|response| statuses.contains(&response.status.as_str())).collect();
    let contents: Vec<&Content> = answers.iter().filter_map(|response| response.contents.first()).collect();
    let Some((first, others)) = contents.split_first() else {
        // A redirect answers with nothing; an operation that documents no success at all answers with who knows what.
        let redirects = responses.iter().any(|response| response.status.starts_with('3'));
        if redirects || (!answers.is_empty() && answers.iter().all(|answer| is_empty(answer))) {
            return nothing;
        }
        return undocumented(types, node);
    };
    if first.ty == TypeRef::Json && first.encoding == Encoding::Json && others.is_empty() {
        return undocumented(types, node);
    }
    let differ = |other: &&Content| other.ty != first.ty || other.encoding != first.encoding;
    let as_text = first.encoding != Encoding::Json && contents.len() < answers.len();
    if !enveloped && (as_text || others.iter().any(differ)) {
        let choice = Some(choice::choice(&answers));
        return Output { ty: None, encoding: Encoding::Json, documented: true, choice, accept: None };
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
    Output { ty: Some(ty), encoding, documented: true, choice: None, accept: None }
}

/// Lets a caller ask for each media type of success that the call doesn't ask for itself.
pub(super) fn alternatives(responses: &mut [Response], scope: &mut Scope) {
    let statuses: Vec<String> = successes(responses.iter().map(|response| response.status.as_str()))
        .into_iter()
        .map(str::to_owned)
        .collect();
    let answers = responses.iter_mut().filter(|response| statuses.contains(&response.status));
    let mut words: Vec<String> = Vec::new();
    for response in answers {
        let Some((first, others)) = response.contents.split_first_mut() else { continue };
        for content in others {
            let word = super::bodies::word(content);
            // Events have a way of their own, and what holds the same in JSON is the same.
            let is_other = match content.encoding {
                Encoding::EventStream => false,
                Encoding::Json => content.ty != TypeRef::Json && content.ty != first.ty,
                _ => content.media_type != first.media_type,
            };
            if is_other && !words.contains(&word) {
                let call = scope.claim(&format!("as {word}")).rust;
                content.chosen_by = Some(ChosenBy { method: String::new(), call });
                words.push(word);
            }
        }
    }
}

/// Takes back the alternatives that turned out to hold what the call itself yields.
pub(super) fn settle(operations: &mut [Operation]) {
    let responses = operations.iter_mut().flat_map(|operation| &mut operation.responses);
    for response in responses {
        let Some((first, others)) = response.contents.split_first_mut() else { continue };
        let same = |content: &&mut Content| {
            (&content.encoding, &content.ty) == (&Encoding::Json, &first.ty)
                && first.encoding == Encoding::Json
        };
        others.iter_mut().filter(same).for_each(|content| content.chosen_by = None);
    }
}

/// Whether an answer is known to be empty, rather than not described.
fn is_empty(answer: &Response) -> bool {
    answer.contents.is_empty()
}

fn undocumented(types: &mut Types<'_>, node: &OperationNode) -> Output {
    let detail = "the document does not describe the answer";
    types.degrade(&node.pointer, DegradationKind::UndocumentedResponse, detail);
    Output {
        ty: Some(TypeRef::Json),
        encoding: Encoding::Json,
        documented: false,
        choice: None,
        accept: None,
    }
}

/// What a failed call is answered with.
pub(super) fn failure(responses: &[Response], enveloped: bool) -> Option<Choice> {
    // The service puts the provider's errors into its own.
    if enveloped {
        return None;
    }
    choice::failure(responses, &successes(responses.iter().map(|response| response.status.as_str())))
}

/// The statuses that mean success: those from 200 to 299, or `default` where nothing says otherwise.
pub(super) fn successes<'a>(statuses: impl Iterator<Item = &'a str> + Clone) -> Vec<&'a str> {
    let success: Vec<&str> = statuses.clone().filter(|status| status.starts_with('2')).collect();
    let otherwise = |status: &str| status.starts_with('3') || status.starts_with('1');
    if success.is_empty() && !statuses.clone().any(otherwise) {
        return statuses.filter(|status| *status == "default").collect();
    }
    success
}
