//! The accept loop. axum's own cannot drop a connection, which some faults do.

use std::{future::Future, net::SocketAddr, pin::pin, time::Duration};

use axum::{Router, body::Body, extract::ConnectInfo};
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::{
    net::{TcpListener, TcpStream},
    sync::watch,
    task::JoinSet,
};
use tower::ServiceExt;

use super::{app::app, emulator::Emulator, hangup::Hangup};

/// How long open requests may take after shutdown begins.
const GRACE_PERIOD: Duration = Duration::from_secs(5);

/// Serves until `shutdown` completes, then gives open requests 5 seconds to finish.
pub async fn serve(
    listener: TcpListener,
    emulator: Emulator,
    shutdown: impl Future<Output = ()> + Send,
) {
    let options = emulator.options();
    // When a reused connection is dropped, browsers silently repeat the request, which would hide
    // the fault. They do not when the connection is new.
    let keep_alive = !(options.control || options.settings.fault_rate > 0.0);
    let app = app(emulator);
    let (stop, stopped) = watch::channel(());
    let mut connections = JoinSet::new();
    let mut shutdown = pin!(shutdown);
    loop {
        tokio::select! {
            () = &mut shutdown => break,
            accepted = listener.accept() => match accepted {
                Ok((stream, peer)) => {
                    let connection =
                        serve_connection(stream, peer, app.clone(), keep_alive, stopped.clone());
                    connections.spawn(connection);
                }
                // Out of file handles: wait until some are closed.
                Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
            },
            Some(_) = connections.join_next() => {}
        }
    }
    drop(listener);
    drop(stop);
    let finish = async { while connections.join_next().await.is_some() {} };
    // Dropping the set ends the connections that remain.
    let _ = tokio::time::timeout(GRACE_PERIOD, finish).await;
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
        () = hangup.requested() => return,
        _ = stopped.changed() => connection.as_mut().graceful_shutdown(),
    }
    tokio::select! {
        _ = connection => {}
        () = hangup.requested() => {}
    }
}
