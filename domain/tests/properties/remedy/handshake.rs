//! What the owner of the other network is sent.

use domain::{
    address::route::{NewQuery, Route},
    model::{cidr::Range, ids::NetworkId, state::State},
    share::handshake::Handshake,
    snapshot::Snapshot,
};

use super::{Peer, case, snapshot};
use crate::fixtures::in_state;

/// The other owner gets both UUIDs the right way round, the ranges and a link
/// that fills their form in and says where the values came from.
#[test]
fn a_handshake_is_the_other_way_round() {
    let peering = in_state(State::PendingPeer);
    let case = case(Peer::Foreign, true, false);
    let (local, peer) = (peering.local.network, peering.peer.network);
    let handshake = Handshake::of(&snapshot(&peering, &case), local, peer);
    let query = handshake.query();
    assert_eq!((query.local, query.peer), (Some(peer), Some(local)));
    let invitation = query.invitation.clone().expect("an invitation");
    assert_eq!(invitation.ranges, [Range::new("10.10.0.0/24")]);
    assert_eq!(invitation.zone, "fi-hel1");
    let href = handshake.href();
    let (path, address) = href.split_once('?').expect("a query");
    assert_eq!(Route::parse(path, address), Route::New(query));
    let text = handshake.message("https://console.example/", "https://api.upcloud.com/1.3");
    for part in [
        format!("Local network (yours): {peer}"),
        format!("Peer network (mine): {local}"),
        "10.10.0.0/24".into(),
        format!("https://console.example{}", handshake.href()),
        "$UPCLOUD_TOKEN".into(),
    ] {
        assert!(text.contains(&part), "{part} in {text}");
    }
    assert!(
        !text.contains("our-net"),
        "it contains no name of this account: {text}"
    );
}

#[test]
fn where_nothing_can_be_read_a_handshake_says_so() {
    let snapshot = Snapshot::default();
    let (one, two) = (NetworkId::from_u128(1), NetworkId::from_u128(2));
    let handshake = Handshake::of(&snapshot, one, two);
    assert!(
        handshake
            .message("x", "y")
            .contains("ranges of my network: not known")
    );
    let NewQuery { invitation, .. } = handshake.query();
    assert!(invitation.is_some_and(|invitation| invitation.ranges.is_empty()));
}
