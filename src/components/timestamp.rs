//! Times in the format of the browser.

use js_sys::{Date, Object, Reflect};
use wasm_bindgen::JsValue;

use crate::reactive::prelude::*;

/// An RFC 3339 time, with UTC in the tooltip. Text that is not a time is shown as it is.
#[component]
pub(crate) fn Timestamp(text: String) -> impl IntoView {
    let date = Date::new(&JsValue::from_str(&text));
    if date.get_time().is_nan() {
        return view! { <span>{text}</span> }.into_any();
    }
    let shown = formatted(&date, "long", "long");
    view! {
        <time datetime=text.clone() title=String::from(date.to_utc_string())>
            {shown}
        </time>
    }
    .into_any()
}

/// The local date and time in short, such as `Nov 28, 2026, 9:14 PM`, for milliseconds
/// since 1970.
pub(crate) fn short_time(milliseconds: f64) -> String {
    formatted(
        &Date::new(&JsValue::from_f64(milliseconds)),
        "medium",
        "short",
    )
}

fn formatted(date: &Date, date_style: &str, time_style: &str) -> String {
    let options = Object::new();
    for (key, value) in [("dateStyle", date_style), ("timeStyle", time_style)] {
        // Setting a property of a fresh object cannot fail.
        let _ = Reflect::set(&options, &key.into(), &value.into());
    }
    String::from(date.to_locale_string("default", &options))
}

/// The local time of day, such as `14:02:11`, for milliseconds since 1970.
pub(crate) fn clock_time(milliseconds: f64) -> String {
    let date = Date::new(&JsValue::from_f64(milliseconds));
    format!(
        "{:02}:{:02}:{:02}",
        date.get_hours(),
        date.get_minutes(),
        date.get_seconds()
    )
}
