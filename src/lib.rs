//! A browser console for UpCloud network peerings.
//!
//! [`mount`](mount()) puts a console into an element; several may live on one page.
//! Imports point one way: `pages`, `features`, `data` and `router`, `components`,
//! `api`, then `host`, `session` and `dom`, `reactive`, and the `domain` crate, which
//! holds every rule about peerings.

#![allow(
    clippy::redundant_closure,
    reason = "the view macro boxes a closure only where it stands as one"
)]

mod api;
mod components;
mod console;
mod data;
mod dom;
pub mod embed;
mod features;
pub mod host;
pub mod mount;
mod pages;
mod reactive;
pub mod router;
mod session;

pub use mount::mount;
