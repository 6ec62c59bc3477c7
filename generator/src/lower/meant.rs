//! What somebody probably meant who wrote a name into the manifest that nothing has.

/// How much a name must be like another to be meant by it.
const ALIKE: f64 = 0.6;

/// Asks whether the name most like the one that is wanted was meant; nothing where none is like it.
pub(super) fn did_you_mean<'n>(wanted: &str, names: impl Iterator<Item = &'n str>) -> Option<String> {
    let likeness = |name: &str| strsim::normalized_damerau_levenshtein(wanted, name);
    let names = names.map(|name| (likeness(name), name)).filter(|(likeness, _)| *likeness >= ALIKE);
    let nearest = names.max_by(|one, other| one.0.total_cmp(&other.0));
    nearest.map(|(_, name)| format!("did you mean `{name}`?"))
}
