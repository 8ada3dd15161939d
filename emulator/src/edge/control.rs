//! Control routes for tests: reset, state, request log, faults.

use std::{net::SocketAddr, time::Duration};

use axum::{
    Json, Router,
    body::Bytes,
    extract::{ConnectInfo, Path, RawQuery, Request, State},
    http::StatusCode,
    middleware::{Next, from_fn},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    bucket::Rate,
    emulator::{Emulator, LoggedRequest, now},
    fault::PlannedFault,
    options::Settings,
};
use crate::{
    cloud::{state::State as PeeringState, world::World},
    duration,
    scenario::Scenario,
};

/// The routes below `/__emulator`, for callers on this machine only.
pub fn routes() -> Router<Emulator> {
    Router::new()
        .route("/__emulator/reset", post(reset))
        .route("/__emulator/state", get(state))
        .route("/__emulator/requests", get(requests))
        .route(
            "/__emulator/faults",
            get(count_faults).post(plan_faults).delete(clear_faults),
        )
        .route("/__emulator/rate", post(limit_rate))
        .route("/__emulator/settle", post(settle))
        .route("/__emulator/peering/{uuid}/state", post(force))
        .layer(from_fn(loopback_only))
        .layer(from_fn(custom_header_only))
}

/// The header that every control request carries. A page of another site cannot send it: browsers
/// ask with a preflight request first, which these routes refuse.
pub const HEADER: &str = "x-emulator-control";

async fn custom_header_only(request: Request, next: Next) -> Response {
    if request.headers().contains_key(HEADER) {
        return next.run(request).await;
    }
    let message = format!("control requests need the header {HEADER}, with any value");
    Refusal(StatusCode::FORBIDDEN, message).into_response()
}

/// A request without a peer address comes from a test that calls the router directly.
async fn loopback_only(request: Request, next: Next) -> Response {
    match request.extensions().get::<ConnectInfo<SocketAddr>>() {
        Some(ConnectInfo(peer)) if !peer.ip().is_loopback() => {
            let message = "control routes are available on this machine only";
            Refusal(StatusCode::FORBIDDEN, message.to_owned()).into_response()
        }
        _ => next.run(request).await,
    }
}

/// A refused control request: `{"error": …}`.
struct Refusal(StatusCode, String);

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        (self.0, Json(json!({ "error": self.1 }))).into_response()
    }
}

fn bad_request(message: &impl ToString) -> Refusal {
    Refusal(StatusCode::BAD_REQUEST, message.to_string())
}

