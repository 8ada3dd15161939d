//! HTTP around the core: faults and delays before it, headers after it.

use std::time::{Duration, SystemTime};

use axum::{
    body::{Body, to_bytes},
    extract::{Request, State},
    http::{
        Method, StatusCode,
        header::{self, HeaderMap, HeaderValue},
        request::Parts,
    },
    response::Response,
};

use super::{
    emulator::{Emulator, LoggedRequest, now},
    fault::{Drop, Fault},
    hangup::Hangup,
    headers,
};
use crate::cloud::{api, codes, failure::Failure};

/// In bytes. Valid bodies are far smaller.
const MAX_BODY: usize = 1 << 20;

/// Handles every request below `/1.3`.
pub async fn handle(State(emulator): State<Emulator>, request: Request) -> Response {
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
    let authorization = parts.headers.get(header::AUTHORIZATION);
    let mut entry = LoggedRequest {
        method: parts.method.to_string(),
        path: path_and_query.to_owned(),
        status: None,
        at: now().0,
        retry_after: None,
        credentials: authorization.map(|header| emulator.number_of(header)),
    };
    let fault = emulator.rate_fault();
    let fault = fault.or_else(|| emulator.next_fault(parts.method.as_str(), path_and_query));
    let fault = fault.unwrap_or_default();
    tokio::time::sleep(emulator.settings().latency + Duration::from_millis(fault.delay_ms)).await;
    if fault.drop == Some(Drop::Before) {
        emulator.log_request(entry);
        return Hangup::drop_connection(parts.extensions.get()).await;
    }
    let response = respond(&emulator, &parts, body, &fault).await;
    if fault.drop == Some(Drop::After) {
        emulator.log_request(entry);
        return Hangup::drop_connection(parts.extensions.get()).await;
    }
    entry.status = Some(response.status);
    entry.retry_after = fault.retry_after;
    emulator.log_request(entry);

    let mut response = to_http(response, &fault);
    let status = response.status();
    let headers = response.headers_mut();
    headers::add_standard_headers(headers, now(), emulator.random_bits());
    if emulator.settings().challenge && status == StatusCode::UNAUTHORIZED {
        let challenge = HeaderValue::from_static("Basic realm=\"UpCloud API\"");
        headers.insert(header::WWW_AUTHENTICATE, challenge);
    }
    if let Some(origin) = origin {
        headers::allow_origin(headers, origin);
    }
    response
}

async fn respond(emulator: &Emulator, parts: &Parts, body: Body, fault: &Fault) -> api::Response {
    let replacement = fault.response();
    let body = to_bytes(body, MAX_BODY).await;
    if let (Some(response), false) = (&replacement, fault.acted) {
        return response.clone();
    }
    let response = match &body {
        Ok(body) => emulator.call(&api::Request {
            method: parts.method.as_str(),
            path: parts.uri.path(),
            query: parts.uri.query().unwrap_or_default(),
            authorization: authorization(&parts.headers),
            body,
        }),
        Err(_) => api::Response::refused(&Failure::new(
            codes::REQUEST_INVALID,
            "The body cannot be read or is too large.",
        )),
    };
    replacement.unwrap_or(response)
}

fn authorization(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?;
    Some(value.to_str().unwrap_or("unreadable"))
}

fn to_http(response: api::Response, fault: &Fault) -> Response {
    let status = StatusCode::from_u16(response.status);
    let mut http = Response::new(Body::empty());
    *http.status_mut() = status.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = http.headers_mut();
    if let Some(seconds) = fault.retry_after {
        let date = SystemTime::now() + Duration::from_secs(seconds);
        let date = HeaderValue::from_str(&httpdate::fmt_http_date(date));
        let value = date.ok().filter(|_| fault.retry_after_date);
        let value = value.unwrap_or_else(|| HeaderValue::from(seconds));
        headers.insert(header::RETRY_AFTER, value);
    }
    let location = fault.location.as_deref().map(HeaderValue::from_str);
    if let Some(Ok(location)) = location {
        headers.insert(header::LOCATION, location);
    }
    if let Some((media_type, text)) = response.body {
        let (body, length) = fault.body(text);
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
        headers.insert(header::CONTENT_LENGTH, HeaderValue::from(length));
        *http.body_mut() = body;
    }
    http
}
