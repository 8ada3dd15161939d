//! Differences and merges.

mod cases;

use domain::{
    edit::{
        form::Edited,
        patch::{Patch, apply, changed_meanwhile, diff, merge},
    },
    model::{
        label::Label,
        peering::Peering,
        state::{ConfiguredStatus, State},
    },
};
use proptest::prelude::*;

use crate::{fixtures::in_state, make};

fn find<'a>(labels: &'a [Label], key: &str) -> Option<&'a Label> {
    labels.iter().find(|label| label.same_key(key))
}

fn system(peering: &Peering) -> Vec<&Label> {
    peering.labels.iter().filter(|l| l.is_system()).collect()
}

/// What is there now and what I made: each often equal to what was opened in
/// some of its parts, as edits are.
fn three() -> impl Strategy<Value = [Edited; 3]> {
    let touched = || any::<[bool; 3]>();
    (
        make::edited(),
        make::edited(),
        make::edited(),
        touched(),
        touched(),
    )
        .prop_map(|(opened, now, mine, by_them, by_me)| {
            let some_of = |other: Edited, touched: [bool; 3]| {
                let mut edited = opened.clone();
                if touched[0] {
                    edited.name = other.name;
                }
                if touched[1] {
                    edited.configured_status = other.configured_status;
                }
                if touched[2] {
                    edited.labels = other.labels;
                }
                edited
            };
            let (now, mine) = (some_of(now, by_them), some_of(mine, by_me));
            [opened, now, mine]
        })
}

proptest! {
    #[test]
    fn a_patch_makes_what_was_edited_and_nothing_else(
        peering in make::peering(),
        edited in make::edited(),
    ) {
        let patch = diff(&peering, &edited);
        let done = apply(peering.clone(), &patch);
        prop_assert_eq!(Edited::of(&done), edited);
        prop_assert_eq!(system(&done), system(&peering));
        let untouched = Peering {
            name: peering.name.clone(),
            configured_status: peering.configured_status.clone(),
            labels: peering.labels.clone(),
            ..done
        };
        prop_assert_eq!(untouched, peering);
    }

    #[test]
    fn a_patch_names_only_what_differs(peering in make::peering(), edited in make::edited()) {
        let now = Edited::of(&peering);
        let patch = diff(&peering, &edited);
        prop_assert_eq!(patch.name.is_some(), now.name != edited.name);
        prop_assert_eq!(
            patch.configured_status.is_some(),
            now.configured_status != edited.configured_status
        );
        prop_assert_eq!(patch.labels.is_some(), now.labels != edited.labels);
        let again = apply(peering, &patch);
        prop_assert!(diff(&again, &edited).is_empty());
    }

    #[test]
    fn nothing_edited_is_nothing_sent(peering in make::peering()) {
        prop_assert!(diff(&peering, &Edited::of(&peering)).is_empty());
    }

    #[test]
    fn what_changes_by_itself_is_no_change_by_somebody(
        peering in make::peering(),
        state in make::state(),
    ) {
        let now = Peering { state, updated_at: None, ..peering.clone() };
        prop_assert!(!changed_meanwhile(&peering, &now));
        let renamed = Peering { name: format!("{} 2", peering.name), ..peering.clone() };
        prop_assert!(changed_meanwhile(&peering, &renamed));
    }

    #[test]
    fn a_merge_of_one_change_is_that_change(opened in make::edited(), one in make::edited()) {
        prop_assert_eq!(&merge(&opened, &opened, &one), &one);
        prop_assert_eq!(&merge(&opened, &one, &opened), &one);
        prop_assert_eq!(&merge(&opened, &one, &one), &one);
    }

    #[test]
    fn a_merge_takes_what_i_touched_from_me_and_the_rest_from_now([opened, now, mine] in three()) {
        let merged = merge(&opened, &now, &mine);
        let name = if mine.name == opened.name { &now.name } else { &mine.name };
        prop_assert_eq!(&merged.name, name);
        let status = if mine.configured_status == opened.configured_status { &now } else { &mine };
        prop_assert_eq!(&merged.configured_status, &status.configured_status);
        for label in [&opened, &now, &mine].into_iter().flat_map(|edited| &edited.labels) {
            let key = &label.key;
            let touched = find(&opened.labels, key) != find(&mine.labels, key);
            let from = if touched { &mine } else { &now };
            prop_assert_eq!(find(&merged.labels, key), find(&from.labels, key), "{}", key);
        }
    }

    #[test]
    fn a_merge_invents_no_label_and_doubles_none([opened, now, mine] in three()) {
        let merged = merge(&opened, &now, &mine).labels;
        for (place, label) in merged.iter().enumerate() {
            prop_assert!(now.labels.contains(label) || mine.labels.contains(label));
            prop_assert!(find(&merged[..place], &label.key).is_none(), "{}", label.key);
        }
    }
}

#[test]
fn both_changes_survive_a_merge() {
    let edited = |name: &str, labels: &[(&str, &str)]| Edited {
        name: name.into(),
        labels: labels.iter().map(|(k, v)| Label::new(*k, *v)).collect(),
        ..Edited::default()
    };
    let opened = edited("a", &[("env", "prod"), ("team", "core"), ("old", "1")]);
    let now = edited("b", &[("env", "prod"), ("team", "edge"), ("new", "1")]);
    let own = [
        ("env", "test"),
        ("team", "core"),
        ("old", "1"),
        ("mine", "1"),
    ];
    let both = [
        ("env", "test"),
        ("team", "edge"),
        ("new", "1"),
        ("mine", "1"),
    ];
    let merged = merge(&opened, &now, &edited("a", &own));
    assert_eq!(merged, edited("b", &both));
}

#[test]
fn the_state_is_left_to_the_server() {
    let patch = Patch::status(ConfiguredStatus::Disabled);
    assert_eq!(apply(in_state(State::Active), &patch).state, State::Active);
}
