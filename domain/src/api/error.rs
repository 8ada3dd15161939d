//! What can go wrong with a call of the API, and what to do about it.

mod advice;
mod envelope;
mod line;
pub(super) mod page;

use std::time::Duration;

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct ApiError {
    /// What kind of failure it is.
    pub kind: ErrorKind,
    /// The HTTP status, where an answer came.
    pub status: Option<u16>,
    /// The API's code, such as `PEERING_CONFLICT`, where the body had one.
    pub code: Option<String>,
    /// What the server said; where it said nothing readable, what happened.
    pub message: String,
    /// The server's name for this call, for UpCloud's support.
    pub correlation_id: Option<String>,
    /// How long the server asked to wait before trying again.
    pub retry_after: Option<Duration>,
    /// Whether something answered that is not known to be the API.
    pub is_foreign: bool,
}

/// The kinds of failure that are treated differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// No answer: no network, no server, or the connection broke.
    Unreachable,
    /// No answer in time.
    TimedOut,
    /// Answers came, but what was waited for did not.
    Overdue,
    /// 401: not signed in, or no longer.
    Unauthorized,
    /// 403.
    Forbidden,
    /// 404.
    NotFound,
    /// 409: it does not fit what exists.
    Conflict,
    /// Any other 4xx.
    Refused,
    /// 429.
    TooManyRequests,
    /// 5xx.
    Server,
    /// An answer came, but it is not what the API promises.
    Unreadable,
    /// A redirect came, which the API never sends.
    Redirected,
}

/// A field of the form that an error is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    Name,
    LocalNetwork,
    PeerNetwork,
    Labels,
}

impl ApiError {
    /// The error of the API that an answer with a status outside 2xx is; whether the API
    /// sent it, [`super::answer`] decides. Only the body says which envelope it is: UpCloud
    /// sends the legacy body under the other one's media type. `retry_after` and
    /// `correlation_id` are the headers `Retry-After` and `Upcloud-Cid`.
    #[must_use]
    pub fn answered(
        status: u16,
        body: &str,
        retry_after: Option<&str>,
        correlation_id: Option<&str>,
    ) -> Self {
        let kind = match status {
            401 => ErrorKind::Unauthorized,
            403 => ErrorKind::Forbidden,
            404 => ErrorKind::NotFound,
            409 => ErrorKind::Conflict,
            429 => ErrorKind::TooManyRequests,
            400..500 => ErrorKind::Refused,
            500.. => ErrorKind::Server,
            _ => ErrorKind::Unreadable,
        };
        let mut error = Self {
            kind,
            status: Some(status),
            code: None,
            message: format!("The server returned status {status} without an explanation"),
            correlation_id: correlation_id.map(Into::into),
            // The other form is a date: see [`super::answer::Head`].
            retry_after: retry_after
                .and_then(|text| text.trim().parse().ok())
                .map(Duration::from_secs),
            is_foreign: false,
        };
        if let Some(details) = envelope::read(body) {
            error.code = details.code;
            error.message = details.message.unwrap_or(error.message);
            error.correlation_id = details.correlation_id.or(error.correlation_id);
        } else if page::is_page(body) {
            error.message = Self::instead(status, &page::what(body));
        }
        error
    }

    /// The message where something else came instead of an answer of the API.
    pub(super) fn instead(status: u16, what: &str) -> String {
        format!(
            "The response (status {status}) is {what}, not an API response. A proxy in front of the API may \
             have sent it"
        )
    }

    /// Nothing was sent, or the answer is of no use: the session has ended.
    #[must_use]
    pub fn session_ended() -> Self {
        Self::unanswered(ErrorKind::Unauthorized, "The session has ended".into())
    }

    /// No answer came. `detail` is the browser's word for it.
    #[must_use]
    pub fn unreachable(detail: &str) -> Self {
        Self::unanswered(
            ErrorKind::Unreachable,
            format!("No response from the API ({detail})"),
        )
    }

    /// No answer came within `limit`.
    #[must_use]
    pub fn timed_out(limit: Duration) -> Self {
        Self::unanswered(
            ErrorKind::TimedOut,
            format!("No response within {} seconds", limit.as_secs()),
        )
    }

    /// What was waited for did not come within `limit`.
    #[must_use]
    pub fn overdue(limit: Duration) -> Self {
        Self::unanswered(
            ErrorKind::Overdue,
            format!("Not finished within {} minutes", limit.as_secs() / 60),
        )
    }

