//! What the quick actions find for the text, and which result is marked.

use domain::{
    address::route::Route,
    palette::{Found, Key, PaletteAction, PaletteItem, find},
};

use super::open_state::PaletteDialog;
use crate::{
    components::{OptionList, more_text},
    data::{Inventory, Peerings, Shortcuts},
    host::settings::Settings,
    reactive::prelude::*,
    router::Router,
};

/// The search of one palette.
#[derive(Clone, Copy)]
pub(super) struct PaletteSearch {
    pub(super) text: RwSignal<String>,
    pub(super) found: Memo<Found>,
    /// The key of the marked result. Positions change when the list is read again.
    marked: RwSignal<Option<Key>>,
    /// The position of the marked result; the first where it is gone.
    position: Memo<usize>,
    pub(super) list: OptionList,
}

impl PaletteSearch {
    pub(super) fn new(dialog: PaletteDialog, shortcuts: Shortcuts, signs_out: bool) -> Self {
        let text = RwSignal::new(String::new());
        let marked = RwSignal::new(None::<Key>);
        clear_when_opened(dialog, text, marked);
        let found = found(dialog, text, shortcuts, signs_out);
        let position = Memo::new(move |_| {
            let marked = marked.get();
            found.with(|found| {
                let mut keys = found.entries().map(|item| Some(item.key()));
                keys.position(|key| key == marked).unwrap_or(0)
            })
        });
        Self {
            text,
            found,
            marked,
            position,
            list: OptionList::new(position),
        }
    }

    pub(super) fn is_empty(self) -> bool {
        self.found.with(|found| found.sections.is_empty())
    }

    /// Searches for another text.
    pub(super) fn search(self, text: String) {
        self.text.set(text);
        self.marked.set(None);
    }

    /// The result that is marked now.
    pub(super) fn marked_item(self) -> Option<PaletteItem> {
        let position = self.position.get_untracked();
        self.found
            .with_untracked(|found| found.entries().nth(position).cloned())
    }

    /// Moves the mark as a key of a list box does. False for other keys.
    pub(super) fn move_mark(self, key: &str) -> bool {
        let count = self.found.with_untracked(|found| found.entries().count());
        let Some(position) = moved(key, self.position.get_untracked(), count) else {
            return false;
        };
        let item = self
            .found
            .with_untracked(|found| found.entries().nth(position).map(PaletteItem::key));
        self.marked.set(item);
        true
    }

    /// What is not shown, for the status line.
    pub(super) fn remainder(self) -> String {
        self.found.with(|found| match found.more {
            0 if found.sections.is_empty() => "Nothing matches".to_owned(),
            0 => String::new(),
            more => more_text(more),
        })
    }
}

/// Where a key moves the mark among `count` results; none for other keys.
fn moved(key: &str, position: usize, count: usize) -> Option<usize> {
    let last = count.saturating_sub(1);
    match key {
        "ArrowDown" => Some(if position < last { position + 1 } else { 0 }),
        "ArrowUp" => Some(position.checked_sub(1).unwrap_or(last)),
        "Home" => Some(0),
        "End" => Some(last),
        _ => None,
    }
}

fn clear_when_opened(dialog: PaletteDialog, text: RwSignal<String>, marked: RwSignal<Option<Key>>) {
    let peerings = expect_context::<Peerings>();
    let inventory = expect_context::<Inventory>();
    effect(move || {
        if dialog.open.get() {
            text.set(String::new());
            marked.set(None);
            // The search covers data that no page has read yet.
            spawn_scoped(async move {
                peerings.read_all().await;
                inventory.refresh().await;
            });
        }
    });
}

fn found(
    dialog: PaletteDialog,
    text: RwSignal<String>,
    shortcuts: Shortcuts,
    signs_out: bool,
) -> Memo<Found> {
    let settings = expect_context::<Settings>();
    let router = expect_context::<Router>();
    let peerings = expect_context::<Peerings>();
    let inventory = expect_context::<Inventory>();
    Memo::new(move |_| {
        if !dialog.open.get() {
            return Found::default();
        }
        let shown = match router.route() {
            Route::Detail(id) => peerings.get(id).map(|_| id),
            _ => None,
        };
        let mut actions = PaletteAction::all(shown, shortcuts.are_on());
        actions.retain(|action| settings.allows(action.needed()));
        if !signs_out {
            actions.retain(|action| *action != PaletteAction::SignOut);
        }
        let (rows, _) = peerings.all();
        text.with(|text| {
            let networks = inventory.networks.get();
            inventory
                .others
                .with(|others| find(text, &rows, networks.values(), &actions, &others.zones))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrows_move_the_mark_around_the_ends() {
        for (key, position, expected) in [
            ("ArrowDown", 0, Some(1)),
            ("ArrowDown", 2, Some(0)),
            ("ArrowUp", 0, Some(2)),
            ("Home", 2, Some(0)),
            ("End", 0, Some(2)),
            ("a", 0, None),
        ] {
            assert_eq!(moved(key, position, 3), expected, "{key} {position}");
        }
        assert_eq!(moved("ArrowUp", 0, 0), Some(0));
    }
}
