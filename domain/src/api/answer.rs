//! What an answer means: the one place that decides it, for every call.
//!
//! Proxies, portals and gateways stand between the browser and the API, and each of
//! them can answer in its place. So an answer is a success, or an error of the API,
//! only if it is what the API itself sends for that call. Anything else says what came
//! instead; after a write it leaves the outcome unknown.

use std::time::Duration;

use super::{
    error::{ApiError, ErrorKind, page},
    request::{Method, Request},
};
use crate::{
    edit::form::Draft,
    model::{
        ids::{NetworkId, PeeringId},
        network::Network,
        peering::Peering,
    },
};

/// An answer without its body.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Head {
    pub status: u16,
    /// Whether a redirect came, followed or not. The API never redirects.
    pub redirected: bool,
    pub content_type: Option<String>,
    pub retry_after: Option<String>,
    /// How many milliseconds after `Date`, by the server's clock, the date comes that
    /// `Retry-After` may be instead of a number.
    pub date_in: u64,
    /// The API's `Upcloud-Cid`.
    pub correlation_id: Option<String>,
    /// Whether the host, or a proxy, authenticates the requests. Then any 401 means
    /// that whoever does so refuses them.
    pub host_authenticates: bool,
}

impl Head {
    /// Whether this is how the API answers a call that succeeded. The body has to be
    /// the right one as well: [`Head::without_proof`] says so if it is not.
    pub fn is_success_of(&self, request: &Request) -> bool {
        let expected = match request.method {
            Method::Get | Method::Put | Method::Patch => 200,
            Method::Post => 201,
            Method::Delete => 204,
        };
        self.status == expected && !self.redirected && !self.is_page()
    }

    /// The error that an answer is that is no success.
    pub fn error(&self, request: &Request, body: &str) -> ApiError {
        let (after, id) = (self.retry_after.as_deref(), self.correlation_id.as_deref());
        let mut error = ApiError::answered(self.status, body, after, id);
        if error.retry_after.is_none() && self.date_in > 0 {
            error.retry_after = Some(Duration::from_millis(self.date_in));
        }
        let is_error_status = (400..600).contains(&self.status);
        if error.code.is_some() && is_error_status && !self.redirected && !self.is_page() {
            if error.kind == ErrorKind::NotFound && !is_missing(request, error.code.as_deref()) {
                error.kind = ErrorKind::Refused;
            }
            return error;
        }
        if self.host_authenticates && self.status == 401 && !self.redirected {
            return error;
        }
        error.code = None;
        // Browsers hide the status of a redirect that they do not follow.
        error.status = error.status.filter(|status| *status > 0);
        error.is_foreign = true;
        error.kind = self.foreign_kind(request, body);
        error.message = self.description(body);
        error
    }

    /// The error where the answer has the head of a success, but its body is not the
    /// one that was asked for. `reason` is why it could not be read.
    pub fn without_proof(&self, body: &str, reason: ApiError) -> ApiError {
        if body.trim().is_empty() || page::is_page(body) {
            ApiError {
                message: self.description(body),
                status: Some(self.status),
                ..reason
            }
        } else {
            reason
        }
    }

    fn is_page(&self) -> bool {
        let content_type = self.content_type.as_deref().unwrap_or_default();
        ["text/html", "application/xhtml+xml"]
            .iter()
            .any(|page| starts_with_ignoring_case(content_type, page))
    }

    /// Only what decides about trying again, and about the session, is taken from the
    /// status. UpCloud does not document how it refuses an expired token, so a read that
    /// gets 401 without a code ends the session, unless a web page came.
    ///
    /// A redirect is what sign-on pages send: where the host authenticates, its session
    /// has ended.
    fn foreign_kind(&self, request: &Request, body: &str) -> ErrorKind {
        if self.redirected {
            return if self.host_authenticates {
                ErrorKind::Unauthorized
            } else {
                ErrorKind::Redirected
            };
        }
        let is_page = self.is_page() || page::is_page(body);
        match self.status {
            401 if request.is_read() && !is_page => ErrorKind::Unauthorized,
            429 => ErrorKind::TooManyRequests,
            500..600 => ErrorKind::Server,
            _ => ErrorKind::Unreadable,
        }
    }

    /// What came instead of an answer of the API.
    fn description(&self, body: &str) -> String {
        if self.redirected {
            return "The server redirects this request instead of answering it, probably to a sign-on page"
                .into();
        }
        ApiError::instead(self.status, &page::what(body))
    }
}

fn starts_with_ignoring_case(text: &str, prefix: &str) -> bool {
    let begin = text.trim_start().get(..prefix.len());
    begin.is_some_and(|begin| begin.eq_ignore_ascii_case(prefix))
}

/// Whether the code of a 404 says that what the request is about does not exist. The API
/// answers 404 to an unknown path, too, which must not count as "deleted".
fn is_missing(request: &Request, code: Option<&str>) -> bool {
    let code = code.unwrap_or_default();
    let of_path = |path| request.path.starts_with(path);
    if code == "RESOURCE_NOT_FOUND" {
        true
    } else if of_path("/network-peering/") {
        code == "PEERING_NOT_FOUND"
    } else if of_path("/router/") {
        code == "ROUTER_NOT_FOUND"
    } else {
        code.ends_with("NOT_FOUND")
    }
}

/// The peering of this UUID.
///
/// # Errors
/// Where it is another one.
pub fn same_peering(peering: Peering, id: PeeringId) -> Result<Peering, ApiError> {
    proven(peering.id == id, peering, "another peering")
}

/// The peering that a draft was sent for.
///
/// # Errors
/// Where it connects other networks.
pub fn created(peering: Peering, draft: &Draft) -> Result<Peering, ApiError> {
    let ends = (peering.local.network, peering.peer.network);
    proven(
        ends == (draft.local, draft.peer),
        peering,
        "another peering",
    )
}

/// The network of this UUID.
///
/// # Errors
/// Where it is another one.
pub fn same_network(network: Network, id: NetworkId) -> Result<Network, ApiError> {
    proven(network.id == id, network, "another network")
}

fn proven<T>(is_asked: bool, object: T, other: &str) -> Result<T, ApiError> {
    if is_asked {
        Ok(object)
    } else {
        Err(ApiError::unreadable(&format!("it contains {other}")))
    }
}

impl ApiError {
    /// The error of a write whose outcome was looked up without finding it carried out;
    /// `was_read` is whether the server could be read.
    #[must_use]
    pub fn looked_up(mut self, was_read: bool) -> Self {
        let note = if was_read {
            "The server was read again, and does not show the change"
        } else {
            "The outcome could not be looked up"
        };
        if !self.message.contains(note) {
            let message = self.message.trim_end_matches('.');
            self.message = format!("{message}. {note}");
        }
        if was_read {
            self.without_effect()
        } else {
            self
        }
    }

    /// The error of a request that did not act: a read, or a write that a later read does
    /// not show. Then a rate limit refused it, whoever applies that.
    #[must_use]
    pub fn without_effect(mut self) -> Self {
        self.is_foreign &= self.kind != ErrorKind::TooManyRequests;
        self
    }
}
