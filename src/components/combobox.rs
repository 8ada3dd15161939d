//! A text input with a list of options, after the ARIA combobox pattern.

use super::field::{FieldIds, field};
use crate::{
    components::{OptionList, more_text},
    dom,
    reactive::prelude::*,
};

/// The options for the current text.
#[derive(Clone, PartialEq)]
pub(crate) struct Options<T> {
    pub(crate) shown: Vec<T>,
    /// How many more match than are shown.
    pub(crate) more: usize,
}

impl<T> Default for Options<T> {
    fn default() -> Self {
        Self {
            shown: Vec::new(),
            more: 0,
        }
    }
}

impl<T> Options<T> {
    /// The line below the options; `none` where nothing matches.
    fn note(&self, none: &'static str) -> Option<String> {
        match self.more {
            0 if self.shown.is_empty() => Some(none.to_owned()),
            0 => None,
            more => Some(more_text(more)),
        }
    }
}

/// What a key press does.
#[derive(Debug, PartialEq)]
enum KeyAction {
    Open,
    Close,
    Mark(usize),
    Pick,
}

/// The action for a key; none leaves the key to the input.
fn key_action(key: &str, is_open: bool, marked: usize, count: usize) -> Option<KeyAction> {
    match key {
        "ArrowDown" | "ArrowUp" if !is_open => Some(KeyAction::Open),
        "ArrowDown" => Some(KeyAction::Mark((marked + 1).min(count.saturating_sub(1)))),
        "ArrowUp" => Some(KeyAction::Mark(marked.saturating_sub(1))),
        "Enter" if is_open => Some(KeyAction::Pick),
        "Escape" if is_open => Some(KeyAction::Close),
        _ => None,
    }
}

/// The state of a combobox, whatever its options are.
#[derive(Clone, Copy)]
struct ListState {
    list: OptionList,
    open: RwSignal<bool>,
    count: Signal<usize>,
    marked: RwSignal<usize>,
    text: RwSignal<String>,
}

impl ListState {
    /// Whether the list or the note below it has something to show.
    fn is_shown(self) -> bool {
        self.open.get() && (self.count.get() > 0 || self.text.with(|text| !text.is_empty()))
    }

    fn active_option(self) -> Option<String> {
        let is_marked = self.marked.get() < self.count.get();
        (self.is_shown() && is_marked).then(|| self.list.marked_id())
    }

    /// Handles a key press. `pick` receives the position of a picked option.
    fn press(self, event: &ev::KeyboardEvent, pick: impl FnOnce(usize)) {
        let (is_open, marked) = (self.open.get_untracked(), self.marked.get_untracked());
        match key_action(
            &dom::pressed_key(event),
            is_open,
            marked,
            self.count.get_untracked(),
        ) {
            None => return,
            Some(KeyAction::Open) => self.open.set(true),
            Some(KeyAction::Close) => self.open.set(false),
            Some(KeyAction::Mark(position)) => self.marked.set(position),
            Some(KeyAction::Pick) => pick(marked),
        }
        event.prevent_default();
    }
}

