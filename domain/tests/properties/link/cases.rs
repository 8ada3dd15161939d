//! Half-missing and half-disabled links, case by case.

use std::sync::Arc;

use domain::{
    link::{Link, LinkKind, OtherHalf, links},
    model::{
        peering::Peering,
        row::Row,
        state::{ConfiguredStatus, State},
    },
    snapshot::{Coverage, Networks, Snapshot, Sources},
    status::missing_half::MissingHalf,
};

use super::snapshot_of;

/// Where the other half is not seen, whether it exists depends on what could
/// be read, and on the state.
#[test]
fn a_half_is_missing_only_where_that_is_certain() {
    use OtherHalf::{Missing, NotVisible};
    let other = |state: State, peer_readable: bool, read: Coverage| {
        let mut peering = proptest_peering();
        peering.state = state;
        let mut sources = Sources {
            peerings_read: read,
            ..Sources::default()
        };
        if peer_readable {
            let network = domain::model::network::Network {
                id: peering.peer.network,
                name: "peer".into(),
                private: true,
                zone: "fi-hel1".into(),
                router: None,
                ranges: Vec::new(),
            };
            sources.networks = Arc::new(Networks::from([(network.id, Arc::new(network))]));
        }
        let row = Arc::new(Row::new(peering, &sources.networks));
        sources.peerings = vec![Arc::clone(&row)];
        Link::of(&row, &Snapshot::new(sources)).other
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
fn a_gap_is_filled_in_by_whoever_can() {
    let gap = |state: State, peer_readable: bool, networks_read: Coverage, read: Coverage| {
        let mut peering = proptest_peering();
        peering.state = state;
        let network = |id, name: &str| {
            let network = domain::model::network::Network {
                id,
                name: name.into(),
                private: true,
                zone: "fi-hel1".into(),
                router: None,
                ranges: Vec::new(),
            };
            (id, Arc::new(network))
        };
        let mut networks = Networks::from([network(peering.local.network, "local")]);
        if peer_readable {
            networks.extend([network(peering.peer.network, "peer")]);
        }
        let row = Arc::new(Row::new(peering, &networks));
        let snapshot = Snapshot::new(Sources {
            peerings: vec![Arc::clone(&row)],
            peerings_read: read,
            networks: Arc::new(networks),
            networks_read,
            ..Sources::default()
        });
        Link::of(&row, &snapshot).missing_half(&snapshot)
    };
    use Coverage::{Complete, Forbidden, Partial};
    let Some(MissingHalf::Create(form)) = gap(State::PendingPeer, true, Complete, Complete) else {
        unreachable!("both networks are this account's")
    };
    let one = proptest_peering();
    assert_eq!(form.name, "peer to local");
    assert_eq!(
        (form.local, form.peer),
        (Some(one.peer.network), Some(one.local.network))
    );
    for (state, readable, networks, peerings, expected) in [
        (
            State::PendingPeer,
            false,
            Complete,
            Partial,
            MissingHalf::PeerOwnerMustCreate,
        ),
        (
            State::PendingPeer,
            false,
            Forbidden,
            Complete,
            MissingHalf::OwnerUnknown,
        ),
        (
            State::DeletedPeerNetwork,
            true,
            Complete,
            Complete,
            MissingHalf::NetworkDeleted,
        ),
        (
            State::Disabled,
            false,
            Complete,
            Complete,
            MissingHalf::NotVisible,
        ),
        (
            State::Disabled,
            false,
            Forbidden,
            Complete,
            MissingHalf::NotRead,
        ),
        (
            State::Disabled,
            true,
            Complete,
            Partial,
            MissingHalf::NotRead,
        ),
        (
            State::Active,
            false,
            Forbidden,
            Complete,
            MissingHalf::NotVisible,
        ),
        (
            State::Active,
            false,
            Complete,
            Partial,
            MissingHalf::NotRead,
        ),
    ] {
        assert_eq!(
            gap(state.clone(), readable, networks, peerings),
            Some(expected),
            "{state}"
        );
    }
}

#[test]
fn one_side_is_disabled_where_the_switches_or_the_state_say_so() {
    let mut one = proptest_peering();
    let mut two = Peering {
        id: domain::model::ids::PeeringId::from_u128(2),
        local: one.peer.clone(),
        peer: one.local.clone(),
        ..one.clone()
    };
    let disabled = |one: &Peering, two: Option<&Peering>| {
        let all: Vec<Peering> = [Some(one), two].into_iter().flatten().cloned().collect();
        let snapshot = snapshot_of(&all);
        links(&snapshot.sources().peerings, &snapshot)[0].is(LinkKind::OneHalfDisabled)
    };
    assert!(!disabled(&one, Some(&two)));
    two.configured_status = ConfiguredStatus::Disabled;
    assert!(disabled(&one, Some(&two)));
    one.state = State::PeerDisabled;
    assert!(
        disabled(&one, None),
        "the state tells of a half that is not seen"
    );
    one.configured_status = ConfiguredStatus::Disabled;
    assert!(!disabled(&one, Some(&two)) && !disabled(&one, None));
}

fn proptest_peering() -> Peering {
    domain::api::decode::peering(include_str!("../../fixtures/peering_pending.json"))
        .expect("a peering")
}
