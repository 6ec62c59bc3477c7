//! Divides what one file would hold among several, by what belongs together.

use std::collections::BTreeMap;

/// About how many lines a file may have. What is written is estimated, so there is room up to the 3,000 that nobody
/// wants to scroll through.
pub(super) const LARGEST: usize = 1800;

/// With fewer lines, what belongs together has no file of its own.
const SMALLEST: usize = LARGEST / 5;

/// Something to be put into a file.
pub(super) struct Entry {
    /// What it belongs to, from the outermost on, in snake case.
    pub(super) belongs_to: Vec<String>,
    /// About how many lines it takes.
    pub(super) lines: usize,
}

/// The part that each entry goes to; an empty name stands for the file itself.
pub(super) fn divide(entries: &[Entry]) -> Vec<String> {
    let mut parts = vec![String::new(); entries.len()];
    let all: Vec<usize> = (0..entries.len()).collect();
    Division { entries, parts: &mut parts }.split(&all, 0, "");
    parts
}

struct Division<'a> {
    entries: &'a [Entry],
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
        let mut small: Vec<(&str, Vec<usize>)> = Vec::new();
        for (heap, members) in heaps {
            if heap.is_empty() || self.lines(&members) < SMALLEST {
                small.push((heap, members));
            } else {
                self.split(&members, depth + 1, &joined(name, heap));
            }
        }
        self.put_together(small, name);
    }

    /// Puts small heaps into the file itself or, where they are too many, some at a time into files that say from which
    /// to which.
    fn put_together(&mut self, heaps: Vec<(&str, Vec<usize>)>, name: &str) {
        let total: usize = heaps.iter().map(|(_, members)| self.lines(members)).sum();
        if total <= LARGEST {
            for (_, members) in heaps {
                self.put(&members, name);
            }
            return;
        }
        let mut run: Vec<(&str, Vec<usize>)> = Vec::new();
        let mut lines = 0;
        for (heap, members) in heaps {
            let more = self.lines(&members);
            if lines + more > LARGEST && !run.is_empty() {
                self.put_run(&std::mem::take(&mut run), name);
                lines = 0;
            }
            lines += more;
            run.push((heap, members));
        }
        self.put_run(&run, name);
    }

    fn put_run(&mut self, run: &[(&str, Vec<usize>)], name: &str) {
        let part = match run {
            [] => return,
            [("", members)] => return self.cut(members, name),
            [("", _), (last, _)] | [(last, _)] => joined(name, last),
            [("", _), (first, _), .., (last, _)] | [(first, _), .., (last, _)] => {
                joined(name, &format!("{first}_to_{last}"))
            }
        };
        for (_, members) in run {
            self.put(members, &part);
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

    fn parts(entries: &[(&str, usize)]) -> Vec<String> {
        let entries = entries.iter().map(|(belongs_to, lines)| Entry {
            belongs_to: belongs_to.split('/').map(str::to_owned).collect(),
            lines: *lines,
        });
        divide(&entries.collect::<Vec<_>>())
    }

    #[test]
    fn what_fits_into_a_file_stays_in_it() {
        assert_eq!(parts(&[("repos/a", 900), ("repos/b", 900)]), ["", ""]);
    }

    #[test]
    fn what_is_large_has_a_file_of_its_own_and_the_rest_stays() {
        let entries = [("repos/pulls", 1300), ("repos/keys", 20), ("repos/pulls/files", 400), ("repos", 400)];
        assert_eq!(parts(&entries), ["pulls", "", "pulls", ""]);
    }

    #[test]
    fn what_is_still_too_large_is_divided_further() {
        let entries = [("a/b", 1500), ("a/c", 1500), ("d", 500)];
        assert_eq!(parts(&entries), ["a_b", "a_c", "d"]);
    }

    #[test]
    fn much_that_is_small_stands_in_alphabetical_order() {
        let names: Vec<String> = ('a'..='z').map(|letter| letter.to_string()).collect();
        let entries: Vec<(&str, usize)> = names.iter().map(|name| (name.as_str(), 150)).collect();
        let parts = parts(&entries);
        assert_eq!((parts[0].as_str(), parts[25].as_str()), ("a_to_l", "y_to_z"));
    }

    #[test]
    fn what_nothing_tells_apart_is_cut() {
        assert_eq!(parts(&[("a", 1500), ("a", 1500), ("a", 100)]), ["", "part_2", "part_2"]);
    }
}
