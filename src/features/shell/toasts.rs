//! Messages about outcomes, shown on every page.

use crate::{
    components::{button, write_error_notice},
    data::{Toast, Toasts},
    reactive::prelude::*,
    router::link,
};

/// The messages. Failures stay until dismissed.
#[component]
pub(crate) fn ToastArea() -> impl IntoView {
    let toasts = expect_context::<Toasts>();
    let shown = move || {
        let shown = toasts.shown.get().into_iter();
        shown
            .map(|(key, toast)| toast_view(toasts, key, toast))
            .collect_view()
            .into_any()
    };
    view! {
        <section class="toasts" role="status" aria-label="Messages">
            {move || shown()}
        </section>
    }
}

fn toast_view(toasts: Toasts, key: u32, toast: Toast) -> AnyView {
    let dismiss = move || toasts.dismiss(key);
    match toast {
        Toast::Done { text, open } => view! {
            <div class="toast">
                <p>{text}</p>
                {open.map(|(route, name)| link("", route, name))}
                {button("quiet small", "Dismiss", dismiss)}
            </div>
        }
        .into_any(),
        Toast::Failed { tried, error } => {
            let notice = write_error_notice(&tried, &error, Some(button("", "Dismiss", dismiss)));
            view! { <div class="toast">{notice}</div> }.into_any()
        }
    }
}
