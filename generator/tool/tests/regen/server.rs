//! A service on loopback that answers as told.

use std::fmt::Write as _;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// An answer.
#[derive(Clone)]
pub(crate) struct Reply {
    status: u16,
    headers: Vec<(&'static str, String)>,
    body: Vec<u8>,
    /// Bytes the header promises beyond those that come.
    withheld: usize,
    delay: Duration,
}

impl Reply {
    /// 200 with a body, under a content type that says nothing.
    pub(crate) fn ok(body: impl Into<Vec<u8>>) -> Self {
        let headers = vec![("Content-Type", "application/octet-stream".to_owned())];
        Self { status: 200, headers, body: body.into(), withheld: 0, delay: Duration::ZERO }
    }

    /// A status with the service's kind of error body.
    pub(crate) fn status(status: u16) -> Self {
        Self { status, ..Self::ok(r#"{"message":"Not Found"}"#) }
    }

    /// A redirect.
    pub(crate) fn redirect(location: impl Into<String>) -> Self {
        Self::status(302).header("Location", location)
    }

    /// With one more header.
    pub(crate) fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// After a while.
    pub(crate) fn after(self, delay: Duration) -> Self {
        Self { delay, ..self }
    }

    /// Broken off before its end.
    pub(crate) fn broken_off(self) -> Self {
        Self { withheld: 1000, ..self }
    }

    fn send(&self, stream: &mut TcpStream) {
        thread::sleep(self.delay);
        let mut head = format!("HTTP/1.1 {} Whatever\r\nConnection: close\r\n", self.status);
        for (name, value) in &self.headers {
            let _ = write!(head, "{name}: {value}\r\n");
        }
        let _ = write!(head, "Content-Length: {}\r\n\r\n", self.body.len() + self.withheld);
        // A client that has seen enough hangs up; that is its right.
        let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(&self.body));
    }
}

/// The service. Its thread ends with the test process.
pub(crate) struct Server {
    port: u16,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Server {
    /// Answers each path as the function says.
    pub(crate) fn start(answer: impl Fn(&str) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let (answer, log) = (Arc::new(answer), asked.clone());
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (answer, log) = (answer.clone(), log.clone());
                thread::spawn(move || serve(stream, &*answer, &log));
            }
        });
        Self { port, asked }
    }

    /// One document at `/shop/openapi`, nothing else.
    pub(crate) fn openapi(document: impl Into<Vec<u8>>) -> Self {
        let reply = Reply::ok(document);
        Self::start(move |path| if path == "/shop/openapi" { reply.clone() } else { Reply::status(404) })
    }

    /// One document at `/shop/definition`, nothing else.
    pub(crate) fn definition(document: impl Into<Vec<u8>>) -> Self {
        let reply = Reply::ok(document);
        Self::start(move |path| if path == "/shop/definition" { reply.clone() } else { Reply::status(404) })
    }

    /// Its address.
    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// The paths that were asked for, in order.
    pub(crate) fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}

fn serve(mut stream: TcpStream, answer: &dyn Fn(&str) -> Reply, log: &Mutex<Vec<String>>) {
    let mut lines = BufReader::new(stream.try_clone().unwrap()).lines().map_while(Result::ok);
    let Some(path) = lines.next().and_then(|line| line.split(' ').nth(1).map(str::to_owned)) else { return };
    for _ in lines.by_ref().take_while(|line| !line.is_empty()) {}
    log.lock().unwrap().push(path.clone());
    answer(&path).send(&mut stream);
}
