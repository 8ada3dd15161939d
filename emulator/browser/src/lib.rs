//! The stand-in as WebAssembly, for a demonstration without a server. `public/demo.js` replaces fetch
//! with it.
//!
//! The caller passes in the time and a random seed, as for the core, so that tests can say what time
//! it is.

use emulator::{
    cloud::{
        api::{self, Request, RequestContext, Response},
        id::ulid,
        moment::{Moment, Timing},
        world::World,
    },
    random::Random,
    scenario::Scenario,
};
use wasm_bindgen::prelude::wasm_bindgen;

/// Length of a transition into or out of `active`: long enough to be seen.
const PROVISIONING_MS: u64 = 3_000;

/// The server's default. A constant, so that addresses of existing objects survive a reload.
const COMPANY_SEED: u64 = 1;

const ACCOUNT: &str = "demo";

/// The scenario `company` and the API to it. Instances share nothing.
#[wasm_bindgen]
#[derive(Debug)]
pub struct StandIn {
    world: World,
    random: Random,
}

#[wasm_bindgen]
impl StandIn {
    /// `seed` determines the ids of objects created later.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new(seed: u32) -> Self {
        Self {
            world: Scenario::Company.build(COMPANY_SEED),
            // Differs from the company's seed, whose ids are in use.
            random: Random::seeded(!u64::from(seed)),
        }
    }

    /// The `Authorization` header of the demonstration's account.
    #[must_use]
    pub fn authorization(&self) -> String {
        let account = self.world.account(ACCOUNT);
        account.map_or_else(String::new, |account| format!("Bearer {}", account.token))
    }

    /// Responds to a request as the API does. `now_ms` is in milliseconds since 1970.
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
        // Saturates.
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

#[wasm_bindgen(getter_with_clone)]
#[derive(Debug)]
pub struct Reply {
    pub status: u16,
    /// The `Content-Type` header, if there is a body.
    pub media_type: Option<String>,
    pub text: Option<String>,
    /// The `Upcloud-Cid` header.
    pub id: String,
}
