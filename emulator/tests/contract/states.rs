//! The ten states, each brought about in every way that it can come about: what
//! is said of it, what mends it, and that this really does.
//!
//! `hel-app` is peered with `fra-db`, which is the same account's, or with
//! `partner-billing`, which is not.

mod link;
mod remedies;

use domain::{
    error::Kind,
    explain::{Actor, explain},
    ids::PeeringId,
    mend::{Remedy, facts, mend},
    state::{KNOWN, State},
};

use self::{
    link::{Do, Link, Peer, Turned, Where},
    remedies::{mended, seen},
};
use crate::api::told;

/// What is said of it: the title, who must act, the first remedy; and the state
/// once the first remedy that can be taken was, none where the peering is gone.
type Said = (&'static str, Actor, &'static str, Option<State>);

struct Way {
    surroundings: Where,
    done: &'static [Do],
    /// What it leads to.
    state: State,
    /// What the other half shows, where there is one.
    other: Option<State>,
    /// What is said where the peer network is the same account's.
    yours: Said,
    /// And where it is not.
    theirs: Said,
}

fn ways() -> Vec<Way> {
    use Actor::{Nobody, PeerOwner, UpCloud, You};
    use Do::*;
    use State::*;
    use Turned::{Off, On};
    use Where::*;

    let way = |surroundings, done, state, other, yours, theirs| Way {
        surroundings,
        done,
        state,
        other,
        yours,
        theirs,
    };
    let fine = || ("Traffic can pass", Nobody, "", Some(Active));
    let half = || ("The other half is missing", You, "create", Some(Active));
    let theirs = || {
        (
            "Waiting for the other side to create its half",
            PeerOwner,
            "invite",
            Some(Active),
        )
    };
    let no_half = |after| ("The other half is missing", You, "attach", Some(after));
    let peer_off = |actor, remedy| {
        let title = "The other side is switched off";
        (title, actor, remedy, Some(Active))
    };
    let off = |after| ("Switched off", Nobody, "enable", Some(after));
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
    let gone = || ("The peer network no longer exists", You, "delete", None);
    let moving = |after| ("A change is being applied", UpCloud, "wait", Some(after));
    let failed = |remedy, after| ("Setting it up failed", You, remedy, Some(after));

    #[rustfmt::skip]
    let ways = vec![
        // Both halves, in either order, and after the way through `disabled`.
        way(Usual, &[Create(On), CreateOther(On)], Active, Some(Active), fine(), fine()),
        way(Usual, &[CreateOther(On), Create(On)], Active, Some(Active), fine(), fine()),
        way(Usual, &[CreateOther(On), Create(Off), Switch(On)], Active, Some(Active), fine(), fine()),
        way(Slow, &[Create(On), CreateOther(On), Settle], Active, Some(Active), fine(), fine()),
        // The other half was never created, or is no more.
        way(Usual, &[Create(On)], PendingPeer, None, half(), theirs()),
        way(Usual, &[Create(Off), Switch(On)], PendingPeer, None, half(), theirs()),
        way(Usual, &[Create(On), CreateOther(On), DeleteOther], PendingPeer, None, half(), theirs()),
        // From a network without a router none can be created: it needs one first.
        way(Usual, &[Create(On), DetachPeer], PendingPeer, None, no_half(PendingPeer),
            ("Waiting for the other side to create its half", PeerOwner, "invite", Some(PendingPeer))),
        // The other half was switched off, or created so, before this one or after it.
        way(Usual, &[Create(On), CreateOther(On), SwitchOther(Off)], PeerDisabled, Some(Disabled),
            peer_off(You, "enable other"), peer_off(PeerOwner, "send")),
        way(Usual, &[Create(On), CreateOther(Off)], PeerDisabled, Some(Disabled),
            peer_off(You, "enable other"), peer_off(PeerOwner, "send")),
        way(Usual, &[CreateOther(Off), Create(On)], PeerDisabled, Some(Disabled),
            peer_off(You, "enable other"), peer_off(PeerOwner, "send")),
        // This half was created off, or switched off.
        way(Usual, &[Create(Off)], Disabled, None, off(PendingPeer), off(PendingPeer)),
        way(Usual, &[Create(On), Switch(Off)], Disabled, None, off(PendingPeer), off(PendingPeer)),
        way(Usual, &[CreateOther(On), Create(Off)], Disabled, Some(PeerDisabled), off(Active), off(Active)),
        way(Usual, &[Create(On), CreateOther(On), Switch(Off)], Disabled, Some(PeerDisabled), off(Active), off(Active)),
        way(Usual, &[Create(Off), DeletePeer], Disabled, None, off(DeletedPeerNetwork), off(DeletedPeerNetwork)),
        // The local network lost its router before there was a link, or after.
        way(Usual, &[Create(On), Detach], MissingLocalRouter, None, unrouted(PendingPeer), unrouted(PendingPeer)),
        way(Usual, &[Create(On), Detach, CreateOther(On)], MissingLocalRouter, Some(MissingPeerRouter),
            unrouted(Active), unrouted(Active)),
        way(Usual, &[Create(On), CreateOther(On), Detach], MissingLocalRouter, Some(MissingPeerRouter),
            unrouted(Active), unrouted(Active)),
        // The same with the peer network: what is this half's there is the other one's here.
        way(Usual, &[Create(On), CreateOther(On), DetachPeer], MissingPeerRouter, Some(MissingLocalRouter),
            peer_unrouted(You, "attach"), peer_unrouted(PeerOwner, "send")),
        way(Usual, &[CreateOther(On), DetachPeer, Create(On)], MissingPeerRouter, Some(MissingLocalRouter),
            peer_unrouted(You, "attach"), peer_unrouted(PeerOwner, "send")),
        // Ranges overlap as soon as both halves are there and on.
        way(Overlapping, &[Create(On), CreateOther(On)], ConflictSubnet, Some(ConflictSubnet), clash("open"), clash("send")),
        way(Overlapping, &[CreateOther(Off), Create(On), SwitchOther(On)], ConflictSubnet, Some(ConflictSubnet),
            clash("open"), clash("send")),
        // The peer network was deleted, and with it the other half if there was one.
        way(Usual, &[Create(On), DeletePeer], DeletedPeerNetwork, None, gone(), gone()),
        way(Usual, &[Create(On), CreateOther(On), DeletePeer], DeletedPeerNetwork, None, gone(), gone()),
        // On the way into `active`, and out of it to wherever it goes.
        way(Slow, &[Create(On), CreateOther(On)], Provisioning, Some(Provisioning), moving(Active), moving(Active)),
        way(Slow, &[Create(On), CreateOther(On), Settle, Switch(Off)], Provisioning, Some(Provisioning),
            moving(Disabled), moving(Disabled)),
        way(Slow, &[Create(On), CreateOther(On), Settle, SwitchOther(Off)], Provisioning, Some(Provisioning),
            moving(PeerDisabled), moving(PeerDisabled)),
        way(Slow, &[Create(On), CreateOther(On), Settle, Detach], Provisioning, Some(Provisioning),
            moving(MissingLocalRouter), moving(MissingLocalRouter)),
        way(Slow, &[Create(On), CreateOther(On), Settle, DeletePeer], Provisioning, None,
            moving(DeletedPeerNetwork), moving(DeletedPeerNetwork)),
        // UpCloud failed, whatever there was; off and on again is the way out.
        way(Usual, &[Create(On), CreateOther(On), Fail], Error, Some(Active), failed("restart", Active), failed("restart", Active)),
        way(Usual, &[Create(On), Fail], Error, None, failed("restart", PendingPeer), failed("restart", PendingPeer)),
        way(Usual, &[CreateOther(On), Create(Off), Fail], Error, Some(PeerDisabled),
            failed("enable", Active), failed("enable", Active)),
    ];
    ways
}

