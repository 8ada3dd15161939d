//! The plans there are.

use super::{Plan, Step};
use crate::{
    edit::{form::Draft, relabel::Relabel},
    model::{
        ids::{NetworkId, RouterId},
        peering::Peering,
        state::ConfiguredStatus,
    },
    snapshot::Snapshot,
};

impl Plan {
    /// Creates a peering and, if there is a draft of it, the other half. A half
    /// that exists stays as it is.
    #[must_use]
    pub fn create(snapshot: &Snapshot, this: Draft, other: Option<Draft>) -> Self {
        let halves = [Some(this), other].into_iter().flatten();
        let missing =
            halves.filter(|half| snapshot.between(half.local, half.peer).next().is_none());
        missing.fold(Self::default(), |plan, half| {
            plan.then(Self::create_one(half))
        })
    }

    /// Creates a peering. The API refuses a second one in the same direction.
    #[must_use]
    pub fn create_one(draft: Draft) -> Self {
        let mut plan = Self::default();
        plan.cover(&[draft.local, draft.peer]);
        let name = draft.name.clone();
        plan.push(Step::Create(draft), &name);
        plan
    }

    /// Throws the switches of these peerings; those that stand right are left
    /// alone.
    #[must_use]
    pub fn switch(peerings: &[&Peering], to: &ConfiguredStatus) -> Self {
        let mut plan = Self::default();
        for peering in peerings {
            plan.switch_step(peering, to);
        }
        plan
    }

    /// Deletes these peerings. All are disabled before the first one is
    /// deleted: up to then everything can be undone.
    #[must_use]
    pub fn delete(peerings: &[&Peering]) -> Self {
        let mut plan = Self::default();
        let awaited = |peering: &&&Peering| !peering.deletable();
        for peering in peerings.iter().filter(awaited) {
            plan.switch_step(peering, &ConfiguredStatus::Disabled);
        }
        for peering in peerings.iter().filter(awaited) {
            plan.await_disabled(peering);
        }
        for peering in peerings {
            plan.cover_ends(peering);
            plan.push(Step::Delete(peering.id), &peering.name);
        }
        plan
    }

    /// Changes some labels of a peering; nothing where they are so already.
    #[must_use]
    pub fn relabel(peering: &Peering, change: &Relabel) -> Self {
        let mut plan = Self::default();
        if !change.is_idle(&peering.labels) {
            let step = Step::Relabel {
                peering: peering.id,
                from: peering.labels.clone(),
                change: change.clone(),
            };
            plan.cover_ends(peering);
            plan.push(step, &peering.name);
        }
        plan
    }

    /// Switches a peering off and on again.
    #[must_use]
    pub fn restart(peering: &Peering) -> Self {
        let mut plan = Self::default();
        plan.switch_step(peering, &ConfiguredStatus::Disabled);
        plan.await_disabled(peering);
        let off = Peering {
            configured_status: ConfiguredStatus::Disabled,
            ..peering.clone()
        };
        plan.switch_step(&off, &ConfiguredStatus::Active);
        plan
    }

    /// Attaches a network to a router that exists. A network that has one is
    /// left alone: taking it from there would cut off what it reaches.
    #[must_use]
    pub fn attach(snapshot: &Snapshot, network: NetworkId, router: RouterId) -> Self {
        let mut plan = Self::default();
        if is_routerless(snapshot, network) {
            let step = Step::Attach(network, Some(router));
            plan.cover(&[network]);
            plan.attach_to(step, &snapshot.name(network), &snapshot.router_name(router));
        }
        plan
    }

    /// Creates a router and attaches a network to it, unless it has one.
    #[must_use]
    pub fn attach_new(snapshot: &Snapshot, network: NetworkId, name: &str) -> Self {
        let mut plan = Self::default();
        if is_routerless(snapshot, network) {
            plan.push(Step::CreateRouter(name.into()), name);
            let step = Step::Attach(network, None);
            plan.cover(&[network]);
            plan.attach_to(step, &snapshot.name(network), name);
        }
        plan
    }

    /// The step names the router, where there is room for it.
    fn attach_to(&mut self, step: Step, network: &str, router: &str) {
        self.push(step, network);
        if let Some(entry) = self.entries.last_mut() {
            entry.text = format!("Attach {network} to the router {router}");
        }
    }

    fn switch_step(&mut self, peering: &Peering, to: &ConfiguredStatus) {
        if peering.configured_status == *to {
            return;
        }
        let step = Step::Switch {
            peering: peering.id,
            from: peering.configured_status.clone(),
            to: to.clone(),
        };
        self.cover_ends(peering);
        self.push(step, &peering.name);
    }

    fn await_disabled(&mut self, peering: &Peering) {
        self.push(Step::AwaitDisabled(peering.id), &peering.name);
    }

    fn cover_ends(&mut self, peering: &Peering) {
        self.cover(&[peering.local.network, peering.peer.network]);
    }
}

fn is_routerless(snapshot: &Snapshot, network: NetworkId) -> bool {
    snapshot
        .network(network)
        .is_none_or(|network| network.router.is_none())
}

/// The draft of the other half: the networks swapped, the rest the same but
/// for the name.
#[must_use]
pub fn other_half(this: &Draft, name: String) -> Draft {
    Draft {
        name,
        local: this.peer,
        peer: this.local,
        ..this.clone()
    }
}
