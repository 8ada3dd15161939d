//! A field of labels: those entered, and the one that is being typed, with suggestions
//! from the labels that exist.

use domain::edit::label_input::{LabelCount, suggest};

use super::label_change::{Kind, LabelChange};
use crate::{
    components::{Combobox, Options},
    dom,
    reactive::prelude::*,
};

const MAX_OPTIONS: usize = 8;

/// A suggestion.
#[derive(Clone, Debug, PartialEq)]
enum Choice {
    /// The text as it was typed, which no peering has.
    New(String),
    Existing(LabelCount),
}

impl Choice {
    fn text(&self) -> String {
        match self {
            Self::New(text) => text.clone(),
            Self::Existing(label) => label.term.to_string(),
        }
    }
}

#[component]
pub(super) fn LabelField(
    kind: Kind,
    labels: LabelChange,
    /// The labels that exist, to suggest.
    counts: Memo<Vec<LabelCount>>,
    /// Of how many peerings those are.
    #[prop(into)]
    total: Signal<usize>,
) -> impl IntoView {
    let typed = labels.typed(kind);
    let (text, open) = (typed.text, RwSignal::new(false));
    let options = Memo::new(move |_| {
        if !open.get() {
            return Options::default();
        }
        let found = counts.with(|counts| text.with(|text| suggest(counts, text)));
        let is_new = |text: &str| labels.error_in(kind, text).is_none();
        text.with(|text| choices(kind, text, found, is_new))
    });
    let pick = move |choice: &Choice| {
        labels.enter(kind, &choice.text());
        open.set(false);
    };
    let contents = move |choices: &[Choice]| {
        let total = total.get();
        let content = |choice: &Choice| content(choice, kind, total);
        choices.iter().map(content).collect()
    };
    let pressed = move |event: ev::KeyboardEvent| {
        let is_empty = text.with_untracked(|text| text.trim().is_empty());
        match dom::pressed_key(&event).as_str() {
            "Backspace" if text.with_untracked(String::is_empty) => labels.take_back_last(kind),
            // In an empty field it submits the form.
            "Enter" if !is_empty => {
                event.prevent_default();
                labels.enter_typed(kind);
            }
            _ => {}
        }
    };
    let (label, hint, none) = match kind {
        Kind::Add => ("Add or change", "", "Type a key, or key=value."),
        Kind::Remove => (
            "Remove",
            "A key alone removes the label whatever its value.",
            "None of these peerings has this label.",
        ),
    };
    view! {
        <div class="label-field" on:keydown=handler(pressed)>
            <Combobox
                label
                hint
                error=typed.error.into()
                text
                open
                options
                none
                contents
                on_input=move || typed.error.set(None)
                on_pick=pick
                on_leave=move || {
                    labels.enter_typed(kind);
                }
                before=entered_chips(kind, labels)
            />
        </div>
    }
}

/// The labels that are entered, each with a button that takes it back.
fn entered_chips(kind: Kind, labels: LabelChange) -> AnyView {
    let (mark, verb) = match kind {
        Kind::Add => ("+ ", "add"),
        Kind::Remove => ("− ", "remove"),
    };
    let chip = move |(place, text): (usize, String)| {
        let pressed = move |event: ev::MouseEvent| {
            // The button disappears with its label.
            dom::focus_near(&event, ".picker", "input");
            labels.take_back(kind, place);
        };
        view! {
            <span class="token" class:removed=kind == Kind::Remove>
                {mark}
                {text.clone()}
                <button
                    type="button"
                    aria-label=format!("Don't {verb} {text}")
                    on:click=handler(pressed)
                >
                    "×"
                </button>
            </span>
        }
        .into_any()
    };
    let chips = move || {
        let entered = labels.entered(kind).into_iter().enumerate();
        entered.map(chip).collect_view()
    };
    view! { {chips} }.into_any()
}

/// The suggestions for a text. A label that does not exist yet can be added: first where
/// its value is typed, last where only a key is.
fn choices(
    kind: Kind,
    text: &str,
    found: Vec<LabelCount>,
    can_enter: impl Fn(&str) -> bool,
) -> Options<Choice> {
    let text = text.trim();
    // A key alone is a label without a value, if it is added.
    let is_offered = |label: &LabelCount| kind == Kind::Remove || label.term.value.is_some();
    let found = found.into_iter().filter(is_offered);
    let mut shown: Vec<Choice> = found
        .map(Choice::Existing)
        .filter(|choice| can_enter(&choice.text()))
        .collect();
    // A key, which removes more, comes first only if it is typed in full.
    shown.sort_by_key(|choice| match choice {
        Choice::Existing(label) if label.term.value.is_none() => {
            !label.term.key.eq_ignore_ascii_case(text)
        }
        _ => false,
    });
    let more = shown.len().saturating_sub(MAX_OPTIONS);
    shown.truncate(MAX_OPTIONS);
    let is_new = kind == Kind::Add && !text.is_empty() && can_enter(text);
    if is_new && shown.iter().all(|choice| choice.text() != text) {
        let place = if text.contains('=') { 0 } else { shown.len() };
        shown.insert(place, Choice::New(text.to_owned()));
    }
    Options { shown, more }
}

fn content(choice: &Choice, kind: Kind, total: usize) -> AnyView {
    match choice {
        Choice::New(text) => {
            let remark = if text.contains('=') {
                "new"
            } else {
                "without a value"
            };
            view! {
                <b>{text.clone()}</b>
                <span class="remark">{remark}</span>
            }
            .into_any()
        }
        Choice::Existing(label) => {
            let any = label.term.value.is_none().then_some(", any value");
            let remark = (kind == Kind::Remove).then(|| format!("on {} of {total}", label.count));
            view! {
                <span>
                    <b>{label.term.to_string()}</b>
                    {any}
                </span>
                <span class="remark">{remark}</span>
            }
            .into_any()
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::edit::label_input::count_labels;
    use domain::model::label::Label;

    use super::*;

    fn texts(kind: Kind, text: &str) -> Vec<String> {
        let labels = [Label::new("env", "prod"), Label::new("team", "core")];
        let found = suggest(&count_labels([labels.as_slice()]), text);
        let options = choices(kind, text, found, |text| text.len() > 1);
        options.shown.iter().map(Choice::text).collect()
    }

    #[test]
    fn only_what_exists_can_be_removed() {
        assert_eq!(texts(Kind::Remove, "en"), ["env=prod", "env"]);
        assert_eq!(texts(Kind::Remove, "ENV"), ["env", "env=prod"]);
        assert!(texts(Kind::Remove, "owner").is_empty());
    }

    #[test]
    fn a_new_label_can_be_added_and_yields_to_one_that_exists() {
        assert_eq!(texts(Kind::Add, "en"), ["env=prod", "en"]);
        assert_eq!(texts(Kind::Add, "env=pro"), ["env=pro", "env=prod"]);
        assert_eq!(texts(Kind::Add, "env=prod"), ["env=prod"]);
        assert!(texts(Kind::Add, "x").is_empty());
    }
}
