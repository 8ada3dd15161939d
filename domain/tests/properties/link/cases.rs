//! Half-missing and half-disabled links, case by case.

use domain::{
    link::{Link, LinkKind, OtherHalf, links},
    model::{
        ids::PeeringId,
        peering::Peering,
        state::{ConfiguredStatus, State},
    },
    snapshot::{Coverage, Snapshot, Sources},
    status::missing_half::MissingHalf,
};

use crate::fixtures::{in_state, network, networks, other_half, peering, snapshot, sources};

/// Where the other half is not visible, whether it exists depends on what could
/// be read, and on the state.
#[test]
fn a_half_is_missing_only_where_that_is_certain() {
    use OtherHalf::{Missing, NotVisible};
    let other = |state: State, peer_readable: bool, read: Coverage| {
        let peering = in_state(state);
        let peer = peer_readable.then(|| network(peering.peer.network, "peer", "10.0.0.0/8"));
        let snapshot = Snapshot::new(Sources {
            peerings_read: read,
            ..sources([&peering], networks(peer))
        });
        Link::of(&snapshot.sources().peerings[0], &snapshot).other
    };
    assert_eq!(other(State::PendingPeer, false, Coverage::Partial), Missing);
    assert_eq!(
        other(State::DeletedPeerNetwork, false, Coverage::Complete),
        Missing
    );
    assert_eq!(other(State::Disabled, true, Coverage::Complete), Missing);
    assert_eq!(other(State::Disabled, true, Coverage::Partial), NotVisible);
    assert_eq!(
        other(State::Disabled, false, Coverage::Complete),
        NotVisible
    );
    assert_eq!(other(State::Active, true, Coverage::Complete), NotVisible);
    assert_eq!(
        other(State::PeerDisabled, false, Coverage::Complete),
        NotVisible
    );
}

/// What is said of a half that is not here claims no more than was read.
#[test]
fn a_missing_half_is_created_by_whoever_can() {
    let gap = |state: State, peer_readable: bool, networks_read: Coverage, read: Coverage| {
        let peering = in_state(state);
        let mut known = networks([network(peering.local.network, "local", "10.0.0.0/8")]);
        if peer_readable {
            known.extend(networks([network(
                peering.peer.network,
                "peer",
                "10.0.0.0/8",
            )]));
        }
        let snapshot = Snapshot::new(Sources {
            peerings_read: read,
            networks_read,
            ..sources([&peering], known)
        });
        Link::of(&snapshot.sources().peerings[0], &snapshot).missing_half(&snapshot)
    };
    use Coverage::{Complete, Forbidden, Partial};
    let Some(MissingHalf::Create(form)) = gap(State::PendingPeer, true, Complete, Complete) else {
        unreachable!("both networks are this account's")
    };
    let one = peering();
    assert_eq!(form.name, "peer to local");
    assert_eq!(
        (form.local, form.peer),
        (Some(one.peer.network), Some(one.local.network))
    );
    use MissingHalf::{NetworkDeleted, NotRead, NotVisible, OwnerUnknown, PeerOwnerMustCreate};
    use State::{Active, DeletedPeerNetwork, Disabled, PendingPeer};
    for (state, readable, networks, peerings, expected) in [
        (PendingPeer, false, Complete, Partial, PeerOwnerMustCreate),
        (PendingPeer, false, Forbidden, Complete, OwnerUnknown),
        (DeletedPeerNetwork, true, Complete, Complete, NetworkDeleted),
        (Disabled, false, Complete, Complete, NotVisible),
        (Disabled, false, Forbidden, Complete, NotRead),
        (Disabled, true, Complete, Partial, NotRead),
        (Active, false, Forbidden, Complete, NotVisible),
        (Active, false, Complete, Partial, NotRead),
    ] {
        assert_eq!(
            gap(state.clone(), readable, networks, peerings),
            Some(expected),
            "{state}"
        );
    }
}

#[test]
fn one_half_is_disabled_where_statuses_or_the_state_say_so() {
    let mut one = peering();
    let mut two = other_half(&one, PeeringId::from_u128(2));
    let disabled = |one: &Peering, two: Option<&Peering>| {
        let snapshot = snapshot([one].into_iter().chain(two));
        links(&snapshot.sources().peerings, &snapshot)[0].is(LinkKind::OneHalfDisabled)
    };
    assert!(!disabled(&one, Some(&two)));
    two.configured_status = ConfiguredStatus::Disabled;
    assert!(disabled(&one, Some(&two)));
    one.state = State::PeerDisabled;
    assert!(
        disabled(&one, None),
        "the state implies a half that is not visible"
    );
    one.configured_status = ConfiguredStatus::Disabled;
    assert!(!disabled(&one, Some(&two)) && !disabled(&one, None));
}
