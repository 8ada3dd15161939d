//! A small account at a simulated server that carries out the steps of a plan.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    api::error::ApiError,
    change::plan::{Plan, Step},
    edit::form::Draft,
    model::{
        ids::{NetworkId, PeeringId, RouterId},
        object::Object,
        peering::Peering,
        state::{ConfiguredStatus, State},
    },
    snapshot::Snapshot,
};
use proptest::{collection::vec, prelude::*};

use crate::{fixtures, world::id};

/// What becomes of an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    Works,
    Refused,
    /// It works, and the answer is lost.
    Lost,
}

pub(super) fn fates() -> impl Strategy<Value = Vec<Fate>> {
    let fate = prop_oneof![3 => Just(Fate::Works), 1 => Just(Fate::Refused), 1 => Just(Fate::Lost)];
    vec(fate, 0..12)
}

/// The account, as the server keeps it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Server {
    pub(super) peerings: BTreeMap<PeeringId, Peering>,
    pub(super) routers: BTreeSet<RouterId>,
    pub(super) attached: BTreeMap<NetworkId, RouterId>,
    pub(super) next: u128,
}

impl Server {
    pub(super) fn snapshot(&self) -> Snapshot {
        fixtures::snapshot(self.peerings.values())
    }

    pub(super) fn take(&mut self, step: &Step) -> Result<Option<Object>, ApiError> {
        let refuse = |status| Err(ApiError::answered(status, "", None, None));
        match step {
            Step::CreateRouter(_) => {
                self.next += 1;
                let id = RouterId::from_u128(self.next);
                self.routers.insert(id);
                return Ok(Some(Object::Router(id)));
            }
            Step::DeleteRouter(id) => {
                if self.attached.values().any(|router| router == id) {
                    return refuse(409);
                }
                if !self.routers.remove(id) {
                    return refuse(404);
                }
            }
            Step::Attach(network, router) => {
                let router = router.expect("a router that was made before");
                assert!(
                    self.routers.contains(&router),
                    "it is attached to what exists"
                );
                self.attached.insert(*network, router);
            }
            Step::Detach(network) => {
                self.attached.remove(network);
            }
            Step::Create(draft) => {
                let same =
                    |p: &&Peering| (p.local.network, p.peer.network) == (draft.local, draft.peer);
                if self.peerings.values().any(|p| same(&p)) {
                    return refuse(409);
                }
                self.next += 1;
                let id = PeeringId::from_u128(self.next);
                self.peerings.insert(id, peering(id, draft));
                return Ok(Some(Object::Peering(id)));
            }
            Step::Switch { peering, to, .. } => {
                let Some(held) = self.peerings.get_mut(peering) else {
                    return refuse(404);
                };
                held.configured_status = to.clone();
                held.state = State::Provisioning;
            }
            Step::Relabel { .. } => unreachable!("no goal here changes labels"),
            Step::AwaitDisabled(id) => {
                let Some(held) = self.peerings.get_mut(id) else {
                    return refuse(404);
                };
                assert_eq!(
                    held.configured_status,
                    ConfiguredStatus::Disabled,
                    "it would be waited for in vain"
                );
                held.state = State::Disabled;
            }
            Step::Delete(id) => match self.peerings.get(id) {
                None => return refuse(404),
                Some(held) => {
                    assert_eq!(held.state, State::Disabled, "the API would refuse it");
                    self.peerings.remove(id);
                }
            },
        }
        Ok(None)
    }

    /// Takes the plan's steps until one fails or none is left.
    pub(super) fn carry_out(&mut self, plan: &mut Plan, fates: &mut impl Iterator<Item = Fate>) {
        while let Some(step) = plan.start_next() {
            match fates.next().unwrap_or(Fate::Works) {
                Fate::Refused => plan.fail(ApiError::answered(403, "", None, None)),
                Fate::Lost => {
                    let _ = self.take(&step);
                    plan.fail(ApiError::unreachable("the connection broke"));
                }
                Fate::Works => match self.take(&step) {
                    Ok(made) => plan.complete(made),
                    Err(error) => plan.fail(error),
                },
            }
        }
    }

    /// Without what changes by itself, and what identifiers come next.
    pub(super) fn settled(&self) -> (Vec<Peering>, BTreeMap<NetworkId, RouterId>) {
        let mut peerings: Vec<Peering> = self.peerings.values().cloned().collect();
        for peering in &mut peerings {
            peering.state = State::Active;
        }
        (peerings, self.attached.clone())
    }
}

pub(super) fn peering(id: PeeringId, draft: &Draft) -> Peering {
    Peering {
        id,
        name: draft.name.clone(),
        configured_status: draft.configured_status.clone(),
        local: fixtures::end(draft.local),
        peer: fixtures::end(draft.peer),
        labels: draft.labels.clone(),
        ..fixtures::in_state(match draft.configured_status {
            ConfiguredStatus::Disabled => State::Disabled,
            _ => State::Active,
        })
    }
}

pub(super) fn draft(local: usize, peer: usize, status: ConfiguredStatus) -> Draft {
    Draft {
        name: format!("{local} to {peer}"),
        configured_status: status,
        local: id(local),
        peer: id(peer),
        labels: Vec::new(),
    }
}

pub(super) fn switch() -> impl Strategy<Value = ConfiguredStatus> {
    prop_oneof![
        Just(ConfiguredStatus::Active),
        Just(ConfiguredStatus::Disabled)
    ]
}

/// An account of two halves between networks 0 and 1, and of a peering that no
/// plan has to do with.
pub(super) fn server() -> impl Strategy<Value = Server> {
    (switch(), switch(), switch()).prop_map(|(one, two, three)| Server {
        peerings: [draft(0, 1, one), draft(1, 0, two), draft(2, 0, three)]
            .iter()
            .zip(1..)
            .map(|(draft, number)| {
                let id = PeeringId::from_u128(number);
                (id, peering(id, draft))
            })
            .collect(),
        routers: BTreeSet::from([RouterId::from_u128(50)]),
        attached: BTreeMap::new(),
        next: 100,
    })
}
