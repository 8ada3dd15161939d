//! What saving a form sends when the peering may have been changed meanwhile.

use domain::{
    edit::{
        form::Edited,
        patch::{Patch, to_save},
    },
    model::peering::Peering,
};

use crate::fixtures::peering as opened;

fn named(name: &str) -> Peering {
    Peering {
        name: name.into(),
        ..opened()
    }
}

fn rename(name: &str) -> Patch {
    Patch {
        name: Some(name.into()),
        ..Patch::default()
    }
}

#[test]
fn an_unchanged_peering_gets_my_changes() {
    let mine = Edited::of(&named("mine"));
    assert_eq!(
        to_save(&opened(), None, &opened(), &mine),
        Some(rename("mine"))
    );
}

#[test]
fn a_change_that_was_not_shown_yet_is_a_conflict() {
    let mine = Edited::of(&named("mine"));
    let theirs = named("theirs");
    assert_eq!(to_save(&opened(), None, &theirs, &mine), None);
    let shown = Some(&theirs);
    assert_eq!(
        to_save(&opened(), shown, &theirs, &mine),
        Some(rename("mine"))
    );
    let newer = named("newer");
    assert_eq!(to_save(&opened(), shown, &newer, &mine), None);
}

#[test]
fn my_own_change_is_no_conflict_and_is_not_sent_twice() {
    let mine = named("mine");
    let patch = to_save(&opened(), None, &mine, &Edited::of(&mine));
    assert_eq!(patch, Some(Patch::default()));
}
