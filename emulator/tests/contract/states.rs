//! Every way into each of the ten states: the explanation, the first remedy, and
//! its effect.
//!
//! `hel-app` is peered with `fra-db` of the same account, or with
//! `partner-billing` of another one.

mod link;
mod remedies;

use domain::{
    api::error::ErrorKind,
    model::{
        ids::PeeringId,
        state::{KNOWN, State},
    },
    status::{
        explain::{Actor, explain},
        remedy::{Remedy, diagnose, facts},
    },
};

use self::{
    link::{Event, Link, Peer, Setup, Status},
    remedies::{snapshot_of, take_first_remedy},
};
use crate::api::refusal;

/// The title, who must act, the first remedy, and the state after the first
/// remedy that can be taken; none if the peering is deleted then.
type Expected = (&'static str, Actor, &'static str, Option<State>);

struct Way {
    setup: Setup,
    done: &'static [Event],
    state: State,
    /// The state of the other half, if it exists.
    other: Option<State>,
    /// If the peer network belongs to the same account.
    yours: Expected,
    /// If it belongs to another one.
    theirs: Expected,
}

/// Longer than other functions, because it is one table.
fn ways() -> Vec<Way> {
    use Actor::{Nobody, PeerOwner, UpCloud, You};
    use Event::*;
    use Setup::*;
    use State::*;
    use Status::{Off, On};

    let way = |setup, done, state, other, yours, theirs| Way {
        setup,
        done,
        state,
        other,
        yours,
        theirs,
    };
    let fine = || ("Connected", Nobody, "", Some(Active));
    let half = || ("Other half missing", You, "create", Some(Active));
    let theirs = || {
        (
            "Waiting for the other owner to create their half",
            PeerOwner,
            "invite",
            Some(Active),
        )
    };
    let no_half = |after| ("Other half missing", You, "attach", Some(after));
    let peer_off = |actor, remedy| {
        let title = "Other half disabled";
        (title, actor, remedy, Some(Active))
    };
    let off = |after| ("Disabled", Nobody, "enable", Some(after));
    let unrouted = |after| {
        (
            "The local network has no router",
            You,
            "attach",
            Some(after),
        )
    };
    let peer_unrouted = |actor, remedy| {
        let title = "The peer network has no router";
        (title, actor, remedy, Some(Active))
    };
    let clash = |remedy| ("Address ranges overlap", You, remedy, None);
    let gone = || ("Peer network deleted", You, "delete", None);
    let moving = |after| ("Applying changes", UpCloud, "wait", Some(after));
    let stopping = |after| ("Disabling", UpCloud, "wait", Some(after));
    let failed = |remedy, after| ("Setup failed", You, remedy, Some(after));

    #[rustfmt::skip]
    let ways = vec![
        // Both halves, created in either order, or enabled later.
        way(Usual, &[Create(On), CreateOther(On)], Active, Some(Active), fine(), fine()),
        way(Usual, &[CreateOther(On), Create(On)], Active, Some(Active), fine(), fine()),
        way(Usual, &[CreateOther(On), Create(Off), Switch(On)], Active, Some(Active), fine(), fine()),
        way(Slow, &[Create(On), CreateOther(On), Settle], Active, Some(Active), fine(), fine()),
        // The other half was never created, or was deleted.
        way(Usual, &[Create(On)], PendingPeer, None, half(), theirs()),
        way(Usual, &[Create(Off), Switch(On)], PendingPeer, None, half(), theirs()),
        way(Usual, &[Create(On), CreateOther(On), DeleteOther], PendingPeer, None, half(), theirs()),
        // The other half needs a router before it can be created.
        way(Usual, &[Create(On), DetachPeer], PendingPeer, None, no_half(PendingPeer),
            ("Waiting for the other owner to create their half", PeerOwner, "invite", Some(PendingPeer))),
        // The other half was disabled, or created disabled, before this one or after.
        way(Usual, &[Create(On), CreateOther(On), SwitchOther(Off)], PeerDisabled, Some(Disabled),
            peer_off(You, "enable other"), peer_off(PeerOwner, "send")),
        way(Usual, &[Create(On), CreateOther(Off)], PeerDisabled, Some(Disabled),
            peer_off(You, "enable other"), peer_off(PeerOwner, "send")),
        way(Usual, &[CreateOther(Off), Create(On)], PeerDisabled, Some(Disabled),
            peer_off(You, "enable other"), peer_off(PeerOwner, "send")),
        // This half was created disabled, or disabled later.
        way(Usual, &[Create(Off)], Disabled, None, off(PendingPeer), off(PendingPeer)),
        way(Usual, &[Create(On), Switch(Off)], Disabled, None, off(PendingPeer), off(PendingPeer)),
        way(Usual, &[CreateOther(On), Create(Off)], Disabled, Some(PeerDisabled), off(Active), off(Active)),
        way(Usual, &[Create(On), CreateOther(On), Switch(Off)], Disabled, Some(PeerDisabled), off(Active), off(Active)),
        way(Usual, &[Create(Off), DeletePeer], Disabled, None, off(DeletedPeerNetwork), off(DeletedPeerNetwork)),
        // The local network lost its router before the link existed, or after.
        way(Usual, &[Create(On), Detach], MissingLocalRouter, None, unrouted(PendingPeer), unrouted(PendingPeer)),
        way(Usual, &[Create(On), Detach, CreateOther(On)], MissingLocalRouter, Some(MissingPeerRouter),
            unrouted(Active), unrouted(Active)),
        way(Usual, &[Create(On), CreateOther(On), Detach], MissingLocalRouter, Some(MissingPeerRouter),
            unrouted(Active), unrouted(Active)),
        // The same for the peer network.
        way(Usual, &[Create(On), CreateOther(On), DetachPeer], MissingPeerRouter, Some(MissingLocalRouter),
            peer_unrouted(You, "attach"), peer_unrouted(PeerOwner, "send")),
        way(Usual, &[CreateOther(On), DetachPeer, Create(On)], MissingPeerRouter, Some(MissingLocalRouter),
            peer_unrouted(You, "attach"), peer_unrouted(PeerOwner, "send")),
        // Overlap shows as soon as both halves exist and are enabled.
        way(Overlapping, &[Create(On), CreateOther(On)], ConflictSubnet, Some(ConflictSubnet), clash("open"), clash("send")),
        way(Overlapping, &[CreateOther(Off), Create(On), SwitchOther(On)], ConflictSubnet, Some(ConflictSubnet),
            clash("open"), clash("send")),
        // The peer network was deleted, and the other half with it.
        way(Usual, &[Create(On), DeletePeer], DeletedPeerNetwork, None, gone(), gone()),
        way(Usual, &[Create(On), CreateOther(On), DeletePeer], DeletedPeerNetwork, None, gone(), gone()),
        // Transitions into and out of `active`.
        way(Slow, &[Create(On), CreateOther(On)], Provisioning, Some(Provisioning), moving(Active), moving(Active)),
        way(Slow, &[Create(On), CreateOther(On), Settle, Switch(Off)], Provisioning, Some(Provisioning),
            stopping(Disabled), stopping(Disabled)),
        way(Slow, &[Create(On), CreateOther(On), Settle, SwitchOther(Off)], Provisioning, Some(Provisioning),
            moving(PeerDisabled), moving(PeerDisabled)),
        way(Slow, &[Create(On), CreateOther(On), Settle, Detach], Provisioning, Some(Provisioning),
            moving(MissingLocalRouter), moving(MissingLocalRouter)),
        way(Slow, &[Create(On), CreateOther(On), Settle, DeletePeer], Provisioning, None,
            moving(DeletedPeerNetwork), moving(DeletedPeerNetwork)),
        // UpCloud failed; disabling and enabling again helps.
        way(Usual, &[Create(On), CreateOther(On), Fail], Error, Some(Active), failed("restart", Active), failed("restart", Active)),
        way(Usual, &[Create(On), Fail], Error, None, failed("restart", PendingPeer), failed("restart", PendingPeer)),
        way(Usual, &[CreateOther(On), Create(Off), Fail], Error, Some(PeerDisabled),
            failed("enable", Active), failed("enable", Active)),
    ];
    ways
}

