//! Whether one network reaches another, over what, and where it breaks.
//!
//! Two networks reach each other over a router that both are attached to, or
//! over the two halves of a peering between them. Peerings do not chain: from
//! a network that is peered with a third one nothing gets on to that one's
//! other peers. What routes inside servers add to this, the API does not tell.

mod words;

use std::net::IpAddr;

use crate::{
    address::route::NewQuery,
    model::{
        cidr::Range,
        ids::{NetworkId, PeeringId, RouterId},
        peering::Peering,
        state::{ConfiguredStatus, State},
    },
    preflight::{UnknownReason, reason_for_network},
    snapshot::{Coverage, Over, Snapshot},
};

/// Whether A reaches B.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It does.
    Yes,
    /// It does not.
    No,
    /// It cannot be known.
    Unknown(UnknownReason),
}

/// What is wrong with one direction of a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Break {
    /// There is no peering in this direction.
    Missing,
    /// Whether there is one cannot be known.
    NotSeen,
    /// It is switched off.
    SwitchedOff(PeeringId),
    /// Its state says why it does not work.
    State(PeeringId, State),
}

/// One direction of a link between two networks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Direction {
    /// The network that it leads from.
    pub from: NetworkId,
    /// The network that it leads to.
    pub to: NetworkId,
    /// The peering in this direction, where it is seen.
    pub peering: Option<PeeringId>,
    /// What is wrong with it; none where it works.
    pub broken: Option<Break>,
}

/// The answer to "can A reach B?".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// In a word.
    pub verdict: Verdict,
    /// In sentences.
    pub text: String,
    /// What joins the two, where something does.
    pub over: Vec<Over>,
    /// From A to B and back, where there is a peering or one is missing.
    pub directions: Vec<Direction>,
    /// The networks that are peered with both: peerings do not chain.
    pub between: Vec<NetworkId>,
    /// The peering that is missing, from A to B or the other way round.
    pub missing: Option<NewQuery>,
}

/// The private networks that an address is in, the narrowest range first. More
/// than one where networks overlap: which of them is meant nobody can tell. Of a
/// network that cannot be read the ranges count that a peering with it tells.
#[must_use]
pub fn networks_of(snapshot: &Snapshot, address: IpAddr) -> Vec<NetworkId> {
    let holding = |ranges: &[Range]| {
        let nets = ranges.iter().filter_map(Range::net);
        let holding = nets.filter(|net| net.contains(&address));
        holding.map(|net| net.prefix_len()).max()
    };
    let read = snapshot.sources().networks.values();
    let read = read.filter(|network| network.private);
    let read = read.filter_map(|network| Some((holding(&network.ranges)?, network.id)));
    let unread = unread(snapshot).into_iter();
    let unread = unread.filter_map(|id| Some((holding(snapshot.ranges(id))?, id)));
    let mut found: Vec<(u8, NetworkId)> = read.chain(unread).collect();
    found.sort_unstable_by(|one, two| two.0.cmp(&one.0).then(one.1.cmp(&two.1)));
    found.into_iter().map(|(_, network)| network).collect()
}

/// The networks at the ends of peerings that cannot be read, but exist.
fn unread(snapshot: &Snapshot) -> Vec<NetworkId> {
    let peerings = snapshot.sources().peerings.iter().map(|row| &row.peering);
    let ends = peerings.flat_map(|peering| {
        let exists = peering.state != State::DeletedPeerNetwork;
        let peer = exists.then_some(peering.peer.network);
        [Some(peering.local.network), peer]
    });
    let mut unread: Vec<NetworkId> = ends
        .flatten()
        .filter(|end| snapshot.network(*end).is_none())
        .collect();
    unread.sort_unstable();
    unread.dedup();
    unread
}

