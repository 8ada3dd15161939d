//! How long the API asks to wait before the next request, whatever that is. Times are
//! milliseconds of a clock that never goes back.

use std::time::Duration;

use super::error::{ApiError, ErrorKind};

/// The shortest wait, and the first one that the API does not name. It doubles where the
/// next 429 comes soon after, but stays short enough for a call, such as the look at what
/// became of a write.
const SHORTEST: f64 = 1_000.0;
const LONGEST_UNNAMED: f64 = 8_000.0;
/// A longer wait is cut to this: a wrong header or clock must not block the console for
/// days.
const LONGEST: f64 = 3_600_000.0;

/// Until when all requests wait.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Throttle {
    until: f64,
    /// How long the last wait was that the API did not name.
    unnamed: f64,
}

impl Throttle {
    /// Takes an error into account. Returns how long the API asks to wait by it, if it
    /// does.
    pub fn note(&mut self, error: &ApiError, now: f64) -> Option<f64> {
        let wait = match (error.kind, error.retry_after) {
            (ErrorKind::TooManyRequests | ErrorKind::Server, Some(asked)) => {
                (asked.as_secs_f64() * 1_000.0).max(SHORTEST)
            }
            // Others under way at the same time say nothing new.
            (ErrorKind::TooManyRequests, None) if self.until > now => SHORTEST,
            (ErrorKind::TooManyRequests, None) => {
                let is_soon = now < self.until + self.unnamed;
                let doubled = (self.unnamed * 2.0).min(LONGEST_UNNAMED);
                self.unnamed = if is_soon { doubled } else { SHORTEST };
                self.unnamed
            }
            _ => return None,
        };
        self.extend(wait, now);
        Some(self.until - now)
    }

    /// Waits at least this long from now.
    pub fn extend(&mut self, wait: f64, now: f64) {
        self.until = self.until.max(now + wait.min(LONGEST));
    }

    /// How long to wait before the next request; none if it can be sent now.
    #[must_use]
    pub fn left(&self, now: f64) -> Option<Duration> {
        let left = self.until - now;
        // Timers are precise to a millisecond, and must not fire too early.
        (left > 0.0).then(|| Duration::from_millis(left as u64 + 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(status: u16, retry_after: Option<&str>) -> ApiError {
        ApiError::answered(status, "", retry_after, None)
    }

    #[test]
    fn s_23_a8_only_time_ends_a_wait() {
        let mut throttle = Throttle::default();
        assert_eq!(throttle.note(&error(503, Some("60")), 1e3), Some(60e3));
        assert_eq!(throttle.note(&error(429, Some("1")), 2e3), Some(59e3));
        assert_eq!(throttle.left(60.5e3), Some(Duration::from_millis(501)));
        assert_eq!(throttle.left(61e3), None);
        assert_eq!(throttle.note(&error(500, None), 61e3), None);
        assert_eq!(throttle.note(&error(429, Some("0")), 61e3), Some(1e3));
        let long = error(429, Some("18446744073709551615"));
        assert_eq!(throttle.note(&long, 70e3), Some(3600e3));
    }

    #[test]
    fn a8_a_wait_that_the_api_does_not_name_doubles() {
        let busy = error(429, None);
        let mut throttle = Throttle::default();
        let mut now = 1e3;
        for wait in [1e3, 2e3, 4e3, 8e3, 8e3] {
            for _ in 0..4 {
                // The four requests that were under way count once.
                assert_eq!(throttle.note(&busy, now), Some(wait));
            }
            now += wait;
        }
        assert_eq!(throttle.note(&busy, now + 8e3), Some(1e3));
    }

    #[test]
    fn a8_nothing_waits_for_more_than_an_hour() {
        // What another tab says is trusted no more than the API.
        for wait in [f64::NAN, f64::INFINITY, -1.0] {
            let mut throttle = Throttle::default();
            throttle.extend(wait, 0.0);
            assert!(throttle.left(3600e3).is_none(), "{wait}");
        }
    }
}
