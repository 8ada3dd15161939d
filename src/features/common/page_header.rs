//! The header of a page: its heading, which also titles the document and receives the
//! focus when the page opens, and its actions.

use crate::{
    dom,
    reactive::prelude::*,
    router::{Router, link},
};

/// The header of a page: the heading, and what is beside it.
pub(crate) fn page_header(
    title: impl Into<Signal<String>>,
    beside: impl IntoView + 'static,
) -> AnyView {
    inner(title.into(), beside.into_any())
}

/// A header that has only a heading.
pub(crate) fn page_title(title: &str) -> AnyView {
    inner(Signal::stored(title.to_owned()), ().into_any())
}

/// The links to the list, and to what is between it and this page.
pub(crate) fn breadcrumb(between: impl IntoView + 'static) -> AnyView {
    let list = link("", expect_context::<Router>().list(), "Peerings");
    let between = between.into_any();
    view! { <nav class="breadcrumb" aria-label="Breadcrumb">{list} " /" {between}</nav> }.into_any()
}

fn inner(title: Signal<String>, beside: AnyView) -> AnyView {
    let router = expect_context::<Router>();
    let heading = NodeRef::<html::H1>::new();
    // After Back and Forward the browser restores the position.
    let is_new = !router.came_by_history();
    effect(move || {
        title.with(|title| router.set_title(&format!("{title} – UpCloud network peerings")));
    });
    // Screen readers announce the new page that way. A form that starts with typing
    // has an `autofocus` field, which receives the focus instead.
    effect(move || {
        if let Some(heading) = heading.get() {
            let main = heading.closest("main").ok().flatten();
            let first = main.and_then(|main| dom::find(&main, "[autofocus]"));
            dom::focus_quietly(first.as_ref().unwrap_or(&heading));
            if is_new {
                dom::show_top(&heading, ".console");
            }
            dom::keep_focus(&heading);
        }
    });
    view! {
        <header class="page-header">
            <h1 tabindex="-1" node_ref=heading>
                {move || title.get()}
            </h1>
            {beside}
        </header>
    }
    .into_any()
}