/// Whether network `a` reaches network `b`.
#[must_use]
pub fn reaches(snapshot: &Snapshot, a: NetworkId, b: NetworkId) -> Answer {
    let (a_name, b_name) = (snapshot.name(a), snapshot.name(b));
    if a == b {
        return Answer::plain(Verdict::Yes, "Both are in one network.".into());
    }
    if let Some(router) = shared_router(snapshot, a, b) {
        let text = format!(
            "{a_name} and {b_name} are attached to one router, {}.",
            snapshot.router_name(router)
        );
        return Answer {
            over: vec![Over::Router(router)],
            ..Answer::plain(Verdict::Yes, text)
        };
    }
    let there = direction(snapshot, a, b);
    let back = direction(snapshot, b, a);
    let peerings = [&there, &back].into_iter().filter_map(|half| half.peering);
    let over: Vec<Over> = peerings.map(Over::Peering).collect();
    let halves = [&there, &back];
    let broken: Vec<&Direction> = halves
        .into_iter()
        .filter(|half| !matches!(half.broken, None | Some(Break::NotSeen)))
        .collect();
    let works = halves.iter().any(|half| half.broken.is_none());
    // A half that works tells that the unseen one does, too.
    if broken.is_empty() && works {
        let text = format!("{a_name} and {b_name} are peered, and the peering is active.");
        return Answer {
            over,
            directions: vec![there, back],
            ..Answer::plain(Verdict::Yes, text)
        };
    }
    let mut text = words::sentences(snapshot, &broken);
    let between = between(snapshot, a, b);
    let verdict = if broken.is_empty() {
        let why = unknown(snapshot, a, b);
        text.push(format!(
            "Whether {a_name} and {b_name} are peered cannot be known from here."
        ));
        Verdict::Unknown(why)
    } else if !surely_apart(snapshot, a, b) {
        text.push("Whether they share a router cannot be known from here.".into());
        Verdict::Unknown(reason_for_network(snapshot))
    } else if let Some(shared) = over_a_neighbour(snapshot, a, b) {
        text.push(format!(
            "{} is on the same router as one of them and peered with the other. Whether that lets traffic through \
             UpCloud does not publish; a peering between the two does.",
            snapshot.name(shared)
        ));
        Verdict::Unknown(UnknownReason::Unpublished)
    } else {
        Verdict::No
    };
    if let Some(middle) = between.first() {
        text.push(format!(
            "Both are peered with {}, but peerings do not chain.",
            snapshot.name(*middle)
        ));
    }
    let missing = [&there, &back]
        .into_iter()
        .find(|half| half.broken == Some(Break::Missing))
        .map(|half| NewQuery {
            name: format!("{} to {}", snapshot.name(half.from), snapshot.name(half.to)),
            local: Some(half.from),
            peer: Some(half.to),
            invitation: None,
        });
    Answer {
        verdict,
        text: text.join(" "),
        over,
        directions: vec![there, back],
        between,
        missing,
    }
}

/// What can be done about a peering that is missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Offer {
    /// Create it.
    Create(NewQuery),
    /// Have the owner of the network that it leads from create it. What they
    /// need stands on the page of this peering, which waits for it.
    AskOwner(PeeringId),
}

impl Answer {
    /// What can be done about the peering that is missing, where one is.
    #[must_use]
    pub fn offer(&self, snapshot: &Snapshot) -> Option<Offer> {
        let missing = self.missing.clone()?;
        let foreign = |local: &NetworkId| {
            snapshot.network(*local).is_none()
                && snapshot.sources().networks_read == Coverage::Complete
        };
        let owner = missing.local.filter(foreign);
        let waiting = self.directions.iter().find_map(|half| half.peering);
        Some(match owner.zip(waiting) {
            Some((_, waiting)) => Offer::AskOwner(waiting),
            None => Offer::Create(missing),
        })
    }

    fn plain(verdict: Verdict, text: String) -> Self {
        Self {
            verdict,
            text,
            over: Vec::new(),
            directions: Vec::new(),
            between: Vec::new(),
            missing: None,
        }
    }
}

/// The router that both networks are attached to.
fn shared_router(snapshot: &Snapshot, a: NetworkId, b: NetworkId) -> Option<RouterId> {
    let known = [a, b].into_iter().find_map(|end| snapshot.network(end));
    let candidates: Vec<RouterId> = match known {
        Some(network) => network.router.into_iter().collect(),
        None => snapshot
            .sources()
            .routers
            .iter()
            .map(|router| router.id)
            .collect(),
    };
    candidates.into_iter().find(|router| {
        let on = |end| snapshot.attached(*router).any(|network| network == end);
        on(a) && on(b)
    })
}

