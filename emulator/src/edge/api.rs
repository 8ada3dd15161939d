//! HTTP around the core: faults and delays before it, headers after it.

use super::fault::{Drop, Fault};
use super::hangup::Hangup;
use super::headers;
use super::shared::{Emulator, LoggedRequest, now};
use crate::cloud::api::{self, Request};
use crate::cloud::codes;
use crate::cloud::failure::Failure;
use axum::body::{Body, to_bytes};
use axum::extract::State;
use axum::http::header::{self, HeaderValue};
use axum::http::{Method, StatusCode};
use axum::response::Response;
use std::time::Duration;

/// Bodies of this API are small; more is a mistake.
const LARGEST_BODY: usize = 1 << 20;

/// Answers any request below `/1.3`.
pub async fn handle(State(emulator): State<Emulator>, request: axum::extract::Request) -> Response {
    let (parts, body) = request.into_parts();
    let origin = headers::allowed_origin(&parts.headers, &emulator.options().cors);
    if let (&Method::OPTIONS, Some(origin)) = (&parts.method, &origin) {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = StatusCode::NO_CONTENT;
        headers::allow_origin(response.headers_mut(), origin.clone());
        headers::add_preflight_headers(response.headers_mut());
        return response;
    }

    let path_and_query = parts.uri.path_and_query().map_or("/", |text| text.as_str());
    let mut entry = LoggedRequest {
        method: parts.method.to_string(),
        path: path_and_query.to_owned(),
        status: None,
    };
    let fault = emulator
        .next_fault(parts.method.as_str(), path_and_query)
        .unwrap_or_default();
    tokio::time::sleep(emulator.settings().latency + Duration::from_millis(fault.delay_ms)).await;
    if fault.drop == Some(Drop::Before) {
        emulator.log_request(entry);
        return Hangup::drop_connection(parts.extensions.get()).await;
    }
    let core_response = match (fault.response(), to_bytes(body, LARGEST_BODY).await) {
        (Some(response), _) => response,
        (None, Ok(body)) => emulator.call(&Request {
            method: parts.method.as_str(),
            path: parts.uri.path(),
            query: parts.uri.query().unwrap_or_default(),
            authorization: parts
                .headers
                .get(header::AUTHORIZATION)
                .map(|value| value.to_str().unwrap_or("unreadable")),
            body: &body,
        }),
        (None, Err(_)) => api::Response::refused(&Failure::new(
            codes::REQUEST_INVALID,
            "The body cannot be read or is too large.",
        )),
    };
    if fault.drop == Some(Drop::After) {
        emulator.log_request(entry);
        return Hangup::drop_connection(parts.extensions.get()).await;
    }
    entry.status = Some(core_response.status);
    emulator.log_request(entry);

    let mut response = to_http(core_response, &fault);
    headers::add_standard_headers(response.headers_mut(), now(), emulator.random_bits());
    if emulator.settings().challenge && response.status() == StatusCode::UNAUTHORIZED {
        let challenge = HeaderValue::from_static("Basic realm=\"UpCloud API\"");
        response
            .headers_mut()
            .insert(header::WWW_AUTHENTICATE, challenge);
    }
    if let Some(origin) = origin {
        headers::allow_origin(response.headers_mut(), origin);
    }
    response
}

fn to_http(core_response: api::Response, fault: &Fault) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() =
        StatusCode::from_u16(core_response.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    if let Some(seconds) = fault.retry_after {
        response
            .headers_mut()
            .insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    if let Some((media_type, text)) = core_response.body {
        let (body, length) = fault.body(text);
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
        headers.insert(header::CONTENT_LENGTH, HeaderValue::from(length));
        *response.body_mut() = body;
    }
    response
}
