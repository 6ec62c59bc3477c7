//! A server on this machine: it keeps what it is sent and answers what it is told.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

/// An answer, as it goes out.
#[derive(Clone)]
pub(crate) struct Answer {
    status: u16,
    headers: Vec<(&'static str, &'static str)>,
    body: Vec<u8>,
}

impl Answer {
    pub(crate) fn new(status: u16, content_type: &'static str, body: impl Into<Vec<u8>>) -> Self {
        Self { status, headers: vec![("content-type", content_type)], body: body.into() }
    }

    pub(crate) fn json(status: u16, body: &str) -> Self {
        Self::new(status, "application/json", body)
    }

    pub(crate) fn empty(status: u16) -> Self {
        Self { status, headers: Vec::new(), body: Vec::new() }
    }

    pub(crate) fn header(mut self, name: &'static str, value: &'static str) -> Self {
        self.headers.push((name, value));
        self
    }
}

/// A request, as it came.
#[derive(Debug, Clone)]
pub(crate) struct Seen {
    pub(crate) method: String,
    /// Path and query, as they stand in the request line.
    pub(crate) target: String,
    headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Seen {
    /// The header of this name, in lower case; empty where there is none.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }

    /// Whether there is a header of this name, in lower case.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.headers.iter().any(|(key, _)| key == name)
    }

    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.body).expect("the body is text")
    }

    /// The parts of a multipart body: disposition, the headers of these names where they are given, content.
    pub(crate) fn parts(&self, headers: &[&str]) -> Vec<String> {
        let (_, boundary) = self.header("content-type").split_once("boundary=").expect("there is a boundary");
        let boundary = format!("--{boundary}");
        let parts = self.text().split(&boundary).filter_map(|part| part.split_once("\r\n\r\n"));
        let parts = parts.map(|(head, content)| {
            let header = |name: &&str| head.lines().find_map(|line| line.strip_prefix(&format!("{name}: ")));
            let headers = ["Content-Disposition"].iter().chain(headers).filter_map(header);
            headers.chain([content.trim_end_matches("\r\n")]).collect::<Vec<_>>().join("|")
        });
        parts.collect()
    }

    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).expect("the body is JSON")
    }
}

/// The server; it ends with the test.
pub(crate) struct Server {
    port: u16,
    seen: Arc<Mutex<Vec<Seen>>>,
}

impl Server {
    /// Answers request after request as told, and the last answer ever after.
    pub(crate) fn answering(answers: impl IntoIterator<Item = Answer>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = listener.local_addr().expect("its address").port();
        let seen = Arc::new(Mutex::new(Vec::new()));
        let answers = Arc::new(Mutex::new(answers.into_iter().collect::<VecDeque<_>>()));
        let record = Arc::clone(&seen);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (answers, record) = (Arc::clone(&answers), Arc::clone(&record));
                thread::spawn(move || serve(&stream, &answers, &record));
            }
        });
        Self { port, seen }
    }

    /// Answers every request without content.
    pub(crate) fn silent() -> Self {
        Self::answering([Answer::empty(204)])
    }

    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// The last request.
    pub(crate) fn last(&self) -> Seen {
        self.all().pop().expect("a request came")
    }

    pub(crate) fn all(&self) -> Vec<Seen> {
        self.seen.lock().expect("no test panics with it").clone()
    }
}

fn serve(stream: &TcpStream, answers: &Mutex<VecDeque<Answer>>, seen: &Mutex<Vec<Seen>>) {
    let mut reader = BufReader::new(stream);
    while let Some(request) = read(&mut reader) {
        let head_only = request.method == "HEAD";
        seen.lock().expect("no test panics with it").push(request);
        let mut answers = answers.lock().expect("no test panics with it");
        let answer = if answers.len() > 1 { answers.pop_front() } else { answers.front().cloned() };
        drop(write(stream, &answer.expect("there is an answer"), head_only));
    }
}

fn read(reader: &mut impl BufRead) -> Option<Seen> {
    let mut line = || {
        let mut line = String::new();
        reader.read_line(&mut line).ok().filter(|length| *length > 0)?;
        Some(line.trim_end().to_owned())
    };
    let request = line()?;
    let mut words = request.split(' ');
    let (method, target) = (words.next()?.to_owned(), words.next()?.to_owned());
    let mut headers = Vec::new();
    while let Some((name, value)) = line()?.split_once(':') {
        headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    let mut seen = Seen { method, target, headers, body: Vec::new() };
    seen.body = vec![0; seen.header("content-length").parse().unwrap_or(0)];
    reader.read_exact(&mut seen.body).ok()?;
    Some(seen)
}

fn write(mut stream: &TcpStream, answer: &Answer, head_only: bool) -> std::io::Result<()> {
    let mut head = format!("HTTP/1.1 {} Told\r\n", answer.status);
    for (name, value) in &answer.headers {
        head.extend([name, ": ", value, "\r\n"]);
    }
    if !matches!(answer.status, 204 | 304) {
        head.extend(["content-length: ", &answer.body.len().to_string(), "\r\n"]);
    }
    stream.write_all(head.as_bytes())?;
    stream.write_all(b"\r\n")?;
    stream.write_all(if head_only { &[] } else { &answer.body })
}
