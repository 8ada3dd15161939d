//! What bounds the runs of one console.

use std::time::Duration;

/// How many requests may be under way, over all runs.
pub const MAX_REQUESTS: usize = 4;
/// How long a step waits for a state before its item fails. UpCloud's own tools
/// wait as long.
pub const WAIT_LIMIT: Duration = Duration::from_mins(15);
/// How long after a look at what a step waits for the next one follows.
pub const POLL_INTERVAL: Duration = Duration::from_secs(2);
