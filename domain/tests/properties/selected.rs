//! The selection is in view or counted as elsewhere: nothing is in both, nothing in neither.

use std::sync::Arc;

use domain::{
    list::selected::{Selected, names},
    model::{ids::PeeringId, peering::Peering, row::Row},
};
use proptest::prelude::*;

use crate::fixtures;

fn row(id: usize) -> Arc<Row> {
    let peering = Peering {
        id: PeeringId::from_u128(id as u128),
        name: format!("p{id}"),
        ..fixtures::peering()
    };
    fixtures::rows([&peering]).remove(0)
}

/// Which of a few rows are selected, and which are in view.
fn some() -> impl Strategy<Value = Vec<(bool, bool)>> {
    proptest::collection::vec(any::<(bool, bool)>(), 0..12)
}

proptest! {
    #[test]
    fn each_selected_row_is_shown_or_hidden(some in some()) {
        let of = |take: &dyn Fn(&(bool, bool)) -> bool| -> Vec<Arc<Row>> {
            let rows = some.iter().enumerate().filter(|(_, of)| take(of));
            rows.map(|(id, _)| row(id)).collect()
        };
        let (selected, view) = (of(&|of| of.0), of(&|of| of.1));
        let split = Selected::in_view(&selected, &view);
        prop_assert_eq!(&split.shown, &of(&|of| of.0 && of.1));
        prop_assert_eq!(&split.hidden, &of(&|of| of.0 && !of.1));
        prop_assert_eq!(split.count(), selected.len());
        let text = split.text();
        let start = format!("{} selected", selected.len());
        prop_assert!(text.starts_with(&start), "{}", text);
        prop_assert_eq!(text.contains("not in this view"), !split.hidden.is_empty());
    }
}

#[test]
fn the_text_counts_what_is_not_in_view() {
    let all: Vec<_> = (0..4).map(row).collect();
    let text = |view: &[Arc<Row>]| Selected::in_view(&all, view).text();
    assert_eq!(text(&all), "4 selected");
    assert_eq!(text(&all[..1]), "4 selected, 3 not in this view");
    assert_eq!(text(&[]), "4 selected, not in this view");
}

#[test]
fn names_are_joined_as_in_a_sentence() {
    let all: Vec<_> = (0..4).map(row).collect();
    assert_eq!(names(&[], 3), "");
    assert_eq!(names(&all[..1], 3), "p0");
    assert_eq!(names(&all[..3], 3), "p0, p1 and p2");
    assert_eq!(names(&all, 3), "p0, p1, p2 and 1 more");
}
