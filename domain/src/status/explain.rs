//! What a state means: a sentence, and who must act. What to do about it is
//! [`super::remedy`]'s.
//!
//! UpCloud names the states but publishes little on them. The meanings here
//! are drawn from its OpenAPI document, its Go SDK and its partners' guides;
//! what is only concluded is worded as such.

use crate::{
    model::{
        cidr::{self, Range},
        ids::PeeringId,
        peering::Peering,
        state::{ConfiguredStatus, Group, State},
    },
    snapshot::name_or_id,
};

/// Who must act next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actor {
    /// Nobody: it works, or it was disabled on purpose.
    Nobody,
    /// You, who are signed in.
    You,
    /// The owner of the other half.
    PeerOwner,
    /// UpCloud: just wait.
    UpCloud,
}

impl Actor {
    pub fn title(self) -> &'static str {
        match self {
            Self::Nobody => "No action needed",
            Self::You => "Action required",
            Self::PeerOwner => "Waiting for the other owner",
            Self::UpCloud => "In progress",
        }
    }
}

/// What else is known of a peering's surroundings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Facts<'a> {
    /// The local network's name, where it can be read.
    pub local_name: Option<&'a str>,
    /// The peer network's name. None where the account cannot read that
    /// network: it belongs to another account or was deleted.
    pub peer_name: Option<&'a str>,
    /// The other half, where the account can see it.
    pub other_half: Option<PeeringId>,
    /// The ranges of the local and of the peer network, where they are known.
    pub ranges: [&'a [Range]; 2],
}

/// What a state means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    pub title: &'static str,
    /// In one to three sentences.
    pub text: String,
    pub actor: Actor,
}

/// Explains the state a peering is in.
pub fn explain(peering: &Peering, facts: &Facts<'_>) -> Explanation {
    if let Some(explanation) = change_under_way(peering) {
        return explanation;
    }
    match &peering.state {
        State::PendingPeer | State::PeerDisabled | State::MissingPeerRouter => {
            waits_for_other_half(peering, facts)
        }
        _ => settled(peering, facts),
    }
}

/// The explanation while the state does not yet show the configured status.
fn change_under_way(peering: &Peering) -> Option<Explanation> {
    let (title, text) = match (&peering.state, &peering.configured_status) {
        (State::Disabled, ConfiguredStatus::Active) => (
            "Enabling",
            "The peering is enabled, but its state has not changed yet. No traffic passes until it does.",
        ),
        (
            State::Active
            | State::PendingPeer
            | State::PeerDisabled
            | State::MissingLocalRouter
            | State::MissingPeerRouter
            | State::ConflictSubnet,
            ConfiguredStatus::Disabled,
        ) => (
            "Disabling",
            "The peering is disabled, but its state has not changed yet. Traffic may stop at any moment.",
        ),
        (State::Provisioning, ConfiguredStatus::Disabled) => (
            "Disabling",
            "Traffic may stop at any moment. Updates automatically.",
        ),
        (State::Provisioning, _) => (
            "Applying changes",
            "Traffic may be interrupted. Updates automatically.",
        ),
        _ => return None,
    };
    Some(Explanation {
        title,
        text: text.into(),
        actor: Actor::UpCloud,
    })
}

/// The states that the peer network's owner resolves, who may be the user.
fn waits_for_other_half(peering: &Peering, facts: &Facts<'_>) -> Explanation {
    let local = name_or_id(facts.local_name, &peering.local.network);
    let peer = name_or_id(facts.peer_name, &peering.peer.network);
    let both_yours = facts.peer_name.is_some();
    let (title, text) = match &peering.state {
        State::PendingPeer if facts.other_half.is_some() => (
            "The other half exists but is not linked yet",
            format!(
                "A peering from {peer} back to {local} exists. This state should clear by itself. If it \
                 persists, open the other half: its state shows what is missing."
            ),
        ),
        State::PendingPeer if both_yours => (
            "Other half missing",
            format!(
                "No traffic passes until a peering from {peer} back to {local} exists. \
                 You can read both networks, so you can create it here."
            ),
        ),
        State::PendingPeer => (
            "Waiting for the other owner to create their half",
            format!(
                "Your half is in place. Traffic starts once the owner of network {peer} creates a peering \
                 with local network {peer} and peer network {}. Send them these two UUIDs.",
                peering.local.network
            ),
        ),
        State::PeerDisabled => (
            "Other half disabled",
            if both_yours {
                format!(
                    "No traffic passes until the peering from {peer} back to {local} is enabled."
                )
            } else {
                format!(
                    "No traffic passes until the owner of network {peer} enables their peering with network {}. \
                     Send them these two UUIDs.",
                    peering.local.network
                )
            },
        ),
        _ => (
            "The peer network has no router",
            if both_yours {
                format!("No traffic passes until a router of the same zone is attached to {peer}.")
            } else {
                format!(
                    "No traffic passes until the owner of network {peer} attaches a router to it."
                )
            },
        ),
    };
    let actor = match peering.state.group(both_yours) {
        Group::NeedsYou => Actor::You,
        _ => Actor::PeerOwner,
    };
    Explanation { title, text, actor }
}

