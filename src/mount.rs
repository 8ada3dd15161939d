//! Putting a console into a page.

use leptos::{
    mount::{UnmountHandle, mount_to},
    prelude::*,
    tachys::view::any_view::AnyViewState,
};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlFormElement};

use crate::{console::Console, options::Options};

/// A mounted console. Dropping it takes the console out of the page and frees
/// all that it held, the credentials included.
#[must_use = "dropping the handle unmounts the console"]
pub struct Mounted(UnmountHandle<AnyViewState>);

impl Mounted {
    /// Keeps the console mounted for as long as the page lives.
    pub fn forget(self) {
        self.0.forget();
    }
}

/// Mounts a console into an element, which may lie in a shadow root. A sign-in
/// form that stands in it already, drawn with the page, is taken over with
/// whatever was typed into it.
pub fn mount(element: &HtmlElement, options: Options) -> Mounted {
    let drawn = element
        .query_selector("form.sign-in")
        .ok()
        .flatten()
        .and_then(|form| form.dyn_into::<HtmlFormElement>().ok());
    Mounted(mount_to(element.clone(), move || {
        view! { <Console options drawn/> }.into_any()
    }))
}