/// Whether two networks, not known to share a router, share none for certain.
fn surely_apart(snapshot: &Snapshot, a: NetworkId, b: NetworkId) -> bool {
    let told = |one: NetworkId, two: NetworkId| {
        snapshot.network(one).is_some_and(|network| {
            let both_read = snapshot.network(two).is_some();
            network
                .router
                .is_none_or(|router| both_read || snapshot.router(router).is_some())
        })
    };
    told(a, b) || told(b, a)
}

fn direction(snapshot: &Snapshot, from: NetworkId, to: NetworkId) -> Direction {
    let rows = || snapshot.between(from, to).map(|row| &row.peering);
    // Of several the one that works counts.
    let held = rows()
        .find(|peering| broken(peering).is_none())
        .or_else(|| rows().next());
    let broken = match held {
        Some(peering) => broken(peering),
        None if surely_missing(snapshot, from, to) => Some(Break::Missing),
        None => Some(Break::NotSeen),
    };
    Direction {
        from,
        to,
        peering: held.map(|peering| peering.id),
        broken,
    }
}

fn broken(peering: &Peering) -> Option<Break> {
    match (&peering.state, &peering.configured_status) {
        (State::Disabled, _) | (_, ConfiguredStatus::Disabled) => {
            Some(Break::SwitchedOff(peering.id))
        }
        (State::Active, _) => None,
        (state, _) => Some(Break::State(peering.id, state.clone())),
    }
}

/// Whether an unseen peering does not exist: its local network's owner would
/// see it, and the half in the other direction tells of it.
fn surely_missing(snapshot: &Snapshot, from: NetworkId, to: NetworkId) -> bool {
    let reverse = snapshot.between(to, from).map(|row| &row.peering);
    let waiting = reverse
        .filter(|peering| peering.configured_status != ConfiguredStatus::Disabled)
        .any(|peering| peering.state == State::PendingPeer);
    waiting
        || (snapshot.network(from).is_some()
            && snapshot.sources().peerings_read == Coverage::Complete)
}

fn unknown(snapshot: &Snapshot, a: NetworkId, b: NetworkId) -> UnknownReason {
    let networks = [a, b]
        .into_iter()
        .any(|end| snapshot.network(end).is_none());
    crate::preflight::reason_for(snapshot.sources().peerings_read)
        .or(networks.then(|| reason_for_network(snapshot)))
        .unwrap_or(UnknownReason::NotTold)
}

/// The networks that one has a peering with, whichever half of it is seen.
fn peers(snapshot: &Snapshot, network: NetworkId) -> Vec<NetworkId> {
    let to = snapshot.from(network).map(|row| row.peering.peer.network);
    let from = snapshot.to(network).map(|row| row.peering.local.network);
    let mut peers: Vec<NetworkId> = to.chain(from).collect();
    peers.sort_unstable();
    peers.dedup();
    peers
}

fn between(snapshot: &Snapshot, a: NetworkId, b: NetworkId) -> Vec<NetworkId> {
    let peers_of_b = peers(snapshot, b);
    peers(snapshot, a)
        .into_iter()
        .filter(|peer| peers_of_b.binary_search(peer).is_ok())
        .collect()
}

/// A network on the router of the one that has a working peering with the
/// other.
fn over_a_neighbour(snapshot: &Snapshot, a: NetworkId, b: NetworkId) -> Option<NetworkId> {
    let from = |end: NetworkId, other: NetworkId| {
        let router = snapshot.network(end)?.router?;
        let linked = |neighbour: &NetworkId| {
            let works = |one, two| direction(snapshot, one, two).broken.is_none();
            works(*neighbour, other) || works(other, *neighbour)
        };
        let mut beside = snapshot.attached(router).filter(|beside| *beside != end);
        beside.find(linked)
    };
    from(a, b).or_else(|| from(b, a))
}
