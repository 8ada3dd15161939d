//! The stand-in in a page, for a demonstration without a server: what answers is WebAssembly,
//! and `public/demo.js` makes a replacement of fetch of it.
//!
//! Neither clock nor chance is in here. Both come with the calls, as with the stand-in's core,
//! so that the tests say what time it is.

use emulator::cloud::api::{self, Request, RequestContext, Response};
use emulator::cloud::id::ulid;
use emulator::cloud::moment::{Moment, Timing};
use emulator::cloud::world::World;
use emulator::random::Random;
use emulator::scenario::Scenario;
use wasm_bindgen::prelude::wasm_bindgen;

/// How long a passage into or out of `active` takes: long enough to be seen.
const PROVISIONING_MS: u64 = 3_000;

/// The seed that the server has unless told otherwise. Always the same, so that the addresses
/// of what the company has are good after a reload.
const COMPANY_SEED: u64 = 1;

/// The account that the demonstration is signed in to.
const ACCOUNT: &str = "demo";

/// A company's networks and peerings, and the API to them. Each is a world of its own.
#[wasm_bindgen]
#[derive(Debug)]
pub struct StandIn {
    world: World,
    random: Random,
}

#[wasm_bindgen]
impl StandIn {
    /// The company as it is at first. The seed gives the ids of what is created later.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new(seed: u32) -> Self {
        Self {
            world: Scenario::Company.build(COMPANY_SEED),
            // Never the company's seed, whose ids are taken.
            random: Random::seeded(!u64::from(seed)),
        }
    }

    /// The `Authorization` header of the demonstration's account; empty if there is none.
    #[must_use]
    pub fn authorization(&self) -> String {
        let account = self.world.account(ACCOUNT);
        account.map_or_else(String::new, |account| format!("Bearer {}", account.token))
    }

    /// Answers a request as the API does, at this time in milliseconds since 1970.
    pub fn answer(
        &mut self,
        method: &str,
        path_and_query: &str,
        authorization: Option<String>,
        body: &str,
        now_ms: f64,
    ) -> Reply {
        let (path, query) = path_and_query
            .split_once('?')
            .unwrap_or((path_and_query, ""));
        let request = Request {
            method,
            path,
            query,
            authorization: authorization.as_deref(),
            body: body.as_bytes(),
        };
        // Stops at either end of the range instead of wrapping.
        let now = Moment(now_ms as u64);
        let context = RequestContext {
            timing: Timing {
                now,
                provisioning_ms: PROVISIONING_MS,
            },
            random_bits: self.random.wide(),
        };
        let Response { status, body } = api::handle(&mut self.world, &request, &context);
        let (media_type, text) = body.unzip();
        Reply {
            status,
            media_type: media_type.map(str::to_owned),
            text,
            id: ulid(now, self.random.wide()),
        }
    }
}

/// What the API answers.
#[wasm_bindgen(getter_with_clone)]
#[derive(Debug)]
pub struct Reply {
    /// HTTP status.
    pub status: u16,
    /// The `Content-Type` header, unless there is no body.
    pub media_type: Option<String>,
    /// The body, if there is one.
    pub text: Option<String>,
    /// The `Upcloud-Cid` header, which tells answers apart.
    pub id: String,
}
