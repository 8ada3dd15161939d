//! The stand-in as an axum router.

use axum::{Router, routing::any};

use super::{api, control, emulator::Emulator, site};

/// The API below `/1.3`, and the control routes and the site if the options ask for them. Tests
/// can call it without a port.
pub fn app(emulator: Emulator) -> Router {
    let mut app = Router::new();
    if emulator.options().control {
        app = app.merge(control::routes());
    }
    app = match &emulator.options().site {
        // Without a site every path belongs to the API, which refuses unknown ones itself.
        None => app.fallback(api::handle),
        Some(site) => app
            .route("/1.3", any(api::handle))
            .route("/1.3/", any(api::handle))
            .route("/1.3/{*path}", any(api::handle))
            .fallback_service(site::service(site)),
    };
    app.with_state(emulator)
}
