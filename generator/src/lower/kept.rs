//! Names that were given before: handed out again before any new one, and written down for the next run.

use std::collections::BTreeMap;

use foldhash::{HashMap, HashSet};

use super::draft::Draft;
use crate::api::{Api, Shape, TypeId};
use crate::names::{
    Case, GivenUp, Kept, Names, OperationNames, PlaceKey, Problem, Refused, Scope, TagNames, TypeNames,
};

/// Hands out the names an earlier run gave.
#[derive(Debug)]
pub(super) struct Keeper<'n> {
    pub(super) names: &'n Names,
    /// Names that can't be kept and that a person wrote.
    pub(super) problems: Vec<Problem>,
    /// Names that can't be kept any more.
    pub(super) given_up: Vec<GivenUp>,
}

impl<'n> Keeper<'n> {
    pub(super) fn new(names: &'n Names) -> Self {
        Self { names, problems: Vec::new(), given_up: Vec::new() }
    }

    /// The name again, where there is one and the scope still has it to give.
    pub(super) fn keep(&mut self, scope: &mut Scope, kept: Option<&Kept>, place: &str) -> Option<String> {
        let kept = kept?;
        match scope.keep(&kept.name) {
            Ok(rust) => Some(rust),
            Err(refused) => {
                self.give_up(kept, place, refused);
                None
            }
        }
    }

    /// Puts a name on record that can't be kept.
    pub(super) fn give_up(&mut self, kept: &Kept, place: &str, refused: Refused) {
        let reason = match refused {
            Refused::Taken => "is the name of something else".to_owned(),
            Refused::Reserved => "is a name that the emitted code needs".to_owned(),
            Refused::NoName(Case::Camel) => "is no name in upper camel case".to_owned(),
            Refused::NoName(_) => "is no name in snake case".to_owned(),
        };
        if self.names.is_edited() {
            self.problems.push(Problem::new(&kept.span, format!("`{}` {reason}", kept.name)));
        } else {
            self.given_up.push(GivenUp { place: place.to_owned(), name: kept.name.clone(), reason });
        }
    }

    /// An identifier for each wire name: the one it had, else a new one. `wishes` are what new ones are made of.
    pub(super) fn claim_each(
        &mut self,
        scope: &mut Scope,
        wishes: &[impl AsRef<str>],
        place: &str,
        kept: impl Fn(usize) -> Option<&'n Kept>,
    ) -> Vec<String> {
        let mut named: Vec<Option<String>> =
            (0..wishes.len()).map(|at| self.keep(scope, kept(at), place)).collect();
        let open: Vec<usize> = (0..wishes.len()).filter(|at| named[*at].is_none()).collect();
        let asked: Vec<&str> = open.iter().map(|at| wishes[*at].as_ref()).collect();
        for (at, name) in open.into_iter().zip(scope.claim_each(&asked)) {
            named[at] = Some(name.rust);
        }
        named.into_iter().flatten().collect()
    }

    /// What members of the type at these places were called.
    pub(super) fn members<'p>(
        &self,
        mut places: impl Iterator<Item = &'p str>,
    ) -> Option<&'n BTreeMap<String, Kept>> {
        let name = places.find_map(|place| self.names.type_at(place))?;
        self.names.types.get(name).map(|names| &names.members)
    }

    /// What the type that a draft becomes was called.
    pub(super) fn type_of(&self, draft: &Draft) -> Option<&'n str> {
        draft.places().find_map(|place| self.names.type_at(place))
    }

    /// What belongs to the operation at a place.
    pub(super) fn operation(&self, place: &str) -> Option<&'n OperationNames> {
        self.names.operations.get(place)
    }
}

