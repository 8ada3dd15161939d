//! The part of a long table that is in the document: the rows in view and a few
//! around them.

use std::time::Duration;

use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{HtmlElement, ResizeObserver};

use crate::{dom, reactive::prelude::*};

/// How many rows are kept ready above and below the visible ones: enough for one turn of
/// the wheel, and few, because dragging the scroll bar redraws them all.
const MARGIN: usize = 4;
/// How long after the last scroll event scrolling has ended.
const REST: Duration = Duration::from_millis(150);
/// Assumed until a row was measured, in CSS pixels.
const ROW_HEIGHT: f64 = 37.0;

/// Whether the page is being printed: then all rows are in the document.
#[derive(Clone, Copy)]
pub(crate) struct Printing(RwSignal<bool>);

impl Printing {
    pub(crate) fn new() -> Self {
        Self(RwSignal::new(false))
    }

    /// Follows the browser, until the current owner is cleaned up. It waits for what
    /// these events cause before it prints.
    pub(crate) fn follow(self) {
        if let Some(window) = web_sys::window() {
            dom::listen(&window, "beforeprint", move |_| self.0.set(true));
            dom::listen(&window, "afterprint", move |_| self.0.set(false));
        }
    }
}

/// Which rows of a scrolling frame are in the document.
#[derive(Clone, Copy)]
pub(crate) struct Viewport {
    frame: NodeRef<html::Div>,
    scroll_top: RwSignal<f64>,
    height: RwSignal<f64>,
    row_height: RwSignal<f64>,
    is_scrolling: RwSignal<bool>,
    printing: Printing,
    rest: Debounce,
}

impl Viewport {
    /// Watches a scrolling frame. Every row in it, found by `tr[data-row]`,
    /// has the same height.
    pub(crate) fn new(frame: NodeRef<html::Div>) -> Self {
        let window = Self {
            frame,
            scroll_top: RwSignal::new(0.0),
            height: RwSignal::new(800.0),
            row_height: RwSignal::new(ROW_HEIGHT),
            is_scrolling: RwSignal::new(false),
            printing: expect_context(),
            rest: Debounce::new(),
        };
        effect(move || {
            if let Some(frame) = frame.get() {
                window.measure();
                observe_size(&frame, move || window.measure());
            }
        });
        window
    }

    /// Notes where the frame is scrolled to, unless the page was left in the meantime.
    pub(crate) fn scrolled(self) {
        if let Some(frame) = self.frame.try_get_untracked().flatten() {
            self.scroll_top.set(f64::from(frame.scroll_top()));
            if !self.is_scrolling.get_untracked() {
                self.is_scrolling.set(true);
            }
            self.rest.after(REST, move || self.is_scrolling.set(false));
        }
    }

    pub(super) fn is_scrolling(self) -> bool {
        self.is_scrolling.get()
    }

    /// From now on all rows are in the document.
    pub(super) fn print(self) {
        self.printing.0.set(true);
    }

    /// Where the frame is scrolled to, in CSS pixels.
    pub(crate) fn top(self) -> i32 {
        self.scroll_top.try_get_untracked().unwrap_or(0.0) as i32
    }

    /// Measures the frame and a row.
    pub(crate) fn measure(self) {
        let Some(frame) = self.frame.try_get_untracked().flatten() else {
            return;
        };
        let set = |signal: RwSignal<f64>, value: f64| {
            if value > 0.0 && signal.with_untracked(|before| (before - value).abs() > 0.5) {
                signal.set(value);
            }
        };
        set(self.height, f64::from(frame.client_height()));
        if let Ok(Some(row)) = frame.query_selector("tr[data-row]") {
            set(self.row_height, row.get_bounding_client_rect().height());
        }
    }

    /// The index of the first row in the document, and the one after the last. Their
    /// number changes only with the heights and at the end of the list.
    pub(crate) fn range(self, count: usize) -> (usize, usize) {
        if self.printing.0.get() {
            return (0, count);
        }
        let row = self.row_height.get();
        let number = (self.height.get() / row).ceil() as usize + 2 * MARGIN;
        let top = (self.scroll_top.get() / row).floor().max(0.0) as usize;
        // The list may have become shorter than the scroll position.
        let first = top.saturating_sub(MARGIN).min(count.saturating_sub(number));
        (first, (first + number).min(count))
    }

    /// The height of this many rows, in whole CSS pixels: formatting fractions would add
    /// code to the program.
    pub(super) fn height_of(self, rows: usize) -> u64 {
        (rows as f64 * self.row_height.get()) as u64
    }
}

fn observe_size(element: &HtmlElement, changed: impl Fn() + 'static) {
    let callback = Closure::<dyn Fn()>::new(changed);
    if let Ok(observer) = ResizeObserver::new(callback.as_ref().unchecked_ref()) {
        observer.observe(element);
        at_cleanup(move || {
            observer.disconnect();
            drop(callback);
        });
    }
}
