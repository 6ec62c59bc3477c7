//! One operation of the document, one method of the client.

use foldhash::HashMap;
use indexmap::IndexMap;
use serde_json::Value;

use super::kept::Keeper;
use super::parameters::{self, Surroundings, parameters};
use super::types::Types;
use super::{bodies, docs, groups, headers, negotiation, output, responses, security, servers};
use crate::api::{
    DegradationKind, Group, Grouping, LeftOut, Name, Operation, Pointer, SecurityRequirement, SecurityScheme,
    Settings, Urls,
};
use crate::extensions::{BORROWED_ID, FIXED_QUERY, LEFT_OUT, NATIVE_URL, OLD_ONLY, OLD_PATH, UNFILLED};
use crate::model::{Model, NoteKind, OTHER_METHODS, OperationNode};
use crate::names::{Case, OperationName, OperationNaming, PlaceKey, Scope, claim_operations, reserved};
use crate::source::pointer::unescape;
use crate::urls;

/// The operations of a model, named, and all else of them but the names of their types.
pub(super) fn operations<'m>(
    types: &mut Types<'m>,
    model: &'m Model,
    settings: &Settings,
    schemes: &IndexMap<String, SecurityScheme>,
    security: &[SecurityRequirement],
) -> (Vec<Operation>, Vec<Group>) {
    let (groups, group_of) = groups::groups(types, model, settings.group);
    let names = names(&mut types.keeper, model, (&groups, &group_of), settings.group);
    let around = Surroundings { schemes, security, qs: settings.is_lowcodeapi() };
    let known = security::known(settings, schemes);
    let mut operations = Vec::with_capacity(names.len());
    for (position, (node, named)) in model.operations.iter().zip(names).enumerate() {
        let (mut parameters, keys) = parameters(types, node, position, around);
        let mut body = bodies::body(types, node, position, settings.is_lowcodeapi());
        let mut responses = responses::responses(types, node, position, settings.is_lowcodeapi());
        let mut output = output::output(types, node, &responses, settings.is_lowcodeapi());
        if !settings.is_lowcodeapi() {
            negotiation::demand(types, node, body.as_mut(), &mut output);
        }
        headers::answer(&mut output, &responses);
        body.iter_mut().for_each(headers::content_types);
        let mut scope = parameters::name(types, node, &mut parameters, &output, settings);
        if let Some(body) = &mut body {
            bodies::name(body, settings.is_lowcodeapi(), &mut scope);
            if !settings.is_lowcodeapi() {
                parameters.extend(negotiation::of_range(body, &parameters, &mut scope));
            }
        }
        let undocumented_body =
            bodies::undocumented(node, body.as_ref(), settings.is_lowcodeapi(), &mut scope);
        let yields = output.ty.is_some() || output.choice.is_some();
        if !settings.is_lowcodeapi() && yields {
            responses::alternatives(&mut responses, &mut scope);
        }
        let failure = responses::failure(node, &responses, settings.is_lowcodeapi());
        let servers = servers::servers(&node.servers);
        let stated = node.operation.security.as_deref();
        let stated = stated.map(|stated| security::requirements(types, &node.pointer, stated, known));
        // LowCodeAPI has one secret, and every call sends it.
        let stated = if keys.is_empty() || settings.is_lowcodeapi() {
            stated
        } else {
            Some(security::with_keys(stated.unwrap_or_else(|| security.to_vec()), &keys))
        };
        operations.push(Operation {
            call: named.call,
            endpoint: String::new(),
            module: String::new(),
            name: named.name,
            name_source: named.source,
            group: group_of[position],
            method: node.method.clone(),
            key: node.path.clone(),
            urls: Urls {
                server: servers::own_address(&servers, settings),
                ..urls(types, node, settings.is_lowcodeapi())
            },
            parameters,
            body,
            key_member: None,
            undocumented_body,
            responses,
            failure,
            answer_headers: None,
            failure_headers: None,
            output,
            security: stated.filter(|stated| stated != security),
            servers,
            pagination: None,
            deprecated: node.operation.deprecated,
            docs: docs::of_operation(&node.operation, &node.path_docs),
            origin: Pointer(node.pointer.clone()),
        });
    }
    name_alternatives(&mut operations, &groups, settings.is_grouped());
    (operations, groups)
}

