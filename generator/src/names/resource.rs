//! Verb and resource, from method and path: `GET /pages/{page_id}/comments` is `list_page_comments`.

use super::path::{Node, Path};
use super::{singular, verbs};

/// How many words the resources of a name may have before outer ones are left away.
const FEW: usize = 4;
/// How many they may have where the nearest one would otherwise be left away.
const MANY: usize = 7;

/// The names an operation may have, from short to long; each begins with a verb.
///
/// `replaces` says that a PATCH of the same path exists, so PUT is not what updates; `versioned` that another version of
/// the same operation exists.
pub(super) fn names(path: &Path, method: &str, replaces: bool, versioned: bool) -> Vec<Vec<String>> {
    let mut nodes = path.nodes.clone();
    let (action, object) = action(path, method, replaces, &mut nodes);
    let short = action.around(&phrase(&nodes, &object, false));
    let full = phrase(&nodes, &object, true);
    let service: Vec<Node> = path.service.iter().chain(&nodes).cloned().collect();
    let with_service = phrase(&service, &object, true);
    let mut names = vec![short, action.around(&full), action.around(&with_service)];
    let mut longest = action.around(&with_service);
    if versioned {
        longest.extend(path.version.iter().cloned());
        names.push(longest.clone());
    }
    if let Some(last) = path.parameters.last() {
        names.push([&longest[..], &["by".to_owned()], last].concat());
    }
    if let [first, rest @ ..] = path.parameters.as_slice() {
        longest.push("by".to_owned());
        longest.extend(first.iter().cloned());
        for parameter in rest {
            longest.push("and".to_owned());
            longest.extend(parameter.iter().cloned());
        }
        names.push(longest);
    }
    names.dedup();
    names
}

/// What is done: the words before the resource, and those behind it.
#[derive(Debug, Default)]
struct Action {
    before: Vec<String>,
    behind: Vec<String>,
}

impl Action {
    fn plain(verb: &str) -> Self {
        Self { before: vec![verb.to_owned()], behind: Vec::new() }
    }

    fn around(&self, resource: &[String]) -> Vec<String> {
        [&self.before, resource, &self.behind].into_iter().flatten().cloned().collect()
    }
}

/// What the innermost resource is called in the name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Number {
    /// As the path has it.
    AsWritten,
    /// One of it.
    One,
}

/// What the action is done to: words of its own, or the innermost resource.
#[derive(Debug)]
struct Object {
    words: Vec<String>,
    number: Number,
}

/// Finds out what is done, and takes the segments that say so off the resources.
fn action(path: &Path, method: &str, replaces: bool, nodes: &mut Vec<Node>) -> (Action, Object) {
    let object = |number| Object { words: Vec::new(), number };
    if !path.verb.is_empty() {
        return (phrase_of(&path.verb), object(Number::One));
    }
    let Some(last) = nodes.last().cloned() else {
        let root = Object { words: vec!["root".to_owned()], number: Number::AsWritten };
        return (default_action(method, None, replaces), root);
    };
    let writes = !matches!(method, "GET" | "HEAD" | "DELETE");
    let (first, rest) =
        last.words.split_first().map_or(("", &[][..]), |(first, rest)| (first.as_str(), rest));
    let behind_item = nodes.len() > 1 && nodes[nodes.len() - 2].item;
    let number = if behind_item { Number::One } else { Number::AsWritten };

    // Behind one of something, `list` is a thing it has: a card's list.
    let is_thing = first == "list" && rest.is_empty() && behind_item && method == "GET";
    let is_question = matches!(method, "GET" | "HEAD") && !last.item && nodes.len() > 1;
    if is_question && matches!(first, "contains" | "exists") && rest.is_empty() {
        nodes.pop();
        return (Action::plain("check"), object(Number::AsWritten));
    }
    if is_question && matches!(first, "has" | "is" | "can") && !rest.is_empty() {
        return (Action::plain("check"), object(Number::AsWritten));
    }
    // PATCH and PUT change a draft that is there already.
    let is_draft = first == "draft" && method != "POST";
    let is_state = !last.item && writes && rest.is_empty() && verbs::is_state(first);
    let status = nodes.len() > 1 && nodes[nodes.len() - 2].words == ["status"];
    if is_state && (behind_item && !is_draft || status) {
        nodes.pop();
        nodes.pop_if(|_| status);
        let behind = vec!["as".to_owned(), first.to_owned()];
        return (Action { before: vec!["mark".to_owned()], behind }, object(Number::One));
    }
    let takes_arguments = last.item && !rest.is_empty();
    if (!last.item || takes_arguments)
        && !is_thing
        && verbs::is_action(&last.words, method)
        && (nodes.len() > 1 || !rest.is_empty() || verbs::stands_alone(&last.words, method))
    {
        let mut action = phrase_of(&last.words);
        nodes.pop();
        let own = if action.behind.is_empty() { action.before.split_off(1) } else { Vec::new() };
        if let Some(batch) = nodes.pop_if(|node| matches!(node.words.join("_").as_str(), "batch" | "bulk")) {
            action.before.splice(0..0, batch.words);
        }
        return (action, Object { words: own, number });
    }
    if !last.item && writes && rest.is_empty() && nodes.len() > 1 && matches!(first, "batch" | "bulk") {
        nodes.pop();
        let mut action = default_action(method, None, replaces);
        action.before.insert(0, first.to_owned());
        return (action, object(Number::AsWritten));
    }
    let by = if last.item && nodes.len() > 1 && !behind_item && (last.words == last.by || first == "by") {
        nodes.pop();
        if first == "by" { rest.to_vec() } else { last.words.clone() }
    } else {
        Vec::new()
    };
    let mut action = default_action(method, Some(&last), replaces);
    if !by.is_empty() {
        action.behind = std::iter::once("by".to_owned()).chain(by).collect();
        return (action, object(Number::One));
    }
    let one = last.item || (method == "POST" && action.before == ["create"]);
    (action, object(if one { Number::One } else { Number::AsWritten }))
}

