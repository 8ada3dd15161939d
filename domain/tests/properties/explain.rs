//! For each state, seen with and without the other half: whose turn it is, and
//! what is said.

use domain::{
    model::{
        cidr::Range,
        ids::PeeringId,
        peering::Peering,
        state::{ConfiguredStatus, Group, KNOWN, State},
    },
    status::explain::{Actor, Facts, disabling, explain},
};

use crate::fixtures::in_state;

const OTHER: PeeringId = PeeringId::from_u128(7);

/// A peer network of another account, or of one's own; its half unseen, or
/// seen.
const FACTS: [Facts<'_>; 4] = [
    facts(None, None),
    facts(None, Some(OTHER)),
    facts(Some("fra-db"), None),
    facts(Some("fra-db"), Some(OTHER)),
];

const fn facts(peer_name: Option<&str>, other_half: Option<PeeringId>) -> Facts<'_> {
    Facts {
        local_name: Some("hel-app"),
        peer_name,
        other_half,
        ranges: [&[], &[]],
    }
}

#[test]
fn each_state_says_whose_turn_it_is() {
    use Actor::{Nobody, PeerOwner, UpCloud, You};

    // In the order of FACTS: foreign unseen, foreign seen, own unseen, own seen.
    let by_owner = [PeerOwner, PeerOwner, You, You];
    let table = [
        (State::Active, [Nobody; 4]),
        (State::Provisioning, [UpCloud; 4]),
        (State::PendingPeer, by_owner),
        (State::PeerDisabled, by_owner),
        (State::MissingPeerRouter, by_owner),
        (State::MissingLocalRouter, [You; 4]),
        (State::ConflictSubnet, [You; 4]),
        (State::DeletedPeerNetwork, [You; 4]),
        (State::Error, [You; 4]),
        (State::Disabled, [Nobody; 4]),
        (State::Other("new".into()), [You; 4]),
    ];
    for state in KNOWN {
        assert!(table.iter().any(|(tested, _)| *tested == state), "{state}");
    }
    for (state, expected) in table {
        for (facts, actor) in FACTS.iter().zip(expected) {
            let explanation = explain(&in_state(state.clone()), facts);
            assert_eq!(explanation.actor, actor, "{state} {facts:?}");
            assert!(
                !explanation.title.is_empty() && explanation.text.ends_with('.'),
                "{state}"
            );
        }
    }
}

/// The list counts as needing you what the page says you must act on.
#[test]
fn the_group_and_the_explanation_agree_on_whose_turn_it_is() {
    for state in KNOWN {
        for facts in &FACTS {
            let explanation = explain(&in_state(state.clone()), facts);
            let group = state.group(facts.peer_name.is_some());
            assert_eq!(
                explanation.actor == Actor::You,
                group == Group::NeedsYou,
                "{state} {facts:?}"
            );
        }
    }
}

#[test]
fn disabling_says_nothing_of_another_half_that_may_not_exist() {
    let becomes = |state, known| {
        disabling(&in_state(state), known).contains("its state becomes peer-disabled")
    };
    assert!(becomes(State::Active, false), "both halves exist");
    assert!(becomes(State::MissingLocalRouter, true));
    assert!(!becomes(State::PendingPeer, false));
    assert!(!becomes(State::Error, false));
    assert!(!becomes(State::PeerDisabled, true), "it is off itself");
}

#[test]
fn what_is_on_its_way_is_nobodys_turn() {
    for state in KNOWN {
        let switched = Peering {
            configured_status: match state {
                State::Disabled => ConfiguredStatus::Active,
                _ => ConfiguredStatus::Disabled,
            },
            ..in_state(state.clone())
        };
        for facts in &FACTS {
            let explanation = explain(&switched, facts);
            match state {
                // It failed or the peer is gone, switched off or not.
                State::Error | State::DeletedPeerNetwork => {
                    assert_eq!(explanation.actor, Actor::You)
                }
                _ => {
                    assert_eq!(explanation.actor, Actor::UpCloud, "{state}");
                    assert!(switched.in_transition(), "{state} has to be watched");
                }
            }
        }
    }
}

/// The owner of the other side has to be explanation which networks: they know
/// neither this account's names nor, without a half of their own, anything.
#[test]
fn what_the_other_owner_must_do_names_the_networks_by_uuid() {
    let [foreign, ..] = FACTS;
    for state in [State::PendingPeer, State::PeerDisabled] {
        let peering = in_state(state.clone());
        let text = explain(&peering, &foreign).text;
        for network in [peering.local.network, peering.peer.network] {
            assert!(text.contains(&network.to_string()), "{state}: {text}");
        }
        assert!(!text.contains("hel-app"), "{state}: {text}");
    }
}

#[test]
fn a_network_without_a_name_is_called_by_its_uuid() {
    let facts = Facts {
        local_name: Some(" "),
        ..Facts::default()
    };
    let peering = in_state(State::MissingLocalRouter);
    let text = explain(&peering, &facts).text;
    assert!(text.contains(&peering.local.network.to_string()), "{text}");
}

#[test]
fn a_name_turns_nothing_round_in_an_explanation() {
    let facts = Facts {
        local_name: Some("\u{202e}hel-app"),
        ..Facts::default()
    };
    let text = explain(&in_state(State::MissingLocalRouter), &facts).text;
    assert!(text.contains("to hel-app."), "{text}");
}

#[test]
fn a_conflict_names_the_ranges_that_overlap_as_far_as_they_are_known() {
    let text = |peer: &[&str]| {
        let mut peering = in_state(State::ConflictSubnet);
        peering.peer.ranges = peer.iter().map(|text| Range::new(*text)).collect();
        let [_, _, own, _] = FACTS;
        let ranges = [&*peering.local.ranges, &*peering.peer.ranges];
        explain(&peering, &Facts { ranges, ..own }).text
    };
    let overlapping = text(&["10.10.0.128/25", "192.168.0.0/24"]);
    assert!(
        overlapping.contains("10.10.0.0/24 of hel-app and 10.10.0.128/25 of fra-db"),
        "{overlapping}"
    );
    assert!(!overlapping.contains("192.168"), "{overlapping}");
    let apart = text(&["192.168.0.0/24"]);
    assert!(apart.contains("do not overlap each other"), "{apart}");
    let unknown = text(&[]);
    assert!(
        unknown.contains("The ranges of one of the networks are unknown"),
        "{unknown}"
    );
}

#[test]
fn an_unknown_state_is_called_by_its_name() {
    let text = explain(&in_state(State::Other("melted".into())), &Facts::default()).text;
    assert!(text.contains("melted"), "{text}");
}
