//! The corner where outcomes are told, on whichever page the user is.

use leptos::prelude::*;

use crate::{
    components::{button, write_error_notice},
    data::{Toast, Toasts},
    reactive::expect_context,
    router::link,
};

/// The notices. Failures stay until they are dismissed.
#[component]
pub(crate) fn ToastArea() -> impl IntoView {
    let notices = expect_context::<Toasts>();
    let shown = move || {
        let shown = notices.shown.get().into_iter();
        shown
            .map(|(key, notice)| one_notice(notices, key, notice))
            .collect_view()
            .into_any()
    };
    view! {
        <section class="notices" role="status" aria-label="Notices">
            {move || shown()}
        </section>
    }
}

fn one_notice(notices: Toasts, key: u32, notice: Toast) -> AnyView {
    let dismiss = move || notices.dismiss(key);
    match notice {
        Toast::Done { text, open } => view! {
            <div class="notice">
                <p>{text}</p>
                {open.map(|(route, name)| link("", route, name))}
                {button("quiet small", "Dismiss", dismiss)}
            </div>
        }
        .into_any(),
        Toast::Failed { tried, error } => {
            let notice = write_error_notice(&tried, &error, Some(button("", "Dismiss", dismiss)));
            view! { <div class="notice">{notice}</div> }.into_any()
        }
    }
}
