//! A server on this machine: it keeps the requests it reads, and acts on each as it is told.

use std::collections::VecDeque;
use std::io::Write as _;
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use crate::{Act, Answer, Request};

/// The server. Its threads end when it is dropped.
pub struct Server {
    address: SocketAddr,
    shared: Arc<Shared>,
}

type Rule = dyn Fn(&Request) -> Act + Send + Sync;

struct Shared {
    /// What decides, once a request is read; the script where there is none.
    rule: Option<Box<Rule>>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    script: VecDeque<Act>,
    seen: Vec<Request>,
    connections: usize,
    stopped: bool,
}

impl Server {
    /// Acts in this order; the last act stays.
    pub fn new(script: impl IntoIterator<Item = Act>) -> Self {
        Self::start(None, script.into_iter().collect())
    }

    /// Acts on each request as a rule says.
    pub fn by_rule(rule: impl Fn(&Request) -> Act + Send + Sync + 'static) -> Self {
        Self::start(Some(Box::new(rule)), VecDeque::new())
    }

    fn start(rule: Option<Box<Rule>>, script: VecDeque<Act>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("its address");
        let shared = Arc::new(Shared { rule, state: Mutex::new(State { script, ..State::default() }) });
        let served = Arc::clone(&shared);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let shared = Arc::clone(&served);
                {
                    let mut state = shared.state();
                    if state.stopped {
                        return;
                    }
                    state.connections += 1;
                }
                thread::spawn(move || shared.serve(stream));
            }
        });
        Self { address, shared }
    }

    /// Its base URL.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Sets what comes next, and forgets what was seen.
    pub fn script(&self, script: impl IntoIterator<Item = Act>) {
        let mut state = self.shared.state();
        state.script = script.into_iter().collect();
        state.seen.clear();
    }

    /// The requests that were read to their end: what a real server may have acted on.
    pub fn seen(&self) -> Vec<Request> {
        self.shared.state().seen.clone()
    }

    /// The one request there was.
    #[track_caller]
    pub fn only(&self) -> Request {
        let seen = self.seen();
        assert_eq!(seen.len(), 1, "{seen:?}");
        seen.into_iter().next().expect("one request")
    }

    /// How many requests a real server may have acted on: those it doesn't refuse by a status of 4xx.
    pub fn accepted(&self) -> usize {
        self.seen().iter().filter(|seen| !matches!(seen.status, Some(400..=499))).count()
    }

    /// What was asked for, in order.
    pub fn targets(&self) -> Vec<String> {
        self.seen().into_iter().map(|seen| seen.target).collect()
    }

    /// How many connections there were.
    pub fn connections(&self) -> usize {
        self.shared.state().connections
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.shared.state().stopped = true;
        // Wakes the thread that waits for connections.
        drop(TcpStream::connect(self.address));
    }
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The next act of the script; none where a rule decides.
    fn next(&self) -> Option<Act> {
        if self.rule.is_some() {
            return None;
        }
        let mut state = self.state();
        let is_last = state.script.len() == 1;
        let act = if is_last { state.script.front().cloned() } else { state.script.pop_front() };
        Some(act.expect("the server was told what to do"))
    }

    /// Serves one connection to its end.
    fn serve(&self, mut stream: TcpStream) {
        drop(stream.set_nodelay(true));
        loop {
            // Wait for a request before taking an act: an idle connection must not use one up.
            if !matches!(stream.peek(&mut [0]), Ok(1)) {
                return;
            }
            let act = self.next();
            match act {
                Some(Act::ResetBeforeReading) => return reset(&stream),
                Some(Act::StallBeforeReading) => return self.stall(),
                _ => {}
            }
            let Some(mut request) = Request::read_head(&mut stream) else { return };
            if matches!(act, Some(Act::ResetWhileReading)) {
                return reset(&stream);
            }
            if request.read_body(&mut stream).is_none() {
                return;
            }
            let act = act.or_else(|| self.rule.as_ref().map(|rule| rule(&request)));
            let act = act.expect("a server has a script or a rule");
            request.status = act.status();
            let is_head = request.method == "HEAD";
            self.state().seen.push(request);
            if !self.answer(&mut stream, &act, is_head) {
                return;
            }
        }
    }

    /// Whether the connection stays.
    fn answer(&self, stream: &mut TcpStream, act: &Act, is_head: bool) -> bool {
        match act {
            Act::Answer(answer) => {
                thread::sleep(answer.delay);
                let mut bytes = head(answer);
                if !is_head {
                    bytes.extend_from_slice(&answer.body);
                }
                stream.write_all(&bytes).is_ok()
            }
            Act::ResetInHead => {
                drop(stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-le"));
                close(stream)
            }
            Act::StallInHead => {
                drop(stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-le"));
                self.stall();
                false
            }
            Act::Truncate(answer) => {
                half(stream, answer);
                close(stream)
            }
            Act::StallInBody(answer) => {
                half(stream, answer);
                self.stall();
                false
            }
            Act::StallBeforeAnswer => {
                self.stall();
                false
            }
            Act::ResetAfterReading
            | Act::ResetBeforeReading
            | Act::ResetWhileReading
            | Act::StallBeforeReading => close(stream),
        }
    }

    /// Until the test is over.
    fn stall(&self) {
        while !self.state().stopped {
            thread::sleep(Duration::from_millis(20));
        }
    }
}

/// Where nothing listens.
pub fn closed_port() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    format!("http://{}", listener.local_addr().expect("its address"))
}

/// The head of an answer. Some statuses have no content, and so no length.
fn head(answer: &Answer) -> Vec<u8> {
    let mut head = format!("HTTP/1.1 {} Answered\r\n", answer.status);
    for (name, value) in &answer.headers {
        head.extend([name, ": ", value, "\r\n"]);
    }
    if !matches!(answer.status, 204 | 304) {
        head.extend(["content-length: ", &answer.body.len().to_string(), "\r\n"]);
    }
    head.push_str("\r\n");
    head.into_bytes()
}

fn half(stream: &mut TcpStream, answer: &Answer) {
    drop(stream.write_all(&head(answer)));
    drop(stream.write_all(&answer.body[..answer.body.len() / 2]));
}

fn close(stream: &TcpStream) -> bool {
    drop(stream.shutdown(Shutdown::Both));
    false
}

/// Unread data makes the kernel send RST instead of FIN.
fn reset(stream: &TcpStream) {
    drop(stream.shutdown(Shutdown::Write));
}
