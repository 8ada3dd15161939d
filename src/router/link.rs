//! Links to pages.

use domain::address::route::Route;

use super::Router;
use crate::reactive::prelude::*;

/// A link that opens a page in place. It is an `a`, so it can be copied, opened in a
/// new tab and announced as a link.
pub(crate) fn link(class: &'static str, to: Route, content: impl IntoView + 'static) -> AnyView {
    inner(class, to, content.into_any(), false)
}

/// A link that is marked as current while its page is shown.
pub(crate) fn marked_link(
    class: &'static str,
    to: Route,
    content: impl IntoView + 'static,
) -> AnyView {
    inner(class, to, content.into_any(), true)
}

fn inner(class: &'static str, to: Route, content: AnyView, is_marked: bool) -> AnyView {
    let router = expect_context::<Router>();
    let href = router.link(&to);
    let current = is_marked.then(|| {
        let to = to.clone();
        move || router.route().same_page(&to).then_some("page")
    });
    let follow = move |click: ev::MouseEvent| {
        if is_plain_click(&click) {
            click.prevent_default();
            router.open(to.clone());
        }
    };
    view! {
        <a class=class href=href aria-current=current on:click=handler(follow)>
            {content}
        </a>
    }
    .into_any()
}

/// Whether a click asks to open the link in place, rather than in a new tab or window
/// or as a download.
pub(crate) fn is_plain_click(click: &ev::MouseEvent) -> bool {
    let elsewhere = click.button() != 0
        || click.ctrl_key()
        || click.meta_key()
        || click.shift_key()
        || click.alt_key();
    !elsewhere
}
