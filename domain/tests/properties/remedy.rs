//! For each of the ten states, whichever way it comes about: who must act, and
//! what fixes it.

mod handshake;
mod routers;

use domain::{
    address::route::NewQuery,
    change::plan::Step,
    model::{
        ids::{NetworkId, PeeringId, RouterId},
        network::Network,
        object::Object,
        peering::Peering,
        state::{ConfiguredStatus, KNOWN, State},
    },
    snapshot::{Coverage, Snapshot, Sources},
    status::{
        explain::{Actor, explain},
        remedy::{Remedy, diagnose, facts},
    },
};

use crate::fixtures::{self, in_state, other_half};

const OTHER: PeeringId = PeeringId::from_u128(7);

fn router(number: u128) -> RouterId {
    RouterId::from_u128(number)
}

/// What is known of the peer network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Peer {
    /// The account reads it, with a router or without.
    Yours { router: bool },
    /// The account does not.
    Foreign,
    /// The networks could not be read at all.
    Unread,
}

const PEERS: [Peer; 4] = [
    Peer::Yours { router: true },
    Peer::Yours { router: false },
    Peer::Foreign,
    Peer::Unread,
];

/// (state, local router, other half seen), and then for each of [`PEERS`] who
/// must act and what can be done.
type Line = (State, bool, bool, [(Actor, &'static [&'static str]); 4]);

struct Case {
    peer: Peer,
    local_router: bool,
    other_half: bool,
}

fn case(peer: Peer, local_router: bool, other_half: bool) -> Case {
    Case {
        peer,
        local_router,
        other_half,
    }
}

fn network(id: NetworkId, name: &str, zone: &str, router: Option<RouterId>) -> Network {
    Network {
        zone: zone.into(),
        router,
        ..fixtures::network(id, name, "10.10.0.0/24")
    }
}

fn snapshot(peering: &Peering, case: &Case) -> Snapshot {
    let with = |has: bool| has.then(|| router(1));
    let mut networks = Vec::new();
    if case.peer != Peer::Unread {
        let local = with(case.local_router);
        networks.push(network(peering.local.network, "our-net", "fi-hel1", local));
    }
    if let Peer::Yours { router } = case.peer {
        let peer = peering.peer.network;
        networks.push(network(peer, "theirs", "de-fra1", with(router)));
    }
    let mut halves = vec![peering.clone()];
    halves.extend(case.other_half.then(|| other_half(peering, OTHER)));
    Snapshot::new(Sources {
        networks_read: match case.peer {
            Peer::Unread => Coverage::Forbidden,
            Peer::Yours { .. } | Peer::Foreign => Coverage::Complete,
        },
        ..fixtures::sources(&halves, fixtures::networks(networks))
    })
}

/// A remedy, less what it carries.
fn kind(remedy: &Remedy) -> &'static str {
    match remedy {
        Remedy::Wait => "wait",
        Remedy::AttachRouter { .. } => "attach",
        Remedy::CreateRouter { .. } => "new router",
        Remedy::CreateOtherHalf(_) => "create",
        Remedy::OpenOtherHalf(_) => "open",
        Remedy::Enable(OTHER) => "enable other",
        Remedy::Enable(_) => "enable",
        Remedy::Restart(_) => "restart",
        Remedy::Delete(_) => "delete",
        Remedy::Invite(_) => "invite",
        Remedy::Send(_) => "send",
        Remedy::AskSupport(_) => "support",
    }
}

