//! Executes one step of a plan: calls the API and stores what it answers.

use domain::{
    api::error::ApiError,
    change::plan::Step,
    edit::{patch::Patch, relabel::Relabel},
    model::{
        ids::{NetworkId, PeeringId, RouterId},
        object::Object,
    },
};

use crate::{
    api::Api,
    data::{Inventory, Peerings, RefreshScheduler},
    reactive::spawn,
};

#[derive(Clone, Copy)]
pub(crate) struct StepExecutor {
    api: Api,
    peerings: Peerings,
    inventory: Inventory,
    refresh: RefreshScheduler,
}

/// How a step that did not fail ended.
pub(super) enum StepResult {
    /// It succeeded, and created this.
    Done(Option<Object>),
    /// What it waits for has not come yet.
    NotYet,
}

impl StepExecutor {
    pub(crate) fn new(
        api: Api,
        peerings: Peerings,
        inventory: Inventory,
        refresh: RefreshScheduler,
    ) -> Self {
        Self {
            api,
            peerings,
            inventory,
            refresh,
        }
    }

    /// Executes a step. A step that waits looks once.
    pub(super) async fn execute(self, step: Step) -> Result<StepResult, ApiError> {
        let created = match step {
            Step::CreateRouter(name) => {
                let router = self.api.create_router(&name).await?;
                Some(Object::Router(router.id))
            }
            Step::DeleteRouter(id) => {
                self.api.delete_router(id).await?;
                spawn(self.inventory.read());
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
        Ok(StepResult::Done(created))
    }

    async fn attach(self, network: NetworkId, router: Option<RouterId>) -> Result<(), ApiError> {
        let network = self.api.attach(network, router).await?;
        self.inventory.put(network);
        // The states of its peerings follow, and the router may be new.
        spawn(self.inventory.read());
        self.refresh.wake();
        Ok(())
    }

    /// PATCH replaces all labels, so the change applies to the current ones.
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
