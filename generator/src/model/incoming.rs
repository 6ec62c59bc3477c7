//! Webhooks and callbacks: requests that the service sends to whoever uses the client.

use foldhash::HashSet;
use serde_json::{Map, Value};

use super::reader::Reader;
use super::{IncomingNode, OperationNode};
use crate::document::Members as _;
use crate::source::pointer::child;

impl<'a> Reader<'a> {
    /// The webhooks of the document, and the callbacks of the operations that were read.
    pub(super) fn incoming(&mut self, root: &'a Map<String, Value>) -> Vec<IncomingNode> {
        let mut incoming = Vec::new();
        let webhooks = self.members("", "webhooks", root.member("webhooks"));
        for (name, item) in named(webhooks) {
            let mut requests = Vec::new();
            self.path_item("/webhooks", name, item, &mut requests);
            incoming.extend(requests.into_iter().map(|request| webhook(name, request)));
        }
        // A callback may have callbacks too, its own among them; they are found while it is read.
        let (mut next, mut read) = (0, HashSet::default());
        while let Some((operation, callbacks)) = self.callbacks.get(next).cloned() {
            next += 1;
            let callbacks = self.members(&operation, "callbacks", Some(callbacks));
            let parent = child(&operation, "callbacks");
            for (name, callback) in named(callbacks) {
                let at = child(&parent, name);
                let Some((at, expressions)) = self.object("a callback", at, callback) else { continue };
                if !read.insert(at.clone()) {
                    continue;
                }
                let mut requests = Vec::new();
                for (expression, item) in named(Some(expressions)) {
                    self.path_item(&at, expression, item, &mut requests);
                }
                let of =
                    |request| IncomingNode { callback_of: Some(operation.clone()), ..webhook(name, request) };
                incoming.extend(requests.into_iter().map(of));
            }
        }
        // What several operations refer to is sent once.
        let mut known = HashSet::default();
        incoming.retain(|request| known.insert(request.request.pointer.clone()));
        incoming
    }
}

fn webhook(name: &str, request: OperationNode) -> IncomingNode {
    IncomingNode { name: name.to_owned(), callback_of: None, request }
}

fn named(members: Option<&Map<String, Value>>) -> impl Iterator<Item = (&String, &Value)> {
    members.into_iter().flatten().filter(|(name, _)| !name.starts_with("x-"))
}
