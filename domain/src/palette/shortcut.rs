//! The shortcuts of one key, or of two after one another.

use super::action::PaletteAction;
use crate::api::feature::Feature;

/// How long the second key may take, in milliseconds.
const TOGETHER: f64 = 1500.0;
/// The key that waits for a second one.
const FIRST: &str = "g";

/// What a shortcut does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shortcut {
    /// Goes to the text filter of the list.
    Filter,
    /// What the quick actions have, too.
    Act(PaletteAction),
}

/// Each with its keys.
pub const ALL: [(&str, Shortcut); 7] = [
    ("/", Shortcut::Filter),
    ("g p", Shortcut::Act(PaletteAction::Peerings)),
    ("g l", Shortcut::Act(PaletteAction::Links)),
    ("g r", Shortcut::Act(PaletteAction::Reachability)),
    ("n", Shortcut::Act(PaletteAction::New)),
    ("r", Shortcut::Act(PaletteAction::Refresh)),
    ("?", Shortcut::Act(PaletteAction::ListShortcuts)),
];

impl Shortcut {
    /// The feature it needs.
    pub fn needed(self) -> Option<Feature> {
        match self {
            Self::Filter => None,
            Self::Act(action) => action.needed(),
        }
    }

    pub fn title(self) -> String {
        match self {
            Self::Filter => "Filter the list".into(),
            Self::Act(action) => action.title(),
        }
    }
}

/// The keys of an action, where it has a shortcut.
pub fn keys_of(action: PaletteAction) -> Option<&'static str> {
    let found = ALL
        .iter()
        .find(|(_, shortcut)| *shortcut == Shortcut::Act(action));
    found.map(|(keys, _)| *keys)
}

/// The keys as they are pressed.
#[derive(Clone, Copy, Debug, Default)]
pub struct Keys {
    /// When the first key of two was pressed.
    first_at: Option<f64>,
}

impl Keys {
    /// Takes a key, pressed at a time in milliseconds.
    pub fn press(&mut self, key: &str, at: f64) -> Option<Shortcut> {
        let first_at = self.first_at.take();
        let is_second = first_at.is_some_and(|first| (0.0..=TOGETHER).contains(&(at - first)));
        if !is_second && key == FIRST {
            self.first_at = Some(at);
        }
        let is_pressed = |keys: &str| match keys.split_once(' ') {
            Some((_, second)) => is_second && second == key,
            None => !is_second && keys == key,
        };
        let found = ALL.iter().find(|(keys, _)| is_pressed(keys));
        found.map(|(_, shortcut)| *shortcut)
    }

    /// Forgets the first of two.
    pub fn forget(&mut self) {
        self.first_at = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pressed(keys: &[(&str, f64)]) -> Vec<Shortcut> {
        let mut pressed = Keys::default();
        keys.iter()
            .filter_map(|(key, at)| pressed.press(key, *at))
            .collect()
    }

    #[test]
    fn each_is_pressed_by_its_keys() {
        for (keys, shortcut) in ALL {
            let keys: Vec<_> = keys.split(' ').map(|key| (key, 5.0)).collect();
            assert_eq!(pressed(&keys), [shortcut]);
        }
    }

    #[test]
    fn a_second_key_does_what_it_says_after_the_first_only() {
        let reach = Shortcut::Act(PaletteAction::Reachability);
        let refresh = Shortcut::Act(PaletteAction::Refresh);
        assert_eq!(pressed(&[("g", 0.0), ("r", 1500.0)]), [reach]);
        assert_eq!(pressed(&[("g", 0.0), ("r", 1501.0)]), [refresh]);
        assert_eq!(pressed(&[("g", 0.0), ("x", 1.0), ("r", 2.0)]), [refresh]);
        assert_eq!(pressed(&[("g", 0.0), ("n", 1.0)]), []);
        assert_eq!(pressed(&[("p", 0.0), ("l", 1.0), ("N", 2.0)]), []);
    }

    #[test]
    fn a_clock_that_goes_back_does_not_keep_the_first_key() {
        let refresh = Shortcut::Act(PaletteAction::Refresh);
        assert_eq!(pressed(&[("g", 9000.0), ("r", 0.0)]), [refresh]);
    }

    #[test]
    fn the_first_key_can_be_forgotten() {
        let mut keys = Keys::default();
        keys.press("g", 0.0);
        keys.forget();
        assert_eq!(keys.press("p", 1.0), None);
        assert_eq!(keys_of(PaletteAction::New), Some("n"));
        assert_eq!(keys_of(PaletteAction::SignOut), None);
    }
}
