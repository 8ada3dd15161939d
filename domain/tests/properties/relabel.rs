//! Changing some labels: the others stay, back is back, and the differences say it all.

use std::sync::Arc;

use domain::{
    change::bulk::other_halves,
    edit::{
        label_diff::{LabelEdit, count_edits, edits},
        relabel::Relabel,
    },
    model::{
        ids::{NetworkId, PeeringId},
        label::{self, Label},
        label_term::Term,
        peering::Peering,
        row::Row,
    },
};
use proptest::{collection::vec, option, prelude::*};

use crate::{fixtures, make};

fn change() -> impl Strategy<Value = Relabel> {
    let key = prop::sample::select(vec!["env", "ENV", "team", "a key", "_x"]);
    let value = prop::sample::select(vec!["", "prod", "a=b"]);
    let term = (key, option::of(value)).prop_map(|(key, value)| Term {
        key: key.into(),
        value: value.map(Into::into),
    });
    (make::distinct_labels(), vec(term, 0..3)).prop_map(|(set, mut unset)| {
        unset.retain(|term: &Term| !set.iter().any(|label: &Label| label.same_key(&term.key)));
        Relabel { set, unset }
    })
}

fn labels() -> impl Strategy<Value = Vec<Label>> {
    (make::distinct_labels(), make::system_labels()).prop_map(|(mut labels, system)| {
        labels.extend(system);
        labels
    })
}

fn sorted(labels: &[Label]) -> Vec<(String, String)> {
    let pairs = labels.iter();
    let mut pairs: Vec<_> = pairs
        .map(|label| (label.key.to_lowercase(), label.value.clone()))
        .collect();
    pairs.sort();
    pairs
}

