//! The API without a socket: a request and a world in, an answer and a changed world out.

mod account;
mod body;
mod network;
mod peering;
mod query;
mod router;

use super::auth;
use super::codes::{self, Code};
use super::failure::Failure;
use super::json::{Wrapped, pretty};
use super::moment::Moment;
use super::world::{Timing, World};
use query::Query;
use serde::Serialize;

/// What the client sent.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// The verb in capitals.
    pub method: &'a str,
    /// The path, such as `/1.3/network-peering`; a trailing slash changes nothing.
    pub path: &'a str,
    /// The query without `?`, percent-encoded; empty if there is none.
    pub query: &'a str,
    /// The `Authorization` header.
    pub authorization: Option<&'a str>,
    /// The body; empty if there is none.
    pub body: &'a [u8],
}

/// What the core cannot know by itself.
#[derive(Clone, Copy, Debug)]
pub struct RequestContext {
    /// The present and the length of transitions.
    pub timing: Timing,
    /// Fresh random bits, the id of whatever the request creates.
    pub random_bits: u128,
}

impl RequestContext {
    /// The present.
    #[must_use]
    pub fn now(&self) -> Moment {
        self.timing.now
    }
}

/// What the server answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// HTTP status.
    pub status: u16,
    /// Media type and text, unless the status is 204.
    pub body: Option<(&'static str, String)>,
}

const JSON: &str = "application/json; charset=UTF-8";

impl Response {
    /// An answer with this object as its body.
    pub(crate) fn json(status: u16, value: &impl Serialize) -> Self {
        match pretty(value) {
            Ok(text) => Self {
                status,
                body: Some((JSON, text)),
            },
            Err(error) => Self {
                status: 500,
                body: Some((JSON, error.to_string())),
            },
        }
    }

    /// 204.
    pub(crate) fn nothing() -> Self {
        Self {
            status: 204,
            body: None,
        }
    }

    /// The envelope `{"error": …}` of the network stack.
    #[must_use]
    pub fn refused(failure: &Failure) -> Self {
        Self::error(failure.code.status, failure.code.name, &failure.message)
    }

    /// The same envelope with a code from outside the table.
    #[must_use]
    pub fn error(status: u16, error_code: &str, error_message: &str) -> Self {
        #[derive(Serialize)]
        struct Shape<'a> {
            error_code: &'a str,
            error_message: &'a str,
        }
        Self::json(
            status,
            &Wrapped(
                "error",
                Shape {
                    error_code,
                    error_message,
                },
            ),
        )
    }
}

type ApiResult = Result<Response, Failure>;

/// Carries out a request: credentials first, then the path, then the verb.
pub fn handle(world: &mut World, request: &Request<'_>, context: &RequestContext) -> Response {
    let username = match auth::identify(world, request.authorization) {
        Ok(account) => account.username.clone(),
        Err(failure) => {
            let mut answer = Response::refused(&failure);
            // The live API sends this body under the media type of the other error format;
            // clients that trust the type misread it.
            if let (codes::AUTHENTICATION_REQUIRED, Some(body)) = (failure.code, &mut answer.body) {
                body.0 = "application/problem+json";
            }
            return answer;
        }
    };
    let call = Call {
        username: &username,
        query: Query::parse(request.query),
        context,
        body: request.body,
    };
    route(world, request, &call).unwrap_or_else(|failure| Response::refused(&failure))
}

/// A request whose sender is known.
struct Call<'a> {
    username: &'a str,
    query: Query,
    context: &'a RequestContext,
    body: &'a [u8],
}

fn route(world: &mut World, request: &Request<'_>, call: &Call<'_>) -> ApiResult {
    let segments: Vec<&str> = request
        .path
        .split('/')
        .filter(|part| !part.is_empty())
        .collect();
    let ["1.3", rest @ ..] = segments.as_slice() else {
        return Err(no_such_path(request.path));
    };
    match (rest, request.method) {
        (["network-peering"], "GET") => Ok(peering::list(world, call)),
        (["network-peering"], "POST") => peering::create(world, call),
        (["network-peering", id], "GET") => peering::get(world, call, id),
        (["network-peering", id], "PATCH") => peering::modify(world, call, id),
        (["network-peering", id], "DELETE") => peering::delete(world, call, id),
        (["network"], "GET") => Ok(network::list(world, call)),
        (["network"], "POST") => network::create(world, call),
        (["network", id], "GET") => network::get(world, call, id),
        (["network", id], "PUT") => network::modify(world, call, id),
        (["network", id], "DELETE") => network::delete(world, call, id),
        (["router"], "GET") => Ok(router::list(world, call)),
        (["router"], "POST") => router::create(world, call),
        (["router", id], "GET") => router::get(world, call, id),
        (["router", id], "PATCH") => router::modify(world, call, id),
        (["router", id], "DELETE") => router::delete(world, call, id),
        (["zone"], "GET") => Ok(account::zones(world)),
        (["account"], "GET") => account::get(world, call),
        (["account", "resource-usage"], "GET") => account::resource_usage(world, call),
        (["network-peering" | "network" | "router"], _)
        | (["network-peering" | "network" | "router", _], _)
        | (["zone" | "account"] | ["account", "resource-usage"], _) => {
            let message = format!("The method {} is not allowed here.", request.method);
            Err(Failure::new(codes::METHOD_NOT_ALLOWED, message))
        }
        _ => Err(no_such_path(request.path)),
    }
}

fn no_such_path(path: &str) -> Failure {
    Failure::new(codes::NOT_FOUND, format!("The path {path} does not exist."))
}

fn does_not_exist(code: Code, kind: &str, id: &str) -> Failure {
    Failure::new(code, format!("The {kind} {id} does not exist."))
}
