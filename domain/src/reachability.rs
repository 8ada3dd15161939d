//! Whether one network reaches another, over what, and where it breaks.
//!
//! Two networks reach each other over a router that both are attached to, or
//! over the two halves of a peering between them. Peerings are not transitive: from
//! a network that is peered with a third one nothing gets on to that one's
//! other peers. Routes inside servers are not visible in the API.

mod answer;
mod paths;
mod words;

use self::paths::{
    between, direction, over_a_neighbour, reason_for_end, shared_router, surely_apart, unknown,
};
use crate::{
    address::route::NewQuery,
    model::ids::NetworkId,
    snapshot::{Over, Snapshot, unknown::UnknownReason},
};

pub use self::answer::{Answer, Break, Direction, Offer, Verdict};

/// Whether network `a` reaches network `b`.
pub fn reaches(snapshot: &Snapshot, a: NetworkId, b: NetworkId) -> Answer {
    let (a_name, b_name) = (snapshot.name(a), snapshot.name(b));
    if a == b {
        return Answer::plain(Verdict::Yes, "Both are in the same network.".into());
    }
    if let Some(router) = shared_router(snapshot, a, b) {
        let text = format!(
            "{a_name} and {b_name} are attached to the same router, {}.",
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
    let broken: Vec<&Direction> = [&there, &back]
        .into_iter()
        .filter(|half| !matches!(half.broken, None | Some(Break::NotSeen)))
        .collect();
    let works = [&there, &back].iter().any(|half| half.broken.is_none());
    // A half that works implies that the invisible one does, too.
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
            "It is unknown whether {a_name} and {b_name} are peered."
        ));
        Verdict::Unknown(why)
    } else if !surely_apart(snapshot, a, b) {
        text.push("It is unknown whether they share a router.".into());
        let why = reason_for_end(snapshot, a, b);
        Verdict::Unknown(why.unwrap_or(UnknownReason::NotTold))
    } else if let Some(shared) = over_a_neighbour(snapshot, a, b) {
        text.push(format!(
            "{} is on the same router as one of them and peered with the other. UpCloud doesn't document whether \
             traffic then passes. With a peering between the two, it does.",
            snapshot.name(shared)
        ));
        Verdict::Unknown(UnknownReason::Unpublished)
    } else {
        Verdict::No
    };
    if let Some(middle) = between.first() {
        text.push(format!(
            "Both are peered with {}, but peerings are not transitive.",
            snapshot.name(*middle)
        ));
    }
    let missing = [&there, &back]
        .into_iter()
        .find(|half| half.broken == Some(Break::Missing))
        .map(|half| NewQuery::between(snapshot, half.from, half.to));
    Answer {
        verdict,
        text: text.join(" "),
        over,
        directions: vec![there, back],
        between,
        missing,
    }
}
