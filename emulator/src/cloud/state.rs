//! The states of a peering: the rule that gives them, and the transitions between them.

use serde::{Deserialize, Serialize};

use super::moment::{Moment, Timing};

/// What the owner wants (UpCloud OpenAPI).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ConfiguredStatus {
    #[default]
    Active,
    Disabled,
}

/// The ten values of `state` (UpCloud OpenAPI, Go SDK).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Both halves exist, are enabled and have routers.
    Active,
    /// The back end is applying a change.
    Provisioning,
    /// The other half does not exist.
    PendingPeer,
    /// The other half is disabled.
    PeerDisabled,
    Disabled,
    MissingLocalRouter,
    MissingPeerRouter,
    /// The address ranges of the two networks overlap.
    ConflictSubnet,
    DeletedPeerNetwork,
    /// Provisioning failed.
    Error,
}

impl State {
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

/// Everything that the state of a peering depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts {
    pub configured: ConfiguredStatus,
    /// Whether the local network has a router.
    pub local_router: bool,
    /// None if the peer network was deleted.
    pub peer: Option<Peer>,
}

/// The peer network and the other half.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Peer {
    /// `configured_status` of the other half, if it exists.
    pub other_half: Option<ConfiguredStatus>,
    /// Whether the peer network has a router.
    pub router: bool,
    /// Whether the ranges of the two networks overlap.
    pub overlap: bool,
}

/// The state that follows from the facts. The order is inferred: the API hides the peer's router
/// and ranges until both halves exist, so nothing about them shows before.
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

/// The state of a peering over time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lifecycle {
    /// What the rule gave last: the state once the transition is over.
    pub settled: State,
    /// `provisioning` is shown until then.
    pub provisioning_until: Option<Moment>,
    /// A state imposed by a scenario or a control request, such as `error`.
    pub forced: Option<State>,
}

impl Lifecycle {
    /// For a peering that is not in a world yet.
    pub const NEW: Self = Self {
        settled: State::PendingPeer,
        provisioning_until: None,
        forced: None,
    };

    /// A change into or out of `active` passes through `provisioning`; others show at once
    /// (inferred).
    pub fn transition_to(&mut self, state: State, timing: Timing) {
        if state == self.settled {
            return;
        }
        if timing.provisioning_ms > 0 && [state, self.settled].contains(&State::Active) {
            self.provisioning_until = Some(timing.now.plus(timing.provisioning_ms));
        }
        self.settled = state;
    }

    /// The state that the API shows at this moment.
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
    use crate::cloud::moment::{Moment, Timing};

    fn state(local_router: bool, peer: Option<Peer>) -> State {
        rule(&Facts {
            configured: ConfiguredStatus::Active,
            local_router,
            peer,
        })
    }

    #[test]
    fn each_fact_leads_to_its_state_and_earlier_ones_win() {
        let disabled = Facts {
            configured: ConfiguredStatus::Disabled,
            local_router: false,
            peer: None,
        };
        assert_eq!(rule(&disabled), State::Disabled);
        assert_eq!(state(false, None), State::DeletedPeerNetwork);
        // Everything is wrong with the peer at first; then one thing after the other is put right.
        let mut peer = Peer {
            other_half: None,
            router: false,
            overlap: true,
        };
        assert_eq!(state(false, Some(peer)), State::MissingLocalRouter);
        assert_eq!(state(true, Some(peer)), State::PendingPeer);
        peer.other_half = Some(ConfiguredStatus::Disabled);
        assert_eq!(state(true, Some(peer)), State::PeerDisabled);
        peer.other_half = Some(ConfiguredStatus::Active);
        assert_eq!(state(true, Some(peer)), State::MissingPeerRouter);
        peer.router = true;
        assert_eq!(state(true, Some(peer)), State::ConflictSubnet);
        peer.overlap = false;
        assert_eq!(state(true, Some(peer)), State::Active);
    }

    #[test]
    fn only_changes_into_and_out_of_active_take_time() {
        let mut lifecycle = Lifecycle::NEW;
        let mut transition = |state, now, shown_at: &[(u64, State)]| {
            let timing = Timing {
                now: Moment(now),
                provisioning_ms: 100,
            };
            lifecycle.transition_to(state, timing);
            for &(now, shown) in shown_at {
                assert_eq!(lifecycle.state_at(Moment(now)), shown, "{now}");
            }
        };
        transition(State::Disabled, 0, &[(0, State::Disabled)]);
        let active = [(109, State::Provisioning), (110, State::Active)];
        transition(State::Active, 10, &active);
        let disabled = [(299, State::Provisioning), (300, State::PeerDisabled)];
        transition(State::PeerDisabled, 200, &disabled);
        transition(State::PendingPeer, 301, &[(301, State::PendingPeer)]);
    }
}
