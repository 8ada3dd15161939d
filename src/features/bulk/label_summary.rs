//! What a change of labels will do: from which value to which, and how often.

use std::sync::Arc;

use domain::{
    edit::{
        label_diff::{LabelEdit, count_edits, edits},
        relabel::Relabel,
    },
    list::count_of_peerings,
    model::{label_term::Term, row::Row},
};

use super::plan_summary::MAX_LISTED;
use crate::{components::label_chip, data::SharedRows, reactive::prelude::*};

/// How a change affects these peerings.
#[derive(Clone, Default, PartialEq)]
pub(super) struct LabelSummary {
    /// How many peerings change.
    pub(super) changing: usize,
    edits: Vec<(LabelEdit, usize)>,
    /// Labels to remove that none of the peerings has.
    absent: Vec<String>,
}

impl LabelSummary {
    /// `removed` are the labels to remove that are entered, not only being typed.
    pub(super) fn new(change: &Relabel, removed: &[Term], rows: &[Arc<Row>]) -> Self {
        let all = rows.iter().map(|row| edits_of(change, row));
        let all: Vec<Vec<LabelEdit>> = all.filter(|edits| !edits.is_empty()).collect();
        let is_there = |term: &Term| rows.iter().any(|row| term.matches(&row.peering.labels));
        let absent = removed.iter().filter(|term| !is_there(term));
        Self {
            changing: all.len(),
            absent: absent.map(ToString::to_string).collect(),
            edits: count_edits(all.into_iter().flatten()),
        }
    }

    /// The lines of the summary.
    pub(super) fn lines(&self) -> AnyView {
        let edits = self.edits.iter().map(|(edit, count)| {
            view! {
                <li>
                    <span>{edit_view(edit)}</span>
                    <span class="remark">{count_of_peerings(*count)}</span>
                </li>
            }
            .into_any()
        });
        let absent = self.absent.iter().map(|term| {
            let text = format!("Nothing to remove: none of these peerings has {term}.");
            view! { <li class="caution">{text}</li> }.into_any()
        });
        edits.chain(absent).collect_view().into_any()
    }
}

fn edits_of(change: &Relabel, row: &Row) -> Vec<LabelEdit> {
    let before = &row.peering.labels;
    edits(before, &change.apply(before))
}

/// Each peering that changes, with its labels before and after.
pub(super) fn each_peering(change: &Relabel, rows: &[Arc<Row>], hidden: &SharedRows) -> AnyView {
    let changing = rows.iter().filter_map(|row| {
        let edits = edits_of(change, row);
        (!edits.is_empty()).then_some((row, edits))
    });
    let changing: Vec<_> = changing.collect();
    let more = changing.len().saturating_sub(MAX_LISTED);
    let more = (more > 0).then(|| view! { <li>{format!("and {more} more")}</li> }.into_any());
    let lines = changing.iter().take(MAX_LISTED).map(|(row, edits)| {
        let is_hidden = hidden.iter().any(|held| held.peering.id == row.peering.id);
        let views = edits
            .iter()
            .map(|edit| view! { <span class="edit">{edit_view(edit)}</span> }.into_any());
        view! {
            <li>
                <span>
                    {row.peering.name.clone()}
                    <span class="remark">{is_hidden.then_some(" · not in the view")}</span>
                </span>
                <span>{views.collect_view()}</span>
            </li>
        }
        .into_any()
    });
    view! {
        {lines.collect_view()}
        {more}
    }
    .into_any()
}

fn edit_view(edit: &LabelEdit) -> AnyView {
    let before = edit
        .before()
        .map(|label| view! { <del>{label_chip(&label)}</del> }.into_any());
    let after = edit.after().map(|label| label_chip(&label));
    let (between, word) = match edit {
        LabelEdit::Changed { .. } => (Some(" → "), None),
        LabelEdit::Added(_) => (None, Some(" added")),
        LabelEdit::Removed(_) => (None, Some(" removed")),
    };
    view! {
        {before}
        {between}
        {after}
        {word}
    }
    .into_any()
}
