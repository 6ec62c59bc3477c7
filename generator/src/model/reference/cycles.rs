//! References that lead back to themselves.

use super::{ProblemKind, Reader, Schema, child};

impl Reader<'_> {
    /// Finds schemas that are references to nothing but each other. Each cycle is one problem.
    pub(in super::super) fn find_cycles(&mut self) {
        let mut seen_in = vec![usize::MAX; self.schemas.len()];
        let mut cycles = Vec::new();
        for start in 0..self.schemas.len() {
            let mut at = start;
            while seen_in[at] == usize::MAX {
                seen_in[at] = start;
                let Some(next) = self.next(&self.schemas[at]) else { break };
                if seen_in[next] == start {
                    cycles.push(self.cycle(next));
                }
                at = next;
            }
        }
        for chain in cycles {
            let pointer = child(&chain[0], "$ref");
            self.problem(ProblemKind::ReferenceCycle { chain }, pointer);
        }
    }

    /// Where a schema leads that is nothing but a reference.
    fn next(&self, schema: &Schema) -> Option<usize> {
        self.schemas.get_index_of(schema.target()?)
    }

    fn cycle(&self, start: usize) -> Vec<String> {
        let mut chain = Vec::new();
        let mut at = start;
        while let Some((pointer, schema)) = self.schemas.get_index(at) {
            chain.push(pointer.clone());
            match self.next(schema) {
                Some(next) if next != start => at = next,
                _ => break,
            }
        }
        chain.push(chain[0].clone());
        chain
    }
}