/// Names the methods that send a required body in another media type than the first.
fn name_alternatives(operations: &mut [Operation], groups: &[Group], grouped: bool) {
    let mut scopes: HashMap<Option<usize>, Scope> = HashMap::default();
    for position in 0..operations.len() {
        let Some(body) = operations[position].body.as_ref().filter(|body| body.required) else { continue };
        let words: Vec<Option<String>> = body
            .contents
            .iter()
            .map(|content| {
                content.chosen_by.is_some().then(|| bodies::word(&content.media_type, &content.encoding))
            })
            .collect();
        if words.iter().all(Option::is_none) {
            continue;
        }
        let owner = |operation: &Operation| operation.group.filter(|_| grouped);
        let own = owner(&operations[position]);
        let scope = scopes.entry(own).or_insert_with(|| {
            let mut taken = reserved::methods();
            taken.extend(groups.iter().map(|group| group.name.rust.as_str()));
            let siblings = operations.iter().filter(|operation| owner(operation) == own);
            taken.extend(siblings.map(|operation| operation.name.rust.as_str()));
            Scope::new(Case::Snake, &taken)
        });
        let operation = &mut operations[position];
        let name = operation.name.rust.trim_start_matches("r#").to_owned();
        let contents = operation.body.iter_mut().flat_map(|body| &mut body.contents);
        for (content, word) in contents.zip(words) {
            if let (Some(chosen_by), Some(word)) = (&mut content.chosen_by, word) {
                chosen_by.method = scope.claim(&format!("{name} as {word}")).rust;
            }
        }
    }
}

/// Operations that are no methods: those repair has put aside (`x-lowcodeapi-left-out`), and those whose method no
/// client can send.
pub(super) fn left_out(model: &Model) -> Vec<LeftOut> {
    let entries = model.extensions.get(LEFT_OUT).and_then(Value::as_array).into_iter().flatten();
    let text =
        |entry: &Value, key: &str| entry.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    let entries = entries.map(|entry| LeftOut {
        operation: text(entry, "operation"),
        reason: text(entry, "reason"),
        origin: Pointer(text(entry, "pointer")),
    });
    let unknown = model.notes.iter().filter(|note| note.kind == NoteKind::UnknownMethod);
    let unknown = unknown.map(|note| LeftOut {
        operation: operation_at(&note.pointer),
        reason: note.detail.clone(),
        origin: Pointer(note.pointer.clone()),
    });
    entries.chain(unknown).collect()
}

/// Method and path key of the operation at a pointer.
fn operation_at(pointer: &str) -> String {
    let mut tokens = pointer.rsplit('/').map(unescape);
    let method = tokens.next().unwrap_or_default();
    let path = tokens.find(|token| token != OTHER_METHODS);
    format!("{} {}", method.to_ascii_uppercase(), path.unwrap_or_default())
}

/// A path key without what stands behind `#`: that sets operations apart, and is never sent.
pub(super) fn without_fragment(key: &str) -> &str {
    key.split('#').next().unwrap_or(key)
}

struct Named {
    name: Name,
    source: crate::api::NameSource,
    /// What the call should be called.
    call: String,
}

