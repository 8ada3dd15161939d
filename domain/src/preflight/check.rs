//! A check and its subject.

use crate::{
    address::route::Invitation,
    model::{ids::NetworkId, object::Object, peering::Peering},
    snapshot::{
        Snapshot,
        unknown::{UnknownReason, reason_for_network},
    },
};

/// What is checked.
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
    /// What an invitation says of the peer network. It is not verified.
    pub invitation: Option<&'a Invitation>,
}

impl<'a> Subject<'a> {
    /// A peering that exists.
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
    /// The ranges do not overlap what either end already reaches.
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

    pub fn title(self) -> &'static str {
        match self {
            Self::Private => "Private networks",
            Self::LocalRouter => "Router of the local network",
            Self::PeerRouter => "Router of the peer network",
            Self::Overlap => "Address ranges",
            Self::ReachedOverlap => "Ranges of other reachable networks",
            Self::SameDirection => "No duplicate peering",
            Self::ReverseDirection => "Other half",
            Self::Zones => "Zones",
            Self::Quota => "Account limit",
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
    Fail,
    /// It cannot be known.
    Unknown(UnknownReason),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
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

impl Check {
    pub(super) fn new(id: CheckId, outcome: CheckOutcome, text: String) -> Self {
        Self {
            id,
            outcome,
            text,
            objects: Vec::new(),
            stops: false,
        }
    }

    pub(super) fn unknown(id: CheckId, why: UnknownReason, text: String) -> Self {
        Self::new(id, CheckOutcome::Unknown(why), text)
    }

    pub(super) fn not_chosen(id: CheckId) -> Self {
        Self::unknown(
            id,
            UnknownReason::NotChosen,
            "Choose both networks first.".into(),
        )
    }

    pub(super) fn naming(mut self, objects: impl IntoIterator<Item = Object>) -> Self {
        self.objects.extend(objects);
        self
    }

    pub(super) fn stopping(mut self, stops: bool) -> Self {
        self.stops = stops;
        self
    }
}

/// The reason in a sentence after "Can't check:"; `of` is what cannot be read.
pub(super) fn because(why: UnknownReason, of: &str) -> String {
    match why {
        UnknownReason::NotChosen => "no network is chosen yet".into(),
        UnknownReason::OtherAccount => format!("{of} is in another account or doesn't exist"),
        UnknownReason::Forbidden => format!("this user isn't allowed to read {of}"),
        UnknownReason::NotYet => format!("{of} couldn't be loaded yet"),
        UnknownReason::Part => format!("only part of {of} was loaded"),
        UnknownReason::NotTold => format!("the API doesn't report {of}"),
        UnknownReason::Unpublished => format!("UpCloud doesn't document {of}"),
    }
}

/// The check that would need a network that is not there.
pub(super) fn cannot_read(id: CheckId, snapshot: &Snapshot, end: NetworkId) -> Check {
    let why = reason_for_network(snapshot);
    let of = match why {
        UnknownReason::OtherAccount => format!("network {end}"),
        _ => "the networks".into(),
    };
    let text = format!("Can't check: {}.", because(why, &of));
    Check::unknown(id, why, text).naming([Object::Network(end)])
}
