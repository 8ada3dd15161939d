//! Leptos's effects and tasks, boxed. Leptos compiles each of its functions anew for
//! every closure and future; boxes make them one type, which keeps the program small.

mod context;
mod debounce;
pub(crate) mod prelude;
mod signals;

use std::{
    future::{Future, poll_fn},
    pin::Pin,
    task::Poll,
};

use leptos::{
    prelude::*,
    task::{spawn_local, spawn_local_scoped_with_cancellation},
};
use web_sys::{HtmlElement, SubmitEvent};

pub(crate) use context::{expect_context, provide_context};
pub(crate) use debounce::Debounce;
pub(crate) use signals::{Memo, RwSignal, Signal, StoredValue};

type Task<T> = Pin<Box<dyn Future<Output = T>>>;

/// Runs now, and again whenever a signal that it read changes, until the current owner
/// is cleaned up.
pub(crate) fn effect(run: impl FnMut() + 'static) {
    let mut run: Box<dyn FnMut()> = Box::new(run);
    Effect::new(move |_| run());
}

/// Runs a task to its end, even after the component that started it is gone.
pub(crate) fn spawn(task: impl Future<Output = ()> + 'static) {
    let task: Task<()> = Box::pin(task);
    spawn_local(task);
}

/// Runs a task until it ends or the current owner is cleaned up.
pub(crate) fn spawn_scoped(task: impl Future<Output = ()> + 'static) {
    let task: Task<()> = Box::pin(task);
    spawn_local_scoped_with_cancellation(task);
}

/// Waits for all tasks, concurrently. The `futures` crate's `join_all` is ten times as
/// large, because it is built for thousands of tasks.
pub(crate) async fn all(mut tasks: Vec<Task<()>>) {
    poll_fn(|context| {
        tasks.retain_mut(|task| task.as_mut().poll(context).is_pending());
        if tasks.is_empty() {
            Poll::Ready(())
        } else {
            Poll::Pending
        }
    })
    .await;
}

/// Calls back when the current owner is cleaned up. Unlike Leptos's, the function may
/// own what belongs to the browser.
pub(crate) fn at_cleanup(run: impl FnOnce() + 'static) {
    let run: Box<dyn FnOnce()> = Box::new(run);
    let run = StoredValue::new(Some(run));
    on_cleanup(move || {
        if let Some(run) = run.try_update_value(Option::take).flatten() {
            run();
        }
    });
}

/// Boxes an event handler. An event that comes after the current owner was cleaned up is
/// ignored: browsers send a last `blur` to a field that is removed.
pub(crate) fn handler<E>(mut handler: impl FnMut(E) + 'static) -> Box<dyn FnMut(E)> {
    let owner = StoredValue::new(());
    Box::new(move |event| {
        if is_alive(owner) {
            handler(event);
        }
    })
}

#[inline(never)]
fn is_alive(owner: StoredValue<()>) -> bool {
    owner.try_with_value(|()| ()).is_some()
}

/// A handler for submitting a form, which stays on the page.
pub(crate) fn on_submit(submit: impl Fn(HtmlElement) + 'static) -> Box<dyn FnMut(SubmitEvent)> {
    handler(move |event: SubmitEvent| {
        event.prevent_default();
        submit(event_target(&event));
    })
}

/// Boxes a future, so that it is not copied into each place that awaits it.
pub(crate) fn boxed<T>(task: impl Future<Output = T> + 'static) -> Task<T> {
    Box::pin(task)
}
