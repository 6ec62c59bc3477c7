//! Calls whose answer is read while it comes in, whoever waits for it.

use std::path::PathBuf;
use std::sync::Arc;

use super::Call;
use crate::core::Mode;
use crate::error::{Error, ErrorCodes};
use crate::outgoing::Added;
use crate::send;
use crate::stream::{self, Download, Events, Framing, ReadData, Request, Saved};

impl<T, C: ErrorCodes, M: Mode> Call<T, C, M> {
    /// Has a member of the body be `true`, which makes the service answer with a stream.
    pub fn switched_on(self, member: &'static str) -> Self {
        self.adding(Added::Switch(member))
    }

    pub(crate) async fn open(self) -> Result<Download<C>, Error<C>> {
        self.streamed().opened().await
    }

    fn streamed(mut self) -> Self {
        self.outgoing.streamed = true;
        // What a redirect says is no part of what was to be downloaded.
        self.outgoing.redirects = &[];
        self
    }

    /// The same, and the request, which may be sent again.
    async fn open_again(self) -> Result<(Download<C>, Request), Error<C>> {
        let mut call = self.streamed();
        let request = Request::keep(Arc::clone(&call.core.shared), &mut call.outgoing);
        Ok((call.opened().await?, request))
    }

    async fn opened(self) -> Result<Download<C>, Error<C>> {
        let (endpoint, shared) = (self.outgoing.endpoint, self.core.shared);
        let patience = self.outgoing.timeout.unwrap_or(shared.settings.timeout);
        let answer = send::send(&shared, self.outgoing).await?.answer;
        let download = Download::new(answer, endpoint.operation, patience, &shared.scrubber);
        Ok(download.at_most(shared.settings.max_stream_bytes))
    }

    pub(crate) async fn open_file(self, path: PathBuf) -> Result<Saved, Error<C>> {
        let shared = self.core.shared;
        Ok(stream::save(&shared, self.outgoing, path).await?)
    }

    pub(crate) async fn open_events(self) -> Result<Events<C>, Error<C>> {
        let (opened, request) = self.accept("text/event-stream").open_again().await?;
        Ok(Events::of_text(opened, request))
    }

    pub(crate) async fn open_typed<D>(
        self,
        media_type: &'static str,
        read: ReadData<D>,
    ) -> Result<Events<C, D>, Error<C>> {
        let (opened, request) = self.accept(media_type).open_again().await?;
        Ok(Events::new(opened, request, Framing::of(media_type), read))
    }
}
