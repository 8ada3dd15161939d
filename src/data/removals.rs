//! Deletions under way. A deletion is several steps with a wait among them; it
//! goes on while the user moves to other pages, and can be called off between
//! two steps.

use crate::reactive::{RwSignal, run};
use std::time::Duration;

use domain::{
    error::{ApiError, Kind},
    ids::PeeringId,
    patch::Patch,
    peering::Peering,
    removal::{self, Step},
    state::ConfiguredStatus,
};
use leptos::prelude::*;

use super::{Notice, Notices, Peerings, Pulse};
use crate::dom;

/// How often the state is looked at while it is waited for.
const LOOK: Duration = Duration::from_secs(2);
/// How long UpCloud's own tools wait for a peering to be disabled.
const PATIENCE_MS: f64 = 15.0 * 60.0 * 1000.0;

/// The deletions of one console.
#[derive(Clone, Copy)]
pub(crate) struct Removals {
    peerings: Peerings,
    notices: Notices,
    pulse: Pulse,
    pub(crate) running: RwSignal<Vec<Removal>>,
}

/// One deletion.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Removal {
    pub(crate) id: PeeringId,
    pub(crate) name: String,
    pub(crate) steps: Vec<(Step, StepStatus)>,
    /// The user wants it to stop.
    pub(crate) called_off: bool,
}

/// How far a step is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum StepStatus {
    Ahead,
    Running,
    Done,
}

/// How a deletion ends without having deleted.
enum Stop {
    CalledOff,
    Failed(ApiError),
    /// It did not become disabled in time.
    Overdue,
}

impl From<ApiError> for Stop {
    fn from(error: ApiError) -> Self {
        Self::Failed(error)
    }
}

impl Removals {
    pub(crate) fn new(peerings: Peerings, notices: Notices, pulse: Pulse) -> Self {
        let running = RwSignal::new(Vec::<Removal>::new());
        if let Some(window) = web_sys::window() {
            // A deletion goes no further without the page.
            dom::listen(&window, "beforeunload", move |event| {
                if running.with_untracked(|running| !running.is_empty()) {
                    event.prevent_default();
                }
            });
        }
        Self {
            peerings,
            notices,
            pulse,
            running,
        }
    }

    /// Whether this peering is being deleted.
    pub(crate) fn is_running(self, id: PeeringId) -> bool {
        self.running
            .with(|running| running.iter().any(|removal| removal.id == id))
    }

    /// Starts deleting.
    pub(crate) fn start(self, peering: &Peering) {
        if untrack(|| self.is_running(peering.id)) {
            return;
        }
        let (id, name) = (peering.id, peering.name.clone());
        let steps = removal::steps(peering)
            .iter()
            .map(|step| (*step, StepStatus::Ahead))
            .collect();
        self.running.update(|running| {
            running.push(Removal {
                id,
                name: name.clone(),
                steps,
                called_off: false,
            });
        });
        run(async move {
            let outcome = self.run(id).await;
            if self
                .running
                .try_update(|running| running.retain(|removal| removal.id != id))
                .is_none()
            {
                // Signed out meanwhile: there is nobody to tell.
                return;
            }
            match outcome {
                // Where it does not exist somebody else was quicker.
                Ok(())
                | Err(Stop::Failed(ApiError {
                    kind: Kind::NotFound,
                    ..
                })) => self.notices.done(format!("Deleted {name}")),
                Err(Stop::CalledOff) => self
                    .notices
                    .done(format!("Stopped deleting {name}: it still exists")),
                Err(Stop::Failed(error)) => {
                    self.notices.add(Notice::Failed {
                        tried: format!("Deleting {name} failed"),
                        error,
                    });
                }
                Err(Stop::Overdue) => self.notices.add(Notice::Failed {
                    tried: format!(
                        "{name} was not deleted: it is still not disabled after 15 minutes"
                    ),
                    error: ApiError::timed_out(Duration::from_secs(15 * 60)),
                }),
            }
        });
    }

    /// Stops a deletion before its next step.
    pub(crate) fn call_off(self, id: PeeringId) {
        self.change(id, |removal| removal.called_off = true);
        self.pulse.beat();
    }

    async fn run(self, id: PeeringId) -> Result<(), Stop> {
        let started = dom::now();
        // What is on the screen may be old: look before the first step.
        let mut peering = self.peerings.read(id).await?;
        loop {
            if self.is_called_off(id) {
                return Err(Stop::CalledOff);
            }
            let step = *removal::steps(&peering).first().unwrap_or(&Step::Delete);
            self.reach(id, step);
            match step {
                Step::Disable => {
                    peering = self
                        .peerings
                        .modify(id, &Patch::status(ConfiguredStatus::Disabled))
                        .await?;
                }
                Step::AwaitDisabled => {
                    if dom::now() - started > PATIENCE_MS {
                        return Err(Stop::Overdue);
                    }
                    let at_work = self.pulse.wait_at_work(LOOK).await;
                    if !at_work || self.is_called_off(id) {
                        return Err(Stop::CalledOff);
                    }
                    peering = self.peerings.read(id).await?;
                }
                Step::Delete => {
                    return self.peerings.delete(id).await.map_err(Stop::Failed);
                }
            }
        }
    }

    fn is_called_off(self, id: PeeringId) -> bool {
        self.running
            .try_with_untracked(|running| {
                running
                    .iter()
                    .any(|removal| removal.id == id && removal.called_off)
            })
            .unwrap_or(true)
    }

    fn reach(self, id: PeeringId, reached: Step) {
        self.change(id, |removal| {
            let mut status = StepStatus::Done;
            for (step, held) in &mut removal.steps {
                if *step == reached {
                    *held = StepStatus::Running;
                    status = StepStatus::Ahead;
                } else {
                    *held = status;
                }
            }
        });
    }

    fn change(self, id: PeeringId, change: impl FnOnce(&mut Removal)) {
        self.running.try_update(|running| {
            if let Some(removal) = running.iter_mut().find(|removal| removal.id == id) {
                change(removal);
            }
        });
    }
}
