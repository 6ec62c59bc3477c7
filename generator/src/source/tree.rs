//! Where the nodes of a text stand, as a tree that pointers are looked up in.

use std::ops::Range;

use foldhash::HashMap;

use super::pointer;

/// One value of the text.
#[derive(Debug, Clone)]
pub(super) struct Node {
    /// The bytes of its key, where it is a member of an object.
    pub(super) key: Option<Range<usize>>,
    /// The bytes of the value itself.
    pub(super) value: Range<usize>,
    /// Whether the value has children.
    pub(super) container: bool,
    /// The node an alias stands for.
    target: Option<usize>,
}

/// All nodes of a text.
#[derive(Debug, Default)]
pub(super) struct Tree {
    nodes: Vec<Node>,
    children: HashMap<(usize, Box<str>), usize>,
    /// Pointers of members whose key occurred before in the same object, in order.
    pub(super) duplicates: Vec<String>,
}

impl Tree {
    /// The node at a pointer, or its nearest ancestor that exists.
    pub(super) fn nearest(&self, pointer: &str) -> Option<&Node> {
        let mut at = 0;
        for segment in pointer::segments(pointer) {
            match self.child(at, &segment, 0) {
                Some(child) => at = child,
                None => break,
            }
        }
        self.nodes.get(at)
    }

    /// The node that stands at a pointer; for an alias, the node it stands for.
    pub(super) fn exact(&self, pointer: &str) -> Option<&Node> {
        let mut names = pointer::segments(pointer);
        let node = self.nodes.get(names.try_fold(0, |at, name| self.child(at, &name, 0))?)?;
        node.target.map_or(Some(node), |target| self.nodes.get(target))
    }

    fn child(&self, parent: usize, name: &str, hops: usize) -> Option<usize> {
        // An anchor may contain an alias to itself: following is bounded.
        if hops > 8 {
            return None;
        }
        let own = |name: &str| self.children.get(&(parent, name.into())).copied();
        own(name)
            .or_else(|| self.child(self.nodes.get(parent)?.target?, name, hops + 1))
            .or_else(|| self.merged(own("<<")?, name, hops))
    }

    /// Looks a name up behind a YAML merge key, which holds a mapping or a sequence of mappings.
    fn merged(&self, merge: usize, name: &str, hops: usize) -> Option<usize> {
        self.child(merge, name, hops + 1).or_else(|| {
            (0..64)
                .map_while(|index: usize| self.children.get(&(merge, index.to_string().into())))
                .find_map(|&item| self.child(item, name, hops + 1))
        })
    }
}

/// Builds a [`Tree`] from the events of a parser, with a stack of its own rather than the thread's.
#[derive(Debug, Default)]
pub(super) struct Builder {
    tree: Tree,
    open: Vec<Open>,
}

#[derive(Debug)]
struct Open {
    node: usize,
    name: Box<str>,
    key: Option<(Box<str>, Range<usize>)>,
    items: Option<usize>,
}

impl Builder {
    /// A value without children.
    pub(super) fn scalar(&mut self, value: Range<usize>) -> usize {
        self.add(value, None, false).0
    }

    /// An alias to an earlier node.
    pub(super) fn alias(&mut self, value: Range<usize>, target: Option<usize>) {
        self.add(value, target, false);
    }

    /// An object begins.
    pub(super) fn object(&mut self, start: usize) -> usize {
        self.container(start, None)
    }

    /// An array begins.
    pub(super) fn array(&mut self, start: usize) -> usize {
        self.container(start, Some(0))
    }

    /// Whether the innermost open container is an object that waits for a key.
    pub(super) fn wants_key(&self) -> bool {
        self.open.last().is_some_and(|open| open.items.is_none() && open.key.is_none())
    }

    /// The number of the node that is added next.
    pub(super) fn next(&self) -> usize {
        self.tree.nodes.len()
    }

    /// The key of the next value; gives the bytes of the key of the same name before it, where there is one.
    pub(super) fn key(&mut self, name: &str, bytes: Range<usize>) -> Option<Range<usize>> {
        let open = self.open.last_mut()?;
        let name: Box<str> = name.into();
        let key = (open.node, name);
        let earlier = self.tree.children.get(&key).and_then(|node| self.tree.nodes[*node].key.clone());
        open.key = Some((key.1, bytes));
        earlier
    }

    /// The innermost open container ends.
    pub(super) fn close(&mut self, end: usize) {
        if let Some(open) = self.open.pop() {
            self.tree.nodes[open.node].value.end = end;
        }
    }

    /// How many containers are open.
    pub(super) fn depth(&self) -> usize {
        self.open.len()
    }

    pub(super) fn finish(self) -> Tree {
        self.tree
    }

    fn container(&mut self, start: usize, items: Option<usize>) -> usize {
        let (node, name) = self.add(start..start + 1, None, true);
        let key = None;
        self.open.push(Open { node, name, key, items });
        node
    }

    fn add(&mut self, value: Range<usize>, target: Option<usize>, container: bool) -> (usize, Box<str>) {
        let node = self.tree.nodes.len();
        let mut name = Box::default();
        let mut key = None;
        if let Some(open) = self.open.last_mut() {
            if let Some(next) = &mut open.items {
                name = next.to_string().into();
                *next += 1;
            } else if let Some((text, bytes)) = open.key.take() {
                name = text;
                key = Some(bytes);
            }
            let parent = open.node;
            if self.tree.children.insert((parent, name.clone()), node).is_some() {
                self.tree.duplicates.push(self.pointer(&name));
            }
        }
        self.tree.nodes.push(Node { key, value, container, target });
        (node, name)
    }

    fn pointer(&self, name: &str) -> String {
        let mut pointer = String::new();
        for open in self.open.iter().skip(1) {
            pointer::push(&mut pointer, &open.name);
        }
        pointer::push(&mut pointer, name);
        pointer
    }
}