fn names(
    keeper: &mut Keeper<'_>,
    model: &Model,
    (groups, group_of): (&[Group], &[Option<usize>]),
    grouping: Grouping,
) -> Vec<Named> {
    let grouped = grouping != Grouping::Flat;
    let by_path = grouping == Grouping::Path;
    let asked: Vec<OperationNaming<'_>> =
        model.operations.iter().map(|node| OperationNaming { by_path, ..naming(model, node) }).collect();
    let group_of = |at: usize| group_of[at].filter(|_| grouped);
    // Operations without a tag are methods of the client itself. Each stands beside the accessors of groups.
    let scope = |names: &[&str], outer: Option<&Group>| {
        let accessors = if grouped { groups::accessors(groups, outer) } else { Vec::new() };
        Scope::new(Case::Snake, &[names, &accessors].concat())
    };
    let mut client = scope(&reserved::methods(), None);
    let in_group = reserved::group();
    let mut scopes: Vec<Scope> = groups.iter().map(|group| scope(&in_group, Some(group))).collect();
    let kept: Vec<Option<String>> = model
        .operations
        .iter()
        .enumerate()
        .map(|(at, node)| {
            let place = PlaceKey::operation(&node.method, &node.path);
            let kept = keeper.operation(&place).map(|names| &names.method);
            let scope = group_of(at).map_or(&mut client, |at| &mut scopes[at]);
            keeper.keep(scope, kept, &place)
        })
        .collect();
    // In groups, what an operation is called among all of them is where its own name begins.
    let all = &mut Scope::new(Case::Snake, &reserved::methods());
    let claimed = claim_operations(if grouped { all } else { &mut client }, &asked, |at| {
        kept[at].as_deref().filter(|_| !grouped)
    });
    let named = claimed.into_iter().zip(kept).enumerate().map(|(position, (claimed, kept))| {
        let OperationName { mut name, source } = claimed;
        let plain = name.rust.trim_start_matches("r#").to_owned();
        if grouped {
            name.rust = kept.unwrap_or_else(|| match group_of(position) {
                Some(at) => {
                    let short = groups::without_group(&plain, &groups[at]);
                    scopes[at].claim_first(&plain, &[short.as_str(), plain.as_str()]).rust
                }
                None => client.claim(&plain).rust,
            });
        }
        Named { call: plain, name, source }
    });
    named.collect()
}

fn naming<'m>(model: &Model, node: &'m OperationNode) -> OperationNaming<'m> {
    let operation_id = node.operation.operation_id.as_deref().filter(|id| !id.trim().is_empty());
    let borrowed = node.operation.extensions.get(BORROWED_ID).and_then(Value::as_str);
    OperationNaming {
        operation_id,
        borrowed: borrowed.is_some() && borrowed == operation_id,
        link: node.operation.external_docs.as_ref().map(|docs| docs.url.as_str()),
        native_url: node.operation.extensions.get(NATIVE_URL).and_then(Value::as_str),
        method: &node.method,
        path: &node.path,
        tag: groups::tag(model, node),
        summary: node.operation.summary.as_deref().unwrap_or_default(),
        by_path: false,
    }
}

/// Where the request goes, in both formats where the service has both.
fn urls(types: &mut Types<'_>, node: &OperationNode, formats: bool) -> Urls {
    let path = without_fragment(&node.path);
    let extensions = &node.operation.extensions;
    let query = extensions.get(FIXED_QUERY).and_then(Value::as_object).into_iter().flatten();
    let query = query.map(|(name, value)| (name.clone(), text(value))).collect();
    if !formats {
        return Urls { new: Some(urls::encode(path)), query, ..Urls::default() };
    }
    let unfilled = unfilled(types, node);
    if extensions.get(OLD_ONLY) == Some(&Value::Bool(true)) {
        let detail = "the path does not say where its parameters go";
        types.degrade(&node.pointer, DegradationKind::OldFormatOnly, detail);
        return Urls { old: Some(urls::encode(path)), old_first: true, query, unfilled, ..Urls::default() };
    }
    let stated = extensions.get(OLD_PATH).and_then(Value::as_str).map(str::to_owned);
    let old = stated.unwrap_or_else(|| urls::old_path(path));
    Urls {
        new: Some(urls::encode(path)),
        old: Some(urls::encode(&old)),
        old_first: urls::verb_is_glued(path),
        query,
        unfilled,
        server: None,
    }
}

/// The places in the provider's URL that no parameter fills.
fn unfilled(types: &mut Types<'_>, node: &OperationNode) -> Vec<String> {
    let stated = node.operation.extensions.get(UNFILLED).and_then(Value::as_array);
    let names: Vec<String> =
        stated.into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect();
    for name in &names {
        let detail = format!("no parameter fills `{{{name}}}` of the provider's URL");
        types.degrade(&node.pointer, DegradationKind::UnfilledPlace, detail);
    }
    names
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
