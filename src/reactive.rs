//! Leptos's effects and tasks, boxed. Each of its functions is compiled anew
//! for every closure and future that it is given; behind a box they are all of
//! one type, which keeps the program small.

mod context;
mod debounce;
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

pub(crate) use context::{expect_context, provide_context};
pub(crate) use debounce::Debounce;
pub(crate) use signals::{Memo, RwSignal, Signal, StoredValue};

type Task<T> = Pin<Box<dyn Future<Output = T>>>;

/// Runs now, and again whenever something that it read has changed, until the
/// current owner is cleaned up.
pub(crate) fn effect(effect: impl FnMut() + 'static) {
    let mut effect: Box<dyn FnMut()> = Box::new(effect);
    Effect::new(move |_| effect());
}

/// Runs to its end, whatever becomes of the component that started it.
pub(crate) fn spawn(task: impl Future<Output = ()> + 'static) {
    let task: Task<()> = Box::pin(task);
    spawn_local(task);
}

/// Runs until its end or until the current owner is cleaned up.
pub(crate) fn spawn_scoped(task: impl Future<Output = ()> + 'static) {
    let task: Task<()> = Box::pin(task);
    spawn_local_scoped_with_cancellation(task);
}

/// Waits for all of them, side by side. The library's own takes up ten times the
/// room, for it is made for thousands.
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

/// What handles an event.
pub(crate) fn handler<E>(handler: impl FnMut(E) + 'static) -> Box<dyn FnMut(E)> {
    Box::new(handler)
}

/// A future behind a box, to be awaited in several places without being copied
/// into each.
pub(crate) fn boxed<T>(task: impl Future<Output = T> + 'static) -> Task<T> {
    Box::pin(task)
}
