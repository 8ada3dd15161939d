//! Columns and the order of rows.

use std::{collections::HashMap, sync::Arc};

use domain::{
    list::{
        self,
        column::{Column, Columns, Sort, WIDTHS},
    },
    model::row::Row,
};
use proptest::{collection::vec, option, prelude::*};

use crate::make;

fn any_column() -> impl Strategy<Value = Column> {
    prop::sample::select(Column::ALL.to_vec())
}

pub(crate) fn sort() -> impl Strategy<Value = Sort> {
    vec((any_column(), any::<bool>()), 0..5).prop_map(|presses| {
        let start = Sort::default();
        presses
            .into_iter()
            .fold(start, |sort, (column, beside)| sort.pressed(column, beside))
    })
}

pub(crate) fn columns() -> impl Strategy<Value = Columns> {
    let change = (any_column(), 0..3, 0..12_usize, option::of(any::<u16>()));
    vec(change, 0..12).prop_map(|changes| {
        let start = Columns::default();
        changes
            .into_iter()
            .fold(start, |columns, (column, what, place, width)| match what {
                0 => columns.toggled(column),
                1 => columns.moved(column, place),
                _ => columns.resized(column, width),
            })
    })
}

fn rows() -> impl Strategy<Value = Arc<Vec<Arc<Row>>>> {
    vec(make::peering(), 0..12).prop_map(|peerings| {
        let networks = HashMap::<_, _>::new();
        Arc::new(list::reconcile(&[], peerings, &networks))
    })
}

proptest! {
    #[test]
    fn what_is_printed_is_read_back(sort in sort(), columns in columns()) {
        prop_assert_eq!(Sort::parse(&sort.to_string()), sort);
        prop_assert_eq!(Columns::parse(&columns.to_string()), columns);
    }

    #[test]
    fn names_stay_first_and_every_column_stands_once(columns in columns()) {
        let shown: Vec<Column> = columns.shown().iter().map(|shown| shown.column).collect();
        prop_assert_eq!(shown.first(), Some(&Column::Name));
        for column in &shown {
            prop_assert_eq!(shown.iter().filter(|other| *other == column).count(), 1);
        }
        prop_assert!(columns.shown().iter().all(|shown| shown.width.is_none_or(|width| WIDTHS.contains(&width))));
    }

    #[test]
    fn garbage_is_some_order_and_some_columns(text in "[a-z,~:0-9 -]{0,40}|\\PC{0,40}") {
        prop_assert!(!Sort::parse(&text).keys().is_empty());
        prop_assert_eq!(Columns::parse(&text).shown()[0].column, Column::Name);
    }

    #[test]
    fn sorting_keeps_every_row_and_is_done_at_once(rows in rows(), sort in sort()) {
        let sorted = sort.apply(&rows);
        prop_assert_eq!(sort.apply(&sorted), Arc::clone(&sorted));
        let mut back = Vec::clone(&sorted);
        list::sort(&mut back);
        prop_assert_eq!(&back, &*rows);
    }

    /// The last key pressed is the first thing that tells two rows apart.
    #[test]
    fn a_column_turned_round_is_in_the_opposite_order(rows in rows(), column in any_column()) {
        let once = Sort::parse(column.slug());
        let turned = once.pressed(column, false);
        let key = |row: &Arc<Row>| match column {
            Column::State => row.peering.state.to_string(),
            Column::Status => row.peering.configured_status.to_string(),
            Column::Id => row.peering.id.to_string(),
            _ => String::new(),
        };
        let up: Vec<String> = once.apply(&rows).iter().map(key).collect();
        let mut down: Vec<String> = turned.apply(&rows).iter().map(key).collect();
        down.reverse();
        prop_assert_eq!(up.clone(), down);
        prop_assert!(up.is_sorted());
    }
}