#[test]
fn each_state_has_its_remedies_however_it_came_about() {
    use Actor::{Nobody, PeerOwner, UpCloud, You};
    #[rustfmt::skip]
    let table: &[Line] = &[
        (State::Active, true, true, [(Nobody, &[]); 4]),
        (State::Active, true, false, [(Nobody, &[]); 4]),
        (State::Provisioning, true, false, [(UpCloud, &["wait"]); 4]),
        (State::PendingPeer, true, false, [
            (You, &["create"]), (You, &["new router", "create"]),
            (PeerOwner, &["invite"]), (PeerOwner, &["invite"])]),
        (State::PendingPeer, true, true, [
            (You, &["open", "wait"]), (You, &["open", "wait"]),
            (PeerOwner, &["open", "wait"]), (PeerOwner, &["open", "wait"])]),
        (State::PeerDisabled, true, true, [
            (You, &["enable other", "open"]), (You, &["enable other", "open"]),
            (PeerOwner, &["open", "send"]), (PeerOwner, &["open", "send"])]),
        (State::PeerDisabled, true, false, [
            (You, &["send"]), (You, &["send"]), (PeerOwner, &["send"]), (PeerOwner, &["send"])]),
        (State::MissingPeerRouter, true, true, [
            (You, &["wait"]), (You, &["new router"]),
            (PeerOwner, &["open", "send"]), (PeerOwner, &["open", "send"])]),
        (State::MissingPeerRouter, true, false, [
            (You, &["wait"]), (You, &["new router"]), (PeerOwner, &["send"]), (PeerOwner, &["send"])]),
        (State::MissingLocalRouter, false, true, [(You, &["new router"]); 4]),
        // It has one by now; where it cannot be read that is not known.
        (State::MissingLocalRouter, true, true, [
            (You, &["wait"]), (You, &["wait"]), (You, &["wait"]), (You, &["new router"])]),
        (State::ConflictSubnet, true, true, [
            (You, &["open", "delete"]), (You, &["open", "delete"]),
            (You, &["open", "send", "delete"]), (You, &["open", "send", "delete"])]),
        (State::ConflictSubnet, true, false, [
            (You, &["delete"]), (You, &["delete"]), (You, &["send", "delete"]), (You, &["send", "delete"])]),
        (State::DeletedPeerNetwork, true, false, [(You, &["delete"]); 4]),
        (State::Error, true, true, [(You, &["restart", "support"]); 4]),
        (State::Disabled, true, true, [(Nobody, &["enable", "delete"]); 4]),
        (State::Other("melted".into()), true, false, [(You, &["support"]); 4]),
    ];
    for state in KNOWN {
        assert!(table.iter().any(|(tested, ..)| *tested == state), "{state}");
    }
    for (state, local_router, other_half, expected) in table {
        for (peer, (actor, kinds)) in PEERS.into_iter().zip(expected) {
            let peering = in_state(state.clone());
            let case = case(peer, *local_router, *other_half);
            let diagnosis = diagnose(&snapshot(&peering, &case), &peering);
            let found: Vec<&str> = diagnosis.remedies.iter().map(kind).collect();
            assert_eq!(found, *kinds, "{state} {peer:?} {other_half}");
            assert_eq!(diagnosis.actor, *actor, "{state} {peer:?} {other_half}");
            assert_eq!(diagnosis.owner_known, peer != Peer::Unread);
        }
    }
}

/// Whatever is configured: the explanation and the remedies agree on whose
/// turn it is and on what comes next, and nobody is left without either.
#[test]
fn explanation_and_remedies_agree() {
    let statuses = ["active", "disabled", "paused"].map(ConfiguredStatus::of);
    for state in KNOWN {
        for configured_status in &statuses {
            for peer in PEERS {
                for number in 0..4 {
                    let peering = Peering {
                        configured_status: configured_status.clone(),
                        ..in_state(state.clone())
                    };
                    let case = case(peer, number & 1 == 0, number & 2 == 0);
                    let snapshot = snapshot(&peering, &case);
                    let explanation = explain(&peering, &facts(&snapshot, &peering));
                    let diagnosis = diagnose(&snapshot, &peering);
                    let at = format!("{state} {configured_status} {peer:?} {number}");
                    assert_eq!(diagnosis.actor, explanation.actor, "{at}");
                    let idle = diagnosis.remedies.is_empty();
                    assert!(!idle || explanation.actor == Actor::Nobody, "{at}");
                    if explanation.actor == Actor::UpCloud {
                        assert_eq!(diagnosis.remedies, [Remedy::Wait], "{at}");
                        continue;
                    }
                    let opposed = match configured_status {
                        ConfiguredStatus::Disabled => Remedy::Restart(peering.id),
                        _ => Remedy::Enable(peering.id),
                    };
                    let opposes = diagnosis.remedies.contains(&opposed);
                    assert!(
                        !opposes || peering.state == State::Disabled,
                        "{at}: it is configured so already"
                    );
                }
            }
        }
    }
}

#[test]
fn the_other_half_is_filled_in_the_other_way_round() {
    let peering = in_state(State::PendingPeer);
    let case = case(Peer::Yours { router: true }, true, false);
    assert_eq!(
        diagnose(&snapshot(&peering, &case), &peering).remedies,
        [Remedy::CreateOtherHalf(NewQuery {
            name: "theirs to our-net".into(),
            local: Some(peering.peer.network),
            peer: Some(peering.local.network),
            invitation: None,
        })]
    );
}

#[test]
fn what_the_console_can_do_is_a_plan_of_what_the_remedy_names() {
    let peering = in_state(State::Error);
    let case = case(Peer::Foreign, false, true);
    let snapshot = snapshot(&peering, &case);
    let touches = |remedy: Remedy| remedy.plan(&snapshot).map(|plan| plan.touches());
    let local = peering.local.network;
    assert_eq!(
        touches(Remedy::CreateRouter {
            network: local,
            name: "new".into()
        }),
        Some(vec![Object::Network(local)])
    );
    assert_eq!(
        touches(Remedy::Restart(OTHER)),
        Some(vec![Object::Peering(OTHER)])
    );
    assert_eq!(touches(Remedy::Wait), None);
    let delete = Remedy::Delete(peering.id).plan(&snapshot).expect("a plan");
    let last = delete.entries().last().map(|entry| entry.step.clone());
    assert_eq!(last, Some(Step::Delete(peering.id)));
}
