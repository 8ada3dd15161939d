//! Values that components find by type. Leptos compiles its own context functions anew
//! for every type, at 700 bytes each; these are compiled once.

use std::{
    any::{Any, TypeId},
    sync::Arc,
};

use leptos::prelude::{provide_context as provide, use_context};

/// Everything provided so far, the latest last.
#[derive(Clone, Default)]
struct Provided(Vec<Arc<dyn Any + Send + Sync>>);

/// Provides a value to the components below.
pub(crate) fn provide_context<T: Send + Sync + 'static>(value: T) {
    add(Arc::new(value));
}

fn add(value: Arc<dyn Any + Send + Sync>) {
    let mut provided = use_context::<Provided>().unwrap_or_default();
    provided.0.push(value);
    provide(provided);
}

/// The value of this type that a component above provided.
#[expect(clippy::panic, reason = "a programming error, as in Leptos")]
pub(crate) fn expect_context<T: Clone + Send + Sync + 'static>() -> T {
    let found = find(TypeId::of::<T>());
    match found.as_deref().and_then(|found| found.downcast_ref::<T>()) {
        Some(value) => value.clone(),
        None => panic!("a part of the console is missing"),
    }
}

fn find(wanted: TypeId) -> Option<Arc<dyn Any + Send + Sync>> {
    let provided = use_context::<Provided>()?.0;
    provided
        .into_iter()
        .rfind(|value| (**value).type_id() == wanted)
}
