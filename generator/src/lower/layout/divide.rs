//! Divides what one file would hold among several, by what belongs together.
//!
//! What has enough to fill a file has one, and what is left stays together in the file that is divided. So where something
//! goes depends on what it belongs to; what is added moves others only where a file has grown beyond its bound.

use std::cmp::Reverse;
use std::collections::BTreeMap;

/// About how many lines a file may have.
pub(super) const LARGEST: usize = 1800;

/// About how many lines deserve a file of their own, where a larger one is divided.
const ENOUGH: usize = 300;

/// About how many lines a file has at least that is there only because the one it was taken from is too large.
const LEAST: usize = 120;

/// Something to be put into a file.
pub(super) struct Entry {
    /// What it belongs to, from the outermost on, in snake case.
    pub(super) belongs_to: Vec<String>,
    /// About how many lines it takes.
    pub(super) lines: usize,
}

/// The part that each entry goes to, by what it is called after from the outermost on; the file itself has no name.
pub(super) fn divide(entries: &[Entry]) -> Vec<Vec<String>> {
    let mut parts = vec![Vec::new(); entries.len()];
    let all: Vec<usize> = (0..entries.len()).collect();
    Division { entries, parts: &mut parts }.split(&all, 0, &[]);
    parts
}

struct Division<'a> {
    entries: &'a [Entry],
    parts: &'a mut [Vec<String>],
}

impl Division<'_> {
    /// Divides these entries, which agree in what they belong to up to `depth`.
    fn split(&mut self, members: &[usize], depth: usize, name: &[String]) {
        let mut left = self.lines(members);
        if left <= LARGEST {
            return self.put(members, name);
        }
        let mut heaps: BTreeMap<Option<&String>, Vec<usize>> = BTreeMap::new();
        for at in members {
            heaps.entry(self.entries[*at].belongs_to.get(depth)).or_default().push(*at);
        }
        let mut stays = heaps.remove(&None).unwrap_or_default();
        // What all have in common tells nothing apart.
        if stays.is_empty() && heaps.len() == 1 {
            return self.split(members, depth + 1, name);
        }
        let mut heaps: Vec<_> = heaps.into_iter().collect();
        heaps.sort_by_key(|(_, members)| Reverse(self.lines(members)));
        for (heap, members) in heaps {
            let lines = self.lines(&members);
            if lines >= ENOUGH || left > LARGEST && lines >= LEAST {
                left -= lines;
                self.split(&members, depth + 1, &joined(name, heap.cloned()));
            } else {
                stays.extend(members);
            }
        }
        stays.sort_unstable();
        self.cut(&stays, name);
    }

    /// What nothing tells apart is cut in the order it comes in.
    fn cut(&mut self, members: &[usize], name: &[String]) {
        let (mut number, mut lines) = (1, 0);
        for at in members {
            if lines > 0 && lines + self.entries[*at].lines > LARGEST {
                (number, lines) = (number + 1, 0);
            }
            lines += self.entries[*at].lines;
            self.parts[*at] = joined(name, (number > 1).then(|| format!("part_{number}")));
        }
    }

    fn put(&mut self, members: &[usize], name: &[String]) {
        for at in members {
            self.parts[*at] = name.to_vec();
        }
    }

    fn lines(&self, members: &[usize]) -> usize {
        members.iter().map(|at| self.entries[*at].lines).sum()
    }
}

fn joined(name: &[String], part: Option<String>) -> Vec<String> {
    name.iter().cloned().chain(part).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(entries: &[(&str, usize)]) -> Vec<String> {
        let entries = entries.iter().map(|(belongs_to, lines)| Entry {
            belongs_to: belongs_to.split('/').map(str::to_owned).collect(),
            lines: *lines,
        });
        divide(&entries.collect::<Vec<_>>()).iter().map(|part| part.join("/")).collect()
    }

    #[test]
    fn what_fits_into_a_file_stays_in_it() {
        assert_eq!(parts(&[("repos/a", 700), ("repos/b", 800)]), ["", ""]);
    }

    #[test]
    fn what_fills_a_file_has_one_and_little_things_stay_together() {
        let entries = [("a/pulls", 900), ("a/keys", 20), ("a/pulls/files", 400), ("a", 400), ("a/refs", 200)];
        assert_eq!(parts(&entries), ["pulls", "", "pulls", "", ""]);
    }

    #[test]
    fn what_is_still_too_large_is_divided_further() {
        let entries = [("a/b", 1400), ("a/c", 1400), ("air", 900), ("d", 100)];
        assert_eq!(parts(&entries), ["a/b", "a/c", "air", ""]);
    }

    #[test]
    fn of_many_little_things_the_largest_go() {
        let names: Vec<String> = (100..112).map(|number| format!("n{number}")).collect();
        let entries: Vec<_> = names.iter().enumerate().map(|(at, name)| (name.as_str(), 200 + at)).collect();
        let of_their_own = parts(&entries).iter().filter(|part| !part.is_empty()).count();
        assert_eq!((of_their_own, parts(&entries)[11].as_str()), (4, "n111"));
    }

    #[test]
    fn what_is_added_moves_nothing_else() {
        let words = ["apple", "boat", "crew", "dock", "eel", "fin", "gull"];
        let before: Vec<(&str, usize)> =
            words.iter().enumerate().map(|(at, word)| (*word, if at > 3 { 100 } else { 400 })).collect();
        for added in ["ant", "bee", "cat", "zebra", "boat"] {
            let after: Vec<(&str, usize)> = before.iter().copied().chain([(added, 310)]).collect();
            assert_eq!(parts(&before), parts(&after)[..before.len()], "{added}");
        }
    }

    #[test]
    fn what_nothing_tells_apart_is_cut() {
        let entries = [("a", 1300), ("a", 1300), ("a", 100)];
        assert_eq!(parts(&entries), ["", "part_2", "part_2"]);
        let names: Vec<String> = (0..20).map(|number| format!("n{number}")).collect();
        let small: Vec<_> = names.iter().map(|name| (name.as_str(), 100)).collect();
        assert_eq!(parts(&small)[17..19], ["", "part_2"]);
    }
}
