//! The list of all entries, above the strip.

use domain::{model::state::Group, preflight::CheckOutcome};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::{
    actions::action_buttons,
    details::line_details,
    line::{Line, Mark},
};
use crate::{
    components::{button, check_mark, clock_time, group_mark},
    data::{Activity, Runner},
    dom,
    reactive::prelude::*,
    router::{Router, link},
};
/// The list. It takes the focus if the user opens it, and gives it back when it closes.
pub(super) fn panel(lines: Memo<Vec<Line>>) -> AnyView {
    let activity = expect_context::<Activity>();
    let runner = expect_context::<Runner>();
    let heading = NodeRef::<html::H2>::new();
    let came_from = StoredValue::new(None::<HtmlElement>);
    let takes_focus = activity.takes_focus();
    effect(move || {
        if let Some(heading) = heading.get().filter(|_| takes_focus) {
            request_animation_frame(move || dom::focus_quietly(&heading));
        }
    });
    let note_origin = move |event: ev::FocusEvent| {
        let origin = event.related_target();
        let origin = origin.and_then(|origin| origin.dyn_into::<HtmlElement>().ok());
        let Some(origin) = origin else { return };
        if origin.closest(".activity .panel").ok().flatten().is_none() {
            came_from.set_value(Some(origin));
        }
    };
    let panel = NodeRef::<html::Div>::new();
    at_cleanup(move || {
        let has_focus = panel
            .get_untracked()
            .is_some_and(|panel| panel.matches(":focus-within").unwrap_or(false));
        let origin = came_from.try_get_value().flatten();
        if let Some(origin) = origin.filter(|origin| has_focus && origin.is_connected()) {
            dom::focus_quietly(&origin);
        }
    });
    let key_pressed = move |event: ev::KeyboardEvent| {
        if dom::pressed_key(&event) == "Escape" {
            event.prevent_default();
            activity.is_open.set(false);
        }
    };
    let clear = move || {
        let lines = lines.get_untracked();
        let finished = lines.iter().filter(|line| line.is_finished());
        finished.for_each(|line| runner.forget(&line.entry));
    };
    view! {
        <div
            node_ref=panel
            class="panel"
            on:focusin=handler(note_origin)
            on:keydown=handler(key_pressed)
        >
            <div class="panel-header">
                <h2 node_ref=heading tabindex="-1">"Activity"</h2>
                {button("small quiet", "Clear finished", clear)}
            </div>
            <ul aria-label="Changes in this session">
                <For each=move || keys(lines) key=|key| *key let(key)>
                    {row(lines, key)}
                </For>
            </ul>
        </div>
    }
    .into_any()
}

fn keys(lines: Memo<Vec<Line>>) -> Vec<u32> {
    lines.with(|lines| lines.iter().map(|line| line.entry.key).collect())
}

/// Such as "1 running · 1 failed · 4 done".
pub(super) fn counts(lines: &[Line]) -> String {
    let count = |marks: &[Mark]| {
        lines
            .iter()
            .filter(|line| marks.contains(&line.mark))
            .count()
    };
    let parts = [
        (count(&[Mark::Running]), "running"),
        (count(&[Mark::Stopped]), "stopped"),
        (count(&[Mark::Failed]), "failed"),
        (count(&[Mark::Waiting]), "waiting"),
        (count(&[Mark::Done]), "done"),
    ];
    let parts = parts.into_iter().filter(|(count, _)| *count > 0);
    let parts: Vec<String> = parts
        .map(|(count, what)| format!("{count} {what}"))
        .collect();
    parts.join(" · ")
}

fn row(lines: Memo<Vec<Line>>, key: u32) -> AnyView {
    let line = Memo::new(move |_| {
        lines.with(|lines| lines.iter().find(|line| line.entry.key == key).cloned())
    });
    let line = Signal::from(line);
    let time = line.with_untracked(|line| line.as_ref().map(|line| clock_time(line.entry.at)));
    view! {
        <li>
            {mark(line)}
            <p class="title">{move || text(line, |line| &line.title)}</p>
            <p class="result">{progress(line)} {move || text(line, |line| &line.result)}</p>
            <span class="time">{time}</span>
            <div class="buttons">{action_buttons(line)} {open_link(line)}</div>
            {line_details(line)}
        </li>
    }
    .into_any()
}

/// The link to what a line is about, unless that is the page that is shown.
pub(super) fn open_link(line: Signal<Option<Line>>) -> AnyView {
    let router = expect_context::<Router>();
    let page = Memo::new(move |_| {
        let page = line.with(|line| line.as_ref()?.page.clone());
        page.filter(|page| !router.route().same_page(page))
    });
    let open = move || Some(link("button small", page.get()?, "Open"));
    view! { {open} }.into_any()
}

/// A text of a line; empty without one.
pub(super) fn text(line: Signal<Option<Line>>, read: fn(&Line) -> &str) -> String {
    line.with(|line| {
        line.as_ref()
            .map_or_else(String::new, |line| read(line).to_owned())
    })
}

/// The shape and colour of a line. The words beside it say the same.
pub(super) fn mark(line: Signal<Option<Line>>) -> AnyView {
    let mark = Memo::new(move |_| line.with(|line| line.as_ref().map(|line| line.mark)));
    let shown = move || {
        let group = match mark.get()? {
            Mark::Done => return Some(check_mark(CheckOutcome::Pass)),
            Mark::Running => Group::InProgress,
            Mark::Stopped => Group::Off,
            Mark::Waiting => Group::WaitingOnPeer,
            Mark::Failed => Group::NeedsYou,
        };
        let mark = group_mark(group);
        Some(view! { <span class=group.slug()>{mark}</span> }.into_any())
    };
    view! { <span class="line-mark" aria-hidden="true">{shown}</span> }.into_any()
}

/// The bar of a line that runs in several steps.
pub(super) fn progress(line: Signal<Option<Line>>) -> AnyView {
    let progress = Memo::new(move |_| line.with(|line| line.as_ref()?.progress));
    let value = move || progress.get().map_or(0, |(done, _)| done).to_string();
    let max = move || progress.get().map_or(1, |(_, all)| all).to_string();
    view! {
        <progress
            aria-label="Progress"
            hidden=move || progress.get().is_none()
            max=max
            value=value
        ></progress>
    }
    .into_any()
}
