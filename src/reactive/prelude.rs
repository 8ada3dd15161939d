//! What nearly every part with a view uses: Leptos's prelude, but with the console's own
//! signals. With Leptos's prelude, a forgotten import would quietly compile Leptos's.

pub(crate) use leptos::{ev, html, prelude::*};

pub(crate) use super::{
    Debounce, Memo, RwSignal, Signal, StoredValue, at_cleanup, effect, expect_context, handler,
    on_submit, provide_context, spawn, spawn_scoped,
};
