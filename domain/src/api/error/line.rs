//! An error in a line, where its facts have no place of their own.

use super::ApiError;

impl ApiError {
    /// What the server said, with what its support needs to find the call.
    #[must_use]
    pub fn in_a_line(&self) -> String {
        let message = self.message.trim_end_matches('.');
        let status = self.status.map(|status| format!("status {status}"));
        let id = self.correlation_id.as_ref();
        let id = id.map(|id| format!("correlation id {id}"));
        match [status, id].into_iter().flatten().collect::<Vec<_>>() {
            facts if facts.is_empty() => format!("{message}."),
            facts => format!("{message} ({}).", facts.join(", ")),
        }
    }

    /// The same of a call that changes something, whose outcome may be unknown.
    #[must_use]
    pub fn write_in_a_line(&self) -> String {
        let doubt = if self.outcome_unknown() {
            " It is not known whether the server acted."
        } else {
            ""
        };
        format!("{}{doubt}", self.in_a_line())
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn in_a_line_it_tells_what_the_call_is_found_by() {
        let answered = ApiError::answered(502, "", None, Some("01K"));
        assert_eq!(
            answered.in_a_line(),
            "The server returned status 502 without an explanation (status 502, correlation id 01K)."
        );
        assert_eq!(
            ApiError::timed_out(Duration::from_secs(30)).in_a_line(),
            "No response within 30 seconds."
        );
    }

    #[test]
    fn of_a_write_it_says_whether_the_outcome_is_known() {
        let refused = ApiError::answered(409, "", None, None);
        assert_eq!(refused.write_in_a_line(), refused.in_a_line());
        let lost = ApiError::timed_out(Duration::from_secs(30));
        assert_eq!(
            lost.write_in_a_line(),
            "No response within 30 seconds. It is not known whether the server acted."
        );
    }
}
