//! Dropping a connection instead of responding.

use std::{
    future::pending,
    io::{Error, ErrorKind},
    sync::Arc,
};

use axum::{body::Body, response::Response};
use bytes::Bytes;
use tokio::sync::Notify;

/// The connection of a request, as one of its extensions.
#[derive(Clone, Debug, Default)]
pub struct Hangup(Arc<Notify>);

impl Hangup {
    /// Drops the connection and never returns. Without a connection, as in tests that call the
    /// router directly, it returns a response whose body fails.
    pub(crate) async fn drop_connection(hangup: Option<&Self>) -> Response {
        if let Some(hangup) = hangup {
            hangup.0.notify_one();
            pending::<()>().await;
        }
        let aborted = Err::<Bytes, _>(Error::from(ErrorKind::ConnectionAborted));
        Response::new(Body::from_stream(futures_util::stream::iter([aborted])))
    }

    pub(super) async fn requested(&self) {
        self.0.notified().await;
    }
}
