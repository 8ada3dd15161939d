//! Following a change to its end.

use std::time::Duration;

use domain::{
    change::run::WAIT_LIMIT,
    model::{
        peering::Peering,
        state::{ConfiguredStatus, KNOWN, State},
    },
    status::{
        explain::{Actor, Facts},
        progress::{Goal, NEXT_STEPS, Progress, Standing, outline, progress},
    },
};

use crate::fixtures::in_state;

const SOON: Duration = Duration::from_secs(5);

fn peering(state: State, configured_status: ConfiguredStatus) -> Peering {
    Peering {
        configured_status,
        ..in_state(state)
    }
}

/// How it goes, less the texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Is {
    Reached,
    Waiting(Actor),
    Stopped(Actor),
    Deleted,
    Overdue,
}

fn is(progress: &Progress) -> Is {
    match progress {
        Progress::Reached => Is::Reached,
        Progress::Waiting { actor, title, text } | Progress::Stopped { actor, title, text } => {
            assert!(!title.is_empty() && text.ends_with('.'), "{text}");
            match progress.is_end() {
                true => Is::Stopped(*actor),
                false => Is::Waiting(*actor),
            }
        }
        Progress::Deleted => Is::Deleted,
        Progress::Overdue { .. } => Is::Overdue,
    }
}

#[test]
fn each_state_is_an_end_or_is_waited_in() {
    use Actor::{PeerOwner, UpCloud, You};
    use Is::{Reached, Stopped, Waiting};
    // Switched on and meant to work; switched off and meant to be off. The
    // peer network is another account's.
    #[rustfmt::skip]
    let table = [
        (State::Active,             Reached,            Waiting(UpCloud)),
        (State::Provisioning,       Waiting(UpCloud),   Waiting(UpCloud)),
        (State::PendingPeer,        Waiting(PeerOwner), Waiting(UpCloud)),
        (State::PeerDisabled,       Waiting(PeerOwner), Waiting(UpCloud)),
        (State::MissingPeerRouter,  Waiting(PeerOwner), Waiting(UpCloud)),
        (State::MissingLocalRouter, Waiting(You),       Waiting(UpCloud)),
        (State::ConflictSubnet,     Stopped(You),       Waiting(UpCloud)),
        (State::DeletedPeerNetwork, Stopped(You),       Waiting(UpCloud)),
        (State::Error,              Stopped(You),       Waiting(UpCloud)),
        (State::Disabled,           Waiting(UpCloud),   Reached),
        (State::Other("new".into()), Stopped(You),      Waiting(UpCloud)),
    ];
    for state in KNOWN {
        assert!(table.iter().any(|(tested, ..)| *tested == state), "{state}");
    }
    for (state, works, off) in table {
        for (status, goal, expected) in [
            (ConfiguredStatus::Active, Goal::Works, works),
            (ConfiguredStatus::Disabled, Goal::Off, off),
        ] {
            let peering = peering(state.clone(), status);
            assert_eq!(Goal::of(&peering), goal);
            let at = |elapsed| progress(Some(&peering), &Facts::default(), goal, elapsed);
            let now = at(SOON);
            assert_eq!(is(&now), expected, "{state} {goal:?}");
            assert_eq!(now.is_end(), !matches!(expected, Waiting(_)));
            // After 15 minutes nothing is waited for any longer.
            let later = at(WAIT_LIMIT);
            let expected = match expected {
                Waiting(_) => Is::Overdue,
                end => end,
            };
            assert_eq!(is(&later), expected, "{state} {goal:?}");
            assert!(later.is_end());
        }
    }
}

#[test]
fn what_is_gone_was_meant_to_be_or_is_reported() {
    for (goal, expected) in [
        (Goal::Gone, Is::Reached),
        (Goal::Works, Is::Deleted),
        (Goal::Off, Is::Deleted),
    ] {
        assert_eq!(is(&progress(None, &Facts::default(), goal, SOON)), expected);
    }
}

/// It would be waited for in vain for a quarter of an hour.
#[test]
fn a_peering_switched_back_meanwhile_is_followed_no_further() {
    let off = peering(State::PeerDisabled, ConfiguredStatus::Disabled);
    let on = peering(State::Active, ConfiguredStatus::Active);
    for (peering, goal) in [(off, Goal::Works), (on, Goal::Off)] {
        let progress = progress(Some(&peering), &Facts::default(), goal, SOON);
        assert!(matches!(is(&progress), Is::Stopped(_)), "{progress:?}");
    }
}

#[test]
fn what_is_left_to_do_names_the_lease_and_the_firewall() {
    let text: String = NEXT_STEPS.iter().map(|to_do| to_do.text).collect();
    assert!(text.contains("DHCP lease") && text.contains("firewall"));
}

/// U-13: what is not over is not called done, and the worst of several is what counts.
#[test]
fn the_outline_is_that_of_the_peering_that_is_worst_off() {
    let at = |state, status, goal| {
        let peering = peering(state, status);
        (
            goal,
            progress(Some(&peering), &Facts::default(), goal, SOON),
        )
    };
    let on = ConfiguredStatus::Active;
    let off = ConfiguredStatus::Disabled;
    let cases = [
        (
            at(State::Active, on.clone(), Goal::Works),
            Standing::Reached,
            "Connected",
        ),
        (
            at(State::Disabled, off.clone(), Goal::Off),
            Standing::Reached,
            "",
        ),
        (
            at(State::Provisioning, on.clone(), Goal::Works),
            Standing::UnderWay,
            "Applying changes",
        ),
        (
            at(State::Active, off, Goal::Off),
            Standing::UnderWay,
            "Traffic may stop at any moment",
        ),
        (
            at(State::PendingPeer, on.clone(), Goal::Works),
            Standing::WaitsForOther,
            "Waiting for the other owner to create their half",
        ),
        (
            at(State::ConflictSubnet, on, Goal::Works),
            Standing::NeedsYou,
            "Address ranges overlap. Action required",
        ),
    ];
    let of = |cases: &[&(Goal, Progress)]| {
        outline(cases.iter().map(|(goal, progress)| (*goal, progress))).unwrap()
    };
    for (case, standing, text) in &cases {
        let outline = of(&[case]);
        assert_eq!(
            (outline.standing, outline.text.as_str()),
            (*standing, *text)
        );
        for (other, its, _) in &cases {
            assert_eq!(of(&[case, other]).standing, (*standing).max(*its));
        }
    }
    assert_eq!(outline([]), None);
}
