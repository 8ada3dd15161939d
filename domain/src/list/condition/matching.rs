//! Which rows meet conditions.

use std::{collections::BTreeSet, sync::Arc};

use super::definition::{Condition, Operator, Property};
use crate::{
    api::label_filter::{LabelFilter, Term},
    link::{Link, OtherHalf},
    model::{
        cidr::Range,
        pasted::read_net,
        row::{Row, RowEnd},
        text::{self, fold},
    },
    snapshot::Snapshot,
};

/// More would slow the browser's own list down.
const MAX_SUGGESTIONS: usize = 200;

/// Whether a condition needs to know of other peerings than the row's own.
pub fn needs_others(conditions: &[Condition]) -> bool {
    conditions
        .iter()
        .any(|condition| condition.property() == Property::Halves)
}

/// The rows that meet the conditions. Without a snapshot nothing is known of the
/// other halves of links, and no row has one half or two.
pub fn filter_rows(
    rows: &[Arc<Row>],
    conditions: &[Condition],
    snapshot: Option<&Snapshot>,
) -> Vec<Arc<Row>> {
    let tests: Vec<Test<'_>> = conditions.iter().map(Test::of).collect();
    rows.iter()
        .filter(|row| meets(row, &tests, snapshot))
        .cloned()
        .collect()
}

/// A condition, with what has to be worked out of its value once.
struct Test<'a> {
    condition: &'a Condition,
    /// The value without regard to case.
    folded: String,
    net: Option<ipnet::IpNet>,
    label: Option<LabelFilter>,
}

impl<'a> Test<'a> {
    fn of(condition: &'a Condition) -> Self {
        let term = Term::parse(condition.value()).ok();
        Self {
            condition,
            folded: fold(condition.value().to_owned()),
            net: read_net(condition.value()),
            label: term.map(|term| LabelFilter::default().with(term)),
        }
    }

    /// Whether what the condition names is so, be it asked for or ruled out.
    fn finds(&self, row: &Arc<Row>, snapshot: Option<&Snapshot>) -> bool {
        let (peering, value) = (&row.peering, self.condition.value());
        let contains = matches!(self.condition.operator(), Operator::Has | Operator::Lacks);
        let text = |text: &str| {
            if contains {
                text::contains(text, &self.folded)
            } else {
                text == value
            }
        };
        let ends = row.ends();
        match self.condition.property() {
            Property::Name => text(&peering.name),
            Property::State => peering.state.as_str() == value,
            Property::Status => peering.configured_status.as_str() == value,
            Property::Label => self
                .label
                .as_ref()
                .is_some_and(|label| label.matches(&peering.labels)),
            Property::Network => ends.iter().any(|end| {
                text(&end.id().to_string())
                    || end.network.is_some_and(|network| text(&network.name))
            }),
            Property::Range => ends.iter().any(|end| self.in_range(end.ranges())),
            Property::Zone => ends
                .iter()
                .any(|end| end.network.is_some_and(|network| network.zone == value)),
            Property::Halves => snapshot.is_some_and(|snapshot| {
                let other = Link::of(row, snapshot).other;
                match value {
                    "one" => other == OtherHalf::Missing,
                    _ => matches!(other, OtherHalf::Visible(_)),
                }
            }),
        }
    }

    fn in_range(&self, ranges: &[Range]) -> bool {
        self.net.is_some_and(|wanted| {
            let nets = ranges.iter().filter_map(|range| range.net());
            nets.into_iter().any(|range| range.contains(&wanted))
        })
    }
}

fn meets(row: &Arc<Row>, tests: &[Test<'_>], snapshot: Option<&Snapshot>) -> bool {
    tests.iter().all(|test| match test.condition.operator() {
        Operator::Not | Operator::Lacks => !test.finds(row, snapshot),
        Operator::Has => test.finds(row, snapshot),
        // What a property is can only be one thing: several are alternatives.
        Operator::Is => tests
            .iter()
            .filter(|other| {
                other.condition.operator() == Operator::Is
                    && other.condition.property() == test.condition.property()
            })
            .any(|other| other.finds(row, snapshot)),
    })
}

/// What values a property has among these rows, for people to choose from: in
/// order, each once, and not more than can be looked through.
pub fn suggest(rows: &[Arc<Row>], property: Property) -> Vec<String> {
    let mut found = BTreeSet::new();
    for row in rows {
        let peering = &row.peering;
        let networks = [&row.local, &row.peer].into_iter().flatten();
        match property {
            Property::Name => {}
            Property::State => found.extend([peering.state.to_string()]),
            Property::Status => found.extend([peering.configured_status.to_string()]),
            Property::Label => {
                for label in &peering.labels {
                    found.extend([label.key.clone(), Term::exactly(label).to_string()]);
                }
            }
            Property::Network => found.extend(networks.map(|network| network.name.clone())),
            Property::Zone => found.extend(networks.map(|network| network.zone.clone())),
            Property::Range => {
                let ranges = row.ends().map(RowEnd::ranges);
                found.extend(ranges.into_iter().flatten().map(ToString::to_string));
            }
            Property::Halves => found.extend(["one".to_owned(), "two".to_owned()]),
        }
        if found.len() >= MAX_SUGGESTIONS {
            break;
        }
    }
    found.into_iter().take(MAX_SUGGESTIONS).collect()
}
