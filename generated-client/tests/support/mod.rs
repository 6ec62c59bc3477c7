//! A stand-in for the service on this machine: it remembers the requests it reads, and answers as told.

use std::collections::VecDeque;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

use serde_json::Value;

/// A request, as it was read.
#[derive(Debug, Clone)]
pub(crate) struct Seen {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) query: String,
    /// Names in lower case.
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Value,
}

impl Seen {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

#[derive(Default)]
struct State {
    answers: VecDeque<(u16, String)>,
    seen: Vec<Seen>,
}

/// The stand-in.
pub(crate) struct StandIn {
    address: SocketAddr,
    state: Arc<Mutex<State>>,
}

impl StandIn {
    /// Gives these answers in this order, and the last one from then on.
    pub(crate) fn new(answers: impl IntoIterator<Item = (u16, Value)>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("its address");
        let answers = answers.into_iter().map(|(status, body)| (status, body.to_string())).collect();
        let state = Arc::new(Mutex::new(State { answers, seen: Vec::new() }));
        let shared = Arc::clone(&state);
        // It ends with the process.
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let state = Arc::clone(&shared);
                thread::spawn(move || serve(stream, &state));
            }
        });
        Self { address, state }
    }

    /// What stands before the provider's name.
    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// What was read so far.
    pub(crate) fn seen(&self) -> Vec<Seen> {
        self.state.lock().expect("no panic inside").seen.clone()
    }

    /// The one request there was.
    pub(crate) fn only(&self) -> Seen {
        let seen = self.seen();
        assert_eq!(seen.len(), 1, "{seen:?}");
        seen.into_iter().next().expect("one request")
    }
}

fn serve(mut stream: TcpStream, state: &Mutex<State>) {
    while let Some(seen) = read(&mut stream) {
        let (status, body) = {
            let mut state = state.lock().expect("no panic inside");
            state.seen.push(seen);
            let is_last = state.answers.len() == 1;
            let answer = if is_last { state.answers.front().cloned() } else { state.answers.pop_front() };
            answer.expect("the stand-in was told what to answer")
        };
        let head = format!(
            "HTTP/1.1 {status} X\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n",
            body.len()
        );
        if stream.write_all(format!("{head}{body}").as_bytes()).is_err() {
            return;
        }
    }
}

/// The next request; `None` when the connection is closed.
fn read(stream: &mut TcpStream) -> Option<Seen> {
    let mut bytes = Vec::new();
    let end = loop {
        if let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            break end + 4;
        }
        more(stream, &mut bytes)?;
    };
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let mut lines = head.lines();
    let mut first = lines.next()?.split(' ');
    let method = first.next()?.to_owned();
    let (path, query) = first.next()?.split_once('?').unwrap_or_default();
    let headers: Vec<_> = lines
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
        .collect();
    let length = headers.iter().find(|(name, _)| name == "content-length");
    let length: usize = length.map_or(Ok(0), |(_, length)| length.parse()).ok()?;
    while bytes.len() < end + length {
        more(stream, &mut bytes)?;
    }
    let body = serde_json::from_slice(&bytes[end..]).unwrap_or(Value::Null);
    Some(Seen { method, path: path.to_owned(), query: query.to_owned(), headers, body })
}

fn more(stream: &mut TcpStream, bytes: &mut Vec<u8>) -> Option<()> {
    let mut piece = [0; 4096];
    match stream.read(&mut piece) {
        Ok(count @ 1..) => {
            bytes.extend_from_slice(&piece[..count]);
            Some(())
        }
        _ => None,
    }
}
