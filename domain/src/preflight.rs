//! What can be known of a peering before it is made, or of one that exists:
//! a list of checks, each with its outcome and the reason.
//!
//! Only what the API is certain to refuse, or what can never pass traffic,
//! stops the form from being sent. What cannot be known says why it cannot.

pub mod zone;

mod checks;
mod mark;
mod reverse;

use std::fmt;

use crate::{
    address::route::Invitation,
    model::{
        ids::{NetworkId, PeeringId, RouterId},
        peering::Peering,
    },
    snapshot::{Coverage, Snapshot},
};

pub use self::mark::{Clash, Mark, Marker};

/// What is looked at.
#[derive(Clone, Copy, Debug, Default)]
pub struct Subject<'a> {
    /// The local network, once one was chosen.
    pub local: Option<NetworkId>,
    /// The peer network, once one was chosen.
    pub peer: Option<NetworkId>,
    /// Whether the other half shall be created as well.
    pub both: bool,
    /// The peering, where it exists already.
    pub existing: Option<&'a Peering>,
    /// What the owner of the peer network said of it. Nobody vouches for it.
    pub told: Option<&'a Invitation>,
}

impl<'a> Subject<'a> {
    /// A peering that exists.
    #[must_use]
    pub fn existing(peering: &'a Peering) -> Self {
        Self {
            local: Some(peering.local.network),
            peer: Some(peering.peer.network),
            existing: Some(peering),
            ..Self::default()
        }
    }
}

/// Which check it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CheckId {
    /// Both networks are private.
    Private,
    /// The local network has a router.
    LocalRouter,
    /// The peer network has a router.
    PeerRouter,
    /// The ranges of the two networks are apart.
    Overlap,
    /// They are apart from what either side reaches otherwise.
    ReachedOverlap,
    /// There is no such peering yet.
    SameDirection,
    /// There is the other half.
    ReverseDirection,
    /// The zones are near enough.
    Zones,
    /// The account may have one more.
    Quota,
}

impl CheckId {
    /// Its name in class names and in tests.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::Private => "private",
            Self::LocalRouter => "local-router",
            Self::PeerRouter => "peer-router",
            Self::Overlap => "overlap",
            Self::ReachedOverlap => "reached-overlap",
            Self::SameDirection => "same-direction",
            Self::ReverseDirection => "reverse-direction",
            Self::Zones => "zones",
            Self::Quota => "quota",
        }
    }

    /// The words shown for it.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Private => "Both networks are private",
            Self::LocalRouter => "Router of the local network",
            Self::PeerRouter => "Router of the peer network",
            Self::Overlap => "Address ranges",
            Self::ReachedOverlap => "Ranges of other reachable networks",
            Self::SameDirection => "Not made already",
            Self::ReverseDirection => "The other half",
            Self::Zones => "Zones",
            Self::Quota => "Limit of the account",
        }
    }
}

/// How a check came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckOutcome {
    /// It is as it has to be.
    Pass,
    /// It may fail, or more is needed before traffic passes.
    Warn,
    /// It fails.
    Fail,
    /// It cannot be known.
    Unknown(UnknownReason),
}

/// Why something cannot be known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnknownReason {
    /// A network is not chosen yet.
    NotChosen,
    /// The network is in another account, or does not exist.
    OtherAccount,
    /// The API refuses to tell (403).
    Forbidden,
    /// It was not read yet, or reading failed.
    NotYet,
    /// Only a part was read.
    Part,
    /// The API's answer does not tell it.
    NotTold,
    /// UpCloud does not publish it.
    Unpublished,
}

/// An object that a check names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Object {
    /// A network.
    Network(NetworkId),
    /// A peering.
    Peering(PeeringId),
    /// A router.
    Router(RouterId),
}

impl fmt::Display for Object {
    /// Its UUID.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Network(id) => id.fmt(formatter),
            Self::Peering(id) => id.fmt(formatter),
            Self::Router(id) => id.fmt(formatter),
        }
    }
}

/// One check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// Which.
    pub id: CheckId,
    /// How it came out.
    pub outcome: CheckOutcome,
    /// The reason, in one or two sentences.
    pub text: String,
    /// What the sentence names, to be linked to.
    pub objects: Vec<Object>,
    /// Whether it stops the form from being sent.
    pub stops: bool,
}

/// All checks, in the order they are shown. Of a peering that exists, those
/// that are about making it are left out.
#[must_use]
pub fn preflight(snapshot: &Snapshot, subject: &Subject<'_>) -> Vec<Check> {
    let mut checks = vec![
        checks::private(snapshot, subject),
        checks::router(snapshot, subject, CheckId::LocalRouter),
        checks::router(snapshot, subject, CheckId::PeerRouter),
        checks::overlap(snapshot, subject),
        checks::reached_overlap(snapshot, subject),
    ];
    if subject.existing.is_none() {
        checks.push(reverse::same_direction(snapshot, subject));
    }
    checks.push(reverse::reverse_direction(snapshot, subject));
    checks.push(checks::zones(snapshot, subject));
    if subject.existing.is_none() {
        checks.push(reverse::quota(snapshot, subject));
    }
    checks
}

/// The checks that stop the form from being sent: each one's text is the
/// reason. None stops where this is empty.
#[must_use]
pub fn blocks(checks: &[Check]) -> Vec<&Check> {
    checks.iter().filter(|check| check.stops).collect()
}

impl Check {
    fn new(id: CheckId, outcome: CheckOutcome, text: String) -> Self {
        Self {
            id,
            outcome,
            text,
            objects: Vec::new(),
            stops: false,
        }
    }

    fn unknown(id: CheckId, why: UnknownReason, text: String) -> Self {
        Self::new(id, CheckOutcome::Unknown(why), text)
    }

    fn not_chosen(id: CheckId) -> Self {
        Self::unknown(
            id,
            UnknownReason::NotChosen,
            "Choose both networks first.".into(),
        )
    }

    fn naming(mut self, objects: impl IntoIterator<Item = Object>) -> Self {
        self.objects.extend(objects);
        self
    }

    fn stopping(mut self, stops: bool) -> Self {
        self.stops = stops;
        self
    }
}

/// Why a network is not among those that were read.
pub(crate) fn reason_for_network(snapshot: &Snapshot) -> UnknownReason {
    reason_for(snapshot.sources().networks_read).unwrap_or(UnknownReason::OtherAccount)
}

/// Why a reading does not tell everything; none where it does.
pub(crate) fn reason_for(reading: Coverage) -> Option<UnknownReason> {
    match reading {
        Coverage::Complete => None,
        Coverage::Unknown => Some(UnknownReason::NotYet),
        Coverage::Forbidden => Some(UnknownReason::Forbidden),
        Coverage::Partial => Some(UnknownReason::Part),
    }
}

/// What stands after "cannot be known": `of` is the thing that cannot be read.
pub(crate) fn because(why: UnknownReason, of: &str) -> String {
    match why {
        UnknownReason::NotChosen => "a network is not chosen yet".into(),
        UnknownReason::OtherAccount => format!("{of} is in another account, or does not exist"),
        UnknownReason::Forbidden => format!("this user may not read {of}"),
        UnknownReason::NotYet => format!("{of} could not be read yet"),
        UnknownReason::Part => format!("only a part of {of} was read"),
        UnknownReason::NotTold => format!("the API does not tell {of}"),
        UnknownReason::Unpublished => format!("UpCloud does not publish {of}"),
    }
}
