//! What all connections share: the world, the settings, the request log and the planned faults.

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant, SystemTime},
};

use axum::http::HeaderValue;
use serde::Serialize;

use super::{
    bucket::{Bucket, Rate},
    fault::{Fault, PlannedFault},
    options::{Options, Settings},
};
use crate::{
    cloud::{
        api::{self, Request, RequestContext, Response},
        moment::{Moment, Timing},
        world::{Tables, World},
    },
    random::Random,
};

/// A request, without its credentials.
#[derive(Clone, Debug, Serialize)]
pub struct LoggedRequest {
    pub method: String,
    /// Path and query, as sent.
    pub path: String,
    /// None if the connection was dropped.
    pub status: Option<u16>,
    /// In milliseconds since 1970.
    pub at: u64,
    /// The `Retry-After` of the response, in seconds.
    pub retry_after: Option<u64>,
    /// Which of the credentials since the last reset it had, from 1; none without any.
    pub credentials: Option<usize>,
}

/// A handle to the running stand-in; clones share it.
#[derive(Clone, Debug)]
pub struct Emulator {
    options: Arc<Options>,
    inner: Arc<Mutex<Inner>>,
}

#[derive(Debug)]
struct Inner {
    settings: Settings,
    world: World,
    random: Random,
    log: Vec<LoggedRequest>,
    /// The `Authorization` headers of the logged requests.
    credentials: Vec<HeaderValue>,
    faults: Vec<PlannedFault>,
    bucket: Option<Bucket>,
}

impl Inner {
    fn new(settings: Settings, world: World) -> Self {
        // Not the scenario's own sequence, or new ids would repeat existing ones.
        let random = Random::seeded(settings.seed ^ 0x5eed_0f1d_5eed_0f1d);
        let bucket = settings.rate.map(|rate| Bucket::new(rate, Instant::now()));
        Self {
            settings,
            world,
            random,
            log: Vec::new(),
            credentials: Vec::new(),
            faults: Vec::new(),
            bucket,
        }
    }
}

impl Emulator {
    /// Starts with the saved state if the state file exists, else with the scenario.
    ///
    /// # Errors
    /// If the state file cannot be read or parsed.
    pub fn new(options: Options) -> Result<Self, String> {
        let saved = options.state_file.as_ref().filter(|file| file.exists());
        let world = match saved {
            Some(file) => {
                let tables = std::fs::read(file)
                    .and_then(|text| Ok(serde_json::from_slice::<Tables>(&text)?))
                    .map_err(|error| format!("{}: {error}", file.display()))?;
                World::from(tables)
            }
            None => options.settings.scenario.build(options.settings.seed),
        };
        let inner = Mutex::new(Inner::new(options.settings.clone(), world));
        Ok(Self {
            options: Arc::new(options),
            inner: Arc::new(inner),
        })
    }

    #[must_use]
    pub fn options(&self) -> &Options {
        &self.options
    }

    #[must_use]
    pub fn settings(&self) -> Settings {
        self.lock().settings.clone()
    }

    /// Starts over with a new world, an empty log and no planned faults.
    pub fn reset(&self, settings: Settings) {
        let world = settings.scenario.build(settings.seed);
        let mut inner = self.lock();
        *inner = Inner::new(settings, world);
        self.save(&inner.world);
    }

    /// Carries out a request of the API now.
    #[must_use]
    pub fn call(&self, request: &Request<'_>) -> Response {
        let mut inner = self.lock();
        let timing = Timing {
            now: now(),
            provisioning_ms: millis(inner.settings.provisioning_delay),
        };
        let context = RequestContext {
            timing,
            random_bits: inner.random.wide(),
        };
        let response = api::handle(&mut inner.world, request, &context);
        if request.method != "GET" && response.status < 300 {
            self.save(&inner.world);
        }
        response
    }

    /// Reads the world, bypassing the API.
    pub fn inspect<T>(&self, read: impl FnOnce(&World) -> T) -> T {
        read(&self.lock().world)
    }

    /// Changes the world, bypassing the API.
    pub fn alter<T>(&self, change: impl FnOnce(&mut World) -> T) -> T {
        let mut inner = self.lock();
        let result = change(&mut inner.world);
        self.save(&inner.world);
        result
    }

    /// The number of these credentials, by which requests that share them are found.
    #[must_use]
    pub fn number_of(&self, authorization: &HeaderValue) -> usize {
        let seen = &mut self.lock().credentials;
        let known = seen.iter().position(|one| one == authorization);
        let index = known.unwrap_or_else(|| {
            seen.push(authorization.clone());
            seen.len() - 1
        });
        index + 1
    }

    pub fn log_request(&self, entry: LoggedRequest) {
        self.lock().log.push(entry);
    }

    /// The requests since the last reset, oldest first, without the first `from`.
    #[must_use]
    pub fn requests(&self, from: usize) -> Vec<LoggedRequest> {
        self.lock().log.iter().skip(from).cloned().collect()
    }

    pub fn plan_faults(&self, faults: Vec<PlannedFault>) {
        self.lock().faults.extend(faults);
    }

    /// How many planned faults have not been used up.
    #[must_use]
    pub fn planned_faults(&self) -> usize {
        self.lock().faults.len()
    }

    /// Removes the planned faults and returns how many there were.
    #[must_use]
    pub fn clear_faults(&self) -> usize {
        std::mem::take(&mut self.lock().faults).len()
    }

    /// The planned or random fault for this request, if any.
    #[must_use]
    pub fn next_fault(&self, method: &str, path_and_query: &str) -> Option<Fault> {
        let mut inner = self.lock();
        let mut faults = inner.faults.iter_mut();
        if let Some(planned) = faults.find(|planned| planned.matches(method, path_and_query)) {
            planned.times = planned.times.saturating_sub(1);
            let fault = planned.fault.clone();
            inner.faults.retain(|planned| planned.times > 0);
            return Some(fault);
        }
        let rate = inner.settings.fault_rate;
        (rate > 0.0 && inner.random.chance(rate)).then(|| Fault::random(&mut inner.random))
    }

    /// Limits the rate from now on, or no longer.
    pub fn limit_rate(&self, rate: Option<Rate>) {
        let mut inner = self.lock();
        inner.settings.rate = rate;
        inner.bucket = rate.map(|rate| Bucket::new(rate, Instant::now()));
    }

    /// The fault of a request beyond the rate.
    #[must_use]
    pub fn rate_fault(&self) -> Option<Fault> {
        let mut inner = self.lock();
        let wait = inner.bucket.as_mut()?.take(Instant::now()).err()?;
        Some(Fault::too_many_requests(wait))
    }

    #[must_use]
    pub fn random_bits(&self) -> u128 {
        self.lock().random.wide()
    }

    /// A panic in one request must not make every later one panic.
    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes a temporary file and moves it into place, so that a crash leaves the old state or the
    /// new one. A full disk must not fail the request, so errors are only reported.
    fn save(&self, world: &World) {
        let Some(file) = &self.options.state_file else {
            return;
        };
        let temporary = file.with_extension("tmp");
        let written = serde_json::to_vec(&world.tables())
            .map_err(std::io::Error::from)
            .and_then(|text| std::fs::write(&temporary, text))
            .and_then(|()| std::fs::rename(&temporary, file));
        if let Err(error) = written {
            eprintln!("cannot save the state to {}: {error}", file.display());
        }
    }
}

#[must_use]
pub fn now() -> Moment {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    Moment(since.map(millis).unwrap_or(0))
}

fn millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}
