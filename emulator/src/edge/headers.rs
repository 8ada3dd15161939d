//! Headers of all responses, and those of cross-origin requests.

use axum::http::header::{self, HeaderMap, HeaderName, HeaderValue};

use crate::cloud::{id::ulid, moment::Moment};

/// Correlation id of a response (recorded since December 2025).
pub const UPCLOUD_CID: HeaderName = HeaderName::from_static("upcloud-cid");

/// The headers of recorded responses.
pub fn add_standard_headers(headers: &mut HeaderMap, now: Moment, random_bits: u128) {
    headers.insert(header::SERVER, HeaderValue::from_static("Apache"));
    headers.insert(
        header::STRICT_TRANSPORT_SECURITY,
        HeaderValue::from_static("max-age=63072000"),
    );
    if let Ok(cid) = HeaderValue::from_str(&ulid(now, random_bits)) {
        headers.insert(UPCLOUD_CID, cid);
    }
}

/// The `Origin` of a request, if it is allowed.
#[must_use]
pub fn allowed_origin(headers: &HeaderMap, allowed: &[String]) -> Option<HeaderValue> {
    let origin = headers.get(header::ORIGIN)?;
    allowed
        .iter()
        .any(|one| one.as_bytes() == origin.as_bytes())
        .then(|| origin.clone())
}

/// Lets pages of this origin read the response.
pub fn allow_origin(headers: &mut HeaderMap, origin: HeaderValue) {
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    headers.insert(header::VARY, HeaderValue::from_static("Origin"));
    headers.insert(
        header::ACCESS_CONTROL_EXPOSE_HEADERS,
        HeaderValue::from_static("Upcloud-Cid, Retry-After"),
    );
}

pub fn add_preflight_headers(headers: &mut HeaderMap) {
    headers.insert(
        header::ACCESS_CONTROL_ALLOW_METHODS,
        HeaderValue::from_static("GET, POST, PUT, PATCH, DELETE"),
    );
    headers.insert(
        header::ACCESS_CONTROL_ALLOW_HEADERS,
        HeaderValue::from_static("Authorization, Content-Type"),
    );
    headers.insert(
        header::ACCESS_CONTROL_MAX_AGE,
        HeaderValue::from_static("600"),
    );
}
