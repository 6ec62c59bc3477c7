//! Multipart bodies: whatever names, types and content parts have, as many parts come as were put in, with what was in them.

use lowcodeapi_runtime::{Call, Endpoint, ErrorCode, File, Form};
use test_support::Random;
use tokio::runtime::Runtime;

use super::Subject;
use super::service::{Service, plain, plain_of, runtime};

pub(super) struct Multipart {
    runtime: Runtime,
    service: Service,
    client: plain::Client,
}

static UPLOAD: Endpoint = Endpoint::post("Upload", "/upload");

impl Subject for Multipart {
    const NAME: &'static str = "multipart";
    const WORDS: &'static [&'static str] = &[
        "\r\n",
        "\r",
        "\n",
        "\"",
        "%22",
        "--",
        "--lowcodeapi-",
        "\r\n--",
        "\0",
        ";",
        "=",
        "\u{2028}",
        ": ",
        "\r\n\r\n",
    ];

    fn new() -> Self {
        let service = Service::default();
        Self { runtime: runtime(), client: plain_of(&service), service }
    }

    fn try_input(&mut self, input: &[u8], random: &mut Random) -> Result<(), String> {
        let mut part = |input: &[u8]| {
            let (from, to) = (random.below(input.len() + 1), random.below(input.len() + 1));
            input[from.min(to)..from.max(to)].to_vec()
        };
        let [name, file_name, media_type, header] =
            [(); 4].map(|()| String::from_utf8_lossy(&part(input)).into_owned());
        let (content, text) = (part(input), String::from_utf8_lossy(&part(input)).into_owned());
        let file = File::new(&*file_name, content.clone()).content_type(media_type).header("X-Part", header);
        let has_names = random.below(4) > 0;
        let form = if has_names {
            Form::new().upload(&*name, file).field(&*name, &text)
        } else {
            Form::by_position().upload("0", file).item(1, &text)
        };
        self.service.script(204, Vec::new(), Vec::new());
        let call: Call<(), ErrorCode> = self.client.core().call(&UPLOAD).read_nothing();
        self.runtime.block_on(async { call.multipart(form).await }).map_err(|error| error.to_string())?;
        let [(_, content_type, body)] = &self.service.seen()[..] else {
            return Err("not one request came".to_owned());
        };
        let parts = parts(content_type, body).ok_or("the body is no multipart")?;
        let [(first, sent), (second, field)] = &parts[..] else {
            return Err(format!("{} parts came of two", parts.len()));
        };
        let name = quoted(&name);
        let file_name = quoted(&file_name);
        let file_name = format!("; filename=\"{file_name}\"");
        let (of_file, of_field) = if has_names {
            let of_field = format!("form-data; name=\"{name}\"");
            (of_field.clone() + &file_name, of_field)
        } else {
            (format!("attachment{file_name}"), String::new())
        };
        if *first != of_file || *second != of_field {
            return Err(format!("the parts say that they are {first:?} and {second:?}"));
        }
        if *sent != content || *field != text.as_bytes() {
            return Err("the content is another".to_owned());
        }
        Ok(())
    }
}

/// As browsers do it (WHATWG HTML, "multipart form data").
fn quoted(name: &str) -> String {
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}

/// The parts of a body (RFC 2046, section 5.1.1): what each says of itself, and its content.
fn parts(content_type: &str, body: &[u8]) -> Option<Vec<(String, Vec<u8>)>> {
    let boundary = content_type.strip_prefix("multipart/form-data; boundary=")?;
    let mut rest = body.strip_prefix(format!("--{boundary}\r\n").as_bytes())?;
    let mut parts = Vec::new();
    loop {
        let delimiter = format!("\r\n--{boundary}");
        let end = find(rest, delimiter.as_bytes())?;
        let part = &rest[..end];
        // A part may say nothing of itself.
        let (head, content) = if let Some(content) = part.strip_prefix(b"\r\n") {
            (&b""[..], content)
        } else {
            let head_ends = find(part, b"\r\n\r\n")?;
            (&part[..head_ends], &part[head_ends + 4..])
        };
        let mut lines =
            std::str::from_utf8(head).ok()?.split("\r\n").filter(|line| !line.is_empty()).peekable();
        let disposition = lines.next_if(|line| line.starts_with("Content-Disposition: "));
        let disposition =
            disposition.and_then(|line| line.strip_prefix("Content-Disposition: ")).unwrap_or_default();
        if lines.any(|line| !line.starts_with("Content-Type: ") && !line.starts_with("X-Part: ")) {
            return None;
        }
        parts.push((disposition.to_owned(), content.to_vec()));
        rest = &rest[end + delimiter.len()..];
        match rest {
            b"--\r\n" => return Some(parts),
            _ => rest = rest.strip_prefix(b"\r\n")?,
        }
    }
}

fn find(text: &[u8], what: &[u8]) -> Option<usize> {
    text.windows(what.len()).position(|window| window == what)
}
