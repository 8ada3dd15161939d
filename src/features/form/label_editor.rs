//! Labels in a form: a row of two fields for each.

use domain::model::label::{Label, LabelError};
use wasm_bindgen::JsCast;

use crate::{
    components::{button, label_chips},
    dom,
    reactive::prelude::*,
};

/// The labels being edited. Each row has a key of its own, so that removing one keeps the
/// inputs of the others.
#[derive(Clone, Copy, Default)]
pub(crate) struct LabelRows {
    rows: RwSignal<Vec<(u32, Label)>>,
    count: StoredValue<u32>,
}

impl LabelRows {
    pub(crate) fn new(labels: &[Label]) -> Self {
        let rows = Self::default();
        rows.set(labels);
        rows
    }

    /// Replaces all rows.
    pub(crate) fn set(self, labels: &[Label]) {
        self.rows.update(Vec::clear);
        for label in labels {
            self.push(label.clone());
        }
    }

    fn push(self, label: Label) -> u32 {
        let key = self
            .count
            .try_update_value(|count| {
                *count += 1;
                *count
            })
            .unwrap_or_default();
        self.rows.update(|rows| rows.push((key, label)));
        key
    }

    fn text(self, key: u32, part: Part) -> String {
        self.rows.with(|rows| {
            let row = rows.iter().find(|(other, _)| *other == key);
            row.map(|(_, label)| part(&mut label.clone()).clone())
                .unwrap_or_default()
        })
    }

    fn set_text(self, key: u32, part: Part, text: String) {
        self.rows.update(|rows| {
            if let Some((_, label)) = rows.iter_mut().find(|(other, _)| *other == key) {
                *part(label) = text;
            }
        });
    }

    /// The labels, without blank rows.
    pub(crate) fn labels(self) -> Vec<Label> {
        self.rows.with(|rows| {
            rows.iter()
                .map(|(_, label)| label.clone())
                .filter(|label| !is_blank(label))
                .collect()
        })
    }

    /// The position of a row among [`Self::labels`].
    fn place(self, key: u32) -> Option<usize> {
        self.rows.with(|rows| {
            rows.iter()
                .filter(|(_, label)| !is_blank(label))
                .position(|(other, _)| *other == key)
        })
    }
}

/// The key or the value of a label.
type Part = fn(&mut Label) -> &mut String;

fn is_blank(label: &Label) -> bool {
    label.key.trim().is_empty() && label.value.trim().is_empty()
}

/// The fields for an object's labels.
#[component]
pub(crate) fn LabelEditor(
    rows: LabelRows,
    /// What is wrong with each label, by position.
    #[prop(into)]
    errors: Signal<Vec<Option<LabelError>>>,
    /// Labels that only UpCloud can change.
    system: Vec<Label>,
) -> impl IntoView {
    let newest = RwSignal::new(None::<u32>);
    let error_of = move |key: u32| {
        let position = rows.place(key)?;
        errors.with(|errors| errors.get(position).copied().flatten())
    };
    let add = move || newest.set(Some(rows.push(Label::new("", ""))));
    view! {
        <fieldset class="field label-editor">
            <legend>"Labels"</legend>
            <For each=move || rows.rows.get() key=|(key, _)| *key let((key, _))>
                <LabelFields
                    rows
                    key
                    focus=newest.get_untracked() == Some(key)
                    error=Signal::derive(move || error_of(key))
                    remove=move || rows.rows.update(|rows| rows.retain(|(other, _)| *other != key))
                />
            </For>
            {button("quiet small", "Add label", add)}
            {(!system.is_empty())
                .then(|| {
                    view! { <p class="hint">"Managed by UpCloud: " {label_chips(&system)}</p> }
                        .into_any()
                })}
        </fieldset>
    }
}

#[component]
fn LabelFields(
    rows: LabelRows,
    key: u32,
    focus: bool,
    error: Signal<Option<LabelError>>,
    remove: impl Fn() + 'static,
) -> impl IntoView {
    let wrong = dom::fresh_id();
    let key_field = NodeRef::<leptos::html::Input>::new();
    effect(move || {
        if let Some(field) = key_field.get().filter(|_| focus) {
            dom::focus_quietly(&field);
        }
    });
    let described_by = wrong.clone();
    let input = move |node_ref, placeholder: &'static str, is_invalid: Signal<bool>, part: Part| {
        let typed = move |event: ev::Event| rows.set_text(key, part, event_target_value(&event));
        view! {
            <input
                node_ref=node_ref
                aria-label=format!("Label {placeholder}")
                aria-describedby=described_by.clone()
                aria-invalid=move || is_invalid.get().to_string()
                placeholder=placeholder
                autocomplete="off"
                spellcheck="false"
                prop:value=move || rows.text(key, part)
                on:input=handler(typed)
            />
        }
        .into_any()
    };
    let name = move || format!("Remove label {}", rows.text(key, |label| &mut label.key));
    let value_is_wrong = move || error.get() == Some(LabelError::ValueLength);
    let key_is_wrong = move || error.with(Option::is_some) && !value_is_wrong();
    let pressed = move |event: ev::MouseEvent| {
        // The row is removed: the focus moves to the next row, or to the button that adds one.
        let next = dom::around(&event, ".label-fields").and_then(|row| row.next_element_sibling());
        let field =
            next.and_then(|next| dom::find(&next, "input").or_else(|| next.dyn_into().ok()));
        if let Some(field) = field {
            dom::focus_quietly(&field);
        }
        remove();
    };
    view! {
        <div class="label-fields" class:wrong=move || error.with(Option::is_some)>
            {input(key_field, "key", key_is_wrong.into(), |label| &mut label.key)}
            {input(NodeRef::new(), "value", value_is_wrong.into(), |label| &mut label.value)}
            <button
                type="button"
                class="quiet small"
                aria-label=move || name()
                on:click=handler(pressed)
            >
                "Remove"
            </button>
            <p class="wrong" id=wrong>
                {move || error.get().map(|error| error.to_string())}
            </p>
        </div>
    }
}
