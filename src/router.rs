//! Which page is shown. Addresses are `domain`'s [`Route`]; the host chooses the
//! history that holds them.

mod browser_history;
mod leave_dialog;
mod link;
mod memory_history;
mod unsaved_guard;

use std::{any::Any, rc::Rc};

use domain::{address::route::Route, model::ids::PeeringId};
use unsaved_guard::{Guard, Wanted};

use crate::{
    host::{
        history::{History, Location},
        settings::Settings,
    },
    reactive::prelude::*,
};

pub use browser_history::BrowserHistory;
pub(crate) use leave_dialog::{LeaveDialog, guard};
pub(crate) use link::{is_plain_click, link, marked_link};
pub use memory_history::MemoryHistory;

/// The router of one console.
#[derive(Clone, Copy)]
pub(crate) struct Router {
    route: RwSignal<Route>,
    index: StoredValue<i32>,
    history: StoredValue<Rc<dyn History>>,
    guard: Guard,
    /// The list as last shown, with its filters.
    list: StoredValue<Route>,
    /// Whether Back or Forward led to the page.
    came_by_history: StoredValue<bool>,
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
            guard: Guard::default(),
            list: StoredValue::new(list),
            came_by_history: StoredValue::default(),
            settings,
        };
        let listening = history.on_move(Box::new(move |to| router.moved(&to)));
        at_cleanup(move || drop(listening));
        router
    }

    /// The page that is shown.
    pub(crate) fn route(self) -> Route {
        self.route.get()
    }

    /// The page that is shown, untracked.
    pub(crate) fn route_untracked(self) -> Route {
        self.route.get_untracked()
    }

    /// The list as the user left it.
    pub(crate) fn list(self) -> Route {
        self.list.get_value()
    }

    /// The peering whose page is shown.
    pub(crate) fn shown_peering(self) -> Option<PeeringId> {
        match self.route.try_get_untracked() {
            Some(Route::Detail(id)) => Some(id),
            _ => None,
        }
    }

    /// Whether Back or Forward led to the page, until that is taken.
    pub(crate) fn came_by_history(self) -> bool {
        self.came_by_history.get_value()
    }

    /// The same. Only the first call says so.
    pub(crate) fn take_came_by_history(self) -> bool {
        self.came_by_history
            .try_update_value(std::mem::take)
            .unwrap_or(false)
    }

    /// The unsent input of the form that is shown.
    pub(crate) fn unsent(self) -> Option<Rc<dyn Any>> {
        self.guard.input()
    }

    /// Opens a page as a new entry of the history. Asks first where a form would lose
    /// its input.
    pub(crate) fn open(self, route: Route) {
        if self.guard.allows(Wanted::Open(route.clone())) {
            self.history
                .with_value(|history| history.push(&route.href()));
            self.index.update_value(|index| *index += 1);
            self.show(route, false);
        }
    }

    /// Opens a page in the current entry of the history, without asking.
    pub(crate) fn replace(self, route: Route) {
        self.history
            .with_value(|history| history.replace(&route.href()));
        self.show(route, false);
    }

    /// The `href` of a link to a page.
    pub(crate) fn link(self, route: &Route) -> String {
        self.history
            .with_value(|history| history.link(&route.href()))
    }

    pub(crate) fn set_title(self, title: &str) {
        self.history.with_value(|history| history.set_title(title));
    }

    fn show(self, route: Route, came_by_history: bool) {
        self.came_by_history.set_value(came_by_history);
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
        if delta != 0 && !stays && !self.guard.allows(Wanted::Go(delta)) {
            // The browser has moved already. Return to the form, and do not treat that
            // move as another attempt to leave.
            self.guard.expect_return();
            self.history.with_value(|history| history.go(-delta));
        } else if !self.guard.is_return() {
            self.index.set_value(to.index);
            self.show(route, true);
        }
    }
}
