//! Typed labels: what is accepted can be sent, and what is suggested exists.

use domain::{
    edit::{
        label_input::{
            LabelCount, LabelInputError, count_labels, read_added, read_removed, suggest,
        },
        relabel::Relabel,
    },
    model::{
        label::{self, Label, LabelError},
        label_term::Term,
    },
};
use proptest::{collection::vec, prelude::*};

use crate::make;

fn typed() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("env".to_owned()),
        Just(" ENV = a=b ".to_owned()),
        Just("_x=1".to_owned()),
        Just("e".to_owned()),
        make::term().prop_map(|term| term.to_string()),
        ".{0,12}",
    ]
}

fn objects() -> impl Strategy<Value = Vec<Vec<Label>>> {
    let labels = (make::distinct_labels(), make::system_labels());
    vec(
        labels.prop_map(|(own, system)| [own, system].concat()),
        0..8,
    )
}

proptest! {
    #[test]
    fn what_is_accepted_one_by_one_makes_a_change_that_can_be_sent(
        added in vec(typed(), 0..6),
        removed in vec(typed(), 0..6),
        labels in make::distinct_labels(),
    ) {
        let mut change = Relabel::default();
        for text in &added {
            if let Ok(label) = read_added(text, &change) {
                change.set.push(label);
            }
        }
        for text in &removed {
            if let Ok(term) = read_removed(text, &change) {
                change.unset.push(term);
            }
        }
        prop_assert!(label::check_all(&change.set).iter().all(Option::is_none));
        for term in &change.unset {
            prop_assert!(!change.set.iter().any(|set| set.same_key(&term.key)));
            prop_assert!(!term.matches(&change.apply(&labels)));
        }
        prop_assert_eq!(change.is_empty(), change.set.is_empty() && change.unset.is_empty());
    }

    #[test]
    fn a_suggestion_is_on_as_many_objects_as_it_says(objects in objects(), text in "[a-zA-Z= ]{0,4}") {
        let counts = count_labels(objects.iter().map(Vec::as_slice));
        for LabelCount { term, count } in &counts {
            let has = |labels: &&Vec<Label>| term.matches(labels);
            prop_assert_eq!(*count, objects.iter().filter(has).count(), "{}", term);
            prop_assert!(!term.key.starts_with('_'));
        }
        for label in objects.iter().flatten().filter(|label| !label.is_system()) {
            prop_assert!(counts.iter().any(|count| count.term.is_of(label) && count.term.value.is_some()));
            prop_assert!(counts.iter().any(|count| count.term.is_of(label) && count.term.value.is_none()));
        }
        let found = suggest(&counts, &text);
        let matches = |count: &&LabelCount| {
            count.term.to_string().to_lowercase().contains(&text.trim().to_lowercase())
        };
        prop_assert_eq!(found.len(), counts.iter().filter(matches).count());
        prop_assert!(found.iter().all(|count| counts.contains(count)));
    }
}

#[test]
fn the_text_that_is_wrong_says_why() {
    let change = Relabel {
        set: vec![Label::new("team", "core")],
        unset: vec![Term::parse("env").expect("a term")],
    };
    let added = |text| read_added(text, &change).map_err(|error| error.to_string());
    let removed = |text| read_removed(text, &change).map_err(|error| error.to_string());
    assert_eq!(
        added(" owner = net & co "),
        Ok(Label::new("owner", "net & co"))
    );
    assert_eq!(added("owner"), Ok(Label::new("owner", "")));
    assert_eq!(
        added("x"),
        Err("Use 2 to 32 characters for a label key".into())
    );
    assert_eq!(
        added("TEAM=data"),
        Err(LabelError::DuplicateKey.to_string())
    );
    assert_eq!(
        added("env=prod"),
        Err("env is both added and removed: use one of them".into())
    );
    assert_eq!(
        removed("env=test").map(|term| term.to_string()),
        Ok("env=test".into())
    );
    assert_eq!(removed("env"), Err("It is in the list already".into()));
    assert_eq!(
        removed("team"),
        Err("team is both added and removed: use one of them".into())
    );
    assert_eq!(removed("_x"), Err(LabelInputError::System.to_string()));
    assert_eq!(removed(""), Err("Write a label as key or key=value".into()));
}

#[test]
fn frequent_labels_come_first_and_those_that_start_so_before_others() {
    let objects = [
        vec![Label::new("env", "prod"), Label::new("team", "data")],
        vec![Label::new("env", "prod"), Label::new("renew", "")],
        vec![Label::new("env", "test")],
    ];
    let counts = count_labels(objects.iter().map(Vec::as_slice));
    let texts: Vec<String> = suggest(&counts, "EN")
        .iter()
        .map(|count| format!("{} {}", count.term, count.count))
        .collect();
    assert_eq!(
        texts,
        ["env 3", "env=prod 2", "env=test 1", "renew 1", "renew= 1"]
    );
}