/// All names there are now. `places` says where each type stands.
pub(super) fn record(api: &Api, places: Vec<Vec<String>>) -> Names {
    let mut names = Names::default();
    for group in &api.groups {
        let tag = TagNames { method: Kept::new(&group.name.rust), ty: Kept::new(&group.type_name) };
        names.tags.insert(group.name.wire.clone(), tag);
    }
    for request in &api.webhooks.requests {
        names.webhooks.insert(request.place.clone(), Kept::new(&request.name.rust));
    }
    for failure in api.operations.iter().filter_map(|operation| operation.failure.as_ref()) {
        let statuses = failure.by_status().map(|same| same[0].status.to_string());
        names.failures.entry(failure.name.clone()).or_insert_with(|| statuses.collect());
    }
    for operation in &api.operations {
        for set in [&operation.answer_headers, &operation.failure_headers].into_iter().flatten() {
            names.headers.entry(set.name.clone()).or_insert_with(|| set.outline());
        }
        let parameters = operation.parameters.iter();
        let arguments = parameters.map(|parameter| {
            let place = PlaceKey::parameter(parameter.location, &parameter.name.wire);
            (place, Kept::new(&parameter.name.rust))
        });
        let own = OperationNames {
            method: Kept::new(&operation.name.rust),
            call: Kept::new(&operation.call),
            answer: operation.output.choice.as_ref().map(|choice| Kept::new(&choice.name)),
            failure: operation.failure.as_ref().map(|choice| Kept::new(&choice.name)),
            headers: operation.answer_headers.as_ref().map(|set| Kept::new(&set.name)),
            failure_headers: operation.failure_headers.as_ref().map(|set| Kept::new(&set.name)),
            arguments: arguments.collect(),
        };
        names.operations.insert(PlaceKey::operation(&operation.method, &operation.key), own);
    }
    for (ty, at) in api.types.iter().zip(places) {
        let members: Vec<(&str, &str)> = match &ty.shape {
            Shape::Struct(structure) => {
                let rest = structure.additional.as_ref().map(|(rust, _)| (REST, rust.as_str()));
                let fields = structure.fields.iter().map(|field| (&*field.name.wire, &*field.name.rust));
                fields.chain(rest).collect()
            }
            Shape::Enum(list) => {
                list.variants.iter().map(|variant| (&*variant.name.wire, &*variant.name.rust)).collect()
            }
            Shape::Union(union) => {
                union.members.iter().map(|member| (&*member.name.wire, &*member.name.rust)).collect()
            }
            Shape::Alias(_) => Vec::new(),
        };
        let keys = distinct(members.iter().map(|(wire, _)| *wire));
        let members = keys.into_iter().zip(members).map(|(key, (_, rust))| (key, Kept::new(rust)));
        let at = at.into_iter().map(|place| (place, 0..0)).collect();
        let own = TypeNames { span: 0..0, at, members: members.collect() };
        names.add_type(ty.name.rust.clone(), own);
    }
    names
}

/// What `names.toml` calls the field of members without a name.
pub(super) const REST: &str = "(others)";

/// Alternatives may be described by the same words: then they are counted.
pub(super) fn distinct<'a>(words: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut times: HashMap<&str, usize> = HashMap::default();
    let counted = words.map(|word| {
        let times = times.entry(word).and_modify(|times| *times += 1).or_insert(1);
        if *times == 1 { word.to_owned() } else { format!("{word}#{times}") }
    });
    counted.collect()
}

/// Where each type stands: all places of the drafts it stands for.
pub(super) fn places(drafts: &[Draft], representatives: &[TypeId], used: &[TypeId]) -> Vec<Vec<String>> {
    let mut places: BTreeMap<TypeId, Vec<String>> = used.iter().map(|id| (*id, Vec::new())).collect();
    let mut taken: HashSet<&str> = drafts.iter().map(|draft| draft.at.as_str()).collect();
    for (draft, representative) in drafts.iter().zip(representatives) {
        if let Some(places) = places.get_mut(representative) {
            places.push(draft.at.clone());
            // A place has one type.
            places.extend(draft.also.iter().filter(|also| taken.insert(also.as_str())).cloned());
        }
    }
    let sorted = used.iter().map(|id| {
        let mut places = places.remove(id).unwrap_or_default();
        places.sort_unstable();
        places.dedup();
        places
    });
    sorted.collect()
}
