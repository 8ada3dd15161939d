//! A built console on the API's origin, served as in production.

use std::path::PathBuf;

use axum::{
    Router,
    extract::Request,
    http::{
        StatusCode, Uri,
        header::{self, HeaderName, HeaderValue},
    },
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use tower::ServiceExt;
use tower_http::services::{ServeDir, ServeFile};

use super::options::Site;

/// The security headers that the console must work under. A test keeps them equal to those in
/// `deploy/`.
pub const SECURITY: [(HeaderName, &str); 7] = [
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' \
         'sha256-rgRbzmVtCpAoFY4wnsiSxHq4XS5qc2ETwy0++RbMiHc='; style-src 'self'; \
         connect-src 'self'; img-src 'self' data:; form-action 'none'; base-uri 'self'; \
         frame-ancestors 'none'; require-trusted-types-for 'script'; \
         trusted-types upcloud-peerings",
    ),
    (
        header::STRICT_TRANSPORT_SECURITY,
        "max-age=63072000; includeSubDomains",
    ),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("permissions-policy"),
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), hid=(), \
         magnetometer=(), microphone=(), midi=(), payment=(), serial=(), usb=(), \
         xr-spatial-tracking=()",
    ),
];

/// The files of the site below its base path, and `index.html` for the console's pages.
pub fn service(site: &Site) -> Router {
    let (folder, base) = (site.folder.clone(), site.base.clone());
    Router::new().fallback(get(move |request: Request| {
        let (folder, base) = (folder.clone(), base.clone());
        async move { secure(respond(folder, &base, request).await) }
    }))
}

async fn respond(folder: PathBuf, base: &str, request: Request) -> Response {
    let path = request.uri().path().to_owned();
    if format!("{path}/") == base {
        let query = request.uri().query().map(|query| format!("?{query}"));
        let target = format!("{base}{}", query.unwrap_or_default());
        return Redirect::permanent(&target).into_response();
    }
    let Some(inside) = path.strip_prefix(base) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let Ok(uri) = format!("/{inside}").parse::<Uri>() else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let (mut parts, body) = request.into_parts();
    parts.uri = uri;
    let request = Request::from_parts(parts, body);
    let found = if is_file(inside) {
        let files = ServeDir::new(folder)
            .precompressed_br()
            .precompressed_gzip();
        files.oneshot(request).await.into_response()
    } else {
        let index = ServeFile::new(folder.join("index.html"));
        let index = index.precompressed_br().precompressed_gzip();
        index.oneshot(request).await.into_response()
    };
    let mut response = found;
    let hashed = is_file(inside) && inside.split('/').any(is_hashed);
    let caching = if hashed && response.status().is_success() {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static(caching));
    response
}

/// The last segment of a file has a dot; pages of the console have none.
fn is_file(path: &str) -> bool {
    path.rsplit('/')
        .next()
        .is_some_and(|last| last.contains('.') && last != "index.html")
}

/// Whether the build put a content hash into the name, such as
/// `console-1a2b3c4d5e6f7081_bg.wasm`. It omits leading zeros, hence 12 instead of 16 digits.
fn is_hashed(name: &str) -> bool {
    name.split(['-', '.', '_']).skip(1).any(|part| {
        part.len() >= 12
            && part
                .bytes()
                .all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
    })
}

fn secure(mut response: Response) -> Response {
    for (name, value) in SECURITY {
        response
            .headers_mut()
            .insert(name, HeaderValue::from_static(value));
    }
    response
}

#[cfg(test)]
mod tests {
    use super::{is_file, is_hashed};

    #[test]
    fn pages_files_and_hashed_files_are_distinguished() {
        assert!(!is_file("") && !is_file("peerings/0f58c3e7-1a94-4b6d-8e20-c7d1f9a2b354"));
        assert!(is_file("favicon.svg") && is_file("a/boot.js") && !is_file("index.html"));
        assert!(is_hashed("console-1a2b3c4d5e6f7081_bg.wasm"));
        assert!(is_hashed("app-f30b61ce3f7a4.css"));
        assert!(!is_hashed("favicon.svg") && !is_hashed("peering-map.js"));
    }
}
