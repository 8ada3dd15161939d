//! The session log: the latest API calls, to read or to share with support.

use std::sync::Arc;

use domain::session::log::{Exchange, SessionLog};
use js_sys::Date;
use wasm_bindgen::JsValue;

use crate::{
    components::{button, clock_time, copy_block, copy_button, modal},
    dom,
    features::common::api_address,
    reactive::prelude::*,
    session::Session,
};

/// The dialog. It shows the calls made before it was opened.
#[component]
pub(crate) fn SessionLogDialog(open: RwSignal<bool>) -> impl IntoView {
    let session = expect_context::<Session>();
    let api = api_address();
    let content = move || {
        let log = session.log.get_untracked();
        let text = text_of(&log, &api);
        let saved = text.clone();
        let calls = log
            .newest()
            .map(|exchange| call(exchange, &api))
            .collect_view();
        view! {
            <p>
                "The latest API calls of this session, newest first. They contain names of peerings and networks, but never your password or token."
            </p>
            <ol class="log">{calls}</ol>
            <div class="buttons">
                {button("", "Close", move || open.set(false))}
                {copy_button(Signal::stored(text), "the whole log")}
                {button("quiet", "Download", move || dom::save(&saved, "session-log.txt", "text/plain"))}
            </div>
        }
        .into_any()
    };
    modal(open, "Session log", content)
}

fn call(exchange: &Arc<Exchange>, api: &str) -> AnyView {
    let api = api.to_owned();
    let succeeded = exchange.succeeded();
    let details_of = Arc::clone(exchange);
    // Most details are never opened.
    let opened = RwSignal::new(false);
    let details = move || {
        opened.get().then(|| {
            view! {
                {copy_block("Details", Signal::stored(details_of.details()))}
                {copy_block("curl", Signal::stored(details_of.curl(&api)))}
            }
            .into_any()
        })
    };
    view! {
        <li>
            <details on:toggle=move |_| opened.set(true)>
                <summary class:failed=!succeeded>
                    <span class="when">{clock_time(exchange.at)}</span>
                    " "
                    <bdi>{exchange.title()}</bdi>
                    " "
                    <span class="ending">{exchange.ending.to_string()} {format!(", {:.0} ms", exchange.duration)}</span>
                </summary>
                {details}
            </details>
        </li>
    }
    .into_any()
}

/// The log as text, with the versions of console and browser, and the API's address.
fn text_of(log: &SessionLog, api: &str) -> String {
    let program = web_sys::window()
        .and_then(|window| window.navigator().user_agent().ok())
        .unwrap_or_default();
    let date = |at: f64| String::from(Date::new(&JsValue::from_f64(at)).to_iso_string());
    format!(
        "UpCloud network peerings console {}\n{program}\nAPI: {api}\n\n{}",
        env!("CARGO_PKG_VERSION"),
        log.text(date)
    )
}
