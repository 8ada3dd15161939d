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
    console::{Console, OnReady},
    host::{
        options::{Features, Options},
        settings::Settings,
    },
    router::Router,
};

/// A mounted console. Dropping it removes the console from the page and frees
/// everything it held, credentials included.
#[must_use = "dropping the handle unmounts the console"]
pub struct Mounted {
    controls: Rc<Cell<Option<(Router, Settings)>>>,
    _view: UnmountHandle<AnyViewState>,
}

impl Mounted {
    /// Opens a page by its path and query, relative to the console's base. The user is
    /// asked first where a form would lose its input.
    pub fn navigate(&self, href: &str) {
        if let Some((router, _)) = self.controls.get() {
            let (path, query) = href.split_once('?').unwrap_or((href, ""));
            router.open(Route::parse(path, query));
        }
    }

    /// Changes what users may do.
    pub fn update(&self, features: Features) {
        if let Some((_, settings)) = self.controls.get() {
            settings.set_features(features);
        }
    }
}

/// Mounts a console into an element, which may be in a shadow root. Unless the host
/// authenticates, the element may hold the sign-in form already
/// (`src/features/shell/sign_in_form.html`): it is taken over with its input.
pub fn mount(element: &HtmlElement, options: Options) -> Mounted {
    let drawn = element
        .query_selector("form.sign-in")
        .ok()
        .flatten()
        .and_then(|form| form.dyn_into::<HtmlFormElement>().ok());
    let controls = Rc::new(Cell::new(None));
    let ready = Rc::clone(&controls);
    let on_ready: OnReady = Box::new(move |router, settings| ready.set(Some((router, settings))));
    Mounted {
        controls,
        _view: mount_to(element.clone(), move || {
            view! { <Console options drawn on_ready /> }.into_any()
        }),
    }
}
