//! Search input: conditions, label filters, the palette.

use std::{cmp::Ordering, sync::Arc};

use domain::{
    api::label_filter::Term,
    list::condition::{Condition, Property, filter_rows, suggest},
    model::{natural, network::Network},
    palette::{self, MAX_ITEMS, PaletteAction},
};

use crate::export::rows;

/// Conditions and label filters are parsed back from their text.
pub(crate) fn condition(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let rows = rows(&text);
    for line in text.lines() {
        if let Ok(condition) = line.parse::<Condition>() {
            assert_eq!(condition.to_string().parse(), Ok(condition.clone()));
            assert!(filter_rows(&rows, &[condition], None).len() <= rows.len());
        }
        for term in [Term::parse(line), line.parse()].into_iter().flatten() {
            assert_eq!(term.to_string().parse(), Ok(term));
        }
    }
    for property in Property::ALL {
        assert!(suggest(&rows, *property).len() <= 200);
    }
}

/// The first line is the input; all lines are names.
pub(crate) fn palette(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let typed = text.lines().next().unwrap_or_default();
    let rows = rows(&text);
    let networks: Vec<Arc<Network>> = rows
        .iter()
        .map(|row| {
            Arc::new(Network {
                id: row.peering.local.network,
                name: row.peering.name.clone(),
                private: true,
                zone: row.peering.name.clone(),
                router: None,
                ranges: Vec::new(),
            })
        })
        .collect();
    let actions = [
        PaletteAction::New,
        PaletteAction::Peerings,
        PaletteAction::SignOut,
    ];
    let found = palette::find(typed, &rows, networks.iter(), &actions, &[]);
    let shown = found.entries().count();
    assert!(
        shown <= MAX_ITEMS && shown + found.more <= rows.len() + networks.len() + actions.len()
    );
    for one in &rows {
        for two in &rows {
            let (one, two) = (&one.peering.name, &two.peering.name);
            let order = natural::compare(one, two);
            assert_eq!(order, natural::compare(two, one).reverse());
            assert_eq!(order == Ordering::Equal, one == two);
        }
    }
}
