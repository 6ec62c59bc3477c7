//! A server on this machine that reads whole requests, counts them, and fails as it is told.

use std::collections::VecDeque;
use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// What the server does with one connection's next request.
#[derive(Debug, Clone)]
pub enum Act {
    /// Answers.
    Answer { status: u16, headers: Vec<(&'static str, String)>, body: String },
    /// Closes the connection before it reads anything.
    ResetBeforeReading,
    /// Closes the connection when it has read the head and not the body.
    ResetWhileReading,
    /// Closes the connection when it has read the request.
    ResetAfterReading,
    /// Sends a part of the answer's head and closes the connection.
    ResetInHead,
    /// Sends the head and half of the body, then closes the connection.
    Truncate { status: u16, body: String },
    /// Reads nothing and says nothing.
    StallBeforeReading,
    /// Reads the request and says nothing.
    StallBeforeAnswer,
    /// Sends a part of the answer's head and says nothing more.
    StallInHead,
    /// Sends the head and half of the body, then says nothing.
    StallInBody { status: u16, body: String },
}

impl Act {
    pub fn answer(status: u16, body: &str) -> Self {
        Self::Answer {
            status,
            headers: vec![("content-type", "application/json".into())],
            body: body.to_owned(),
        }
    }

    fn status(&self) -> Option<u16> {
        match self {
            Self::Answer { status, .. }
            | Self::Truncate { status, .. }
            | Self::StallInBody { status, .. } => Some(*status),
            _ => None,
        }
    }

    pub fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        if let Self::Answer { headers, .. } = &mut self {
            headers.retain(|(known, _)| *known != name);
            headers.push((name, value.into()));
        }
        self
    }
}

/// A request the server read to its end.
#[derive(Debug, Clone)]
pub struct Seen {
    pub method: String,
    /// Path and query.
    pub target: String,
    /// Names in lower case.
    pub head: Vec<(String, String)>,
    pub body: String,
    /// The server didn't answer 4xx: it may have sent the mail.
    pub accepted: bool,
}

impl Seen {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.head.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

#[derive(Default)]
struct State {
    script: VecDeque<Act>,
    seen: Vec<Seen>,
    connections: usize,
    stopped: bool,
}

/// The server. Its threads end when it is dropped.
pub struct Server {
    address: std::net::SocketAddr,
    state: Arc<Mutex<State>>,
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Ok(mut state) = self.state.lock() {
            state.stopped = true;
        }
        // Wakes the thread that waits for connections.
        drop(TcpStream::connect(self.address));
    }
}

impl Server {
    /// Acts in this order; the last act stays.
    pub fn new(script: impl IntoIterator<Item = Act>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("its address");
        let state = Arc::new(Mutex::new(State { script: script.into_iter().collect(), ..State::default() }));
        let shared = Arc::clone(&state);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let state = Arc::clone(&shared);
                {
                    let mut state = state.lock().expect("no panic inside");
                    if state.stopped {
                        return;
                    }
                    state.connections += 1;
                }
                thread::spawn(move || serve(stream, &state));
            }
        });
        Self { address, state }
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Sets what comes next.
    pub fn script(&self, script: impl IntoIterator<Item = Act>) {
        let mut state = self.state.lock().expect("no panic inside");
        state.script = script.into_iter().collect();
        state.seen.clear();
    }

    /// The requests that were read to their end: what a real server may have acted on.
    pub fn seen(&self) -> Vec<Seen> {
        self.state.lock().expect("no panic inside").seen.clone()
    }

    /// How many requests a real server may have acted on.
    pub fn accepted(&self) -> usize {
        self.seen().iter().filter(|seen| seen.accepted).count()
    }

    pub fn targets(&self) -> Vec<String> {
        self.seen().into_iter().map(|seen| seen.target).collect()
    }

    pub fn connections(&self) -> usize {
        self.state.lock().expect("no panic inside").connections
    }
}

