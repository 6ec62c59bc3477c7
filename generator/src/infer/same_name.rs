//! What properties of one name look like all over the document.

use foldhash::HashMap;

use super::shape::Shape;

/// The shapes seen under each property name: those that agree are one, the others stay apart.
#[derive(Debug, Default)]
pub(super) struct SameName {
    shapes: HashMap<String, Vec<Shape>>,
}

/// A property's name, or what is so many lists deep inside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NestedProperty {
    pub(super) name: String,
    pub(super) lists: usize,
}

/// How many shapes that contradict each other are kept for a name. With more, the name means nothing.
const NAMESAKES: usize = 16;

/// How many nodes a single gap may learn from others, lest names that refer to each other grow without bound.
const LEARNT: usize = 1024;

impl SameName {
    /// Takes note of an example's objects and lists, `name` being what the example itself stands under.
    pub(super) fn note(&mut self, shape: &Shape, name: Option<&str>) {
        if let Some(name) = name.filter(|_| shape.has_content()) {
            self.add(name, shape);
        }
        match shape {
            Shape::Object(members) => members.iter().for_each(|(key, shape)| self.note(shape, Some(key))),
            Shape::Array(inner) | Shape::Map(inner) => self.note(inner, None),
            _ => {}
        }
    }

    fn add(&mut self, name: &str, shape: &Shape) {
        let known = self.shapes.entry(name.to_owned()).or_default();
        if let Some(like) = known.iter_mut().find(|known| known.agrees_with(shape)) {
            *like = std::mem::take(like).merge(shape.clone());
        } else if known.len() < NAMESAKES {
            known.push(shape.clone());
        }
    }

    /// The shape with its gaps filled from properties of the same name.
    pub(super) fn complete(&self, shape: &Shape, place: Option<&NestedProperty>) -> Shape {
        let mut completion = Completion { known: self, inside: Vec::new(), left: LEARNT };
        completion.complete(shape.clone(), place.map(|place| (place.name.as_str(), place.lists)))
    }

    /// What is known under a name that a shape can be completed with. A shape without content can be anything of
    /// its kind, so it learns only where there is no choice.
    fn like(&self, shape: &Shape, name: &str, lists: usize) -> Option<&Shape> {
        let known = self.shapes.get(name)?.iter();
        let inner = known.map(|known| (0..lists).fold(known, |known, _| known.item()));
        let mut like = inner.filter(|inner| inner.has_content() && inner.agrees_with(shape));
        let first = like.next()?;
        (shape.has_content() || like.next().is_none()).then_some(first)
    }
}

struct Completion<'a> {
    known: &'a SameName,
    /// The names the current shape is inside of: a name is not explained by itself.
    inside: Vec<String>,
    left: usize,
}

impl Completion<'_> {
    fn complete(&mut self, mut shape: Shape, place: Option<(&str, usize)>) -> Shape {
        let Some((name, lists)) = place.filter(|_| shape.is_container()) else { return self.inner(shape) };
        let unexplained = self.left > 0 && !self.inside.iter().any(|outer| outer == name);
        if unexplained && let Some(like) = self.known.like(&shape, name, lists) {
            // What doesn't fit ends it: otherwise the small would be learnt and the large before it not.
            self.left = self.left.saturating_sub(like.size());
            if self.left > 0 {
                shape = shape.merge(like.clone());
            }
        }
        self.inside.push(name.to_owned());
        let shape = self.inner(shape);
        self.inside.pop();
        shape
    }

    fn inner(&mut self, shape: Shape) -> Shape {
        match shape {
            Shape::Object(members) => {
                let member = |(key, shape): (String, Shape)| {
                    let shape = self.complete(shape, Some((&key, 0)));
                    (key, shape)
                };
                Shape::Object(members.into_iter().map(member).collect())
            }
            Shape::Array(item) => Shape::Array(Box::new(self.complete(*item, None))),
            Shape::Map(value) => Shape::Map(Box::new(self.complete(*value, None))),
            scalar => scalar,
        }
    }
}
