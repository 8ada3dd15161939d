//! A stand-in for the part of the UpCloud API that the console uses.
//!
//! [`cloud`] holds the rules and knows nothing of HTTP; [`scenario`] builds worlds to begin
//! with. With the feature `edge`, `edge` is HTTP around them, and `app` joins all into a router
//! that tests can call without a port.

#[cfg(feature = "edge")]
pub mod args;
pub mod cloud;
#[cfg(feature = "edge")]
pub mod duration;
#[cfg(feature = "edge")]
pub mod edge;
pub mod random;
pub mod scenario;

#[cfg(feature = "edge")]
pub use edge::serve::serve;
#[cfg(feature = "edge")]
pub use edge::shared::{Emulator, Options, Settings, Site};

/// The stand-in as a router: the API below `/1.3`, and what the options ask for besides.
#[cfg(feature = "edge")]
pub fn app(emulator: Emulator) -> axum::Router {
    use axum::routing::any;

    let mut app = axum::Router::new();
    if emulator.options().control {
        app = app.merge(edge::control::routes());
    }
    app = match &emulator.options().site {
        // Without a site every path is the API's, which refuses unknown ones itself.
        None => app.fallback(edge::api::handle),
        Some(site) => app
            .route("/1.3", any(edge::api::handle))
            .route("/1.3/", any(edge::api::handle))
            .route("/1.3/{*path}", any(edge::api::handle))
            .fallback_service(edge::site::service(site)),
    };
    app.with_state(emulator)
}
