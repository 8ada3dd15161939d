//! A history whose host is told which page is shown.

use std::{any::Any, rc::Rc};

use super::{History, Location};
use crate::host::Host;

/// Another history, and the host that is told of each move in it.
pub struct ToldHistory {
    pages: Rc<dyn History>,
    host: Host,
}

impl ToldHistory {
    /// That history, and whoever is told.
    #[must_use]
    pub fn new(pages: Rc<dyn History>, host: Host) -> Self {
        Self { pages, host }
    }
}

impl History for ToldHistory {
    fn location(&self) -> Location {
        self.pages.location()
    }

    fn push(&self, href: &str) {
        self.pages.push(href);
        self.host.navigated(href);
    }

    fn replace(&self, href: &str) {
        self.pages.replace(href);
        self.host.navigated(href);
    }

    fn go(&self, delta: i32) {
        self.pages.go(delta);
    }

    fn link(&self, href: &str) -> String {
        self.pages.link(href)
    }

    fn set_title(&self, title: &str) {
        self.pages.set_title(title);
    }

    fn on_move(&self, moved: Box<dyn Fn(Location)>) -> Box<dyn Any> {
        let host = self.host.clone();
        self.pages.on_move(Box::new(move |to| {
            let query = to.query.trim_start_matches('?');
            let href = match query {
                "" => to.path.clone(),
                query => format!("{}?{query}", to.path),
            };
            moved(to);
            host.navigated(&href);
        }))
    }
}
