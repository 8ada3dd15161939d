//! The shape, colour and word for the outcome of a check.

use domain::preflight::CheckOutcome;

use crate::reactive::prelude::*;

const PASS: &str =
    r#"<path d="M1.5 6.5 4.7 9.7 10.5 2.6" fill="none" stroke="currentColor" stroke-width="2"/>"#;
const WARN: &str = r#"<path d="M6 1.2 11.3 11H.7z" fill="none" stroke="currentColor" stroke-width="1.4"/><path d="M6 4.4v3.2M6 8.6V10" stroke="currentColor" stroke-width="1.4"/>"#;
const FAIL: &str = r#"<path d="m2 2 8 8M10 2 2 10" stroke="currentColor" stroke-width="2.2"/>"#;
const UNKNOWN: &str = r#"<circle cx="6" cy="6" r="4.6" fill="none" stroke="currentColor" stroke-width="1.4" stroke-dasharray="2 2"/>"#;

pub(crate) fn check_mark(outcome: CheckOutcome) -> AnyView {
    let shape = match outcome {
        CheckOutcome::Pass => PASS,
        CheckOutcome::Warn => WARN,
        CheckOutcome::Fail => FAIL,
        CheckOutcome::Unknown(_) => UNKNOWN,
    };
    view! { <svg class="mark" viewBox="0 0 12 12" aria-hidden="true" inner_html=shape></svg> }
        .into_any()
}

/// The class for the colour, and the word.
pub(crate) fn check_words(outcome: CheckOutcome) -> (&'static str, &'static str) {
    match outcome {
        CheckOutcome::Pass => ("active", "passed"),
        CheckOutcome::Warn => ("waiting-on-peer", "warning"),
        CheckOutcome::Fail => ("needs-you", "failed"),
        CheckOutcome::Unknown(_) => ("off", "unknown"),
    }
}
