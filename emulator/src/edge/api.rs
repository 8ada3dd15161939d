//! HTTP around the core: faults and delays before it, headers after it.

use std::time::Duration;

use axum::{
    body::{Body, to_bytes},
    extract::State,
    http::{
        Method, StatusCode,
        header::{self, HeaderMap, HeaderValue},
    },
    response::Response,
};

use super::{
    fault::{Drop, Fault},
    headers,
    serve::Hangup,
    shared::{Emulator, Logged, now},
};
use crate::cloud::{
    api::{Answer, Request},
    codes,
    failure::Failure,
};

/// Bodies of this API are small; more is a mistake.
const LARGEST_BODY: usize = 1 << 20;

/// Answers any request below `/1.3`.
pub async fn handle(State(emulator): State<Emulator>, request: axum::extract::Request) -> Response {
    let (parts, body) = request.into_parts();
    let origin = headers::allowed_origin(&parts.headers, &emulator.options().cors);
    if let (&Method::OPTIONS, Some(origin)) = (&parts.method, &origin) {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = StatusCode::NO_CONTENT;
        headers::share(response.headers_mut(), origin.clone());
        headers::preflight(response.headers_mut());
        return response;
    }

    let path_and_query = parts.uri.path_and_query().map_or("/", |text| text.as_str());
    let mut entry = Logged {
        method: parts.method.to_string(),
        path: path_and_query.to_owned(),
        status: None,
    };
    let fault = emulator
        .fault(parts.method.as_str(), path_and_query)
        .unwrap_or_default();
    tokio::time::sleep(emulator.settings().latency + Duration::from_millis(fault.delay_ms)).await;
    if fault.drop == Some(Drop::Before) {
        emulator.log(entry);
        return Hangup::cut(parts.extensions.get()).await;
    }
    let answer = match (fault.answer(), to_bytes(body, LARGEST_BODY).await) {
        (Some(answer), _) => answer,
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
        (None, Err(_)) => Answer::refused(&Failure::new(
            codes::REQUEST_INVALID,
            "The body cannot be read or is too large.",
        )),
    };
    if fault.drop == Some(Drop::After) {
        emulator.log(entry);
        return Hangup::cut(parts.extensions.get()).await;
    }
    entry.status = Some(answer.status);
    emulator.log(entry);

    let mut response = respond(answer, &fault);
    dress(response.headers_mut(), &emulator);
    if emulator.settings().challenge && response.status() == StatusCode::UNAUTHORIZED {
        let challenge = HeaderValue::from_static("Basic realm=\"UpCloud API\"");
        response
            .headers_mut()
            .insert(header::WWW_AUTHENTICATE, challenge);
    }
    if let Some(origin) = origin {
        headers::share(response.headers_mut(), origin);
    }
    response
}

fn dress(headers: &mut HeaderMap, emulator: &Emulator) {
    headers::usual(headers, now(), emulator.fresh());
}

fn respond(answer: Answer, fault: &Fault) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() =
        StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    if let Some(seconds) = fault.retry_after {
        response
            .headers_mut()
            .insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    if let Some((media_type, text)) = answer.body {
        let (body, length) = fault.body(text);
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
        headers.insert(header::CONTENT_LENGTH, HeaderValue::from(length));
        *response.body_mut() = body;
    }
    response
}
