//! Headers that all answers carry, and those of cross-origin requests.

use crate::cloud::moment::Moment;
use axum::http::header::{self, HeaderMap, HeaderName, HeaderValue};

/// Correlation id of an answer (recorded since December 2025).
pub const UPCLOUD_CID: HeaderName = HeaderName::from_static("upcloud-cid");

const CROCKFORD: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// A ULID: 48 bits of time, 80 of chance, in Crockford's Base32.
#[must_use]
pub fn ulid(now: Moment, fresh: u128) -> String {
    let value = u128::from(now.0 & 0xffff_ffff_ffff) << 80 | fresh >> 48;
    let digit = |place: u32| {
        let index = usize::try_from(value >> (5 * place) & 31).unwrap_or(0);
        CROCKFORD.get(index).copied().map_or('0', char::from)
    };
    (0..26).rev().map(digit).collect()
}

/// Adds the headers that recorded answers of the API have.
pub fn usual(headers: &mut HeaderMap, now: Moment, fresh: u128) {
    headers.insert(header::SERVER, HeaderValue::from_static("Apache"));
    headers.insert(
        header::STRICT_TRANSPORT_SECURITY,
        HeaderValue::from_static("max-age=63072000"),
    );
    if let Ok(cid) = HeaderValue::from_str(&ulid(now, fresh)) {
        headers.insert(UPCLOUD_CID, cid);
    }
}

/// The origin of a request, if it is one of those allowed.
#[must_use]
pub fn allowed_origin(headers: &HeaderMap, allowed: &[String]) -> Option<HeaderValue> {
    let origin = headers.get(header::ORIGIN)?;
    allowed
        .iter()
        .any(|one| one.as_bytes() == origin.as_bytes())
        .then(|| origin.clone())
}

/// Lets a page of this origin read the answer.
pub fn share(headers: &mut HeaderMap, origin: HeaderValue) {
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    headers.insert(header::VARY, HeaderValue::from_static("Origin"));
    headers.insert(
        header::ACCESS_CONTROL_EXPOSE_HEADERS,
        HeaderValue::from_static("Upcloud-Cid, Retry-After"),
    );
}

/// What a preflight is told besides.
pub fn preflight(headers: &mut HeaderMap) {
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

#[cfg(test)]
mod tests {
    use super::ulid;
    use crate::cloud::moment::Moment;

    #[test]
    fn correlation_ids_begin_with_the_time() {
        let id = ulid(Moment(1_768_916_641_410), u128::MAX);
        assert_eq!(id, "01KFDTBSM2ZZZZZZZZZZZZZZZZ");
        assert_eq!(ulid(Moment(0), 0), "0".repeat(26));
    }
}
