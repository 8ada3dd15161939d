//! Durations on the command line and in control requests.

use std::time::Duration;

/// Parses `500ms`, `2s` or `0`.
///
/// # Errors
/// A sentence that says what was expected.
pub fn parse(text: &str) -> Result<Duration, String> {
    let invalid = || format!("{text:?} is not a duration such as 500ms or 2s");
    let whole = |digits: &str| digits.parse::<u64>().map_err(|_| invalid());
    if text == "0" {
        Ok(Duration::ZERO)
    } else if let Some(digits) = text.strip_suffix("ms") {
        Ok(Duration::from_millis(whole(digits)?))
    } else if let Some(digits) = text.strip_suffix('s') {
        Ok(Duration::from_secs(whole(digits)?))
    } else {
        Err(invalid())
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::parse;

    #[test]
    fn seconds_and_milliseconds_are_parsed_and_the_rest_is_refused() {
        assert_eq!(parse("500ms"), Ok(Duration::from_millis(500)));
        assert_eq!(parse("2s"), Ok(Duration::from_secs(2)));
        assert_eq!(parse("0"), Ok(Duration::ZERO));
        for text in ["", "2", "s", "1.5s", "-1s", "2m"] {
            assert!(parse(text).is_err(), "{text}");
        }
    }
}
