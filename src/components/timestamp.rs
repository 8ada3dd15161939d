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
    let options = Object::new();
    for (key, value) in [("dateStyle", "long"), ("timeStyle", "long")] {
        // Setting a property of a fresh object cannot fail.
        let _ = Reflect::set(&options, &key.into(), &value.into());
    }
    let shown = String::from(date.to_locale_string("default", &options));
    view! {
        <time datetime=text.clone() title=String::from(date.to_utc_string())>
            {shown}
        </time>
    }
    .into_any()
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
