//! A service on loopback that does to each chunk what a plan says.

use std::collections::HashSet;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use lowcodeapi_awsses::{MAX_ENTRIES, types::*};
use serde_json::{Value, json};
use test_support::{Act, Random, Server};

/// The entry of a number.
pub(crate) fn entry(number: usize) -> BulkEmailEntry {
    BulkEmailEntry::new(Destination::to([format!("r{number}@example.com")]))
}

/// The id its mail gets.
pub(crate) fn id(number: usize) -> String {
    format!("id-{number}")
}

/// What happens to a chunk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    /// It is throttled that many times, and then accepted.
    Accepted { after: usize },
    /// It is throttled whenever it comes.
    Throttled,
    /// It is accepted, and nobody ever hears of it.
    Stalls,
}

/// What happens to all chunks, and which entries are refused.
#[derive(Debug, Clone)]
pub(crate) struct Plan {
    fates: Vec<Fate>,
    refused: HashSet<usize>,
}

impl Plan {
    /// One chunk stalls, one is throttled to the end, a quarter for a while; an entry in thirty is refused.
    pub(crate) fn new(random: &mut Random, chunks: usize) -> Self {
        let mut fates: Vec<Fate> = (0..chunks)
            .map(|_| Fate::Accepted { after: if random.below(4) == 0 { 1 + random.below(2) } else { 0 } })
            .collect();
        let stalls = random.below(chunks);
        let throttled = (stalls + 1 + random.below(chunks - 1)) % chunks;
        (fates[stalls], fates[throttled]) = (Fate::Stalls, Fate::Throttled);
        let refused = (0..chunks * MAX_ENTRIES).filter(|_| random.below(30) == 0).collect();
        Self { fates, refused }
    }

    pub(crate) fn fate(&self, chunk: usize) -> Fate {
        self.fates[chunk]
    }

    /// Whether an entry is refused, where its chunk gets an answer.
    pub(crate) fn refuses(&self, number: usize) -> bool {
        self.refused.contains(&number)
    }
}

/// The service.
pub(crate) struct Service {
    server: Server,
    seen: Arc<Seen>,
}

struct Seen {
    plan: Plan,
    /// How often each chunk came.
    tries: Mutex<Vec<usize>>,
    /// The numbers of all entries that were accepted or refused one by one: whatever may not be sent again.
    accepted: Mutex<Vec<usize>>,
    throttled: AtomicUsize,
    now: AtomicUsize,
    most: AtomicUsize,
    calm: AtomicBool,
}

impl Service {
    pub(crate) fn start(plan: Plan) -> Self {
        let seen = Arc::new(Seen {
            tries: Mutex::new(vec![0; plan.fates.len()]),
            plan,
            accepted: Mutex::default(),
            throttled: AtomicUsize::new(0),
            now: AtomicUsize::new(0),
            most: AtomicUsize::new(0),
            calm: AtomicBool::new(false),
        });
        let shared = seen.clone();
        let server = Server::by_rule(move |request| shared.act(&request.json()));
        Self { server, seen }
    }

    pub(crate) fn url(&self) -> String {
        self.server.url()
    }

    /// From now on everything is accepted.
    pub(crate) fn calm(&self) {
        self.seen.calm.store(true, Ordering::Relaxed);
    }

    /// How often each entry was accepted.
    pub(crate) fn accepted(&self, entries: usize) -> Vec<usize> {
        let mut times = vec![0; entries];
        self.seen.accepted.lock().unwrap().iter().for_each(|number| times[*number] += 1);
        times
    }

    /// How many requests were answered with 429.
    pub(crate) fn throttled(&self) -> usize {
        self.seen.throttled.load(Ordering::Relaxed)
    }

    /// How many requests were under way at once, at the worst moment.
    pub(crate) fn most_at_once(&self) -> usize {
        self.seen.most.load(Ordering::Relaxed)
    }
}

impl Seen {
    /// What becomes of a chunk, counted while it is under way.
    fn act(&self, request: &Value) -> Act {
        let now = self.now.fetch_add(1, Ordering::Relaxed) + 1;
        self.most.fetch_max(now, Ordering::Relaxed);
        let answer = self.answer(request);
        std::thread::sleep(Duration::from_millis(1));
        // One that is never answered isn't counted on: when the client gives up can't be seen from here.
        self.now.fetch_sub(1, Ordering::Relaxed);
        answer.map_or(Act::StallBeforeAnswer, |(status, body)| Act::answer(status, body.to_string()))
    }

    /// The answer to a chunk, if there is one.
    fn answer(&self, request: &Value) -> Option<(u16, Value)> {
        let numbers: Vec<usize> =
            request["BulkEmailEntries"].as_array().unwrap().iter().map(number).collect();
        assert!(
            !numbers.is_empty() && numbers.len() <= MAX_ENTRIES,
            "{} entries in a request",
            numbers.len()
        );
        let chunk = numbers[0] / MAX_ENTRIES;
        let tries = {
            let mut tries = self.tries.lock().unwrap();
            tries[chunk] += 1;
            tries[chunk]
        };
        let fate = if self.calm.load(Ordering::Relaxed) {
            Fate::Accepted { after: 0 }
        } else {
            self.plan.fate(chunk)
        };
        let throttled = match fate {
            Fate::Accepted { after } => tries <= after,
            Fate::Throttled => true,
            Fate::Stalls => false,
        };
        if throttled {
            self.throttled.fetch_add(1, Ordering::Relaxed);
            let error =
                json!({ "__type": "TooManyRequestsException", "Message": "Maximum sending rate exceeded." });
            return Some((
                429,
                json!({ "message": "Error received from the awsses API", "provider": "awsses", "error": error, "headers": {} }),
            ));
        }
        self.accepted.lock().unwrap().extend(&numbers);
        if fate == Fate::Stalls {
            return None;
        }
        let results: Vec<Value> = numbers.into_iter().map(|number| self.result(number)).collect();
        Some((200, json!({ "data": { "BulkEmailEntryResults": results } })))
    }

    fn result(&self, number: usize) -> Value {
        if self.plan.refuses(number) {
            json!({ "Status": "MESSAGE_REJECTED", "Error": "refused" })
        } else {
            json!({ "Status": "SUCCESS", "MessageId": id(number) })
        }
    }
}

/// The number of an entry, by its recipient.
fn number(entry: &Value) -> usize {
    let recipient = entry["Destination"]["ToAddresses"][0].as_str().unwrap();
    recipient.strip_prefix('r').and_then(|rest| rest.split('@').next()).unwrap().parse().unwrap()
}
