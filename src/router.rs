//! Which page is shown. A router of our own: the addresses are a value of the
//! `domain` crate, and whose history they stand in is the host's choice.

mod browser_history;
mod link;
mod memory_history;
mod unsaved_guard;

use std::{any::Any, rc::Rc};

use domain::{address::route::Route, model::ids::PeeringId};
use leptos::prelude::*;
use unsaved_guard::Guard;

use crate::{
    host::settings::Settings,
    reactive::{RwSignal, StoredValue},
};

pub use browser_history::BrowserHistory;
pub(crate) use link::{is_plain_click, link, marked_link};
pub use memory_history::MemoryHistory;
pub(crate) use unsaved_guard::{LeaveDialog, guard};

/// A place in a history.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Location {
    /// The path below the console's base, from the leading `/` on.
    pub path: String,
    /// The query, with or without its `?`.
    pub query: String,
    /// How many entries of this console lie before it.
    pub index: i32,
}

/// The address bar that a console's pages show in.
pub trait History {
    /// Where it is.
    fn location(&self) -> Location;
    /// Goes on to an address, below the console's base.
    fn push(&self, href: &str);
    /// Puts an address in the place of the present one.
    fn replace(&self, href: &str);
    /// Goes this many entries forward, or back where negative.
    fn go(&self, delta: i32);
    /// The address as a link's `href` has to have it.
    fn link(&self, href: &str) -> String;
    /// Says what the page is called.
    fn set_title(&self, title: &str);
    /// Calls back whenever somebody else moved: Back, Forward. Ends when the
    /// returned value is dropped.
    fn on_move(&self, moved: Box<dyn Fn(Location)>) -> Box<dyn Any>;
}

/// The router of one console.
#[derive(Clone, Copy)]
pub(crate) struct Router {
    route: RwSignal<Route>,
    index: StoredValue<i32>,
    history: StoredValue<Rc<dyn History>>,
    guard: Guard,
    /// The list as it was shown last, with its filters.
    list: StoredValue<Route>,
    /// Whether the page was come to by Back or Forward.
    moved: StoredValue<bool>,
    settings: Settings,
}

impl Router {
    pub(crate) fn new(history: Rc<dyn History>, settings: Settings) -> Self {
        let start = history.location();
        let route = Route::parse(&start.path, &start.query);
        let list = match &route {
            Route::List(_) => route.clone(),
            _ => Route::list(),
        };
        let router = Self {
            route: RwSignal::new(route),
            index: StoredValue::new(start.index),
            history: StoredValue::new(Rc::clone(&history)),
            guard: Guard::new(),
            list: StoredValue::new(list),
            moved: StoredValue::new(false),
            settings,
        };
        let listening =
            StoredValue::new(Some(history.on_move(Box::new(move |to| router.moved(&to)))));
        on_cleanup(move || {
            listening.try_update_value(Option::take);
        });
        router
    }

    /// The page that is shown.
    pub(crate) fn route(self) -> Route {
        self.route.get()
    }

    /// The same, without being told of changes.
    pub(crate) fn route_untracked(self) -> Route {
        self.route.get_untracked()
    }

    /// The list as it was left, to go back to.
    pub(crate) fn list(self) -> Route {
        self.list.get_value()
    }

    /// The peering whose page is shown, if one is.
    pub(crate) fn shown_peering(self) -> Option<PeeringId> {
        match self.route.try_get_untracked() {
            Some(Route::Detail(id)) => Some(id),
            _ => None,
        }
    }

    /// Whether the page was come to by Back or Forward; said once.
    pub(crate) fn take_came_by_history(self) -> bool {
        self.moved.try_update_value(std::mem::take).unwrap_or(false)
    }

    /// What the form that is shown holds, where that was not sent.
    pub(crate) fn unsent(self) -> Option<Rc<dyn Any>> {
        self.guard.input()
    }

    /// Opens a page, as a new entry of the history. Where a form would lose
    /// what was typed, asks first.
    pub(crate) fn open(self, route: Route) {
        if self
            .guard
            .allows(unsaved_guard::Wanted::Open(route.clone()))
        {
            self.history
                .with_value(|history| history.push(&route.href()));
            self.index.update_value(|index| *index += 1);
            self.show(route, false);
        }
    }

    /// Opens a page in the place of the present one, without asking.
    pub(crate) fn replace(self, route: Route) {
        self.history
            .with_value(|history| history.replace(&route.href()));
        self.show(route, false);
    }

    /// What a link to the page has to point at.
    pub(crate) fn link(self, route: &Route) -> String {
        self.history
            .with_value(|history| history.link(&route.href()))
    }

    pub(crate) fn set_title(self, title: &str) {
        self.history.with_value(|history| history.set_title(title));
    }

    fn show(self, route: Route, moved: bool) {
        self.moved.set_value(moved);
        if let Route::List(_) = route {
            self.list.set_value(route.clone());
        }
        if self.route.with_untracked(|shown| *shown != route) {
            self.settings.host().navigated(&route.href());
            self.route.set(route);
        }
    }

    fn moved(self, to: &Location) {
        let delta = to.index - self.index.get_value();
        let route = Route::parse(&to.path, &to.query);
        let stays = self.route.with_untracked(|shown| shown.same_page(&route));
        if delta != 0 && !stays && !self.guard.allows(unsaved_guard::Wanted::Go(delta)) {
            // The browser has moved already: go back to where the form is, and
            // do not take the way back for another wish to leave.
            self.guard.expect_return();
            self.history.with_value(|history| history.go(-delta));
        } else if !self.guard.is_return() {
            self.index.set_value(to.index);
            self.show(route, true);
        }
    }
}
