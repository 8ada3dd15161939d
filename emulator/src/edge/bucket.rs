//! A rate limit: a token bucket that all requests share.

use std::time::{Duration, Instant};

use serde::Deserialize;

/// How many requests are answered.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rate {
    /// Tokens that are added each second, one for each request.
    pub per_second: f64,
    /// How many tokens the bucket holds.
    pub burst: u32,
}

impl Rate {
    /// A rate such as `5/s,10`.
    ///
    /// # Errors
    /// A sentence that says what is expected.
    pub fn parse(text: &str) -> Result<Self, String> {
        let rate = text.split_once("/s,").and_then(|(per_second, burst)| {
            Some(Self {
                per_second: per_second.parse().ok()?,
                burst: burst.parse().ok()?,
            })
        });
        let rate = rate.filter(Rate::is_valid);
        rate.ok_or_else(|| format!("{text:?} is not a rate such as 5/s,10"))
    }

    /// Whether some request can ever be answered.
    #[must_use]
    pub fn is_valid(&self) -> bool {
        self.per_second.is_finite() && self.per_second >= 0.01 && self.burst > 0
    }
}

/// The bucket, full at first.
#[derive(Debug)]
pub struct Bucket {
    rate: Rate,
    tokens: f64,
    filled_at: Instant,
}

impl Bucket {
    #[must_use]
    pub fn new(rate: Rate, now: Instant) -> Self {
        Self {
            rate,
            tokens: f64::from(rate.burst),
            filled_at: now,
        }
    }

    /// Takes a token.
    ///
    /// # Errors
    /// Where there is none: how long until there is one, in whole seconds.
    pub fn take(&mut self, now: Instant) -> Result<(), Duration> {
        let elapsed = now.saturating_duration_since(self.filled_at).as_secs_f64();
        let filled = self.tokens + elapsed * self.rate.per_second;
        self.tokens = filled.min(f64::from(self.rate.burst));
        self.filled_at = now;
        if self.tokens >= 1.0 {
            self.tokens -= 1.0;
            return Ok(());
        }
        let seconds = (1.0 - self.tokens) / self.rate.per_second;
        Err(Duration::from_secs_f64(seconds.ceil()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bucket_refuses_until_a_token_is_there() {
        let rate = Rate::parse("0.5/s,2").expect("a rate");
        let start = Instant::now();
        let mut bucket = Bucket::new(rate, start);
        let at = |seconds| start + Duration::from_secs(seconds);
        assert_eq!(bucket.take(start), Ok(()));
        assert_eq!(bucket.take(start), Ok(()));
        assert_eq!(bucket.take(start), Err(Duration::from_secs(2)));
        assert_eq!(bucket.take(at(1)), Err(Duration::from_secs(1)));
        assert_eq!(bucket.take(at(2)), Ok(()));
        assert_eq!(bucket.take(at(100)), Ok(()));
        assert_eq!(bucket.take(at(100)), Ok(()));
        assert!(bucket.take(at(100)).is_err());
    }

    #[test]
    fn a_rate_is_two_numbers() {
        for text in [
            "", "5", "5/s", "5/s,", "0/s,1", "5/s,0", "-1/s,1", "NaN/s,1",
        ] {
            assert!(Rate::parse(text).is_err(), "{text}");
        }
    }
}