proptest! {
    #[test]
    fn what_is_set_is_there_and_what_is_unset_is_not(labels in labels(), change in change()) {
        let after = change.apply(&labels);
        for set in &change.set {
            let of_key: Vec<&Label> = after.iter().filter(|label| label.same_key(&set.key)).collect();
            prop_assert_eq!(of_key.len(), 1);
            prop_assert_eq!(&of_key[0].value, &set.value);
        }
        for term in &change.unset {
            prop_assert!(!after.iter().any(|label| term.is_of(label) && !label.is_system()));
        }
        let touched = |label: &&Label| {
            let set = change.set.iter().any(|set| label.same_key(&set.key));
            (set || change.unset.iter().any(|term| term.is_of(label))) && !label.is_system()
        };
        let rest = |labels: &[Label]| -> Vec<Label> {
            labels.iter().filter(|label| !touched(label)).cloned().collect()
        };
        prop_assert_eq!(rest(&labels), rest(&after), "the others stay, in their order");
        let writable: Vec<Label> = after.iter().filter(|label| !label.is_system()).cloned().collect();
        prop_assert!(label::check_all(&writable).len() <= writable.len());
        prop_assert!(change.is_idle(&after), "twice is as good as once");
    }

    #[test]
    fn back_is_as_before_but_for_the_order(labels in labels(), change in change()) {
        let after = change.apply(&labels);
        let back = change.reverse(&labels).apply(&after);
        prop_assert_eq!(sorted(&back), sorted(&labels));
    }

    #[test]
    fn undoing_leaves_what_others_have_changed_since(labels in labels(), value in "[a-z]{1,3}") {
        prop_assume!(!labels.iter().any(|label| label.same_key("owner")));
        let change = Relabel { set: vec![Label::new("owner", "net")], unset: Vec::new() };
        let mut now = change.apply(&labels);
        now.retain(|label| !label.same_key("owner"));
        now.push(Label::new("owner", format!("other-{value}")));
        prop_assert!(change.reverse(&labels).is_idle(&now));
    }

    #[test]
    fn the_differences_lose_nothing(before in labels(), change in change()) {
        let after = change.apply(&before);
        let edits = edits(&before, &after);
        prop_assert_eq!(edits.is_empty(), change.is_idle(&before));
        // Applied to the labels before, they give those after.
        let mut made = before.clone();
        for edit in &edits {
            if let Some(old) = edit.before() {
                let place = made.iter().position(|label| *label == old);
                prop_assert!(place.is_some(), "{:?} was there", old);
                made.remove(place.unwrap_or_default());
            }
            made.extend(edit.after());
        }
        prop_assert_eq!(sorted(&made), sorted(&after));
        for edit in &edits {
            prop_assert_ne!(edit.before(), edit.after());
        }
    }

    #[test]
    fn equal_differences_are_counted_together(objects in vec(labels(), 0..8), change in change()) {
        let all: Vec<LabelEdit> = objects
            .iter()
            .flat_map(|before| edits(before, &change.apply(before)))
            .collect();
        let counts = count_edits(all.clone());
        prop_assert_eq!(counts.iter().map(|(_, count)| count).sum::<usize>(), all.len());
        for (edit, count) in &counts {
            prop_assert_eq!(*count, all.iter().filter(|other| *other == edit).count());
        }
        let kind = |edit: &LabelEdit| (edit.before().is_none(), edit.after().is_none());
        let kinds: Vec<_> = counts.iter().map(|(edit, _)| kind(edit)).collect();
        let mut order = kinds.clone();
        order.sort_by_key(|kind| match kind {
            (false, false) => 0,
            (true, false) => 1,
            _ => 2,
        });
        prop_assert_eq!(kinds, order, "changes, additions, removals");
        for pair in counts.windows(2) {
            prop_assert!(kind(&pair[0].0) != kind(&pair[1].0) || pair[0].1 >= pair[1].1);
        }
    }

    #[test]
    fn other_halves_are_each_there_once_and_not_selected(
        ends in vec((0..4_u128, 0..4_u128), 0..10),
        chosen in vec(any::<bool>(), 10),
    ) {
        let peering = |(id, (local, peer)): (usize, &(u128, u128))| Peering {
            id: PeeringId::from_u128(id as u128 + 1),
            name: format!("p{id}"),
            local: fixtures::end(NetworkId::from_u128(*local)),
            peer: fixtures::end(NetworkId::from_u128(*peer)),
            ..fixtures::peering()
        };
        let all: Vec<Peering> = ends.iter().enumerate().map(peering).collect();
        let rows = fixtures::rows(&all);
        let of = |yes: bool| rows.iter().zip(&chosen).filter(move |(_, is)| **is == yes);
        let selected: Vec<_> = of(true).map(|(row, _)| row.clone()).collect();
        let snapshot = fixtures::snapshot(&all);
        let others = other_halves(&selected, &snapshot);
        let mut ids: Vec<PeeringId> = others.iter().map(|row| row.peering.id).collect();
        for row in &others {
            prop_assert!(!selected.iter().any(|held| held.peering.id == row.peering.id));
            let is_half = |held: &Arc<Row>| {
                held.peering.local.network == row.peering.peer.network
                    && held.peering.peer.network == row.peering.local.network
            };
            prop_assert!(selected.iter().any(is_half));
        }
        ids.sort_unstable();
        ids.dedup();
        prop_assert_eq!(ids.len(), others.len());
        for held in &selected {
            if let Some(half) = snapshot.other_half(&held.peering) {
                let is_half = |row: &Arc<Row>| row.peering.id == half.peering.id;
                prop_assert!(selected.iter().chain(&others).any(is_half), "none is missing");
            }
        }
    }
}

#[test]
fn a_key_goes_whatever_its_value_and_a_pair_only_with_its_value() {
    let labels = [Label::new("Env", "prod"), Label::new("team", "core")];
    let without = |text: &str| Relabel {
        set: Vec::new(),
        unset: vec![Term::parse(text).expect("a term")],
    };
    assert_eq!(without("env").apply(&labels), labels[1..]);
    assert_eq!(without("ENV=prod").apply(&labels), labels[1..]);
    assert!(without("env=test").is_idle(&labels));
    assert!(without("env=Prod").is_idle(&labels));
}
