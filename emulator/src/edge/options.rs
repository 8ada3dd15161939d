//! The options of the stand-in.

use std::{path::PathBuf, time::Duration};

use super::bucket::Rate;
use crate::scenario::Scenario;

/// What a reset may change.
#[derive(Clone, Debug)]
pub struct Settings {
    pub scenario: Scenario,
    /// For ids and random faults.
    pub seed: u64,
    /// Length of a transition into or out of `active`.
    pub provisioning_delay: Duration,
    /// Delay of every response.
    pub latency: Duration,
    /// Share of requests that fail at random, from 0 to 1.
    pub fault_rate: f64,
    /// Whether each 401 carries `WWW-Authenticate: Basic`.
    pub challenge: bool,
    /// How many requests are answered; all of them if absent.
    pub rate: Option<Rate>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            scenario: Scenario::Company,
            seed: 1,
            provisioning_delay: Duration::ZERO,
            latency: Duration::ZERO,
            fault_rate: 0.0,
            challenge: false,
            rate: None,
        }
    }
}

/// What stays the same while the process runs.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The settings to start with and to return to on a reset.
    pub settings: Settings,
    /// Origins that may make cross-origin calls. None by default: whether the real API allows
    /// any is unknown.
    pub cors: Vec<String>,
    /// Whether to serve the control routes.
    pub control: bool,
    /// Where to keep the world across restarts.
    pub state_file: Option<PathBuf>,
    /// The console to serve on the same origin.
    pub site: Option<Site>,
}

/// A built console.
#[derive(Clone, Debug)]
pub struct Site {
    /// The folder that contains `index.html`.
    pub folder: PathBuf,
    /// The base path: `/`, or a path that starts and ends with a slash.
    pub base: String,
}
