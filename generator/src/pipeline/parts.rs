//! The parts of a client, written at the same time.

use std::sync::atomic::{AtomicUsize, Ordering};

use crate::api::Api;
use crate::emit::{Emitter, Part};
use crate::files::{self, Files};
use crate::threads::threads;

/// How many types or calls one thread emits before it takes up something else: few enough that their trees fit into a
/// processor's cache, and that no thread waits long for the others.
const AT_A_TIME: usize = 32;

/// Emits and formats the parts of a client at the same time: tokens can't change threads, text can.
pub(super) fn render(api: &Api) -> Result<Files, files::Error> {
    let threads = threads();
    let emitter = Emitter::new(api);
    let parts = emitter.parts(AT_A_TIME);
    let next = AtomicUsize::new(0);
    let work = || {
        let take = || parts.get(next.fetch_add(1, Ordering::Relaxed));
        std::iter::from_fn(take).map(|part| (part, files::render(emitter.emit(part)))).collect::<Vec<_>>()
    };
    let mut done = std::thread::scope(|scope| {
        let workers: Vec<_> = (1..threads).map(|_| scope.spawn(work)).collect();
        let mut done = work();
        for worker in workers {
            done.extend(worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        }
        done
    });
    // A module that was cut into slices is put together in their order.
    done.sort_by_key(|(part, _)| match part {
        Part::Types(_, slice) => slice.start,
        Part::Calls(slice) => slice.start + 1,
        _ => 0,
    });
    let mut files = Files::default();
    for (_, part) in done {
        files.extend(part?);
    }
    Ok(files)
}
