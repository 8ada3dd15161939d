//! Whether a form with unsent input holds the user on its page.

use std::{any::Any, rc::Rc};

use domain::address::route::Route;

use crate::{
    components::DialogState,
    reactive::{RwSignal, Signal, StoredValue},
};

/// Where the user wants to go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    /// To a page.
    Open(Route),
    /// This many entries along the history.
    Go(i32),
}

/// Holds the user on a page with unsent input.
#[derive(Clone, Copy, Default)]
pub(super) struct Guard {
    pub(super) form: RwSignal<Option<UnsavedForm>>,
    /// Asks whether to leave for this page.
    pub(super) asked: DialogState<Wanted>,
    returning: StoredValue<bool>,
}

/// The form that is shown.
#[derive(Clone)]
pub(super) struct UnsavedForm {
    /// Whether its input is unsent.
    pub(super) is_unsent: Signal<bool>,
    pub(super) input: Rc<dyn Fn() -> Rc<dyn Any>>,
}

impl UnsavedForm {
    fn is_unsent(&self) -> bool {
        self.is_unsent.try_get_untracked().unwrap_or(false)
    }
}

impl Guard {
    /// Whether the user may go there now. Asks where input would be lost.
    pub(super) fn allows(self, wanted: Wanted) -> bool {
        let form = self.form.get_untracked();
        let unsent = form.is_some_and(|form| form.is_unsent());
        if unsent {
            self.asked.open_with(wanted);
        }
        !unsent
    }

    /// The unsent input of the form.
    pub(super) fn input(self) -> Option<Rc<dyn Any>> {
        let form = self.form.get_untracked().filter(UnsavedForm::is_unsent)?;
        Some((form.input)())
    }

    pub(super) fn expect_return(self) {
        self.returning.set_value(true);
    }

    /// Whether the move that just happened is the return to the form.
    pub(super) fn is_return(self) -> bool {
        self.returning
            .try_update_value(std::mem::take)
            .unwrap_or(false)
    }
}
