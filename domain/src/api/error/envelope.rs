//! The two envelopes of UpCloud's errors. Only the body says
//! which one it is: UpCloud sends the legacy one under the other one's media
//! type. A missing or null field does not affect the others.

use serde_json::Value;

/// The details in an error's body.
pub(super) struct ErrorDetails {
    pub(super) code: Option<String>,
    pub(super) message: Option<String>,
    pub(super) correlation_id: Option<String>,
}

/// The details, if the body is one of the two: the legacy envelope, which
/// the peering endpoints use, or RFC 7807's (both OpenAPI document).
pub(super) fn read(body: &str) -> Option<ErrorDetails> {
    let body: Value = serde_json::from_str(body).ok()?;
    let legacy = body.get("error").filter(|error| error.is_object());
    let details = match legacy {
        Some(error) => ErrorDetails {
            code: text(error, "error_code"),
            message: text(error, "error_message"),
            correlation_id: None,
        },
        None => ErrorDetails {
            code: code_of_problem(&body),
            message: sentence_of_problem(&body),
            correlation_id: text(&body, "correlation_id"),
        },
    };
    body.is_object().then_some(details)
}

/// A text that says something.
fn text(object: &Value, field: &str) -> Option<String> {
    let text = object.get(field)?.as_str()?;
    (!text.trim().is_empty()).then(|| text.into())
}

/// The fragment of the type. Some services leave `ERROR_` out.
fn code_of_problem(problem: &Value) -> Option<String> {
    let kind = text(problem, "type")?;
    let (_, fragment) = kind.rsplit_once('#')?;
    let code = fragment.strip_prefix("ERROR_").unwrap_or(fragment);
    // Gateways send such problems, too, with fragments such as `section-6.5.4`.
    let is_code = |b: u8| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_';
    (!code.is_empty() && code.bytes().all(is_code)).then(|| code.into())
}

fn sentence_of_problem(problem: &Value) -> Option<String> {
    let params: Vec<String> = problem
        .get("invalid_params")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(|param| {
            let reason = text(param, "reason").unwrap_or_default();
            Some(format!("{}: {reason}", text(param, "name")?))
        })
        .collect();
    let params = (!params.is_empty()).then(|| params.join("; "));
    let parts: Vec<String> = [text(problem, "title"), text(problem, "detail"), params]
        .into_iter()
        .flatten()
        .collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}
