//! English plurals, as far as API names need them.

/// The singular of an English noun in lower case, by rule, with the exceptions API names need.
#[must_use]
pub fn singular(word: &str) -> String {
    if let Some(one) = odd_one(word) {
        return one.to_owned();
    }
    if word.len() < 3
        || !word.ends_with('s')
        || word.ends_with("ss")
        || is_no_plural(word)
        || is_acronym(word)
    {
        return word.to_owned();
    }
    let stem = |cut: usize| &word[..word.len() - cut];
    if let Some(stem) = word.strip_suffix("ies").filter(|stem| stem.len() > 1) {
        return format!("{stem}y");
    }
    if word.ends_with("yses") || word.ends_with("eses") {
        return format!("{}is", stem(2));
    }
    if ["sses", "shes", "ches", "xes", "zzes"].iter().any(|suffix| word.ends_with(suffix)) {
        return stem(2).to_owned();
    }
    if word.ends_with("us") || word.ends_with("is") {
        return word.to_owned();
    }
    stem(1).to_owned()
}

/// The singular of a plural that follows no rule, or one that other words don't.
fn odd_one(plural: &str) -> Option<&'static str> {
    Some(match plural {
        "aliases" => "alias",
        "axes" => "axis",
        "bonuses" => "bonus",
        "buses" => "bus",
        "caches" => "cache",
        "canvases" => "canvas",
        "children" => "child",
        "cookies" => "cookie",
        "criteria" => "criterion",
        "databases" => "database",
        "halves" => "half",
        "indices" => "index",
        "leases" => "lease",
        "lives" => "life",
        "matrices" => "matrix",
        "men" => "man",
        "movies" => "movie",
        "niches" => "niche",
        "people" => "person",
        "phases" => "phase",
        "pies" => "pie",
        "quizzes" => "quiz",
        "shelves" => "shelf",
        "statuses" => "status",
        "ties" => "tie",
        "vertices" => "vertex",
        "viruses" => "virus",
        "women" => "woman",
        _ => return None,
    })
}

/// Whether a word ends in `s` and yet is no plural, or one that names a single thing.
fn is_no_plural(word: &str) -> bool {
    matches!(
        word,
        "access"
            | "address"
            | "alias"
            | "always"
            | "analysis"
            | "analytics"
            | "as"
            | "aws"
            | "axis"
            | "basis"
            | "bonus"
            | "bus"
            | "business"
            | "campus"
            | "canvas"
            | "census"
            | "chaos"
            | "chorus"
            | "class"
            | "consensus"
            | "corpus"
            | "credentials"
            | "details"
            | "focus"
            | "gas"
            | "goods"
            | "gps"
            | "graphics"
            | "has"
            | "https"
            | "ios"
            | "is"
            | "kubernetes"
            | "kudos"
            | "lens"
            | "means"
            | "metrics"
            | "news"
            | "options"
            | "os"
            | "perhaps"
            | "permissions"
            | "plus"
            | "pos"
            | "preferences"
            | "previous"
            | "process"
            | "progress"
            | "radius"
            | "saas"
            | "sales"
            | "series"
            | "settings"
            | "sos"
            | "species"
            | "statistics"
            | "stats"
            | "status"
            | "this"
            | "us"
            | "various"
            | "virus"
            | "wireless"
    )
}

/// Whether a word is too short and unpronounceable to be a plural: `cms`, `dns`.
fn is_acronym(word: &str) -> bool {
    word.len() <= 3 && !word.contains(['a', 'e', 'i', 'o', 'u', 'y'])
}

#[cfg(test)]
mod tests {
    use super::singular;

    #[test]
    fn plurals_lose_their_ending_and_words_in_s_keep_it() {
        for (plural, one) in [
            ("pages", "page"),
            ("categories", "category"),
            ("boxes", "box"),
            ("addresses", "address"),
            ("analyses", "analysis"),
            ("people", "person"),
            ("databases", "database"),
            ("houses", "house"),
            ("responses", "response"),
            ("movies", "movie"),
            ("ids", "id"),
            ("branches", "branch"),
        ] {
            assert_eq!(singular(plural), one);
        }
        for word in ["status", "address", "analysis", "news", "series", "sms", "dns", "settings", "is"] {
            assert_eq!(singular(word), word);
        }
    }
}