fn next(state: &Mutex<State>) -> Act {
    let mut state = state.lock().expect("no panic inside");
    let last = state.script.len() == 1;
    let act = if last { state.script.front().cloned() } else { state.script.pop_front() };
    act.expect("the server was told what to do")
}

fn serve(mut stream: TcpStream, state: &Mutex<State>) {
    drop(stream.set_nodelay(true));
    loop {
        // Wait for a request before taking an act: an idle connection must not use one up.
        let mut first = [0];
        if !matches!(stream.peek(&mut first), Ok(1)) {
            return;
        }
        let act = next(state);
        match act {
            Act::ResetBeforeReading => return reset(&stream),
            Act::StallBeforeReading => return stall(state),
            _ => {}
        }
        let Some((mut seen, mut body, length)) = read_head(&mut stream) else { return };
        if matches!(act, Act::ResetWhileReading) {
            return reset(&stream);
        }
        while body.len() < length {
            let mut piece = [0; 4096];
            match stream.read(&mut piece) {
                Ok(count @ 1..) => body.extend_from_slice(&piece[..count]),
                _ => return,
            }
        }
        seen.body = String::from_utf8_lossy(&body).into_owned();
        seen.accepted = !matches!(act.status(), Some(400..=499));
        state.lock().expect("no panic inside").seen.push(seen);
        if !answer(&mut stream, &act, state) {
            return;
        }
    }
}

/// Whether the connection stays.
fn answer(stream: &mut TcpStream, act: &Act, state: &Mutex<State>) -> bool {
    match act {
        Act::Answer { status, headers, body } => {
            let mut head = format!("HTTP/1.1 {status} X\r\ncontent-length: {}\r\n", body.len());
            for (name, value) in headers {
                head.extend([name, ": ", value, "\r\n"]);
            }
            stream.write_all(format!("{head}\r\n{body}").as_bytes()).is_ok()
        }
        Act::ResetInHead => {
            drop(stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-le"));
            close(stream)
        }
        Act::StallInHead => {
            drop(stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-le"));
            stall(state);
            false
        }
        Act::Truncate { status, body } => {
            half(stream, *status, body);
            close(stream)
        }
        Act::StallInBody { status, body } => {
            half(stream, *status, body);
            stall(state);
            false
        }
        Act::StallBeforeAnswer => {
            stall(state);
            false
        }
        Act::ResetAfterReading
        | Act::ResetBeforeReading
        | Act::ResetWhileReading
        | Act::StallBeforeReading => close(stream),
    }
}

fn half(stream: &mut TcpStream, status: u16, body: &str) {
    let head = format!(
        "HTTP/1.1 {status} X\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    drop(stream.write_all(head.as_bytes()));
    drop(stream.write_all(&body.as_bytes()[..body.len() / 2]));
}

fn close(stream: &TcpStream) -> bool {
    drop(stream.shutdown(Shutdown::Both));
    false
}

/// Unread data makes the kernel send RST instead of FIN.
fn reset(stream: &TcpStream) {
    drop(stream.shutdown(Shutdown::Write));
}

/// Until the test is over.
fn stall(state: &Mutex<State>) {
    while state.lock().is_ok_and(|state| !state.stopped) {
        thread::sleep(Duration::from_millis(20));
    }
}

/// The head, what of the body came with it, and the body's length.
fn read_head(stream: &mut TcpStream) -> Option<(Seen, Vec<u8>, usize)> {
    let mut bytes = Vec::new();
    let end = loop {
        let mut piece = [0; 4096];
        let count = stream.read(&mut piece).ok().filter(|count| *count > 0)?;
        bytes.extend_from_slice(&piece[..count]);
        if let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            break end;
        }
    };
    let body = bytes.split_off(end + 4);
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let mut lines = text.split("\r\n");
    let mut request = lines.next()?.split(' ');
    let (method, target) = (request.next()?.to_owned(), request.next()?.to_owned());
    let head: Vec<(String, String)> = lines
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned()))
        .collect();
    let seen = Seen { method, target, head, body: String::new(), accepted: false };
    let length = seen.header("content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
    Some((seen, body, length))
}