/// A remedy for a peering, less what it carries.
fn kind(remedy: Option<&Remedy>, id: PeeringId) -> &'static str {
    match remedy {
        None => "",
        Some(Remedy::Wait) => "wait",
        Some(Remedy::AttachRouter { .. }) => "attach",
        Some(Remedy::CreateRouter { .. }) => "new router",
        Some(Remedy::CreateOtherSide(_)) => "create",
        Some(Remedy::OpenOtherSide(_)) => "open",
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
async fn each_way_into_a_state_is_explained_and_mended() {
    let ways = ways();
    for state in KNOWN {
        assert!(ways.iter().any(|way| way.state == state), "{state}");
    }
    for way in ways {
        for (peer, said) in [(Peer::Yours, &way.yours), (Peer::Theirs, &way.theirs)] {
            let at = format!("{peer:?} {:?} {:?}", way.surroundings, way.done);
            let link = Link::of(peer, way.surroundings).await;
            for what in way.done {
                link.happens(*what).await;
            }
            let this = link.this().await.expect("this half");
            let other = link.other().await.map(|half| half.state);
            assert_eq!((&this.state, &other), (&way.state, &way.other), "{at}");

            let snapshot = seen(&link.you).await;
            let explanation = explain(&this, &facts(&snapshot, &this));
            let mending = mend(&snapshot, &this);
            let (title, actor, first, after) = said;
            assert_eq!(
                (explanation.title, explanation.actor),
                (*title, *actor),
                "{at}"
            );
            assert_eq!(mending.actor, *actor, "{at}");
            assert_eq!(kind(mending.remedies.first(), this.id), *first, "{at}");

            mended(&link, &this).await;
            let now = link.you.get(this.id).await;
            match after {
                Some(state) => assert_eq!(&now.expect("still there").state, state, "{at}"),
                None => assert_eq!(told(now).0, Kind::NotFound, "{at}"),
            }
        }
    }
}
