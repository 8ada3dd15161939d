//! The accept loop. Not axum's own, because a fault has to be able to drop a connection.

use super::shared::Emulator;
use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::response::Response;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use std::future::Future;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Notify, watch};
use tokio::task::JoinSet;
use tower::ServiceExt;

/// How long requests under way may take once the server is to stop.
const GRACE: Duration = Duration::from_secs(5);

/// Cuts the connection that a request came over.
#[derive(Clone, Debug, Default)]
pub struct Hangup(Arc<Notify>);

impl Hangup {
    /// Never answers where there is a connection to cut. Without one, as in tests that call
    /// the router directly, the body of the answer fails.
    pub(crate) async fn cut(hangup: Option<&Self>) -> Response {
        if let Some(hangup) = hangup {
            hangup.0.notify_one();
            std::future::pending::<()>().await;
        }
        let cut = std::io::Error::from(std::io::ErrorKind::ConnectionAborted);
        let stream = futures_util::stream::iter([Err::<bytes::Bytes, _>(cut)]);
        Response::new(Body::from_stream(stream))
    }
}

/// Serves until `shutdown` is done, then lets requests under way finish for up to 5 seconds.
pub async fn serve(
    listener: TcpListener,
    emulator: Emulator,
    shutdown: impl Future<Output = ()> + Send,
) {
    let options = emulator.options();
    // A browser silently sends a request again when a connection it had used before is
    // dropped, which would hide the fault. A connection used once is not retried.
    let keep_alive = !(options.control || options.settings.fault_rate > 0.0);
    let app = crate::app(emulator);
    let (stop, stopped) = watch::channel(());
    let mut connections = JoinSet::new();
    let mut shutdown = pin!(shutdown);
    loop {
        tokio::select! {
            () = &mut shutdown => break,
            accepted = listener.accept() => match accepted {
                Ok((stream, peer)) => {
                    let connection = serve_connection(stream, peer, app.clone(), keep_alive, stopped.clone());
                    connections.spawn(connection);
                }
                // Out of file handles: wait for some to be closed.
                Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
            },
            Some(_) = connections.join_next() => {}
        }
    }
    drop(listener);
    drop(stop);
    let finish = async { while connections.join_next().await.is_some() {} };
    // Whatever is still running after the grace is dropped with the set.
    let _ = tokio::time::timeout(GRACE, finish).await;
}

async fn serve_connection(
    stream: TcpStream,
    peer: SocketAddr,
    app: Router,
    keep_alive: bool,
    mut stopped: watch::Receiver<()>,
) {
    let hangup = Hangup::default();
    let service = service_fn(|mut request: hyper::Request<hyper::body::Incoming>| {
        request.extensions_mut().insert(ConnectInfo(peer));
        request.extensions_mut().insert(hangup.clone());
        app.clone().oneshot(request.map(Body::new))
    });
    let mut connection = pin!(
        hyper::server::conn::http1::Builder::new()
            .title_case_headers(true)
            .keep_alive(keep_alive)
            .serve_connection(TokioIo::new(stream), service)
    );
    tokio::select! {
        _ = connection.as_mut() => return,
        () = hangup.0.notified() => return,
        _ = stopped.changed() => connection.as_mut().graceful_shutdown(),
    }
    tokio::select! {
        _ = connection => {}
        () = hangup.0.notified() => {}
    }
}
