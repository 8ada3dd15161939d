//! The address bar that a host gives a console.

use std::any::Any;

/// An entry of a history.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Location {
    /// The path below the console's base, starting with `/`.
    pub path: String,
    /// The query, with or without its `?`.
    pub query: String,
    /// How many entries of this console precede it.
    pub index: i32,
}

/// Where a console shows the addresses of its pages: the window's history, or one in
/// memory. All addresses are relative to the console's base.
pub trait History {
    /// The current entry.
    fn location(&self) -> Location;
    /// Adds an entry.
    fn push(&self, href: &str);
    /// Replaces the current entry.
    fn replace(&self, href: &str);
    /// Moves by this many entries, backwards where negative.
    fn go(&self, delta: i32);
    /// The address as the `href` of a link.
    fn link(&self, href: &str) -> String;
    /// Sets the title of the page.
    fn set_title(&self, title: &str);
    /// Calls back on moves that the console did not make itself, such as Back and
    /// Forward, until the returned value is dropped.
    fn on_move(&self, moved: Box<dyn Fn(Location)>) -> Box<dyn Any>;
}
