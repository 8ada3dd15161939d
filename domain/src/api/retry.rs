//! When a read is tried again. A write whose outcome is unknown never is: the server
//! may have acted although its answer was lost (RFC 9110, section 9.2.2).

use std::time::Duration;

use super::error::{ApiError, ErrorKind};

/// How often a read is tried at most.
pub const ATTEMPTS: u32 = 3;

const FIRST: Duration = Duration::from_millis(400);
/// A longer `Retry-After` is not waited for: the error is shown instead, and
/// the next refresh comes anyway.
pub const LONGEST: Duration = Duration::from_secs(10);

/// How long to wait before trying again, or none where that is no use: after
/// [`ATTEMPTS`] attempts, or for an error that would only come again.
///
/// `attempt` counts from 1; `jitter` is a random number from 0 to 1 that
/// spreads the attempts of many browsers.
#[must_use]
pub fn delay(attempt: u32, error: &ApiError, jitter: f64) -> Option<Duration> {
    let passing = match error.kind {
        ErrorKind::Unreachable | ErrorKind::TooManyRequests | ErrorKind::Server => true,
        ErrorKind::TimedOut
        | ErrorKind::Overdue
        | ErrorKind::Unauthorized
        | ErrorKind::Forbidden
        | ErrorKind::NotFound
        | ErrorKind::Conflict
        | ErrorKind::Refused
        | ErrorKind::Unreadable
        | ErrorKind::Redirected => false,
    };
    if !passing || attempt >= ATTEMPTS {
        return None;
    }
    match error.retry_after {
        Some(asked) if asked > LONGEST => None,
        Some(asked) => Some(asked),
        None => {
            let doubled = FIRST.saturating_mul(1 << attempt.saturating_sub(1).min(8));
            // No number would pass the clamp and panic in the multiplication.
            let jitter = if jitter.is_nan() { 0.0 } else { jitter };
            Some(doubled.mul_f64(0.5 + jitter.clamp(0.0, 1.0) / 2.0))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(status: u16, retry_after: Option<&str>) -> ApiError {
        ApiError::answered(status, "", retry_after, None)
    }

    #[test]
    fn waits_grow_and_end() {
        let server = error(503, None);
        assert_eq!(delay(1, &server, 1.0), Some(Duration::from_millis(400)));
        assert_eq!(delay(2, &server, 1.0), Some(Duration::from_millis(800)));
        assert_eq!(delay(2, &server, 0.0), Some(Duration::from_millis(400)));
        assert_eq!(delay(3, &server, 1.0), None);
    }

    #[test]
    fn the_server_says_how_long() {
        assert_eq!(
            delay(1, &error(429, Some("2")), 0.0),
            Some(Duration::from_secs(2))
        );
        assert_eq!(delay(1, &error(429, Some("3600")), 0.0), None);
    }

    #[test]
    fn what_would_only_come_again_is_not_tried_again() {
        for status in [400, 401, 403, 404, 409] {
            assert_eq!(delay(1, &error(status, None), 0.5), None, "{status}");
        }
    }
}
