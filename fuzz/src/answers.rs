//! What the API, or something in its place, answers.

use std::{fmt::Debug, time::Duration};

use domain::api::{
    decode::{self, Listed, PeeringReader},
    error::{ApiError, ErrorKind},
    retry,
};
use serde_json::Value;

/// The list of peerings, in one piece and in many.
pub(crate) fn peerings(bytes: &[u8]) {
    let in_pieces_of = |length: usize| {
        let mut reader = PeeringReader::default();
        for piece in bytes.chunks(length.max(1)) {
            reader.push(piece);
        }
        reader.finish()
    };
    let read = in_pieces_of(bytes.len());
    for length in [1, 7, bytes.len() / 2] {
        let again = in_pieces_of(length);
        // Where the text is no JSON the reason tells a place in a piece.
        assert_eq!(again.is_ok(), read.is_ok(), "in pieces of {length}");
        if read.is_ok() {
            assert_eq!(again, read, "in pieces of {length}");
        }
    }
    let text = String::from_utf8_lossy(bytes);
    if read.is_ok() {
        let sound = text.trim_start_matches('\u{feff}');
        let json: Result<serde::de::IgnoredAny, _> = serde_json::from_str(sound);
        assert!(json.is_ok(), "what was read is JSON");
    }
    // Of two lists of the same name either may be meant.
    if text.matches("network_peering").count() == 2 && !text.contains("\\u00") {
        complete(&text, ["network_peerings", "network_peering"], &read);
    }
    sound(&decode::peering(&text));
}

/// Everything else that is read.
pub(crate) fn surroundings(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let networks = decode::networks(&text);
    complete(&text, ["networks", "network"], &networks);
    let routers = decode::routers(&text);
    complete(&text, ["routers", "router"], &routers);
    let zones = decode::zones(&text);
    complete(&text, ["zones", "zone"], &zones);
    sound(&decode::network(&text));
    sound(&decode::router(&text));
    sound(&decode::account(&text));
    sound(&decode::peerings_used(&text));
}

/// An error, whatever its body and its headers.
pub(crate) fn error(bytes: &[u8]) {
    let body = String::from_utf8_lossy(bytes);
    let header = body.lines().next().filter(|line| !line.is_empty());
    for status in [
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
    ] {
        let error = ApiError::answered(status, &body, header, header);
        assert_eq!(error.status, Some(status));
        assert!(!error.message.trim().is_empty() && !error.advice().is_empty());
        assert_eq!(error.outcome_unknown(), !(400..500).contains(&status));
        assert!(error.in_a_line().contains(&status.to_string()));
        let wait = retry::delay(1, &error, 0.5);
        assert!(wait.is_none_or(|wait| wait <= Duration::from_secs(10)));
    }
}

fn sound<T: Debug>(read: &Result<T, ApiError>) {
    if let Err(error) = read {
        assert_eq!(error.kind, ErrorKind::Unreadable);
        assert!(error.outcome_unknown());
    }
}

/// Where there is a list, each of its elements was read or told of.
fn complete<T: Debug>(text: &str, path: [&str; 2], read: &Result<Listed<T>, ApiError>) {
    sound(read);
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
