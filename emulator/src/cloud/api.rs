//! The API without HTTP: a request changes a world and gives a response.

mod account;
mod body;
mod exchange;
mod network;
mod peering;
mod query;
mod router;

use exchange::{ApiResult, Call};
pub use exchange::{Request, RequestContext, Response};
use query::Query;

use super::{auth, codes, failure::Failure, world::World};

/// Carries out a request. Checks credentials first, then the path, then the method.
pub fn handle(world: &mut World, request: &Request<'_>, context: &RequestContext) -> Response {
    let username = match auth::identify(world, request.authorization) {
        Ok(account) => account.username.clone(),
        Err(failure) => {
            let mut response = Response::refused(&failure);
            // The live API sends this body under the media type of its other error format;
            // clients that trust the type misread it.
            if let (codes::AUTHENTICATION_REQUIRED, Some(body)) = (failure.code, &mut response.body)
            {
                body.0 = "application/problem+json";
            }
            return response;
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

fn route(world: &mut World, request: &Request<'_>, call: &Call<'_>) -> ApiResult {
    let segments: Vec<&str> = request
        .path
        .split('/')
        .filter(|part| !part.is_empty())
        .collect();
    let ["1.3", rest @ ..] = segments.as_slice() else {
        return Err(unknown_path(request.path));
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
        (["account", "details", username], "GET") => account::details(world, call, username),
        (["network-peering" | "network" | "router"], _)
        | (["network-peering" | "network" | "router", _], _)
        | (["zone" | "account"] | ["account", "resource-usage"] | ["account", "details", _], _) => {
            let message = format!("The method {} is not allowed here.", request.method);
            Err(Failure::new(codes::METHOD_NOT_ALLOWED, message))
        }
        _ => Err(unknown_path(request.path)),
    }
}

fn unknown_path(path: &str) -> Failure {
    Failure::new(codes::NOT_FOUND, format!("The path {path} does not exist."))
}
