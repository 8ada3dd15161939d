//! Keeps the credentials out of every text that an answer becomes: a gateway may repeat
//! the request's header in its error.

use super::error::ApiError;

/// Replaces a text that repeats the credentials.
pub const HIDDEN: &str = "(hidden because it repeats the credentials)";

/// How much of a part of a secret is searched for; shorter parts are not searched for by
/// themselves.
const MIN_PART: usize = 8;

/// Whether a text repeats a secret: the value of an `Authorization` header, with or
/// without the word before it. The beginning of a part is enough: HTML, JSON and addresses
/// escape the characters between parts, and a quotation may be cut off.
pub fn repeats(secret: &str, text: &str) -> bool {
    let bare = secret.rsplit(' ').next().unwrap_or_default();
    let mut parts = bare
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter_map(|part| part.get(..MIN_PART));
    !bare.is_empty() && (text.contains(bare) || parts.any(|part| text.contains(part)))
}

impl ApiError {
    /// The error without any text that repeats the secret.
    #[must_use]
    pub fn without(mut self, secret: &str) -> Self {
        let repeated =
            |text: &Option<String>| text.as_deref().is_some_and(|text| repeats(secret, text));
        if repeats(secret, &self.message) {
            self.message = HIDDEN.into();
        }
        if repeated(&self.code) {
            self.code = None;
        }
        if repeated(&self.correlation_id) {
            self.correlation_id = None;
        }
        self
    }
}
