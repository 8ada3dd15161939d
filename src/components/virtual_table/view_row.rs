//! A row of a long table that is drawn by a view.

use leptos::tachys::view::{Mountable, any_view::AnyViewState};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::row_pool::PooledRow;
use crate::reactive::prelude::*;

/// A row whose view follows a signal: its place in the list.
pub(crate) struct ViewRow {
    element: HtmlElement,
    place: RwSignal<usize>,
    owner: Owner,
    /// Keeps the view's parts up to date.
    _state: AnyViewState,
}

impl ViewRow {
    /// A row of the table that belongs to this owner, at this place. The view has to be a `tr`.
    pub(crate) fn new(
        table: &Owner,
        place: usize,
        view: impl FnOnce(RwSignal<usize>) -> AnyView,
    ) -> Option<Self> {
        let owner = table.child();
        owner.with(|| {
            let place = RwSignal::new(place);
            let state = view(place).build();
            let element = state.elements().into_iter().next()?.dyn_into().ok()?;
            Some(Self {
                element,
                place,
                owner: owner.clone(),
                _state: state,
            })
        })
    }
}

impl PooledRow for ViewRow {
    fn element(&self) -> &HtmlElement {
        &self.element
    }

    fn draw(&mut self, place: usize) {
        if self.place.try_get_untracked() != Some(place) {
            self.place.try_set(place);
        }
    }
}

impl Drop for ViewRow {
    fn drop(&mut self) {
        self.owner.cleanup();
    }
}
