//! Links to the next page: wherever they lead, requests and the key in them stay with the service.

use lowcodeapi_runtime::{Call, Endpoint, ErrorCode, Pages, Paging, Value};
use test_support::Random;
use tokio::runtime::Runtime;

use super::Subject;
use super::service::{Service, TOKEN, plain, plain_of, runtime};

pub(super) struct Links {
    runtime: Runtime,
    service: Service,
    client: plain::Client,
}

static LIST: Endpoint = Endpoint::get("List", "/list");
static BY_HEADER: Paging = Paging::header();
static BY_MEMBER: Paging = Paging::link(&["next"]);

/// Where every request has to go.
const HOST: &str = "https://api.example.com/";

impl Subject for Links {
    const NAME: &'static str = "links";
    const WORDS: &'static [&'static str] = &[
        "<",
        ">",
        ";",
        ",",
        "rel=next",
        "rel=\"next\"",
        "rel=\"prev next\"",
        "https://",
        "http://",
        "//",
        "@",
        "\\",
        "\t",
        "https://api.example.com",
        "https://evil.example",
        ":443",
        "/../",
        "?page=2",
        "#",
        "%2f",
        "x-key=",
    ];

    fn new() -> Self {
        let service = Service::default();
        Self { runtime: runtime(), client: plain_of(&service), service }
    }

    fn try_input(&mut self, input: &[u8], random: &mut Random) -> Result<(), String> {
        let text = String::from_utf8_lossy(input);
        let body = serde_json::json!({"next": text}).to_string().into_bytes();
        let paging = *random.choose(&[&BY_HEADER, &BY_MEMBER]);
        self.service.script(200, vec![("link", input.to_vec())], vec![body]);
        self.runtime.block_on(async {
            let call: Call<Value, ErrorCode> = self.client.core().call(&LIST);
            let mut pages = Pages::new(call, paging);
            for _ in 0..4 {
                if !matches!(pages.next().await, Ok(Some(_))) {
                    break;
                }
            }
        });
        for (url, ..) in self.service.seen() {
            if !url.starts_with(HOST) {
                return Err(format!("a link led to {url}"));
            }
            if url.contains(TOKEN) {
                return Err(format!("the key is in {url}"));
            }
        }
        Ok(())
    }
}
