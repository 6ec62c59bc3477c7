//! A gigabyte goes up and down in less memory than a sixteenth of it.
#![cfg(target_os = "linux")]

use std::io::{self, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;

use lowcodeapi_runtime::{File, Upload};
use semantics::transfer::Client;
use semantics::transfer::types::SendFormRequest;

const GIGABYTE: u64 = 1 << 30;

/// The most memory this process may ever have had, in KiB: the server's is in it.
const LIMIT: u64 = 64 << 10;

/// The most memory this process ever had, in KiB.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches(" kB").parse().unwrap()
}

/// Takes whatever comes, and gives a gigabyte to whoever asks for a file.
fn serve(mut stream: TcpStream) -> io::Result<()> {
    let mut piece = vec![0; 1 << 16];
    let mut head = Vec::new();
    let end = loop {
        let count = stream.read(&mut piece)?;
        head.extend_from_slice(&piece[..count]);
        if let Some(end) = head.windows(4).position(|window| window == b"\r\n\r\n") {
            break end + 4;
        }
    };
    if head.starts_with(b"GET") {
        write!(
            stream,
            "HTTP/1.1 200 OK\r\ncontent-type: application/octet-stream\r\ncontent-length: {GIGABYTE}\r\n\r\n"
        )?;
        return (0..GIGABYTE / piece.len() as u64).try_for_each(|_| stream.write_all(&piece));
    }
    let text = String::from_utf8_lossy(&head[..end]).to_lowercase();
    let length = text.lines().find_map(|line| line.strip_prefix("content-length: "));
    let length: Option<u64> = length.map(|length| length.parse().unwrap());
    // A form with a part of unknown length has none.
    assert!(!text.starts_with("post /forms") || length.is_none(), "{text}");
    let mut last = head[end..].to_vec();
    let mut taken = last.len() as u64;
    while length.map_or(!last.ends_with(b"0\r\n\r\n"), |length| taken < length) {
        let count = stream.read(&mut piece)?;
        // The end of what has no length may come in several pieces.
        last.extend_from_slice(&piece[..count]);
        last.drain(..last.len().saturating_sub(5));
        taken += count as u64;
    }
    assert!(taken >= GIGABYTE, "{taken} bytes came");
    stream.write_all(b"HTTP/1.1 204 Done\r\nconnection: close\r\n\r\n")
}

#[tokio::test]
#[ignore = "moves five gigabytes: `.ci/run heavy`"]
async fn a_gigabyte_goes_both_ways_in_constant_memory() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            thread::spawn(move || serve(stream).unwrap());
        }
    });
    let client = Client::builder().base_url(url).build().unwrap();
    let scratch = test_support::Scratch::new();
    let path = scratch.path("large");
    std::fs::File::create(&path).unwrap().set_len(GIGABYTE).unwrap();
    let reader = || Upload::from_reader(io::repeat(7).take(GIGABYTE));

    client.put_file("a", Upload::from_path(&path)).await.unwrap();
    client.put_file("a", reader()).await.unwrap();
    client.put_file("a", reader().length(GIGABYTE)).await.unwrap();
    client.send_form(SendFormRequest::new(File::new("a", reader())).title("A")).await.unwrap();
    let saved = client.get_file("a").save_to(scratch.path("saved")).await.unwrap();
    assert_eq!(saved.bytes, GIGABYTE);

    let peak = peak();
    assert!(peak < LIMIT, "{peak} KiB of memory were used");
    println!("{peak} KiB of memory were used at most");
}