fn parse<'a, T: Deserialize<'a>>(body: &'a [u8]) -> Result<T, Refusal> {
    serde_json::from_slice(body).map_err(|error| bad_request(&error))
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Reset {
    scenario: Option<String>,
    seed: Option<u64>,
    provisioning_delay: Option<String>,
    latency: Option<String>,
    fault_rate: Option<f64>,
    challenge: Option<bool>,
}

impl Reset {
    /// Absent fields keep the value from the command line.
    fn apply_to(self, defaults: &Settings) -> Result<Settings, String> {
        let time = |text: Option<String>, default: Duration| {
            text.map_or(Ok(default), |text| duration::parse(&text))
        };
        let fault_rate = self.fault_rate.unwrap_or(defaults.fault_rate);
        if !(0.0..=1.0).contains(&fault_rate) {
            return Err("fault_rate is not a number from 0 to 1".to_owned());
        }
        let scenario: Option<Scenario> = self.scenario.map(|name| name.parse()).transpose()?;
        Ok(Settings {
            scenario: scenario.unwrap_or(defaults.scenario),
            seed: self.seed.unwrap_or(defaults.seed),
            provisioning_delay: time(self.provisioning_delay, defaults.provisioning_delay)?,
            latency: time(self.latency, defaults.latency)?,
            fault_rate,
            challenge: self.challenge.unwrap_or(defaults.challenge),
            rate: defaults.rate,
        })
    }
}

async fn reset(State(emulator): State<Emulator>, body: Bytes) -> Result<StatusCode, Refusal> {
    let reset: Reset = if body.is_empty() {
        Reset::default()
    } else {
        parse(&body)?
    };
    let settings = reset.apply_to(&emulator.options().settings);
    emulator.reset(settings.map_err(|error| bad_request(&error))?);
    Ok(StatusCode::NO_CONTENT)
}

/// The tables, each peering with the state that the API shows now.
async fn state(State(emulator): State<Emulator>) -> Result<Json<Value>, Refusal> {
    let tables = emulator.inspect(World::tables);
    let states: Vec<PeeringState> = tables
        .peerings
        .iter()
        .map(|peering| peering.lifecycle.state_at(now()))
        .collect();
    let mut value = serde_json::to_value(&tables)
        .map_err(|error| Refusal(StatusCode::INTERNAL_SERVER_ERROR, error.to_string()))?;
    let peerings = value.get_mut("peerings").and_then(Value::as_array_mut);
    for (peering, state) in peerings.into_iter().flatten().zip(states) {
        if let Some(peering) = peering.as_object_mut() {
            peering.insert("state".to_owned(), json!(state));
        }
    }
    Ok(Json(value))
}

/// The request log, without the first `from`.
async fn requests(
    State(emulator): State<Emulator>,
    RawQuery(query): RawQuery,
) -> Result<Json<Vec<LoggedRequest>>, Refusal> {
    let query = query.unwrap_or_default();
    let mut pairs = form_urlencoded::parse(query.as_bytes());
    let from = match pairs.find(|(name, _)| name == "from") {
        Some((_, count)) => count
            .parse()
            .map_err(|_| bad_request(&"from is not a number"))?,
        None => 0,
    };
    Ok(Json(emulator.requests(from)))
}

/// One fault or a list.
async fn plan_faults(State(emulator): State<Emulator>, body: Bytes) -> Result<StatusCode, Refusal> {
    let value: Value = parse(&body)?;
    let list = if value.is_array() {
        value
    } else {
        json!([value])
    };
    let planned: Vec<PlannedFault> =
        serde_json::from_value(list).map_err(|error| bad_request(&error))?;
    emulator.plan_faults(planned);
    Ok(StatusCode::NO_CONTENT)
}

async fn count_faults(State(emulator): State<Emulator>) -> Json<Value> {
    Json(json!({ "left": emulator.planned_faults() }))
}

/// Also returns how many there were.
async fn clear_faults(State(emulator): State<Emulator>) -> Json<Value> {
    Json(json!({ "left": emulator.clear_faults() }))
}

/// Limits the rate of requests: `{"per_second": 5, "burst": 10}`, or `null` for no limit.
async fn limit_rate(State(emulator): State<Emulator>, body: Bytes) -> Result<StatusCode, Refusal> {
    let rate: Option<Rate> = parse(&body)?;
    if rate.is_some_and(|rate| !rate.is_valid()) {
        return Err(bad_request(&"the rate answers no request"));
    }
    emulator.limit_rate(rate);
    Ok(StatusCode::NO_CONTENT)
}

/// Ends every `provisioning` transition, so that tests need not wait.
async fn settle(State(emulator): State<Emulator>) -> StatusCode {
    emulator.alter(World::finish_transitions);
    StatusCode::NO_CONTENT
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Force {
    state: Option<PeeringState>,
}

/// Imposes a state until the owner changes `configured_status`; `null` lifts it.
async fn force(
    State(emulator): State<Emulator>,
    Path(uuid): Path<String>,
    body: Bytes,
) -> Result<StatusCode, Refusal> {
    let Force { state } = parse(&body)?;
    let uuid = Uuid::parse_str(&uuid);
    let known = uuid.is_ok_and(|uuid| emulator.alter(|world| world.force(uuid, state)));
    if known {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(Refusal(StatusCode::NOT_FOUND, "no such peering".to_owned()))
    }
}
