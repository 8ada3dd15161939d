//! Refused requests.

use super::codes::Code;

/// Why a request is refused. The API's texts for peerings are unpublished, so no client should
/// match on `message`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    pub code: Code,
    /// `error_message` of the body.
    pub message: String,
}

impl Failure {
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
        }
    }
}
