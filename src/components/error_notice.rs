//! A failed call: what was tried, what the server said and what to do.

use domain::api::error::ApiError;

use super::term::fact;
use crate::reactive::prelude::*;

/// An error of the API. `tried` says what failed, such as "Reading the peerings failed".
pub(crate) fn error_notice(tried: &str, error: &ApiError, actions: Option<AnyView>) -> AnyView {
    let facts = [
        ("Code", error.code.clone()),
        ("Status", error.status.map(|status| status.to_string())),
        ("Correlation id", error.correlation_id.clone()),
    ];
    let facts = facts
        .into_iter()
        .filter(|(_, value)| value.is_some())
        .map(|(name, value)| fact(name, value))
        .collect_view();
    view! {
        <div class="error-notice" role="alert" tabindex="-1">
            <strong>{tried.to_owned()}</strong>
            <p>{error.message.clone()}</p>
            <p>{error.advice()}</p>
            <dl class="facts">{facts}</dl>
            {actions.map(|actions| view! { <div class="buttons">{actions}</div> }.into_any())}
        </div>
    }
    .into_any()
}

/// The same for reading, without the details: the first list has to be small.
pub(crate) fn plain_error(tried: &'static str, error: &ApiError, action: AnyView) -> AnyView {
    view! {
        <div class="error-notice" role="alert">
            <strong>{tried}</strong>
            <p>{error.in_a_line()}</p>
            <p>{error.plain_advice()}</p>
            <div class="buttons">{action}</div>
        </div>
    }
    .into_any()
}

/// The same for a write, whose outcome may be unknown.
pub(crate) fn write_error_notice(
    tried: &str,
    error: &ApiError,
    actions: Option<AnyView>,
) -> AnyView {
    if !error.outcome_unknown() {
        return error_notice(tried, error, actions);
    }
    let unknown = ApiError {
        message: format!(
            "{}. It is not known whether the server acted. Check before you try again.",
            error.message.trim_end_matches('.')
        ),
        ..error.clone()
    };
    error_notice(tried, &unknown, actions)
}
