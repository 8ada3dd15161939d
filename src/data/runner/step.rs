//! Executes one step of a plan: calls the API and stores what it answers.

use std::time::Duration;

use domain::{
    api::error::ApiError,
    change::plan::{Step, new_router},
    edit::{patch::Patch, relabel::Relabel},
    model::{
        ids::{NetworkId, PeeringId, RouterId},
        network::Router,
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
    /// The router that it was to create exists.
    Found(RouterId),
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

    /// How long the API asks to wait.
    pub(super) fn asked_wait(self) -> Option<Duration> {
        self.api.asked_wait()
    }

    /// Executes a step. A step that waits looks once.
    pub(super) async fn execute(self, step: Step) -> Result<StepResult, ApiError> {
        let created = match step {
            Step::CreateRouter(name) => return self.create_router(&name).await,
            Step::DeleteRouter(id) => {
                self.delete_router(id).await?;
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
                let peering = self.peerings.read(id).await;
                if !peering.map_err(ApiError::without_effect)?.deletable() {
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

    /// Creates a router. If the answer does not prove it, the server is read.
    async fn create_router(self, name: &str) -> Result<StepResult, ApiError> {
        let known = self.inventory.known_routers();
        match self.api.create_router(name).await {
            Ok(router) => Ok(StepResult::Done(Some(Object::Router(router.id)))),
            Err(error) if self.is_unknown(&error) => {
                let listed = self.api.routers().await;
                let found = listed.as_ref().ok();
                let found = found.and_then(|now| new_router(&now.items, name, &known));
                found
                    .map(StepResult::Found)
                    .ok_or_else(|| error.looked_up(listed.is_ok()))
            }
            Err(error) => Err(error),
        }
    }

    async fn delete_router(self, id: RouterId) -> Result<(), ApiError> {
        let answer = self.api.delete_router(id).await;
        if let Err(error) = answer {
            if !self.is_unknown(&error) {
                return Err(error);
            }
            let listed = self.api.routers().await;
            let exists = |router: &Router| router.id == id;
            match listed {
                Ok(now) if now.unreadable.is_empty() && !now.items.iter().any(exists) => {}
                listed => return Err(error.looked_up(listed.is_ok())),
            }
        }
        spawn(self.inventory.read());
        Ok(())
    }

    async fn attach(self, network: NetworkId, router: Option<RouterId>) -> Result<(), ApiError> {
        let network = match self.api.attach(network, router).await {
            Ok(network) => network,
            Err(error) if self.is_unknown(&error) => {
                let listed = self.api.networks().await;
                let was_read = listed.is_ok();
                let mut now = listed.map(|now| now.items).unwrap_or_default().into_iter();
                now.find(|held| held.id == network && held.router == router)
                    .ok_or_else(|| error.looked_up(was_read))?
            }
            Err(error) => return Err(error),
        };
        self.inventory.put(network);
        // The states of its peerings follow, and the router may be new.
        spawn(self.inventory.read());
        self.refresh.wake();
        Ok(())
    }

    /// Whether a write has to be looked up: its outcome is unknown, and its account is
    /// still shown here.
    fn is_unknown(self, error: &ApiError) -> bool {
        error.outcome_unknown() && self.inventory.is_shown()
    }

    /// PATCH replaces all labels, so the change applies to the current ones.
    async fn relabel(self, id: PeeringId, change: &Relabel) -> Result<(), ApiError> {
        let now = self.peerings.read(id).await;
        let now = now.map_err(ApiError::without_effect)?;
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
