//! The states of a peering, and the five groups the console shows them in.

use strum::{AsRefStr, Display, IntoStaticStr};

/// What a peering *is*, as the API reports it. What it is *meant* to be is
/// [`ConfiguredStatus`]. The ten names are those of UpCloud's Go SDK.
#[derive(Clone, Debug, PartialEq, Eq, Hash, AsRefStr, Display)]
#[strum(serialize_all = "kebab-case")]
pub enum State {
    /// Both directions exist, are enabled and routed.
    Active,
    /// The back end is applying a change.
    Provisioning,
    /// The peer's owner has not created the other half.
    PendingPeer,
    /// The other half is disabled.
    PeerDisabled,
    /// This half is disabled and torn down.
    Disabled,
    /// The local network has no router.
    MissingLocalRouter,
    /// The peer network has no router.
    MissingPeerRouter,
    /// Address ranges overlap.
    ConflictSubnet,
    /// Peer network deleted.
    DeletedPeerNetwork,
    /// Setting the peering up failed.
    Error,
    /// A state this console does not know, by the name the API gave it.
    #[strum(transparent)]
    Other(Box<str>),
}

/// The ten states that are known, in the order of the groups.
pub const KNOWN: [State; 10] = [
    State::Active,
    State::Provisioning,
    State::PendingPeer,
    State::PeerDisabled,
    State::MissingPeerRouter,
    State::MissingLocalRouter,
    State::ConflictSubnet,
    State::DeletedPeerNetwork,
    State::Error,
    State::Disabled,
];

impl State {
    /// The name the API uses.
    pub fn as_str(&self) -> &str {
        self.as_ref()
    }

    /// The state of that name; an unknown one is kept.
    pub fn of(name: &str) -> Self {
        KNOWN
            .into_iter()
            .find(|state| state.as_str() == name)
            .unwrap_or_else(|| Self::Other(name.into()))
    }

    /// The group the state is counted and filtered in. What the other half's owner has
    /// to do needs you where the peer network is yours as well. An unknown
    /// state needs a person to look at it.
    pub fn group(&self, peer_is_yours: bool) -> Group {
        match self {
            Self::Active => Group::Active,
            Self::Provisioning => Group::InProgress,
            Self::PendingPeer | Self::PeerDisabled | Self::MissingPeerRouter if peer_is_yours => {
                Group::NeedsYou
            }
            Self::PendingPeer | Self::PeerDisabled | Self::MissingPeerRouter => {
                Group::WaitingOnPeer
            }
            Self::Disabled => Group::Off,
            Self::MissingLocalRouter
            | Self::ConflictSubnet
            | Self::DeletedPeerNetwork
            | Self::Error
            | Self::Other(_) => Group::NeedsYou,
        }
    }

    /// How the line between the two ends is drawn.
    pub fn line(&self) -> Line {
        match self {
            Self::Active => Line::Whole,
            Self::Provisioning => Line::Dashed,
            Self::PendingPeer | Self::DeletedPeerNetwork => Line::Half,
            Self::PeerDisabled => Line::PeerOff,
            Self::MissingLocalRouter => Line::NoLocalRouter,
            Self::MissingPeerRouter => Line::NoPeerRouter,
            Self::ConflictSubnet | Self::Error | Self::Other(_) => Line::Broken,
            Self::Disabled => Line::Off,
        }
    }
}

/// The five groups of states: the answer to "is anything wrong, and whose turn
/// is it?".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Group {
    /// Traffic passes.
    Active,
    /// UpCloud is applying a change.
    InProgress,
    /// The owner of the other half must act.
    WaitingOnPeer,
    /// Action required.
    NeedsYou,
    /// Disabled on purpose.
    Off,
}

impl Group {
    /// All five, in the order they are shown.
    pub const ALL: [Self; 5] = [
        Self::Active,
        Self::InProgress,
        Self::WaitingOnPeer,
        Self::NeedsYou,
        Self::Off,
    ];

    pub fn title(self) -> &'static str {
        match self {
            Self::Active => "Active",
            Self::InProgress => "In progress",
            Self::WaitingOnPeer => "Waiting on the peer",
            Self::NeedsYou => "Needs you",
            Self::Off => "Disabled",
        }
    }

    /// Its name in URLs and in class names.
    pub fn slug(self) -> &'static str {
        self.into()
    }

    /// The group of that slug.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|group| group.slug() == slug)
    }
}

/// How the link between the two ends of a peering is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Line {
    /// Traffic passes.
    Whole,
    /// A change is being applied.
    Dashed,
    /// The other half, or its network, is missing.
    Half,
    /// Other half disabled.
    PeerOff,
    /// The local end has no router.
    NoLocalRouter,
    /// The peer's end has no router.
    NoPeerRouter,
    /// A conflict or a failure.
    Broken,
    /// This half is disabled.
    Off,
}

/// What a peering is *meant* to be: the administrative switch.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, AsRefStr, Display)]
#[strum(serialize_all = "kebab-case")]
pub enum ConfiguredStatus {
    /// Up. What a new peering gets where nothing else is said.
    #[default]
    Active,
    /// Down.
    Disabled,
    /// A status this console does not know, by the name the API gave it.
    #[strum(transparent)]
    Other(Box<str>),
}

impl ConfiguredStatus {
    /// The name the API uses.
    pub fn as_str(&self) -> &str {
        self.as_ref()
    }

    /// The status of that name; an unknown one is kept.
    pub fn of(name: &str) -> Self {
        match name {
            "active" => Self::Active,
            "disabled" => Self::Disabled,
            other => Self::Other(other.into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_read_back_and_unknown_ones_are_kept() {
        for state in KNOWN {
            assert_eq!(State::of(state.as_str()), state);
        }
        assert_eq!(State::of("melted").as_str(), "melted");
        assert_eq!(State::of("melted").group(false), Group::NeedsYou);
        assert_eq!(ConfiguredStatus::of("paused").as_str(), "paused");
    }

    #[test]
    fn groups_are_found_by_their_slug() {
        for group in Group::ALL {
            assert_eq!(Group::from_slug(group.slug()), Some(group));
        }
        assert_eq!(Group::from_slug("sideways"), None);
    }
}
