//! Faults: what can go wrong between a client and the API, made to happen.

use super::malformed::{self, Drip, Malformed};
use crate::cloud::api::Response;
use crate::cloud::codes;
use crate::random::Random;
use axum::body::Body;
use serde::Deserialize;

/// A fault that waits for its request.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlannedFault {
    /// Only requests with this verb; any if absent.
    pub method: Option<String>,
    /// Only requests whose path and query begin so.
    pub path: String,
    /// The path, without query, has to be equal, not just to begin so.
    #[serde(default)]
    pub exact: bool,
    /// How many requests it hits; 1 if absent.
    #[serde(default = "once")]
    pub times: u32,
    /// What happens.
    pub fault: Fault,
}

fn once() -> u32 {
    1
}

impl PlannedFault {
    /// Whether this request is meant.
    #[must_use]
    pub fn matches(&self, method: &str, path_and_query: &str) -> bool {
        let path = path_and_query.split('?').next().unwrap_or_default();
        let verb = self
            .method
            .as_ref()
            .is_none_or(|wanted| wanted.eq_ignore_ascii_case(method));
        let place = if self.exact {
            path.trim_end_matches('/') == self.path.trim_end_matches('/')
        } else {
            path_and_query.starts_with(&self.path)
        };
        self.times > 0 && verb && place
    }
}

/// What happens to a request. A delay goes with any of the others.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Fault {
    /// Wait so many milliseconds before anything else.
    pub delay_ms: u64,
    /// Answer with this status instead of acting.
    pub status: Option<u16>,
    /// Answer with this text as it is, whatever JSON it may be, instead of acting; with 200 if
    /// there is no `status`.
    pub body: Option<String>,
    /// With `status`: an HTML page as gateways send it.
    pub html: bool,
    /// With `status`: seconds for a `Retry-After` header.
    pub retry_after: Option<u64>,
    /// With `status`: the code of the body; `GENERAL_FAILURE` if absent.
    pub error_code: Option<String>,
    /// With `status`: the text of the body.
    pub error_message: Option<String>,
    /// Drop the connection instead of answering.
    pub drop: Option<Drop>,
    /// Act, then send half of the body and drop the connection.
    pub truncate: bool,
    /// Act, then answer with what is no answer of this API.
    pub wrong: Option<Malformed>,
    /// Act, then answer with a field of so many bytes more.
    pub padding: usize,
    /// Act, then answer with each name so many bytes long.
    pub name_length: usize,
    /// Act, then send the body in pieces.
    pub drip: Option<Drip>,
}

/// When a connection is dropped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Drop {
    /// Before the server acts: nothing has changed.
    Before,
    /// After the server acted: the client does not know that it did.
    After,
}

impl Fault {
    /// One of the faults of bad days: server errors, dropped connections, slow answers.
    #[must_use]
    pub fn by_chance(random: &mut Random) -> Self {
        match random.below(6) {
            0 | 1 => Self {
                status: Some(500),
                ..Self::default()
            },
            2 => Self {
                status: Some(502),
                html: true,
                ..Self::default()
            },
            3 => Self {
                drop: Some(Drop::Before),
                ..Self::default()
            },
            4 => Self {
                drop: Some(Drop::After),
                ..Self::default()
            },
            _ => Self {
                delay_ms: 1000 + random.below(3000),
                ..Self::default()
            },
        }
    }

    /// The answer in place of the API's own, if the fault has one.
    #[must_use]
    pub fn response(&self) -> Option<Response> {
        if let Some(text) = &self.body {
            return Some(Response {
                status: self.status.unwrap_or(200),
                body: Some(("application/json", text.clone())),
            });
        }
        let status = self.status?;
        if self.html {
            let page = format!("<html><body><h1>{status}</h1></body></html>\n");
            return Some(Response {
                status,
                body: Some(("text/html", page)),
            });
        }
        let code = self
            .error_code
            .as_deref()
            .unwrap_or(codes::GENERAL_FAILURE.name);
        let usual = "Your request could not be fulfilled due to a technical issue.";
        Some(Response::error(
            status,
            code,
            self.error_message.as_deref().unwrap_or(usual),
        ))
    }

    /// The body as it is sent instead of this one, and the length that is promised.
    pub fn body(&self, mut text: String) -> (Body, usize) {
        if let Some(wrong) = self.wrong {
            text = wrong.apply(text);
        }
        if self.name_length > 0 {
            text = malformed::with_long_names(text, self.name_length);
        }
        if self.padding > 0 {
            text = malformed::with_padding(&text, self.padding);
        }
        let length = text.len();
        match self.drip {
            _ if self.truncate => (malformed::truncated(text), length),
            Some(drip) => (drip.body(text), length),
            None => (Body::from(text), length),
        }
    }
}