    /// A successful answer that cannot be read. `detail` says where and why.
    #[must_use]
    pub fn unreadable(detail: &str) -> Self {
        Self::unanswered(
            ErrorKind::Unreadable,
            format!("The API's response couldn't be read: {detail}"),
        )
    }

    /// It was not sent, because the host has disabled this kind of change.
    #[must_use]
    pub fn switched_off() -> Self {
        Self::unanswered(
            ErrorKind::Forbidden,
            "This kind of change is disabled in this console".into(),
        )
    }

    /// It was not sent, because the API asks to wait.
    #[must_use]
    pub fn asked_to_wait(wait: Duration) -> Self {
        let message = "Not sent, because the API asks to wait".into();
        let mut error = Self::unanswered(ErrorKind::TooManyRequests, message);
        error.retry_after = Some(wait);
        error
    }

    fn unanswered(kind: ErrorKind, message: String) -> Self {
        Self {
            kind,
            status: None,
            code: None,
            message,
            correlation_id: None,
            retry_after: None,
            is_foreign: false,
        }
    }

    /// Whether it is not known if the server acted: a write whose answer was
    /// lost may have been carried out.
    #[must_use]
    pub fn outcome_unknown(&self) -> bool {
        self.is_foreign
            || matches!(
                self.kind,
                ErrorKind::Unreachable
                    | ErrorKind::TimedOut
                    | ErrorKind::Server
                    | ErrorKind::Unreadable
            )
    }

    /// The field of the form that has to change, where one has.
    #[must_use]
    pub fn field(&self) -> Option<Field> {
        match self.code.as_deref()? {
            "NAME_INVALID" => Some(Field::Name),
            "NETWORK_NOT_FOUND" | "LOCAL_NETWORK_NO_ROUTER" | "NETWORK_INVALID" => {
                Some(Field::LocalNetwork)
            }
            "PEER_NETWORK_NOT_FOUND"
            | "PEERING_ACCOUNT_INVALID"
            | "INTERZONE_PEERING_NOT_SUPPORTED" => Some(Field::PeerNetwork),
            "INVALID_LABEL_KEY" | "INVALID_LABEL_VALUE" | "DUPLICATE_LABEL_KEYS" => {
                Some(Field::Labels)
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_legacy_envelope_is_understood() {
        let body = r#"{"error":{"error_code":"PEERING_CONFLICT","error_message":"It exists."}}"#;
        let error = ApiError::answered(409, body, None, Some("01K"));
        assert_eq!(error.kind, ErrorKind::Conflict);
        assert_eq!(error.code.as_deref(), Some("PEERING_CONFLICT"));
        assert_eq!(error.message, "It exists.");
        assert_eq!(error.correlation_id.as_deref(), Some("01K"));
        assert!(error.advice().contains("exists already"));
    }

    #[test]
    fn the_problem_envelope_is_understood() {
        let body = r#"{"type":"https://developers.upcloud.com/1.3/errors#ERROR_INVALID_REQUEST","title":"Validation error.",
            "invalid_params":[{"name":"name","reason":"too long"}],"correlation_id":"01J","status":400}"#;
        let error = ApiError::answered(400, body, None, Some("other"));
        assert_eq!(error.code.as_deref(), Some("INVALID_REQUEST"));
        assert_eq!(error.message, "Validation error. name: too long");
        assert_eq!(error.correlation_id.as_deref(), Some("01J"));
    }

    #[test]
    fn a_body_of_another_kind_never_fails() {
        for body in [
            "",
            "null",
            "[]",
            "{}",
            r#"{"error":"no"}"#,
            "<html>502</html>",
            "\u{0}",
        ] {
            let error = ApiError::answered(502, body, None, None);
            assert_eq!(error.kind, ErrorKind::Server, "{body}");
            assert!(error.message.contains("502"), "{}", error.message);
        }
    }

    #[test]
    fn only_what_was_surely_refused_has_a_known_outcome() {
        for status in [400, 401, 403, 404, 409, 429] {
            let refused = ApiError::answered(status, "", None, None);
            assert!(!refused.outcome_unknown(), "{status}");
        }
        assert!(ApiError::answered(502, "", None, None).outcome_unknown());
        assert!(ApiError::unreachable("x").outcome_unknown());
    }
}