/// A verb phrase: `mark_as_read` goes around what is marked, `batch_update` before it.
fn phrase_of(words: &[String]) -> Action {
    let at = words.iter().skip(1).position(|word| verbs::is_preposition(word)).filter(|&at| at == 0);
    let (before, behind) = words.split_at(at.map_or(words.len(), |at| at + 1));
    Action { before: before.to_vec(), behind: behind.to_vec() }
}

/// What a method does where no segment says so.
fn default_action(method: &str, last: Option<&Node>, replaces: bool) -> Action {
    let item = last.is_some_and(|node| node.item);
    let plural = last.and_then(|node| node.words.last()).is_some_and(|word| singular(word) != *word);
    Action::plain(match method {
        "GET" if plural && !item => "list",
        "GET" => "get",
        "POST" if item => "update",
        "POST" => "create",
        "PUT" if replaces => "replace",
        "PUT" | "PATCH" => "update",
        "DELETE" => "delete",
        "HEAD" => "check",
        other => return Action { before: super::words(other), behind: Vec::new() },
    })
}

/// The resources as words: outer ones in the singular, as many as fit unless `all` are wanted.
fn phrase(nodes: &[Node], object: &Object, all: bool) -> Vec<String> {
    let mut phrase = object.words.clone();
    let mut nodes = nodes.iter().rev();
    if phrase.is_empty()
        && let Some(node) = nodes.next()
    {
        phrase.clone_from(&node.words);
        if object.number == Number::One {
            one(&mut phrase);
        }
    }
    let mut inner = phrase.clone();
    for (at, node) in nodes.enumerate() {
        let mut outer = node.words.clone();
        one(&mut outer);
        if says_already(&inner, &outer) {
            continue;
        }
        if outer.len() > 1 && inner.first().is_some_and(|first| outer.last() == Some(&singular(first))) {
            // `file_properties/properties`: the outer name ends in the inner one.
            outer.pop();
        }
        let limit = if at == 0 && node.item { MANY } else { FEW };
        if !all && phrase.len() + outer.len() > limit {
            break;
        }
        // `lists/{id}/archiveAllCards` archives all of the list's cards.
        let at = usize::from(phrase.first().is_some_and(|first| first == "all"));
        phrase.splice(at..at, outer.iter().cloned());
        inner = outer;
    }
    phrase
}

/// Puts the last word into the singular.
fn one(words: &mut [String]) {
    if let Some(last) = words.last_mut() {
        *last = singular(last);
    }
}

/// Whether the inner name begins or ends with the outer one (`orders/{id}/order_items`, `pages/landing-pages`).
pub(super) fn says_already(inner: &[String], outer: &[String]) -> bool {
    let same = |inner: &[String]| {
        inner.iter().map(|word| singular(word)).eq(outer.iter().map(|word| singular(word)))
    };
    let Some(more) = inner.len().checked_sub(outer.len()) else { return false };
    same(&inner[..outer.len()]) || same(&inner[more..])
}
