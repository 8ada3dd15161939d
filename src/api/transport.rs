//! Sending one request: the only place that knows of fetch.

use std::time::Duration;

use domain::{
    error::ApiError,
    request::{Method, Request},
};
use gloo_net::http::{Method as HttpMethod, RequestBuilder};
use js_sys::Array;
use web_sys::{AbortController, AbortSignal, RequestCredentials};

const TIME_LIMIT: Duration = Duration::from_secs(30);

/// Cancels the request when the future that waits for it is dropped.
struct CancelOnDrop(AbortController);

impl Drop for CancelOnDrop {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// Sends the request and reads the answer's body.
///
/// # Errors
/// Where no answer came, it came too late, or its status is outside 2xx.
pub(super) async fn send(
    url: &str,
    request: &Request,
    authorization: &str,
) -> Result<String, ApiError> {
    let time_is_up = AbortSignal::timeout_with_u32(30_000);
    let cancel = if request.is_read() {
        AbortController::new().ok().map(CancelOnDrop)
    } else {
        None
    };
    let signal = match &cancel {
        Some(CancelOnDrop(cancel)) => AbortSignal::any(&Array::of2(&time_is_up, &cancel.signal())),
        None => time_is_up.clone(),
    };
    let failed = |error: gloo_net::Error| {
        if time_is_up.aborted() {
            ApiError::timed_out(TIME_LIMIT)
        } else {
            ApiError::unreachable(&error.to_string())
        }
    };

    let builder = RequestBuilder::new(url)
        .method(match request.method {
            Method::Get => HttpMethod::GET,
            Method::Post => HttpMethod::POST,
            Method::Put => HttpMethod::PUT,
            Method::Patch => HttpMethod::PATCH,
            Method::Delete => HttpMethod::DELETE,
        })
        // Without this a 401 with a challenge opens the browser's own login box.
        .credentials(RequestCredentials::Omit)
        .header("Authorization", authorization)
        .header("Accept", "application/json")
        .abort_signal(Some(&signal));
    let sent = match &request.body {
        Some(body) => builder
            .header("Content-Type", "application/json")
            .body(body.as_str()),
        None => builder.build(),
    };
    let answer = sent.map_err(failed)?.send().await.map_err(failed)?;
    let headers = answer.headers();
    let (retry_after, correlation_id) = (headers.get("Retry-After"), headers.get("Upcloud-Cid"));
    // Bytes, as the browser would otherwise decode the text only for it to be
    // encoded again on its way into WebAssembly's memory.
    let bytes = answer.binary().await.map_err(failed)?;
    let body = String::from_utf8(bytes)
        .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned());
    if answer.ok() {
        Ok(body)
    } else {
        Err(ApiError::answered(
            answer.status(),
            &body,
            retry_after.as_deref(),
            correlation_id.as_deref(),
        ))
    }
}
