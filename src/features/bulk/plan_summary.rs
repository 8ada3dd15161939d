//! What a bulk change will do, before it starts.

use std::sync::Arc;

use domain::{
    change::run::{Item, Run},
    list::count_of_peerings,
    model::{object::Object, row::Row},
};

use crate::reactive::prelude::*;

/// More peerings than these are counted and not listed.
pub(super) const MAX_LISTED: usize = 200;

#[derive(Clone, PartialEq)]
pub(super) struct PlanSummary {
    /// How many peerings change.
    pub(super) count: usize,
    lines: Vec<Line>,
}

/// The steps for one peering.
#[derive(Clone, PartialEq)]
struct Line {
    text: String,
    id: String,
    /// Whether the list does not show the peering.
    is_hidden: bool,
}

impl PlanSummary {
    pub(super) fn new(run: &Run, hidden: &[Arc<Row>]) -> Self {
        let items = run.items().iter().take(MAX_LISTED);
        Self {
            count: run.items().len(),
            lines: items.map(|item| line(item, hidden)).collect(),
        }
    }

    pub(super) fn list(&self) -> AnyView {
        let more = self.count.saturating_sub(self.lines.len());
        let more = (more > 0).then(|| view! { <li>{format!("and {more} more")}</li> }.into_any());
        let lines: Vec<AnyView> = self
            .lines
            .iter()
            .map(|line| {
                let hidden = line.is_hidden.then_some(" · not in the view");
                view! {
                    <li>
                        {line.text.clone()}
                        <span class="address">{line.id.clone()} {hidden}</span>
                    </li>
                }
                .into_any()
            })
            .collect();
        view! {
            {lines}
            {more}
        }
        .into_any()
    }
}

fn line(item: &Item, hidden: &[Arc<Row>]) -> Line {
    let entries = item.plan.entries();
    let steps: Vec<&str> = entries.iter().map(|entry| entry.text.as_str()).collect();
    let object = entries.first().and_then(|entry| entry.step.touches());
    let is_of = |row: &Arc<Row>| object == Some(Object::Peering(row.peering.id));
    Line {
        text: steps.join(", then "),
        id: object.map(|object| object.to_string()).unwrap_or_default(),
        is_hidden: hidden.iter().any(is_of),
    }
}

/// How many of the selected peerings change.
pub(super) fn count_text(changed: usize, selected: usize) -> String {
    match selected.saturating_sub(changed) {
        0 => format!("{} will change.", count_of_peerings(changed)),
        rest => format!("{changed} of {selected} will change; {rest} already match."),
    }
}

#[cfg(test)]
mod tests {
    use super::count_text;

    #[test]
    fn peerings_that_already_match_are_counted() {
        assert_eq!(count_text(2, 2), "2 peerings will change.");
        assert_eq!(count_text(1, 1), "1 peering will change.");
        assert_eq!(count_text(13, 20), "13 of 20 will change; 7 already match.");
    }
}
