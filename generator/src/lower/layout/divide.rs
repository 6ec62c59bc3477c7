//! Divides what one file would hold among several, by what belongs together.
//!
//! Where something goes depends on its own name and on which files would be too large, never on what else happens to be
//! there: what is added moves nothing, unless a file grows beyond its bound.

use std::collections::BTreeMap;

/// About how many lines a file may have. What is written is estimated, so there is room up to the 3,000 that nobody
/// wants to scroll through.
pub(super) const LARGEST: usize = 1800;

/// Something to be put into a file.
pub(super) struct Entry {
    /// What it belongs to, from the outermost on, in snake case.
    pub(super) belongs_to: Vec<String>,
    /// About how many lines it takes.
    pub(super) lines: usize,
}

/// What files are called after.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum By {
    /// What entries belong to: there are few such words.
    Words,
    /// Their first letters, and the words only where a letter has too much.
    Letters,
}

/// The part that each entry goes to; an empty name stands for the file itself.
pub(super) fn divide(entries: &[Entry], by: By) -> Vec<String> {
    let mut parts = vec![String::new(); entries.len()];
    let all: Vec<usize> = (0..entries.len()).collect();
    Division { entries, by, parts: &mut parts }.split(&all, 0, "");
    parts
}

struct Division<'a> {
    entries: &'a [Entry],
    by: By,
    parts: &'a mut [String],
}

impl Division<'_> {
    /// Divides these entries, which agree in what they belong to up to `depth`.
    fn split(&mut self, members: &[usize], depth: usize, name: &str) {
        if self.lines(members) <= LARGEST {
            return self.put(members, name);
        }
        let mut heaps: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for at in members {
            let heap = self.entries[*at].belongs_to.get(depth).map_or("", String::as_str);
            heaps.entry(heap).or_default().push(*at);
        }
        if let [(heap, _)] = Vec::from_iter(&heaps)[..] {
            // What all have in common tells nothing apart.
            if heap.is_empty() {
                self.cut(members, name);
            } else {
                self.split(members, depth + 1, name);
            }
            return;
        }
        let mut letters: BTreeMap<Option<char>, Vec<(&str, Vec<usize>)>> = BTreeMap::new();
        for (heap, members) in heaps {
            letters.entry(heap.chars().next()).or_default().push((heap, members));
        }
        for (letter, heaps) in letters {
            self.put_letter(letter, heaps, depth, name);
        }
    }

    /// Puts the heaps that begin with a letter into one file or, where they are too large for that or have files of their
    /// own anyway, into one each; what belongs to nothing further stays in the file itself.
    fn put_letter(&mut self, letter: Option<char>, heaps: Vec<(&str, Vec<usize>)>, depth: usize, name: &str) {
        let lines: usize = heaps.iter().map(|(_, members)| self.lines(members)).sum();
        let together = self.by == By::Letters && lines <= LARGEST;
        for (heap, members) in heaps {
            match letter {
                None => self.cut(&members, name),
                Some(letter) if together => self.put(&members, &joined(name, &letter.to_string())),
                Some(_) => self.split(&members, depth + 1, &joined(name, heap)),
            }
        }
    }

    /// What nothing tells apart is cut in the order it comes in.
    fn cut(&mut self, members: &[usize], name: &str) {
        let (mut number, mut lines) = (1, 0);
        for at in members {
            if lines > 0 && lines + self.entries[*at].lines > LARGEST {
                (number, lines) = (number + 1, 0);
            }
            lines += self.entries[*at].lines;
            self.parts[*at] =
                if number == 1 { name.to_owned() } else { joined(name, &format!("part_{number}")) };
        }
    }

    fn put(&mut self, members: &[usize], name: &str) {
        for at in members {
            name.clone_into(&mut self.parts[*at]);
        }
    }

    fn lines(&self, members: &[usize]) -> usize {
        members.iter().map(|at| self.entries[*at].lines).sum()
    }
}

fn joined(name: &str, part: &str) -> String {
    if name.is_empty() { part.to_owned() } else { format!("{name}_{part}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(entries: &[(&str, usize)], by: By) -> Vec<String> {
        let entries = entries.iter().map(|(belongs_to, lines)| Entry {
            belongs_to: belongs_to.split('/').map(str::to_owned).collect(),
            lines: *lines,
        });
        divide(&entries.collect::<Vec<_>>(), by)
    }

    #[test]
    fn what_fits_into_a_file_stays_in_it() {
        assert_eq!(parts(&[("repos/a", 900), ("repos/b", 900)], By::Words), ["", ""]);
    }

    #[test]
    fn what_does_not_fit_is_divided() {
        let entries = [("repos/pulls", 1300), ("repos/keys", 20), ("repos/pulls/files", 400), ("repos", 400)];
        assert_eq!(parts(&entries, By::Words), ["pulls", "keys", "pulls", ""]);
        assert_eq!(parts(&entries, By::Letters), ["p", "k", "p", ""]);
    }

    #[test]
    fn what_is_still_too_large_is_divided_further() {
        let entries = [("a/b", 1500), ("a/c", 1500), ("air", 900), ("d", 500)];
        for by in [By::Words, By::Letters] {
            assert_eq!(parts(&entries, by), ["a_b", "a_c", "air", "d"]);
        }
    }

    #[test]
    fn what_is_added_moves_nothing_else() {
        let words =
            ["apple", "ape", "boat", "bow", "crew", "dock", "deck", "eel", "egg", "fin", "fig", "gull"];
        let before: Vec<(&str, usize)> = words.iter().map(|word| (*word, 400)).collect();
        for added in ["ant", "bee", "cat", "zebra", "boat"] {
            let after: Vec<(&str, usize)> = before.iter().copied().chain([(added, 300)]).collect();
            for by in [By::Words, By::Letters] {
                assert_eq!(parts(&before, by), parts(&after, by)[..before.len()], "{added}, {by:?}");
            }
        }
    }

    #[test]
    fn what_nothing_tells_apart_is_cut() {
        let entries = [("a", 1500), ("a", 1500), ("a", 100)];
        assert_eq!(parts(&entries, By::Words), ["", "part_2", "part_2"]);
    }
}
