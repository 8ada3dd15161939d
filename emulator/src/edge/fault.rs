//! Faults between a client and the API.

use std::time::Duration;

use axum::body::Body;
use serde::Deserialize;

use super::malformed::{self, Drip, Malformed};
use crate::{
    cloud::{api::Response, codes},
    random::Random,
};

/// A fault for a request to come.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlannedFault {
    /// Any method if absent.
    pub method: Option<String>,
    /// What path and query must start with.
    pub path: String,
    /// Whether the path without the query must equal `path`.
    #[serde(default)]
    pub exact: bool,
    /// How many requests it affects; 1 if absent.
    #[serde(default = "once")]
    pub times: u32,
    pub fault: Fault,
}

fn once() -> u32 {
    1
}

impl PlannedFault {
    #[must_use]
    pub fn matches(&self, method: &str, path_and_query: &str) -> bool {
        let path = path_and_query.split('?').next().unwrap_or_default();
        let method_matches = self
            .method
            .as_ref()
            .is_none_or(|wanted| wanted.eq_ignore_ascii_case(method));
        let path_matches = if self.exact {
            path.trim_end_matches('/') == self.path.trim_end_matches('/')
        } else {
            path_and_query.starts_with(&self.path)
        };
        self.times > 0 && method_matches && path_matches
    }
}

/// What happens to a request. A delay can accompany any other fault.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Fault {
    pub delay_ms: u64,
    /// Respond with this status; the server does not act.
    pub status: Option<u16>,
    /// Respond with this text, and 200 if there is no `status`; the server does not act.
    pub body: Option<String>,
    /// With `status`: respond with an HTML page, as gateways do.
    pub html: bool,
    /// With `html`: the title of the page.
    pub title: Option<String>,
    /// With `status`: redirect there, as gateways do to their sign-in page.
    pub location: Option<String>,
    /// With `status` or `body`: the server acts all the same; only its answer is replaced.
    pub acted: bool,
    /// With `status`: value of `Retry-After` in seconds.
    pub retry_after: Option<u64>,
    /// `retry_after` as a date.
    pub retry_after_date: bool,
    /// With `status`; `GENERAL_FAILURE` if absent.
    pub error_code: Option<String>,
    /// With `status`.
    pub error_message: Option<String>,
    pub drop: Option<Drop>,
    /// Send half of the body, then drop the connection.
    pub truncate: bool,
    pub wrong: Option<Malformed>,
    /// Add a field of this many bytes to the body.
    pub padding: usize,
    /// Extend each name in the body to this many bytes.
    pub name_length: usize,
    pub drip: Option<Drip>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Drop {
    /// Before the server acts: nothing changes.
    Before,
    /// After the server acted: the client cannot know whether it did.
    After,
}

impl Fault {
    /// A server error, a dropped connection or a slow response.
    #[must_use]
    pub fn random(random: &mut Random) -> Self {
        let mut fault = Self::default();
        match random.below(6) {
            0 | 1 => fault.status = Some(500),
            2 => (fault.status, fault.html) = (Some(502), true),
            3 => fault.drop = Some(Drop::Before),
            4 => fault.drop = Some(Drop::After),
            _ => fault.delay_ms = 1000 + random.below(3000),
        }
        fault
    }

    /// A refusal that asks to wait. UpCloud documents no rate limit, so the code is a guess.
    #[must_use]
    pub fn too_many_requests(wait: Duration) -> Self {
        Self {
            status: Some(429),
            retry_after: Some(wait.as_secs()),
            error_code: Some("TOO_MANY_REQUESTS".to_owned()),
            error_message: Some("Too many requests.".to_owned()),
            ..Self::default()
        }
    }

    /// The response that replaces the API's own, if any.
    #[must_use]
    pub fn response(&self) -> Option<Response> {
        if let Some(text) = &self.body {
            return Some(Response {
                status: self.status.unwrap_or(200),
                body: Some(("application/json", text.clone())),
            });
        }
        let status = self.status?;
        if self.location.is_some() {
            return Some(Response { status, body: None });
        }
        if self.html {
            let title = self.title.as_ref();
            let title = title.map_or_else(String::new, |title| format!("<title>{title}</title>"));
            let page = format!("<html>{title}<body><h1>{status}</h1></body></html>\n");
            return Some(Response {
                status,
                body: Some(("text/html", page)),
            });
        }
        let code = self.error_code.as_deref();
        let message = self.error_message.as_deref();
        Some(Response::error(
            status,
            code.unwrap_or(codes::GENERAL_FAILURE.name),
            message.unwrap_or("Your request could not be fulfilled due to a technical issue."),
        ))
    }

    /// The body to send instead of `text`, and its `Content-Length`.
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
