//! Taking one step of a plan: a call of the API, and what it answers put where
//! it belongs.

use domain::{
    api::error::ApiError,
    change::plan::Step,
    edit::{patch::Patch, relabel::Relabel},
    model::ids::{NetworkId, PeeringId, RouterId},
    preflight::Object,
};

use crate::{
    api::Api,
    data::{Inventory, Peerings, RefreshScheduler},
    reactive::spawn,
};

/// What takes steps.
#[derive(Clone, Copy)]
pub(crate) struct StepExecutor {
    api: Api,
    peerings: Peerings,
    surroundings: Inventory,
    pulse: RefreshScheduler,
}

/// How a step ended that did not fail.
pub(super) enum StepResult {
    /// It was taken, and made this.
    Made(Option<Object>),
    /// What it waits for has not come yet.
    NotYet,
}

impl StepExecutor {
    pub(crate) fn new(
        api: Api,
        peerings: Peerings,
        surroundings: Inventory,
        pulse: RefreshScheduler,
    ) -> Self {
        Self {
            api,
            peerings,
            surroundings,
            pulse,
        }
    }

    /// Takes a step. A wait is one look.
    pub(super) async fn take(self, step: Step) -> Result<StepResult, ApiError> {
        let made = match step {
            Step::CreateRouter(name) => {
                let router = self.api.create_router(&name).await?;
                Some(Object::Router(router.id))
            }
            Step::DeleteRouter(id) => {
                self.api.delete_router(id).await?;
                spawn(self.surroundings.read());
                None
            }
            Step::Attach(network, router) => {
                self.attach(network, router).await?;
                None
            }
            Step::Detach(network) => {
                self.attach(network, None).await?;
                None
            }
            Step::Create(draft) => {
                let peering = self.peerings.create(&draft).await?;
                Some(Object::Peering(peering.id))
            }
            Step::Switch { peering, to, .. } => {
                self.peerings.modify(peering, &Patch::status(to)).await?;
                None
            }
            Step::Relabel {
                peering, change, ..
            } => {
                self.relabel(peering, &change).await?;
                None
            }
            Step::AwaitDisabled(id) => {
                if !self.peerings.read(id).await?.deletable() {
                    return Ok(StepResult::NotYet);
                }
                None
            }
            Step::Delete(id) => {
                self.peerings.delete(id).await?;
                None
            }
        };
        Ok(StepResult::Made(made))
    }

    async fn attach(self, network: NetworkId, router: Option<RouterId>) -> Result<(), ApiError> {
        let network = self.api.attach(network, router).await?;
        self.surroundings.put(network);
        // The states of its peerings follow, and a router may be new.
        spawn(self.surroundings.read());
        self.pulse.wake();
        Ok(())
    }

    /// PATCH replaces all labels, so it is what they are now that is changed.
    async fn relabel(self, id: PeeringId, change: &Relabel) -> Result<(), ApiError> {
        let now = self.peerings.read(id).await?;
        if !change.is_idle(&now.labels) {
            let patch = Patch {
                labels: Some(change.apply(&now.labels)),
                ..Patch::default()
            };
            self.peerings.modify(id, &patch).await?;
        }
        Ok(())
    }
}