/// The other states: connected, disabled, or broken.
fn settled(peering: &Peering, facts: &Facts<'_>) -> Explanation {
    let local = name_or_id(facts.local_name, &peering.local.network);
    let peer = name_or_id(facts.peer_name, &peering.peer.network);
    let (title, text, actor) = match &peering.state {
        State::Active => (
            "Connected",
            format!(
                "{local} and {peer} can reach each other's ranges. Servers started before the peering learn \
                 the route when they renew their DHCP lease. The server firewall does not filter private networks."
            ),
            Actor::Nobody,
        ),
        State::MissingLocalRouter => (
            "The local network has no router",
            format!("No traffic passes until a router of the same zone is attached to {local}."),
            Actor::You,
        ),
        State::ConflictSubnet => (
            "Address ranges overlap",
            conflict(facts, &local, &peer),
            Actor::You,
        ),
        State::DeletedPeerNetwork => (
            "Peer network deleted",
            format!(
                "Network {} was deleted. A peering can't be repointed, so delete it.",
                peering.peer.network
            ),
            Actor::You,
        ),
        State::Error => (
            "Setup failed",
            "The API does not say why. Disabling and re-enabling the peering may clear the error. If not, \
             contact UpCloud support with this peering's UUID."
                .into(),
            Actor::You,
        ),
        State::Disabled => (
            "Disabled",
            "No traffic passes. Enable the peering to set it up again, or delete it.".into(),
            Actor::Nobody,
        ),
        state => (
            "Unknown state",
            format!("The API reports the state “{state}”. See UpCloud's documentation or contact its support."),
            Actor::You,
        ),
    };
    Explanation { title, text, actor }
}

/// What disabling a peering does, shown before it is sent. `other_half`
/// is whether the other half is known.
pub fn disabling(peering: &Peering, other_half: bool) -> &'static str {
    match peering.state {
        State::Active => {
            "Traffic stops until the peering is enabled again. The other half is not changed; its state \
             becomes peer-disabled."
        }
        State::PeerDisabled => {
            "No traffic passes now. Once the other half is enabled, traffic still waits for this half to be enabled."
        }
        _ if other_half => {
            "No traffic passes until the peering is enabled again. The other half is not changed; its state \
             becomes peer-disabled."
        }
        _ => "No traffic passes until the peering is enabled again.",
    }
}

fn conflict(facts: &Facts<'_>, local: &str, peer: &str) -> String {
    let [ours, theirs] = facts.ranges;
    let pairs = cidr::overlaps(ours, theirs).into_iter();
    let pairs: Vec<String> = pairs
        .map(|(one, two)| format!("{one} of {local} and {two} of {peer}"))
        .collect();
    let which = if !pairs.is_empty() {
        format!("Overlapping ranges: {}.", pairs.join("; "))
    } else if ours.is_empty() || theirs.is_empty() {
        "The ranges of one of the networks are unknown, and so are those that overlap.".to_owned()
    } else {
        "The ranges of the two networks do not overlap each other. One of them probably overlaps another \
         network reachable through the same router."
            .to_owned()
    };
    format!(
        "{which} No traffic passes. A network's ranges can rarely be changed: create a network with a free \
         range, peer that one, then delete this peering."
    )
}
