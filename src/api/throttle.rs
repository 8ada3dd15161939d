//! Waits as long as the API asks, in every console of the origin.
//!
//! Limits count by token or by address, so one console that is refused speaks for all.

use std::{rc::Rc, time::Duration};

use domain::api::{error::ApiError, retry};
use gloo_timers::future::sleep;
use web_sys::BroadcastChannel;

use super::Api;
use crate::{dom, reactive::boxed, session::RequestAuth};

/// The channel between the consoles of the origin.
pub(crate) const CHANNEL: &str = "upcloud-peerings";

impl Api {
    /// Takes an error into account, and informs the other consoles. One that asks to
    /// wait then says how long.
    pub(super) fn note(self, error: &mut ApiError) {
        let now = dom::monotonic_millis();
        let wait = self
            .throttle
            .try_update(|throttle| throttle.note(error, now));
        let Some(Some(wait)) = wait else { return };
        error.retry_after = Some(Duration::from_millis(wait as u64));
        // In a browser without it each console is on its own.
        if let Ok(channel) = BroadcastChannel::new(CHANNEL) {
            // Fails only where the channel is closed.
            let _ = channel.post_message(&wait.into());
            channel.close();
        }
    }

    /// Another console was asked to wait for these milliseconds.
    pub(crate) fn wait(self, wait: f64) {
        let now = dom::monotonic_millis();
        self.throttle
            .try_update(|throttle| throttle.extend(wait, now));
    }

    /// How long the API asks all requests to wait.
    pub(crate) fn asked_wait(self) -> Option<Duration> {
        let now = dom::monotonic_millis();
        let left = self
            .throttle
            .try_with_untracked(|throttle| throttle.left(now));
        left.flatten()
    }

    /// The same, and tracked: whenever it becomes longer.
    pub(crate) fn tracked_wait(self) -> Option<Duration> {
        self.throttle.try_with(|_| ());
        self.asked_wait()
    }

    /// Waits for this time, and until a request may be sent.
    ///
    /// # Errors
    /// Where the session has ended, or the API asks to wait for too long: nothing is
    /// sent.
    pub(super) fn pass(
        self,
        auth: Rc<RequestAuth>,
        mut wait: Option<Duration>,
    ) -> impl Future<Output = Result<(), ApiError>> {
        boxed(async move {
            loop {
                if let Some(time) = wait {
                    sleep(time).await;
                }
                match self.asked_wait() {
                    Some(left) if left > retry::LONGEST => {
                        return Err(ApiError::asked_to_wait(left));
                    }
                    Some(left) => wait = Some(left),
                    None if self.session.is_current(&auth) => return Ok(()),
                    None => return Err(ApiError::session_ended()),
                }
            }
        })
    }
}
