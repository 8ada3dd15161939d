//! Links: the two halves of a peering as one.
//!
//! The API knows peerings only, each one direction of a link. Two of them are
//! the halves of a link when each one's local network is the other's peer
//! network.

mod difference;
mod drawing;

use std::{collections::HashSet, sync::Arc};

use strum::IntoStaticStr;

use self::difference::{differences, label_differences};
use crate::{
    model::{
        label::Label,
        network::Zone,
        peering::Peering,
        row::Row,
        search::{Word, row_matches, words},
        state::{ConfiguredStatus, Group, State},
    },
    snapshot::{Coverage, Snapshot},
};

pub use self::{difference::Difference, drawing::Drawing};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The half that comes first in the list.
    pub one: Arc<Row>,
    /// The half in the opposite direction.
    pub other: OtherHalf,
}

/// The other half, as far as it is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OtherHalf {
    /// It is here.
    Visible(Arc<Row>),
    /// It does not exist: the state says so, or this account could see it.
    Missing,
    /// It may exist; this account does not see it. The peer network is another
    /// account's, or not everything was read.
    NotVisible,
}

/// What a link is, and what the list of links is filtered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum LinkKind {
    /// Both halves exist, and agree.
    Complete,
    /// The other half does not exist.
    HalfMissing,
    /// One half is disabled, and the other is not.
    #[strum(serialize = "one-side-disabled")]
    OneHalfDisabled,
    /// The two halves have different labels.
    LabelsDiffer,
    /// The other half is not visible.
    #[strum(serialize = "not-seen")]
    NotVisible,
}

impl LinkKind {
    /// All, in the order they are shown.
    pub const ALL: [Self; 5] = [
        Self::Complete,
        Self::HalfMissing,
        Self::OneHalfDisabled,
        Self::LabelsDiffer,
        Self::NotVisible,
    ];

    pub fn title(self) -> &'static str {
        match self {
            Self::Complete => "Both halves match",
            Self::HalfMissing => "Half missing",
            Self::OneHalfDisabled => "One half disabled",
            Self::LabelsDiffer => "Labels differ",
            Self::NotVisible => "Other half not visible",
        }
    }

    /// Its name in URLs and in class names.
    pub fn slug(self) -> &'static str {
        self.into()
    }

    /// The kind of that slug.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.slug() == slug)
    }
}

impl Link {
    /// The link that a peering is the first half of.
    pub fn of(row: &Arc<Row>, snapshot: &Snapshot) -> Self {
        let other = match snapshot.other_half(&row.peering) {
            Some(other) => OtherHalf::Visible(Arc::clone(other)),
            None if surely_alone(&row.peering, snapshot) => OtherHalf::Missing,
            None => OtherHalf::NotVisible,
        };
        Self {
            one: Arc::clone(row),
            other,
        }
    }

    /// The half in the opposite direction, where it is seen.
    pub fn two(&self) -> Option<&Arc<Row>> {
        match &self.other {
            OtherHalf::Visible(row) => Some(row),
            OtherHalf::Missing | OtherHalf::NotVisible => None,
        }
    }

    /// The halves that are seen.
    pub fn halves(&self) -> impl Iterator<Item = &Arc<Row>> {
        std::iter::once(&self.one).chain(self.two())
    }

    /// Whether the link is of this kind. It can be of several.
    pub fn is(&self, kind: LinkKind) -> bool {
        let one = &self.one.peering;
        let two = self.two().map(|row| &row.peering);
        let off = |peering: &Peering| peering.configured_status == ConfiguredStatus::Disabled;
        match kind {
            LinkKind::HalfMissing => self.other == OtherHalf::Missing,
            LinkKind::NotVisible => self.other == OtherHalf::NotVisible,
            // The state of this half implies that of one that is not seen.
            LinkKind::OneHalfDisabled => match two {
                Some(two) => off(one) != off(two),
                None => !off(one) && one.state == State::PeerDisabled,
            },
            LinkKind::LabelsDiffer => {
                two.is_some_and(|two| !label_differences(one, two).is_empty())
            }
            LinkKind::Complete => {
                two.is_some()
                    && !self.is(LinkKind::OneHalfDisabled)
                    && !self.is(LinkKind::LabelsDiffer)
            }
        }
    }

    /// What differs between the two halves.
    pub fn differences(&self) -> Vec<Difference> {
        self.two()
            .map(|two| differences(&self.one.peering, &two.peering))
            .unwrap_or_default()
    }

    /// The labels of the first half that the second one does not contradict.
    pub fn shared_labels(&self) -> Vec<Label> {
        let differences = self.differences();
        let differs = |label: &Label| {
            differences.iter().any(|difference| match difference {
                Difference::Label { key, .. } => label.same_key(key),
                Difference::ConfiguredStatus | Difference::State => false,
            })
        };
        let labels = self.one.peering.labels.iter();
        labels.filter(|label| !differs(label)).cloned().collect()
    }

    /// Whether a half of it is in the group.
    pub fn is_in(&self, group: Group) -> bool {
        self.halves().any(|half| half.group() == group)
    }
}

/// The links that these peerings are halves of, in the order in which each
/// link's first half stands there. Every peering is in one of them; the other
/// halves are looked for among all that the snapshot knows.
pub fn links(rows: &[Arc<Row>], snapshot: &Snapshot) -> Vec<Link> {
    let mut shown = HashSet::with_capacity(rows.len());
    let mut links = Vec::with_capacity(rows.len());
    for row in rows {
        if shown.contains(&row.peering.id) {
            continue;
        }
        let link = Link::of(row, snapshot);
        shown.extend(link.halves().map(|half| half.peering.id));
        links.push(link);
    }
    links
}

/// The links that contain every word of the text, in one half or the other,
/// that have a half in the group, and that are of the kind.
pub fn filter_links(
    links: &[Link],
    text: &str,
    group: Option<Group>,
    kind: Option<LinkKind>,
    zones: &[Zone],
) -> Vec<Link> {
    let words = words(text, zones);
    let has = |link: &Link, word: &Word| link.halves().any(|half| row_matches(half, word));
    links
        .iter()
        .filter(|link| kind.is_none_or(|kind| link.is(kind)))
        .filter(|link| group.is_none_or(|group| link.is_in(group)))
        .filter(|link| words.iter().all(|word| has(link, word)))
        .cloned()
        .collect()
}

/// How many links are of each kind, in the order of [`LinkKind::ALL`].
pub fn count_kinds(links: &[Link]) -> [(LinkKind, usize); 5] {
    LinkKind::ALL.map(|kind| (kind, links.iter().filter(|link| link.is(kind)).count()))
}

/// How many links have a half in each group, in the order of [`Group::ALL`].
/// A link whose halves are in two groups counts in both.
pub fn count_groups(links: &[Link]) -> [(Group, usize); 5] {
    Group::ALL.map(|group| {
        let count = links.iter().filter(|link| link.is_in(group)).count();
        (group, count)
    })
}

/// Whether a peering without a visible other half has none for certain.
fn surely_alone(peering: &Peering, snapshot: &Snapshot) -> bool {
    match &peering.state {
        State::PendingPeer | State::DeletedPeerNetwork => true,
        state if implies_other_half(state) => false,
        // Whoever can read the peer network would see a peering from it.
        _ => {
            snapshot.sources().peerings_read == Coverage::Complete
                && snapshot.network(peering.peer.network).is_some()
        }
    }
}

/// Whether the state comes about only where the other half exists.
pub(crate) fn implies_other_half(state: &State) -> bool {
    matches!(
        state,
        State::Active | State::PeerDisabled | State::MissingPeerRouter | State::ConflictSubnet
    )
}
