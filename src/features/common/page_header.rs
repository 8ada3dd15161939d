//! The head of a page: its heading, which also names the document and takes
//! the focus when the page opens, and what can be done on it.

use leptos::{html, prelude::*};

use crate::{
    dom,
    reactive::{Signal, effect, expect_context},
    router::Router,
};

/// The head of a page: its heading, then what stands beside it and what can be
/// done.
pub(crate) fn page_header(
    title: impl Into<Signal<String>>,
    beside: impl IntoView + 'static,
) -> AnyView {
    inner(title.into(), beside.into_any())
}

/// The head of a page that has nothing but a heading.
pub(crate) fn page_title(title: &str) -> AnyView {
    inner(Signal::stored(title.to_owned()), ().into_any())
}

fn inner(title: Signal<String>, beside: AnyView) -> AnyView {
    let router = expect_context::<Router>();
    let heading = NodeRef::<html::H1>::new();
    effect(move || {
        title.with(|title| router.set_title(&format!("{title} – UpCloud network peerings")));
    });
    // So that whoever does not see the page hears that it is another one. A form
    // that begins with typing says so, and has the focus in its first field.
    effect(move || {
        if let Some(heading) = heading.get() {
            let main = heading.closest("main").ok().flatten();
            let first = main.and_then(|main| dom::find(&main, "[autofocus]"));
            dom::focus_quietly(first.as_ref().unwrap_or(&heading));
            dom::keep_focus(&heading);
        }
    });
    view! {
        <header class="page-head">
            <h1 tabindex="-1" node_ref=heading>
                {move || title.get()}
            </h1>
            {beside}
        </header>
    }
    .into_any()
}
