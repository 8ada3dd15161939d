//! The API that commands and the session log name.

use domain::share::equivalents;

use crate::{dom, host::settings::Settings, reactive::expect_context};

/// The address of the API that this console calls, for commands outside the browser.
pub(crate) fn api_address() -> String {
    let configured = expect_context::<Settings>().api_base();
    equivalents::api_address(&configured, dom::absolute)
}