/// The name of a remedy, without its data.
fn remedy_name(remedy: Option<&Remedy>, id: PeeringId) -> &'static str {
    match remedy {
        None => "",
        Some(Remedy::Wait) => "wait",
        Some(Remedy::AttachRouter { .. }) => "attach",
        Some(Remedy::CreateRouter { .. }) => "new router",
        Some(Remedy::CreateOtherHalf(_)) => "create",
        Some(Remedy::OpenOtherHalf(_)) => "open",
        Some(Remedy::Enable(this)) if *this == id => "enable",
        Some(Remedy::Enable(_)) => "enable other",
        Some(Remedy::Restart(_)) => "restart",
        Some(Remedy::Delete(_)) => "delete",
        Some(Remedy::Invite(_)) => "invite",
        Some(Remedy::Send(_)) => "send",
        Some(Remedy::AskSupport(_)) => "support",
    }
}

#[tokio::test]
async fn each_way_into_a_state_is_explained_and_remedied() {
    let ways = ways();
    for state in KNOWN {
        assert!(ways.iter().any(|way| way.state == state), "{state}");
    }
    for way in ways {
        for (peer, expected) in [(Peer::Yours, &way.yours), (Peer::Theirs, &way.theirs)] {
            let at = format!("{peer:?} {:?} {:?}", way.setup, way.done);
            let link = Link::new(peer, way.setup).await;
            for event in way.done {
                link.apply(*event).await;
            }
            let this = link.this().await.expect("this half");
            let other = link.other().await.map(|half| half.state);
            assert_eq!((&this.state, &other), (&way.state, &way.other), "{at}");

            let snapshot = snapshot_of(&link.you).await;
            let explanation = explain(&this, &facts(&snapshot, &this));
            let diagnosis = diagnose(&snapshot, &this);
            let (title, actor, first, after) = expected;
            assert_eq!(
                (explanation.title, explanation.actor),
                (*title, *actor),
                "{at}"
            );
            assert_eq!(diagnosis.actor, *actor, "{at}");
            assert_eq!(
                remedy_name(diagnosis.remedies.first(), this.id),
                *first,
                "{at}"
            );

            take_first_remedy(&link, &this).await;
            let now = link.you.get(this.id).await;
            match after {
                Some(state) => assert_eq!(&now.expect("still there").state, state, "{at}"),
                None => assert_eq!(refusal(now).0, ErrorKind::NotFound, "{at}"),
            }
        }
    }
}
