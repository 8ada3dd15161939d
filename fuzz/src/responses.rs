//! Responses of the API, or of whatever sits between.

use std::{fmt::Debug, time::Duration};

use domain::api::{
    decode::{self, Listed, PeeringReader},
    error::{ApiError, ErrorKind},
    retry,
};
use serde_json::Value;

/// A list of peerings, read in one piece and in several.
pub(crate) fn peerings(bytes: &[u8]) {
    let read_in_pieces_of = |length: usize| {
        let mut reader = PeeringReader::default();
        for piece in bytes.chunks(length.max(1)) {
            reader.push(piece);
        }
        reader.finish()
    };
    let read = read_in_pieces_of(bytes.len());
    for length in [1, 7, bytes.len() / 2] {
        let again = read_in_pieces_of(length);
        // If it is not JSON, the reason names a position within a piece.
        assert_eq!(again.is_ok(), read.is_ok(), "in pieces of {length}");
        if read.is_ok() {
            assert_eq!(again, read, "in pieces of {length}");
        }
    }
    let text = String::from_utf8_lossy(bytes);
    if read.is_ok() {
        let text = text.trim_start_matches('\u{feff}');
        let json: Result<serde::de::IgnoredAny, _> = serde_json::from_str(text);
        assert!(json.is_ok(), "only JSON is accepted");
    }
    // With two lists of the same name, either may be read.
    if text.matches("network_peering").count() == 2 && !text.contains("\\u00") {
        check_list(&text, ["network_peerings", "network_peering"], &read);
    }
    check_error(&decode::peering(&text));
}

/// All other responses.
pub(crate) fn inventory(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let networks = decode::networks(&text);
    check_list(&text, ["networks", "network"], &networks);
    let routers = decode::routers(&text);
    check_list(&text, ["routers", "router"], &routers);
    let zones = decode::zones(&text);
    check_list(&text, ["zones", "zone"], &zones);
    check_error(&decode::network(&text));
    check_error(&decode::router(&text));
    check_error(&decode::account(&text));
    check_error(&decode::peerings_used(&text));
}

/// An error with any body and headers.
pub(crate) fn error(bytes: &[u8]) {
    let body = String::from_utf8_lossy(bytes);
    let header = body.lines().next().filter(|line| !line.is_empty());
    let statuses = [
        0,
        301,
        400,
        401,
        403,
        404,
        409,
        418,
        429,
        500,
        503,
        u16::MAX,
    ];
    for status in statuses {
        let error = ApiError::answered(status, &body, header, header);
        assert_eq!(error.status, Some(status));
        assert!(!error.message.trim().is_empty() && !error.advice().is_empty());
        assert_eq!(error.outcome_unknown(), !(400..500).contains(&status));
        assert!(error.in_a_line().contains(&status.to_string()));
        let wait = retry::delay(1, &error, 0.5);
        assert!(wait.is_none_or(|wait| wait <= Duration::from_secs(10)));
    }
}

fn check_error<T: Debug>(read: &Result<T, ApiError>) {
    if let Err(error) = read {
        assert_eq!(error.kind, ErrorKind::Unreadable);
        assert!(error.outcome_unknown());
    }
}

/// Each element of a list was read or reported as unreadable.
fn check_list<T: Debug>(text: &str, path: [&str; 2], read: &Result<Listed<T>, ApiError>) {
    check_error(read);
    let [outer, inner] = path;
    let json: Value = serde_json::from_str(text).unwrap_or_default();
    let list = json.get(outer).and_then(|list| list.get(inner));
    if let Some(list) = list.and_then(Value::as_array) {
        let listed = read
            .as_ref()
            .map(|read| read.items.len() + read.unreadable.len());
        assert_eq!(listed.ok(), Some(list.len()));
    }
}