/// A labelled combobox. The caller owns its text and whether its list is open, and
/// computes the options from both.
#[component]
pub(crate) fn Combobox<T: Clone + PartialEq + Send + Sync + 'static>(
    label: &'static str,
    hint: &'static str,
    error: Signal<Option<String>>,
    text: RwSignal<String>,
    open: RwSignal<bool>,
    options: Memo<Options<T>>,
    /// Shown where no option matches the text.
    none: &'static str,
    /// The contents of these options, in the same order.
    contents: impl Fn(&[T]) -> Vec<AnyView> + Send + 'static,
    /// Called after the text was changed by typing.
    on_input: impl Fn() + 'static,
    on_pick: impl Fn(&T) + Copy + Send + 'static,
    /// Called when the focus leaves the input, after the list was closed.
    on_leave: impl Fn() + 'static,
    /// Shown in front of the input.
    #[prop(optional)]
    before: Option<AnyView>,
    /// Shown below the input.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let marked = RwSignal::new(0);
    let list = OptionList::new(marked);
    let state = ListState {
        list,
        open,
        count: Signal::derive(move || options.with(|options| options.shown.len())),
        marked,
        text,
    };
    let typed = move |event: ev::Event| {
        text.set(event_target_value(&event));
        on_input();
        marked.set(0);
        open.set(true);
    };
    let pick = move |position: usize| {
        let picked = options.with_untracked(|options| options.shown.get(position).cloned());
        picked.iter().for_each(on_pick);
    };
    let left = move |_: ev::FocusEvent| {
        // The signals are gone if the page was left while the input had the focus.
        if open.try_set(false).is_none() {
            on_leave();
        }
    };
    let items = move || {
        let contents = options.with(|options| contents(&options.shown));
        option_views(list, contents, pick)
    };
    let ids = FieldIds::new();
    let control = view! {
        <div class="picker">
            {before}
            <input
                id=ids.control.clone()
                role="combobox"
                aria-autocomplete="list"
                aria-expanded=move || state.is_shown().to_string()
                aria-controls=list.id()
                aria-activedescendant=move || state.active_option()
                aria-describedby=ids.described_by.clone()
                aria-invalid=move || error.with(Option::is_some).to_string()
                autocomplete="off"
                spellcheck="false"
                prop:value=move || text.get()
                on:input=handler(typed)
                on:keydown=handler(move |event| state.press(&event, pick))
                on:click=handler(move |_| open.set(true))
                on:blur=handler(left)
            />
            {listbox(state, label, items, move || options.with(|options| options.note(none)))}
            {children.map(|children| children())}
        </div>
    }
    .into_any();
    field(label, hint, error, ids, control)
}

fn option_views(
    list: OptionList,
    contents: Vec<AnyView>,
    pick: impl Fn(usize) + Copy + Send + 'static,
) -> AnyView {
    contents
        .into_iter()
        .enumerate()
        .map(|(position, content)| list.option(position, content, move || pick(position)))
        .collect_view()
        .into_any()
}

fn listbox(
    state: ListState,
    label: &'static str,
    items: impl Fn() -> AnyView + Send + 'static,
    note: impl Fn() -> Option<String> + Send + 'static,
) -> AnyView {
    let element = NodeRef::<html::Ul>::new();
    state.list.follow(move || element.get());
    view! {
        <div class="options" hidden=move || !state.is_shown()>
            <ul node_ref=element role="listbox" id=state.list.id() aria-label=label>
                {items}
            </ul>
            <p class="hint">{note}</p>
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrow_keys_open_the_list_and_stop_at_its_ends() {
        assert_eq!(key_action("ArrowDown", false, 0, 3), Some(KeyAction::Open));
        assert_eq!(key_action("ArrowUp", false, 0, 3), Some(KeyAction::Open));
        assert_eq!(
            key_action("ArrowDown", true, 1, 3),
            Some(KeyAction::Mark(2))
        );
        assert_eq!(
            key_action("ArrowDown", true, 2, 3),
            Some(KeyAction::Mark(2))
        );
        assert_eq!(
            key_action("ArrowDown", true, 0, 0),
            Some(KeyAction::Mark(0))
        );
        assert_eq!(key_action("ArrowUp", true, 0, 3), Some(KeyAction::Mark(0)));
    }

    #[test]
    fn enter_and_escape_belong_to_the_form_while_the_list_is_closed() {
        assert_eq!(key_action("Enter", true, 0, 3), Some(KeyAction::Pick));
        assert_eq!(key_action("Escape", true, 0, 3), Some(KeyAction::Close));
        assert_eq!(key_action("Enter", false, 0, 3), None);
        assert_eq!(key_action("Escape", false, 0, 3), None);
        assert_eq!(key_action("a", true, 0, 3), None);
    }

    #[test]
    fn the_note_says_how_many_options_are_hidden() {
        let note = |shown: &[u8], more| {
            let shown = shown.to_vec();
            Options { shown, more }.note("No match")
        };
        assert_eq!(note(&[], 0).as_deref(), Some("No match"));
        assert_eq!(note(&[1], 0), None);
        assert_eq!(
            note(&[1], 7).as_deref(),
            Some("7 more. Type to narrow the results.")
        );
    }
}
