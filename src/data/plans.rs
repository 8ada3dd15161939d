//! Plans under way: changes to several objects, step by step. They go on while
//! the user moves to other pages, stop where a step fails, and wait there to be
//! tried again or taken back.

use std::time::Duration;

use domain::{
    error::ApiError,
    ids::{NetworkId, PeeringId, RouterId},
    patch::Patch,
    plan::{Plan, Step},
    preflight::Object,
};
use leptos::prelude::*;

use super::{Peerings, Pulse, Surroundings, snapshot};
use crate::{
    api::Api,
    dom,
    reactive::{RwSignal, StoredValue, run},
};

/// How often the state is looked at while it is waited for.
const LOOK: Duration = Duration::from_secs(2);
/// How long UpCloud's own tools wait for a peering to be disabled.
const PATIENCE: Duration = Duration::from_secs(15 * 60);
/// How long what went well stays on the screen.
const GOOD_NEWS: Duration = Duration::from_secs(8);

/// The plans of one console.
#[derive(Clone, Copy)]
pub(crate) struct Plans {
    api: Api,
    peerings: Peerings,
    surroundings: Surroundings,
    pulse: Pulse,
    pub(crate) held: RwSignal<Vec<Running>>,
    count: StoredValue<u32>,
}

/// One plan, from its start until it is dismissed.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Running {
    pub(crate) key: u32,
    /// What it is for, such as "Create hel to fra and fra to hel".
    pub(crate) title: String,
    pub(crate) plan: Plan,
    /// Whether a step is being taken, or what is there is being read again.
    pub(crate) busy: bool,
    /// The user wants it to stop before the next step.
    pub(crate) called_off: bool,
}

impl Plans {
    pub(crate) fn new(
        api: Api,
        peerings: Peerings,
        surroundings: Surroundings,
        pulse: Pulse,
    ) -> Self {
        let held = RwSignal::new(Vec::<Running>::new());
        if let Some(window) = web_sys::window() {
            // A plan goes no further without the page.
            dom::listen(&window, "beforeunload", move |event| {
                if held.with_untracked(|held| held.iter().any(|running| running.busy)) {
                    event.prevent_default();
                }
            });
        }
        Self {
            api,
            peerings,
            surroundings,
            pulse,
            held,
            count: StoredValue::new(0),
        }
    }

    /// Starts a plan; answers the number by which [`Self::plan`] finds it.
    pub(crate) fn start(self, title: String, plan: Plan) -> u32 {
        let key = self.count.try_update_value(|count| {
            *count += 1;
            *count
        });
        let key = key.unwrap_or_default();
        self.held.try_update(|held| {
            held.push(Running {
                key,
                title,
                plan,
                busy: true,
                called_off: false,
            });
        });
        run(self.go_on(key));
        key
    }

    /// A plan as it stands, until it is dismissed.
    pub(crate) fn plan(self, key: u32) -> Option<Plan> {
        self.held.with(|held| {
            let running = held.iter().find(|running| running.key == key);
            running.map(|running| running.plan.clone())
        })
    }

    /// Whether a plan that has not ended touches this peering.
    pub(crate) fn is_touching(self, id: PeeringId) -> bool {
        self.held.with(|held| {
            held.iter().any(|running| {
                running.busy && running.plan.touches().contains(&Object::Peering(id))
            })
        })
    }

    /// Takes the step that failed again, unless what it is for is there by now.
    pub(crate) fn retry(self, key: u32) {
        self.change(key, |running| {
            running.busy = true;
            running.called_off = false;
        });
        run(async move {
            self.peerings.read_again().await;
            let now = snapshot::of(self.peerings, self.surroundings);
            self.change(key, |running| {
                running.plan.settle(&now);
                running.plan.retry();
            });
            self.go_on(key).await;
        });
    }

    /// Takes back what was done, as a plan of its own.
    pub(crate) fn undo(self, key: u32) {
        let undone = self.held.with_untracked(|held| {
            let running = held.iter().find(|running| running.key == key)?;
            Some((format!("Undo: {}", running.title), running.plan.undo()?))
        });
        if let Some((title, plan)) = undone {
            self.dismiss(key);
            self.start(title, plan);
        }
    }

    /// Stops a plan before its next step.
    pub(crate) fn call_off(self, key: u32) {
        self.change(key, |running| running.called_off = true);
        self.pulse.beat();
    }

    /// Forgets a plan.
    pub(crate) fn dismiss(self, key: u32) {
        self.held
            .try_update(|held| held.retain(|running| running.key != key));
    }

    async fn go_on(self, key: u32) {
        while !self.is_called_off(key) {
            let Some(step) = self.change(key, |running| running.plan.begin()).flatten() else {
                break;
            };
            match self.take(key, step).await {
                Ok(made) => self.change(key, |running| running.plan.done(made)),
                Err(error) => self.change(key, |running| running.plan.failed(error)),
            };
        }
        let done = self.change(key, |running| {
            running.busy = false;
            running.plan.is_done()
        });
        if done == Some(true) {
            set_timeout(move || self.dismiss(key), GOOD_NEWS);
        }
    }

    async fn take(self, key: u32, step: Step) -> Result<Option<Object>, ApiError> {
        match step {
            Step::CreateRouter(name) => {
                let router = self.api.create_router(&name).await?;
                Ok(Some(Object::Router(router.id)))
            }
            Step::DeleteRouter(id) => self.api.delete_router(id).await.map(|()| None),
            Step::Attach(network, router) => self.attach(network, router).await,
            Step::Detach(network) => self.attach(network, None).await,
            Step::Create(draft) => {
                let peering = self.peerings.create(&draft).await?;
                Ok(Some(Object::Peering(peering.id)))
            }
            Step::Switch { peering, to, .. } => {
                let patch = Patch::status(to);
                self.peerings.modify(peering, &patch).await.map(|_| None)
            }
            Step::AwaitDisabled(id) => self.await_disabled(key, id).await.map(|()| None),
            Step::Delete(id) => self.peerings.delete(id).await.map(|()| None),
        }
    }

    async fn attach(
        self,
        network: NetworkId,
        router: Option<RouterId>,
    ) -> Result<Option<Object>, ApiError> {
        let network = self.api.attach(network, router).await?;
        self.surroundings.put(network);
        // The states of its peerings follow, and a router may be new.
        run(self.surroundings.read());
        self.pulse.beat();
        Ok(None)
    }

    async fn await_disabled(self, key: u32, id: PeeringId) -> Result<(), ApiError> {
        let started = dom::now();
        while !self.peerings.read(id).await?.deletable() {
            let overdue = dom::now() - started > PATIENCE.as_secs_f64() * 1000.0;
            let at_work = !overdue && self.pulse.wait_at_work(LOOK).await;
            if !at_work || self.is_called_off(key) {
                return Err(ApiError::timed_out(PATIENCE));
            }
        }
        Ok(())
    }

    fn is_called_off(self, key: u32) -> bool {
        self.change(key, |running| running.called_off)
            .unwrap_or(true)
    }

    fn change<R>(self, key: u32, change: impl FnOnce(&mut Running) -> R) -> Option<R> {
        let changed = self.held.try_update(|held| {
            let running = held.iter_mut().find(|running| running.key == key);
            running.map(change)
        });
        changed.flatten()
    }
}
