//! A history in memory, for a console inside another page.

use std::{any::Any, cell::RefCell, rc::Rc};

use crate::host::history::{History, Location};

type Listener = Rc<dyn Fn(Location)>;

/// A history that no address bar shows. Its links are fragments, so that opening one
/// in a new tab leads to the host's page.
pub struct MemoryHistory {
    entries: RefCell<Vec<String>>,
    index: RefCell<usize>,
    listener: Rc<RefCell<Option<Listener>>>,
}

impl MemoryHistory {
    /// A history that starts at this address.
    #[must_use]
    pub fn new(start: &str) -> Self {
        Self {
            entries: RefCell::new(vec![start.into()]),
            index: RefCell::new(0),
            listener: Rc::default(),
        }
    }
}

struct StopOnDrop(Rc<RefCell<Option<Listener>>>);

impl Drop for StopOnDrop {
    fn drop(&mut self) {
        self.0.borrow_mut().take();
    }
}

impl History for MemoryHistory {
    fn location(&self) -> Location {
        let index = *self.index.borrow();
        let entries = self.entries.borrow();
        let href = entries.get(index).map(String::as_str).unwrap_or_default();
        let (path, query) = href.split_once('?').unwrap_or((href, ""));
        Location {
            path: path.into(),
            query: query.into(),
            index: i32::try_from(index).unwrap_or(i32::MAX),
        }
    }

    fn push(&self, href: &str) {
        let mut index = self.index.borrow_mut();
        *index += 1;
        let mut entries = self.entries.borrow_mut();
        entries.truncate(*index);
        entries.push(href.into());
    }

    fn replace(&self, href: &str) {
        if let Some(entry) = self.entries.borrow_mut().get_mut(*self.index.borrow()) {
            *entry = href.into();
        }
    }

    fn go(&self, delta: i32) {
        let last = self.entries.borrow().len().saturating_sub(1);
        let step = usize::try_from(delta.unsigned_abs()).unwrap_or(usize::MAX);
        self.index.replace_with(|&mut index| {
            if delta < 0 {
                index.saturating_sub(step)
            } else {
                index.saturating_add(step).min(last)
            }
        });
        let listener = self.listener.borrow().clone();
        if let Some(moved) = listener {
            moved(self.location());
        }
    }

    fn link(&self, href: &str) -> String {
        format!("#{href}")
    }

    fn set_title(&self, _title: &str) {}

    fn on_move(&self, moved: Box<dyn Fn(Location)>) -> Box<dyn Any> {
        *self.listener.borrow_mut() = Some(moved.into());
        Box::new(StopOnDrop(Rc::clone(&self.listener)))
    }
}
