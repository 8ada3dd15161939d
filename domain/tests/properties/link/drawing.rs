//! The line of a link is that of the half that is worse off.

use domain::{
    link::{Drawing, links},
    model::{
        ids::PeeringId,
        state::{Group, Line, State},
    },
};
use proptest::prelude::*;

use crate::{
    fixtures::{in_state, other_half, snapshot},
    make,
};

/// The drawing of a link with halves in these states, as the first and as the second half
/// sees it.
fn drawings(one: State, two: State) -> [Drawing; 2] {
    let one = in_state(one);
    let mut other = other_half(&one, PeeringId::from_u128(1));
    other.state = two;
    [[&one, &other], [&other, &one]].map(|halves| {
        let snapshot = snapshot(&halves.map(Clone::clone));
        let rows = &snapshot.sources().peerings;
        let first = rows.iter().find(|row| row.peering.id == halves[0].id);
        let first: Vec<_> = first.cloned().into_iter().collect();
        links(&first, &snapshot)[0].drawing()
    })
}

#[test]
fn what_fails_or_waits_is_not_drawn_whole() {
    use State::{
        Active, Disabled, Error, MissingLocalRouter, MissingPeerRouter, PeerDisabled, Provisioning,
    };
    let cases = [
        (Active, Active, Line::Whole, Group::Active, false),
        (Active, Error, Line::Broken, Group::NeedsYou, true),
        (Error, Active, Line::Broken, Group::NeedsYou, false),
        (Active, Provisioning, Line::Dashed, Group::InProgress, true),
        // One end is hollow, and not both.
        (Disabled, Active, Line::PeerOff, Group::Off, true),
        (Active, Disabled, Line::PeerOff, Group::Off, false),
        (Disabled, Disabled, Line::Off, Group::Off, false),
        (
            MissingPeerRouter,
            MissingLocalRouter,
            Line::NoLocalRouter,
            Group::NeedsYou,
            true,
        ),
    ];
    for (one, two, line, group, is_mirrored) in cases {
        let expected = Drawing {
            line,
            group,
            is_mirrored,
        };
        assert_eq!(
            drawings(one.clone(), two.clone())[0],
            expected,
            "{one}, {two}"
        );
    }
    // The half that is not disabled says so itself.
    let [off, on] = drawings(Disabled, PeerDisabled);
    assert_eq!((off.line, off.is_mirrored), (Line::PeerOff, true));
    assert_eq!((on.line, on.is_mirrored), (Line::PeerOff, false));
}

proptest! {
    #[test]
    fn either_half_sees_the_same_link(one in make::state(), two in make::state()) {
        let [first, second] = drawings(one.clone(), two.clone());
        prop_assert_eq!(first.group, second.group);
        let is_whole = |state: &State| *state == State::Active;
        prop_assert_eq!(first.line == Line::Whole, is_whole(&one) && is_whole(&two));
        prop_assert_eq!(first.line == Line::Off, [&one, &two].iter().all(|state| **state == State::Disabled));
    }
}
