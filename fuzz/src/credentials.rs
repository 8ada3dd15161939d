//! Credentials become a header or are refused.

use base64::{Engine, engine::general_purpose::STANDARD};
use domain::api::credentials::Credentials;

pub(crate) fn credentials(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (username, password) = text.split_once('\n').unwrap_or((&text, &text));
    if let Ok(credentials) = Credentials::basic(username, password) {
        let header = credentials.header();
        let coded = header.strip_prefix("Basic ").unwrap_or_default();
        let plain = format!("{}:{password}", username.trim());
        assert_eq!(STANDARD.decode(coded).ok(), Some(plain.into_bytes()));
        check_hidden(&credentials);
    }
    if let Ok(credentials) = Credentials::token(&text) {
        let header = credentials.header();
        assert_eq!(header.strip_prefix("Bearer "), Some(text.trim()));
        assert!(header.bytes().all(|byte| (0x20..0x7f).contains(&byte)));
        check_hidden(&credentials);
    }
}

fn check_hidden(credentials: &Credentials) {
    assert_eq!(format!("{credentials:?}"), "Credentials(hidden)");
}
