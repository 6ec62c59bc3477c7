//! Streams of events: the same events however the stream is cut.

use lowcodeapi_runtime::{Call, Endpoint, ErrorCode, Value};
use test_support::Random;
use tokio::runtime::Runtime;

use super::Subject;
use super::service::{Service, cut, plain, plain_of, runtime};

pub(super) struct Events {
    runtime: Runtime,
    service: Service,
    client: plain::Client,
}

/// An event, or why there is none.
type Seen = Result<(String, Value, Option<String>), String>;

static WATCH: Endpoint = Endpoint::get("Watch", "/watch");

impl Subject for Events {
    const NAME: &'static str = "events";
    const WORDS: &'static [&'static str] = &[
        "data:",
        "data: ",
        "event: ",
        "id: ",
        "retry: ",
        ": ",
        "\n",
        "\r",
        "\r\n",
        "\n\n",
        "\r\r",
        "\u{feff}",
        "[DONE]",
        "\u{1e}",
        "{}",
        "null",
        "\"",
        "\0",
        "99999999999999999999",
    ];

    fn new() -> Self {
        let service = Service::default();
        Self { runtime: runtime(), client: plain_of(&service), service }
    }

    fn try_input(&mut self, input: &[u8], random: &mut Random) -> Result<(), String> {
        let media_type =
            *random.choose(&["text/event-stream", "application/x-ndjson", "application/json-seq"]);
        let whole = self.read(media_type, vec![input.to_vec()])?;
        let pieces = self.read(media_type, cut(input, random))?;
        if whole == pieces {
            return Ok(());
        }
        Err(format!("events of {media_type} depend on how the stream is cut: {whole:?}, {pieces:?}"))
    }
}

impl Events {
    fn read(&self, media_type: &'static str, pieces: Vec<Vec<u8>>) -> Result<Vec<Seen>, String> {
        self.service.script(200, vec![("content-type", media_type.into())], pieces);
        self.runtime.block_on(async {
            let call: Call<Value, ErrorCode> = self.client.core().call(&WATCH);
            let mut events = call.events_of::<Value>(media_type).await.map_err(|error| error.to_string())?;
            let mut seen = Vec::new();
            loop {
                match events.next().await {
                    Ok(None) => return Ok(seen),
                    Ok(Some(event)) => seen.push(Ok((event.event, event.data, event.id))),
                    Err(error) => seen.push(Err(error.to_string())),
                }
                if seen.len() > 100_000 {
                    return Err("the stream has no end".to_owned());
                }
            }
        })
    }
}
