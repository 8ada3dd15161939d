//! Sending one request. Only this file uses fetch.
#![expect(
    clippy::disallowed_types,
    reason = "the only file that uses the network"
)]

use std::time::Duration;

use domain::api::{
    answer::Head,
    error::ApiError,
    request::{Method, Request},
};
use gloo_net::http::{Method as HttpMethod, Request as HttpRequest, RequestBuilder};
use js_sys::{Array, Date, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{AbortSignal, RequestCredentials, RequestRedirect, Response, ResponseType};

use crate::{
    host::callbacks::Host,
    session::{CancelOnDrop, RequestAuth},
};

const TIME_LIMIT: Duration = Duration::from_secs(30);

/// How many bytes of an answer are copied into WebAssembly's memory at a time.
const PIECE: u32 = 1 << 17;

/// The body of an answer. It stays in the browser's memory.
pub(super) struct Body(Uint8Array);

impl Body {
    /// The body as text.
    pub(super) fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.to_vec()).into_owned()
    }

    /// The body in pieces.
    pub(super) fn pieces(&self) -> impl Iterator<Item = Vec<u8>> {
        let length = self.0.length();
        (0..length)
            .step_by(PIECE as usize)
            .map(move |start| self.0.subarray(start, (start + PIECE).min(length)).to_vec())
    }
}

/// The answer to a request.
pub(super) struct Answer {
    pub(super) head: Head,
    pub(super) body: Body,
    /// The header that a host added to the request.
    pub(super) added: Option<String>,
}

impl Answer {
    /// The body decoded.
    ///
    /// # Errors
    /// Where it is not the body that was asked for.
    pub(super) fn decode<T>(
        &self,
        read: impl FnOnce(&Body) -> Result<T, ApiError>,
    ) -> Result<T, ApiError> {
        read(&self.body).map_err(|reason| self.head.without_proof(&self.body.text(), reason))
    }
}

/// Sends a request and reads the body of its answer. Without a header to add, a proxy in
/// front of the API authenticates the request.
///
/// # Errors
/// Where no answer arrived in time.
pub(super) async fn send(
    url: &str,
    request: &Request,
    auth: &RequestAuth,
    host: &Host,
) -> Result<Answer, ApiError> {
    let authorization = auth.authorization.as_deref();
    let time_is_up = AbortSignal::timeout_with_u32(30_000);
    let signals = Array::of1(&time_is_up);
    // Dropped with this future.
    let cancel = CancelOnDrop::default();
    if request.is_read() {
        for signal in [cancel.signal(), auth.signal.clone()].into_iter().flatten() {
            signals.push(&signal);
        }
    }
    let signal = AbortSignal::any(&signals);
    let lost = |detail: &str| {
        if time_is_up.aborted() {
            ApiError::timed_out(TIME_LIMIT)
        } else {
            ApiError::unreachable(detail)
        }
    };
    let failed = |error: gloo_net::Error| lost(&error.to_string());

    let builder = RequestBuilder::new(url)
        .method(match request.method {
            Method::Get => HttpMethod::GET,
            Method::Post => HttpMethod::POST,
            Method::Put => HttpMethod::PUT,
            Method::Patch => HttpMethod::PATCH,
            Method::Delete => HttpMethod::DELETE,
        })
        .header("Accept", "application/json")
        // The credentials are for the API alone.
        .redirect(RequestRedirect::Manual)
        .abort_signal(Some(&signal));
    let builder = match authorization {
        Some(authorization) => builder
            .credentials(if host.sends_cookies() {
                RequestCredentials::SameOrigin
            } else {
                // Otherwise a 401 with a challenge opens the browser's login dialog.
                RequestCredentials::Omit
            })
            .header("Authorization", authorization),
        // The proxy knows the user by a cookie.
        None => builder.credentials(RequestCredentials::SameOrigin),
    };
    let sent = match &request.body {
        Some(body) => builder
            .header("Content-Type", "application/json")
            .body(body.as_str()),
        None => builder.build(),
    };
    let cut = |error: JsValue| {
        let message = error.dyn_ref().map(js_sys::Error::message);
        lost(&message.map(String::from).unwrap_or_default())
    };
    let request = web_sys::Request::from(sent.map_err(failed)?);
    let answer = match host.fetch(&request).await {
        Some(answer) => answer.map_err(cut)?,
        None => HttpRequest::from(request)
            .send()
            .await
            .map_err(failed)?
            .into(),
    };
    let head = head(&answer, authorization.is_none());
    // `auth-fetch.js` notes it.
    let added = Reflect::get(&answer, &"authorization".into());
    let added = added.ok().and_then(|added| added.as_string());
    let buffer = answer.array_buffer().map_err(cut)?.await.map_err(cut)?;
    Ok(Answer {
        head,
        body: Body(Uint8Array::new(&buffer)),
        added,
    })
}

fn head(answer: &Response, host_authenticates: bool) -> Head {
    let header = |name| answer.headers().get(name).ok().flatten();
    let retry_after = header("Retry-After");
    Head {
        status: answer.status(),
        // A host's own `fetch` may follow it.
        redirected: answer.redirected() || answer.type_() == ResponseType::Opaqueredirect,
        content_type: header("Content-Type"),
        date_in: retry_after.as_deref().map_or(0, |text| {
            let sent_at = Date::parse(&header("Date").unwrap_or_default());
            (Date::parse(text) - sent_at) as u64
        }),
        retry_after,
        correlation_id: header("Upcloud-Cid"),
        host_authenticates,
    }
}
