//! The group and the line of each state.

use domain::model::state::{Group, KNOWN, Line, State};

#[test]
fn each_state_has_its_group_and_its_line() {
    #[rustfmt::skip]
    let table = [
        (State::Active,             Group::Active,        Line::Whole),
        (State::Provisioning,       Group::InProgress,    Line::Dashed),
        (State::PendingPeer,        Group::WaitingOnPeer, Line::Half),
        (State::PeerDisabled,       Group::WaitingOnPeer, Line::PeerOff),
        (State::MissingPeerRouter,  Group::WaitingOnPeer, Line::NoPeerRouter),
        (State::MissingLocalRouter, Group::NeedsYou,      Line::NoLocalRouter),
        (State::ConflictSubnet,     Group::NeedsYou,      Line::Broken),
        (State::DeletedPeerNetwork, Group::NeedsYou,      Line::Half),
        (State::Error,              Group::NeedsYou,      Line::Broken),
        (State::Disabled,           Group::Off,           Line::Off),
    ];
    assert_eq!(table.clone().map(|(state, ..)| state), KNOWN);
    for (state, group, line) in table {
        assert_eq!((state.group(false), state.line()), (group, line), "{state}");
        // What the owner of the other side has to do is yours where you are it.
        let yours = match group {
            Group::WaitingOnPeer => Group::NeedsYou,
            group => group,
        };
        assert_eq!(state.group(true), yours, "{state}");
    }
    // A person has to look at what the console cannot judge.
    let new = State::of("melted");
    assert_eq!(
        (new.group(false), new.line()),
        (Group::NeedsYou, Line::Broken)
    );
}
