//! Rows of a long table: only those in view, and a few around them, are in the
//! document; the rest is empty space of the same height.

use crate::reactive::{RwSignal, Signal, StoredValue, react};
use leptos::{html, prelude::*};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{HtmlElement, ResizeObserver};

/// How many rows are kept ready above and below those in view.
const MARGIN: usize = 8;
/// What is assumed until a row could be measured, in CSS pixels.
const ROW_HEIGHT: f64 = 37.0;

/// The part of a long table that is in the document.
#[derive(Clone, Copy)]
pub(crate) struct Window {
    frame: NodeRef<html::Div>,
    scroll_top: RwSignal<f64>,
    height: RwSignal<f64>,
    row_height: RwSignal<f64>,
}

impl Window {
    /// Watches a scrolling frame. Every row in it, found by `tr[data-row]`,
    /// has the same height.
    pub(crate) fn new(frame: NodeRef<html::Div>) -> Self {
        let window = Self {
            frame,
            scroll_top: RwSignal::new(0.0),
            height: RwSignal::new(800.0),
            row_height: RwSignal::new(ROW_HEIGHT),
        };
        react(move || {
            if let Some(frame) = frame.get() {
                window.measure();
                observe_size(&frame, move || window.measure());
            }
        });
        window
    }

    /// Takes note of where the frame is scrolled to.
    pub(crate) fn scrolled(self) {
        if let Some(frame) = self.frame.get_untracked() {
            self.scroll_top.set(f64::from(frame.scroll_top()));
        }
    }

    /// Where the frame is scrolled to, in CSS pixels.
    pub(crate) fn top(self) -> i32 {
        self.scroll_top.try_get_untracked().unwrap_or(0.0) as i32
    }

    /// Takes note of the heights of the frame and of a row.
    pub(crate) fn measure(self) {
        let Some(frame) = self.frame.get_untracked() else {
            return;
        };
        let set = |signal: RwSignal<f64>, value: f64| {
            if value > 0.0 && signal.with_untracked(|held| (held - value).abs() > 0.5) {
                signal.set(value);
            }
        };
        set(self.height, f64::from(frame.client_height()));
        if let Ok(Some(row)) = frame.query_selector("tr[data-row]") {
            set(self.row_height, row.get_bounding_client_rect().height());
        }
    }

    /// The first row that is in the document, and the one after the last.
    pub(crate) fn range(self, count: usize) -> (usize, usize) {
        let row = self.row_height.get();
        let first = (self.scroll_top.get() / row).floor().max(0.0) as usize;
        let shown = (self.height.get() / row).ceil() as usize;
        // A list that has become shorter may not reach down to here any more.
        let first = first
            .min(count.saturating_sub(shown))
            .saturating_sub(MARGIN);
        (first, (first + shown + 2 * MARGIN).min(count))
    }

    /// The height of that many rows, as CSS has it. In whole pixels: numbers
    /// with a fraction would bring the code that writes them into the program.
    fn space(self, rows: usize) -> String {
        format!("{}px", (rows as f64 * self.row_height.get()) as u64)
    }
}

/// The rows of a table's body that are in view. `row` makes one from its place
/// in the whole list; its key is what stays when the list changes.
#[component]
pub(crate) fn VirtualRows<K, V>(
    window: Window,
    /// The keys of the rows in the document, with the place of the first.
    #[prop(into)]
    keys: Signal<(usize, Vec<K>)>,
    /// How many rows the whole list has.
    #[prop(into)]
    count: Signal<usize>,
    row: impl Fn(K) -> V + Clone + Send + 'static,
) -> impl IntoView
where
    K: Clone + Eq + std::hash::Hash + Send + Sync + 'static,
    V: IntoView + 'static,
{
    let above = move || window.space(keys.with(|(first, _)| *first));
    let below = move || {
        window.space(keys.with(|(first, keys)| count.get().saturating_sub(first + keys.len())))
    };
    // The height of a row is only known once there is one.
    Effect::new(move |measured: Option<bool>| {
        let any = keys.with(|(_, keys)| !keys.is_empty());
        if any && measured != Some(true) {
            window.measure();
        }
        any
    });
    view! {
        <tr class="space" aria-hidden="true" style:height=above></tr>
        <For each=move || keys.with(|(_, keys)| keys.clone()) key=K::clone children=row />
        <tr class="space" aria-hidden="true" style:height=below></tr>
    }
}

fn observe_size(element: &HtmlElement, changed: impl Fn() + 'static) {
    let callback = Closure::<dyn Fn()>::new(changed);
    if let Ok(observer) = ResizeObserver::new(callback.as_ref().unchecked_ref()) {
        observer.observe(element);
        let held = StoredValue::new(Some((observer, callback)));
        on_cleanup(move || {
            if let Some((observer, _)) = held.try_update_value(Option::take).flatten() {
                observer.disconnect();
            }
        });
    }
}
