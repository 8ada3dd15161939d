//! What all connections share: the world, the settings, the log and the faults to come.

use super::fault::{Fault, PlannedFault};
use crate::cloud::api::{self, Request, RequestContext, Response};
use crate::cloud::moment::{Moment, Timing};
use crate::cloud::world::{Tables, World};
use crate::random::Random;
use crate::scenario::Scenario;
use serde::Serialize;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

/// What a reset may change.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The world to begin with.
    pub scenario: Scenario,
    /// Source of all ids and chances.
    pub seed: u64,
    /// How long a passage into or out of `active` takes.
    pub provisioning_delay: Duration,
    /// How long every answer is held back.
    pub latency: Duration,
    /// Share of requests that fail by chance, from 0 to 1.
    pub fault_rate: f64,
    /// Whether each 401 carries `WWW-Authenticate: Basic`.
    pub challenge: bool,
}

impl Default for Settings {
    /// The company scenario, without delays, faults or challenges.
    fn default() -> Self {
        Self {
            scenario: Scenario::Company,
            seed: 1,
            provisioning_delay: Duration::ZERO,
            latency: Duration::ZERO,
            fault_rate: 0.0,
            challenge: false,
        }
    }
}

/// What stays the same for the life of the process.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// What to begin with and to go back to on a reset.
    pub settings: Settings,
    /// Origins that may call across origins; none by default, as the real API must be assumed.
    pub cors: Vec<String>,
    /// Whether the control routes are there.
    pub control: bool,
    /// Where the world is kept across restarts.
    pub state_file: Option<PathBuf>,
    /// The built console to serve on the same origin.
    pub site: Option<Site>,
}

/// A built console.
#[derive(Clone, Debug)]
pub struct Site {
    /// The folder with its `index.html`.
    pub folder: PathBuf,
    /// Where it lives: `/` or a path that begins and ends with a slash.
    pub base: String,
}

/// A request since the last reset, without credentials.
#[derive(Clone, Debug, Serialize)]
pub struct LoggedRequest {
    /// The verb.
    pub method: String,
    /// Path and query as sent.
    pub path: String,
    /// The status answered; none if the connection was dropped.
    pub status: Option<u16>,
}

/// A handle on the running stand-in; clones share it.
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
    faults: Vec<PlannedFault>,
}

impl Inner {
    fn new(settings: Settings, world: World) -> Self {
        // Set apart from the scenario's own numbers, or the first new id would be an old one.
        let random = Random::seeded(settings.seed ^ 0x5eed_0f1d_5eed_0f1d);
        Self {
            settings,
            world,
            random,
            log: Vec::new(),
            faults: Vec::new(),
        }
    }
}

impl Emulator {
    /// A stand-in in the state of its file, if there is one, else of its scenario.
    ///
    /// # Errors
    /// When the file cannot be read or does not hold a saved state.
    pub fn new(options: Options) -> Result<Self, String> {
        let saved = options.state_file.as_ref().filter(|file| file.exists());
        let world = match saved {
            Some(file) => {
                let told = |error: &dyn std::fmt::Display| format!("{}: {error}", file.display());
                let text = std::fs::read(file).map_err(|error| told(&error))?;
                let tables: Tables = serde_json::from_slice(&text).map_err(|error| told(&error))?;
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

    /// What the process was started with.
    #[must_use]
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// The settings in force.
    #[must_use]
    pub fn settings(&self) -> Settings {
        self.lock().settings.clone()
    }

    /// Begins anew: another world, an empty log, no faults to come.
    pub fn reset(&self, settings: Settings) {
        let world = settings.scenario.build(settings.seed);
        let mut inner = self.lock();
        *inner = Inner::new(settings, world);
        self.save(&inner.world);
    }

    /// Carries out a request at the present time.
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

    /// Reads the world besides the API.
    pub fn inspect<T>(&self, look: impl FnOnce(&World) -> T) -> T {
        look(&self.lock().world)
    }

    /// Changes the world besides the API.
    pub fn alter<T>(&self, act: impl FnOnce(&mut World) -> T) -> T {
        let mut inner = self.lock();
        let result = act(&mut inner.world);
        self.save(&inner.world);
        result
    }

    /// Notes a request and what became of it.
    pub fn log_request(&self, entry: LoggedRequest) {
        self.lock().log.push(entry);
    }

    /// The requests since the last reset without the first `from`, oldest first.
    #[must_use]
    pub fn requests(&self, from: usize) -> Vec<LoggedRequest> {
        self.lock().log.iter().skip(from).cloned().collect()
    }

    /// Adds faults to come.
    pub fn plan_faults(&self, faults: Vec<PlannedFault>) {
        self.lock().faults.extend(faults);
    }

    /// How many faults are to come.
    #[must_use]
    pub fn planned_faults(&self) -> usize {
        self.lock().faults.len()
    }

    /// Forgets the faults to come; answers how many that were.
    #[must_use]
    pub fn clear_faults(&self) -> usize {
        std::mem::take(&mut self.lock().faults).len()
    }

    /// The fault for this request, if one is planned or chance wants one.
    #[must_use]
    pub fn next_fault(&self, method: &str, path_and_query: &str) -> Option<Fault> {
        let mut inner = self.lock();
        let hit = |planned: &PlannedFault| planned.matches(method, path_and_query);
        if let Some(position) = inner.faults.iter().position(hit) {
            let planned = inner.faults.get_mut(position)?;
            planned.times = planned.times.saturating_sub(1);
            let fault = planned.fault.clone();
            inner.faults.retain(|planned| planned.times > 0);
            return Some(fault);
        }
        let rate = inner.settings.fault_rate;
        (rate > 0.0 && inner.random.chance(rate)).then(|| Fault::by_chance(&mut inner.random))
    }

    /// Fresh random bits for correlation ids.
    #[must_use]
    pub fn random_bits(&self) -> u128 {
        self.lock().random.wide()
    }

    /// A panic elsewhere must not turn every later answer into another one.
    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes the world beside its file and moves it into place, so that a crash leaves the
    /// old or the new state. A full disk must not fail the request, so it is only reported.
    fn save(&self, world: &World) {
        let Some(file) = &self.options.state_file else {
            return;
        };
        let beside = file.with_extension("tmp");
        let written = serde_json::to_vec(&world.tables())
            .map_err(std::io::Error::from)
            .and_then(|text| std::fs::write(&beside, text))
            .and_then(|()| std::fs::rename(&beside, file));
        if let Err(error) = written {
            eprintln!("cannot save the state to {}: {error}", file.display());
        }
    }
}

/// The present.
#[must_use]
pub fn now() -> Moment {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    Moment(since.map(millis).unwrap_or(0))
}

fn millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}
