//! A check and its subject.

use strum::IntoStaticStr;

use crate::{
    model::{
        ids::NetworkId, invitation::Invitation, known::KnownNetwork, object::Object,
        peering::Peering,
    },
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

impl<'a> Subject<'a> {
    /// What is known of one of the two networks.
    pub(super) fn known(&self, snapshot: &'a Snapshot, end: NetworkId) -> KnownNetwork<'a> {
        let invitation = self.invitation.filter(|_| self.peer == Some(end));
        snapshot.known_with(end, self.existing, invitation)
    }
}

/// What a check of two networks looks at; the local one comes first.
pub(super) type Ends<'a> = (&'a Snapshot, &'a Subject<'a>, NetworkId, NetworkId);

/// Which check it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
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
        self.into()
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
    fn new(id: CheckId, outcome: CheckOutcome, text: impl Into<String>) -> Self {
        Self {
            id,
            outcome,
            text: text.into(),
            objects: Vec::new(),
            stops: false,
        }
    }

    pub(super) fn pass(id: CheckId, text: impl Into<String>) -> Self {
        Self::new(id, CheckOutcome::Pass, text)
    }

    pub(super) fn warn(id: CheckId, text: impl Into<String>) -> Self {
        Self::new(id, CheckOutcome::Warn, text)
    }

    pub(super) fn fail(id: CheckId, text: impl Into<String>) -> Self {
        Self::new(id, CheckOutcome::Fail, text)
    }

    pub(super) fn unknown(id: CheckId, why: UnknownReason, text: impl Into<String>) -> Self {
        Self::new(id, CheckOutcome::Unknown(why), text)
    }

    pub(super) fn not_chosen(id: CheckId) -> Self {
        Self::unknown(id, UnknownReason::NotChosen, "Choose both networks first.")
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

/// The reason in a sentence after "Can't check:"; `subject` is what cannot be read.
pub(super) fn because(why: UnknownReason, subject: &str) -> String {
    match why {
        UnknownReason::NotChosen => "no network is chosen yet".into(),
        UnknownReason::OtherAccount => format!("{subject} is in another account or doesn't exist"),
        UnknownReason::Deleted => format!("{subject} was deleted"),
        UnknownReason::Forbidden => format!("this user isn't allowed to read {subject}"),
        UnknownReason::NotYet => format!("{subject} couldn't be loaded yet"),
        UnknownReason::Part => format!("only part of {subject} was loaded"),
        UnknownReason::NotTold => format!("the API doesn't report {subject}"),
        UnknownReason::Unpublished => format!("UpCloud doesn't document {subject}"),
    }
}

/// The check that would need a network that is not there.
pub(super) fn cannot_read(id: CheckId, snapshot: &Snapshot, end: NetworkId) -> Check {
    let why = reason_for_network(snapshot, end);
    let unread = match why {
        UnknownReason::OtherAccount | UnknownReason::Deleted => format!("network {end}"),
        _ => "the networks".into(),
    };
    let text = format!("Can't check: {}.", because(why, &unread));
    Check::unknown(id, why, text).naming([Object::Network(end)])
}
