//! Another server: whoever gets out of a mail comes here.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{SocketAddr, TcpListener};
use std::sync::{Arc, Mutex};

/// The page that is looked at, and the blank one the browser starts with.
pub(crate) const PAGES: usize = 2;

const CONTROL: &str = "<title>control</title><iframe style='width: 400px; height: 300px' \
                       srcdoc=\"<a style='position: fixed; inset: 0' href=/clicked target=_top>x</a>\"></iframe>";

/// A server that remembers its visitors.
pub(crate) struct Trap {
    address: SocketAddr,
    visited: Arc<Mutex<Vec<String>>>,
}

impl Trap {
    /// Its thread ends with the test.
    pub(crate) fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let visited = Arc::new(Mutex::new(Vec::new()));
        let seen = visited.clone();
        std::thread::spawn(move || {
            for mut stream in listener.incoming().flatten() {
                let seen = seen.clone();
                std::thread::spawn(move || {
                    let mut lines = BufReader::new(stream.try_clone().unwrap()).lines().map_while(Result::ok);
                    // Browsers also connect just in case.
                    let Some(first) = lines.next() else { return };
                    let path = first.split(' ').nth(1).unwrap_or_default().to_owned();
                    for _ in lines.take_while(|line| !line.is_empty()) {}
                    if path != "/favicon.ico" {
                        seen.lock().unwrap().push(path);
                    }
                    let length = CONTROL.len();
                    let head = format!(
                        "HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n"
                    );
                    let _ =
                        stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(CONTROL.as_bytes()));
                });
            }
        });
        Self { address, visited }
    }

    /// Its base URL.
    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The paths that were asked for.
    pub(crate) fn visited(&self) -> Vec<String> {
        self.visited.lock().unwrap().clone()
    }
}
