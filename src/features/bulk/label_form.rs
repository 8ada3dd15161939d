//! The form that changes the labels of many peerings.

use std::sync::Arc;

use domain::{
    change::bulk::{BulkAction, other_halves},
    edit::label_input::{LabelCount, count_labels},
    list::count_of_peerings,
    model::row::Row,
    snapshot::Coverage,
};
use web_sys::HtmlElement;

use super::{
    label_change::{Kind, LabelChange},
    label_field::LabelField,
    label_summary::{LabelSummary, each_peering},
    plan_summary::count_text,
    subject::{BulkSubject, hidden_note},
};
use crate::{
    components::cancel_button,
    data::{Peerings, Runner, Selection, SharedRows, SharedSnapshot, current},
    dom,
    reactive::prelude::*,
};

#[component]
pub(super) fn LabelForm(open: RwSignal<bool>, subject: BulkSubject) -> impl IntoView {
    let runner = expect_context::<Runner>();
    let selection = expect_context::<Selection>();
    let BulkSubject { rows, hidden, .. } = subject;
    let labels = LabelChange::default();
    let snapshot = current();
    // Under a label filter, not every other half is known yet.
    spawn_scoped(expect_context::<Peerings>().read_all());
    let halves = OtherHalves::new(rows, snapshot);
    let rows = halves.rows;
    let change = Memo::new(move |_| labels.change());
    let summary = Memo::new(move |_| {
        change.with(|change| rows.with(|rows| LabelSummary::new(change, &labels.removed(), rows)))
    });
    let changing = Memo::new(move |_| summary.with(|summary| summary.changing));
    let total = Memo::new(move |_| rows.with(|rows| rows.len()));
    let removable = Memo::new(move |_| rows.with(|rows| count(rows)));
    let addable = Memo::new(move |_| snapshot.with(|now| count(&now.sources().peerings)));
    let submit = move |form: HtmlElement| {
        if !labels.check() {
            dom::focus_wrong(&form);
        } else if changing.get_untracked() > 0 {
            open.set(false);
            selection.clear();
            let action = BulkAction::Relabel(change.get_untracked());
            rows.with_untracked(|rows| runner.start_bulk(&action, rows));
        }
    };
    let note = hidden_note(&hidden);
    let is_empty = Memo::new(move |_| change.with(|change| change.is_empty()));
    let status = move || (!is_empty.get()).then(|| count_text(changing.get(), total.get()));
    let each = RwSignal::new(false);
    let lines = move || {
        if each.get() {
            change.with(|change| rows.with(|rows| each_peering(change, rows, &hidden)))
        } else {
            summary.with(LabelSummary::lines)
        }
    };
    view! {
        <form class="label-form" on:submit=on_submit(submit) novalidate>
            {note}
            <LabelField kind=Kind::Add labels counts=addable total />
            <LabelField kind=Kind::Remove labels counts=removable total />
            {halves.field()}
            <section class="label-summary" aria-label="Changes" hidden=move || is_empty.get()>
                <div class="head">
                    <p role="status">{status}</p>
                    {each_button(each)}
                </div>
                <ul tabindex="0" aria-label="Planned changes" class:each=move || each.get()>
                    {lines}
                </ul>
            </section>
            <p class="hint">"Undo restores the old values. The results list them."</p>
            <div class="buttons">
                <button
                    type="submit"
                    class="primary"
                    aria-disabled=move || (changing.get() == 0 && !is_empty.get()).to_string()
                >
                    {move || format!("Update {}", count_of_peerings(changing.get()))}
                </button>
                {cancel_button(open)}
            </div>
        </form>
    }
}

fn count(rows: &[Arc<Row>]) -> Vec<LabelCount> {
    count_labels(rows.iter().map(|row| row.peering.labels.as_slice()))
}

fn each_button(each: RwSignal<bool>) -> AnyView {
    let text = move || {
        if each.get() {
            "Show summary"
        } else {
            "Show each peering"
        }
    };
    view! {
        <button
            type="button"
            class="quiet small"
            on:click=handler(move |_| each.update(|each| *each = !*each))
        >
            {text}
        </button>
    }
    .into_any()
}

/// The other halves of the selected peerings, which can be changed as well.
#[derive(Clone, Copy)]
struct OtherHalves {
    others: Memo<SharedRows>,
    /// Whether all of them are known.
    are_known: Memo<bool>,
    are_changed: RwSignal<bool>,
    /// The peerings to change.
    rows: Memo<SharedRows>,
}

impl OtherHalves {
    fn new(selected: SharedRows, snapshot: Memo<SharedSnapshot>) -> Self {
        let are_changed = RwSignal::new(false);
        let of = Arc::clone(&selected);
        let others = Memo::new(move |_| Arc::new(snapshot.with(|now| other_halves(&of, now))));
        let are_known = Memo::new(move |_| {
            snapshot.with(|now| now.sources().peerings_read == Coverage::Complete)
        });
        let rows = Memo::new(move |_| {
            if are_changed.get() {
                let others = others.get();
                Arc::new(selected.iter().chain(others.iter()).cloned().collect())
            } else {
                Arc::clone(&selected)
            }
        });
        Self {
            others,
            are_known,
            are_changed,
            rows,
        }
    }

    /// The choice, where there are any.
    fn field(self) -> AnyView {
        let count = Memo::new(move |_| self.others.with(|others| others.len()));
        let text = move || {
            let unknown = if self.are_known.get() {
                ""
            } else {
                " that are known; not all peerings could be read"
            };
            match count.get() {
                1 => format!("1 more peering{unknown}"),
                count => format!("{count} more peerings{unknown}"),
            }
        };
        view! {
            <label class="choice" hidden=move || count.get() == 0>
                <input
                    type="checkbox"
                    prop:checked=move || self.are_changed.get()
                    on:change=handler(move |event| self.are_changed.set(event_target_checked(&event)))
                />
                "Also change the other half"
                <span class="hint">{text}</span>
            </label>
        }
        .into_any()
    }
}
