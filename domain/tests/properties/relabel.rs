//! Changing some labels: the others stay, and back is back.

use domain::{
    edit::relabel::Relabel,
    model::label::{self, Label},
};
use proptest::{collection::vec, prelude::*};

use crate::make;

fn change() -> impl Strategy<Value = Relabel> {
    let key = prop::sample::select(vec!["env", "ENV", "team", "a key", "_x"]);
    (
        make::distinct_labels(),
        vec(key.prop_map(ToOwned::to_owned), 0..3),
    )
        .prop_map(|(set, mut unset)| {
            unset.retain(|key: &String| !set.iter().any(|label: &Label| label.same_key(key)));
            unset.dedup_by(|one, two| one.eq_ignore_ascii_case(two));
            Relabel { set, unset }
        })
}

fn labels() -> impl Strategy<Value = Vec<Label>> {
    (make::distinct_labels(), make::system_labels()).prop_map(|(mut labels, system)| {
        labels.extend(system);
        labels
    })
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
        for key in &change.unset {
            prop_assert!(!after.iter().any(|label| label.same_key(key) && !label.is_system()));
        }
        let touched = |label: &&Label| {
            let keys = change.set.iter().map(|label| &label.key).chain(&change.unset);
            keys.into_iter().any(|key| label.same_key(key)) && !label.is_system()
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
        let mut back = change.reverse(&labels).apply(&after);
        let mut before = labels.clone();
        back.sort_by(|one, two| one.key.to_lowercase().cmp(&two.key.to_lowercase()).then(one.value.cmp(&two.value)));
        before.sort_by(|one, two| one.key.to_lowercase().cmp(&two.key.to_lowercase()).then(one.value.cmp(&two.value)));
        let same = |one: &Label, two: &Label| one.same_key(&two.key) && one.value == two.value;
        prop_assert_eq!(back.len(), before.len());
        prop_assert!(back.iter().zip(&before).all(|(one, two)| same(one, two)), "{:?} {:?}", back, before);
    }
}
