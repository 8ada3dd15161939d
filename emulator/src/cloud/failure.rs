//! Why a request was refused.

use super::codes::Code;

/// A refusal: a row of the code table and a sentence for people. The texts for peerings are
/// unpublished, so nobody should match on them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// Code and status.
    pub code: Code,
    /// `error_message` of the body.
    pub message: String,
}

impl Failure {
    /// A refusal with this code, in these words.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
        }
    }
}
