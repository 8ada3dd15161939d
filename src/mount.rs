//! Putting a console into a page.

use std::{cell::Cell, rc::Rc};

use domain::address::route::Route;
use leptos::{
    mount::{UnmountHandle, mount_to},
    prelude::*,
    tachys::view::any_view::AnyViewState,
};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlFormElement};

use crate::{
    console::Console,
    host::{
        options::{Features, Options},
        settings::Settings,
    },
    router::Router,
};

/// A mounted console. Dropping it takes the console out of the page and frees
/// all that it held, the credentials included.
#[must_use = "dropping the handle unmounts the console"]
pub struct Mounted {
    controls: Controls,
    _view: UnmountHandle<AnyViewState>,
}

/// What can be done with a console from outside, once it is there.
pub(crate) type Controls = Rc<Cell<Option<(Router, Settings)>>>;

impl Mounted {
    /// Opens a page by its path and query, below the console's base. Where a form
    /// would lose what was typed, the user is asked first.
    pub fn navigate(&self, href: &str) {
        if let Some((router, _)) = self.controls.get() {
            let (path, query) = href.split_once('?').unwrap_or((href, ""));
            router.open(Route::parse(path, query));
        }
    }

    /// Changes what may be done.
    pub fn update(&self, features: Features) {
        if let Some((_, settings)) = self.controls.get() {
            settings.set_features(features);
        }
    }
}

/// Mounts a console into an element, which may lie in a shadow root. Unless the host
/// authenticates, the sign-in form (`src/features/shell/sign_in_form.html`) stands in it
/// already, and is taken over with whatever was typed into it.
pub fn mount(element: &HtmlElement, options: Options) -> Mounted {
    let drawn = element
        .query_selector("form.sign-in")
        .ok()
        .flatten()
        .and_then(|form| form.dyn_into::<HtmlFormElement>().ok());
    let controls = Controls::default();
    let inner = Rc::clone(&controls);
    Mounted {
        controls,
        _view: mount_to(element.clone(), move || {
            view! { <Console options drawn controls=inner /> }.into_any()
        }),
    }
}
