//! Requests and responses of the API.

use serde::Serialize;

use super::query::Query;
use crate::cloud::{
    codes::Code,
    failure::Failure,
    json::{Wrapped, pretty},
    moment::{Moment, Timing},
};

#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    pub method: &'a str,
    /// Such as `/1.3/network-peering`; a trailing slash is ignored.
    pub path: &'a str,
    /// Without `?`, percent-encoded.
    pub query: &'a str,
    pub authorization: Option<&'a str>,
    pub body: &'a [u8],
}

/// What the core does not have itself: a clock and a source of randomness.
#[derive(Clone, Copy, Debug)]
pub struct RequestContext {
    pub timing: Timing,
    /// For the id of the object that the request creates.
    pub random_bits: u128,
}

impl RequestContext {
    #[must_use]
    pub fn now(&self) -> Moment {
        self.timing.now
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    pub status: u16,
    /// Media type and text; none with status 204.
    pub body: Option<(&'static str, String)>,
}

const JSON: &str = "application/json; charset=UTF-8";

impl Response {
    pub(crate) fn json(status: u16, value: &impl Serialize) -> Self {
        let (status, text) = match pretty(value) {
            Ok(text) => (status, text),
            Err(error) => (500, error.to_string()),
        };
        Self {
            status,
            body: Some((JSON, text)),
        }
    }

    pub(crate) fn no_content() -> Self {
        Self {
            status: 204,
            body: None,
        }
    }

    /// The envelope `{"error": …}`.
    #[must_use]
    pub fn refused(failure: &Failure) -> Self {
        Self::error(failure.code.status, failure.code.name, &failure.message)
    }

    /// The same envelope, with a code that need not be in the table.
    #[must_use]
    pub fn error(status: u16, error_code: &str, error_message: &str) -> Self {
        #[derive(Serialize)]
        struct Error<'a> {
            error_code: &'a str,
            error_message: &'a str,
        }
        let error = Error {
            error_code,
            error_message,
        };
        Self::json(status, &Wrapped("error", error))
    }
}

pub(super) type ApiResult = Result<Response, Failure>;

/// An authenticated request.
pub(super) struct Call<'a> {
    pub(super) username: &'a str,
    pub(super) query: Query,
    pub(super) context: &'a RequestContext,
    pub(super) body: &'a [u8],
}

pub(super) fn does_not_exist(code: Code, kind: &str, id: &str) -> Failure {
    Failure::new(code, format!("The {kind} {id} does not exist."))
}
