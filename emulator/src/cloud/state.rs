//! The states of a peering: the rule that gives one, and the passage between two.

use super::moment::Moment;
use serde::{Deserialize, Serialize};

/// Whether the owner wants a peering up (UpCloud OpenAPI).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ConfiguredStatus {
    /// Up; the default.
    #[default]
    Active,
    /// Down.
    Disabled,
}

/// The ten values of `state` (UpCloud OpenAPI, Go SDK).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Both directions are defined, enabled and routed.
    Active,
    /// The back end is applying a change.
    Provisioning,
    /// The other side has not created its peering.
    PendingPeer,
    /// The other side's peering is configured down.
    PeerDisabled,
    /// This side is configured down.
    Disabled,
    /// The local network has no router.
    MissingLocalRouter,
    /// The peer network has no router.
    MissingPeerRouter,
    /// The address ranges of the two networks overlap.
    ConflictSubnet,
    /// The peer network no longer exists.
    DeletedPeerNetwork,
    /// Provisioning failed.
    Error,
}

impl State {
    /// All ten, in the order declared.
    pub const ALL: [Self; 10] = [
        Self::Active,
        Self::Provisioning,
        Self::PendingPeer,
        Self::PeerDisabled,
        Self::Disabled,
        Self::MissingLocalRouter,
        Self::MissingPeerRouter,
        Self::ConflictSubnet,
        Self::DeletedPeerNetwork,
        Self::Error,
    ];
}

/// All that the state of a peering depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts {
    /// What this side's owner wants.
    pub configured: ConfiguredStatus,
    /// The local network has a router.
    pub local_router: bool,
    /// The peer network, unless it is gone.
    pub peer: Option<Peer>,
}

/// What is known of the other side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Peer {
    /// `configured_status` of the other half, if there is one.
    pub other_half: Option<ConfiguredStatus>,
    /// The peer network has a router.
    pub router: bool,
    /// Some range of one side overlaps one of the other.
    pub overlap: bool,
}

/// The state that these facts lead to. The order is inferred: nothing about the peer's router
/// or ranges shows before both sides have agreed, as the API hides them until then.
#[must_use]
pub fn rule(facts: &Facts) -> State {
    if facts.configured == ConfiguredStatus::Disabled {
        return State::Disabled;
    }
    let Some(peer) = facts.peer else {
        return State::DeletedPeerNetwork;
    };
    if !facts.local_router {
        return State::MissingLocalRouter;
    }
    match peer.other_half {
        None => State::PendingPeer,
        Some(ConfiguredStatus::Disabled) => State::PeerDisabled,
        Some(ConfiguredStatus::Active) if !peer.router => State::MissingPeerRouter,
        Some(ConfiguredStatus::Active) if peer.overlap => State::ConflictSubnet,
        Some(ConfiguredStatus::Active) => State::Active,
    }
}

/// Where a peering is on its way between states.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lifecycle {
    /// What the rule last gave: the state once the passage is over.
    pub settled: State,
    /// `provisioning` shows until then.
    pub provisioning_until: Option<Moment>,
    /// A state imposed from outside, such as `error`, which no change of the world explains.
    pub forced: Option<State>,
}

impl Lifecycle {
    /// The life of a peering that is about to be put into a world: waiting, as long as no rule
    /// has been applied.
    pub const NEW: Self = Self {
        settled: State::PendingPeer,
        provisioning_until: None,
        forced: None,
    };

    /// Takes what the rule gives now. Going into or out of `active` takes `provisioning_ms`
    /// milliseconds; other changes show at once (inferred).
    pub fn transition_to(&mut self, state: State, now: Moment, provisioning_ms: u64) {
        if state == self.settled {
            return;
        }
        if provisioning_ms > 0 && [state, self.settled].contains(&State::Active) {
            self.provisioning_until = Some(now.plus(provisioning_ms));
        }
        self.settled = state;
    }

    /// What the API shows at this moment.
    #[must_use]
    pub fn state_at(&self, now: Moment) -> State {
        match (self.forced, self.provisioning_until) {
            (Some(forced), _) => forced,
            (None, Some(until)) if now < until => State::Provisioning,
            (None, _) => self.settled,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{ConfiguredStatus, Facts, Lifecycle, Peer, State, rule};
    use crate::cloud::moment::Moment;

    const GOOD: Peer = Peer {
        other_half: Some(ConfiguredStatus::Active),
        router: true,
        overlap: false,
    };

    fn of(local_router: bool, peer: Option<Peer>) -> State {
        rule(&Facts {
            configured: ConfiguredStatus::Active,
            local_router,
            peer,
        })
    }

    #[test]
    fn each_fact_leads_to_its_state_and_earlier_ones_win() {
        let disabled = Some(ConfiguredStatus::Disabled);
        assert_eq!(of(true, Some(GOOD)), State::Active);
        assert_eq!(
            of(
                true,
                Some(Peer {
                    overlap: true,
                    ..GOOD
                })
            ),
            State::ConflictSubnet
        );
        let unrouted = Peer {
            overlap: true,
            router: false,
            ..GOOD
        };
        assert_eq!(of(true, Some(unrouted)), State::MissingPeerRouter);
        assert_eq!(
            of(
                true,
                Some(Peer {
                    other_half: disabled,
                    ..unrouted
                })
            ),
            State::PeerDisabled
        );
        assert_eq!(
            of(
                true,
                Some(Peer {
                    other_half: None,
                    ..unrouted
                })
            ),
            State::PendingPeer
        );
        assert_eq!(
            of(
                false,
                Some(Peer {
                    other_half: None,
                    ..unrouted
                })
            ),
            State::MissingLocalRouter
        );
        assert_eq!(of(false, None), State::DeletedPeerNetwork);
        let facts = Facts {
            configured: ConfiguredStatus::Disabled,
            local_router: false,
            peer: None,
        };
        assert_eq!(rule(&facts), State::Disabled);
    }

    #[test]
    fn only_the_way_into_and_out_of_active_takes_time() {
        let mut life = Lifecycle::NEW;
        life.transition_to(State::Disabled, Moment(0), 100);
        assert_eq!(life.state_at(Moment(0)), State::Disabled);
        life.transition_to(State::Active, Moment(10), 100);
        assert_eq!(life.state_at(Moment(109)), State::Provisioning);
        assert_eq!(life.state_at(Moment(110)), State::Active);
        life.transition_to(State::PeerDisabled, Moment(200), 100);
        assert_eq!(life.state_at(Moment(299)), State::Provisioning);
        assert_eq!(life.state_at(Moment(300)), State::PeerDisabled);
        life.transition_to(State::PendingPeer, Moment(301), 100);
        assert_eq!(life.state_at(Moment(301)), State::PendingPeer);
    }
}
