//! What can be done about an entry, as buttons.

use domain::change::run::Offer;

use super::line::Line;
use crate::{
    data::{Activity, Runner, Subject},
    reactive::prelude::*,
};

/// At most as many offers has a line.
const SLOTS: usize = 3;

/// The buttons of a line. There are always as many, some of them hidden, and each changes
/// its name in place: the focus stays where Stop becomes Undo.
pub(super) fn action_buttons(line: Signal<Option<Line>>) -> AnyView {
    let runner = expect_context::<Runner>();
    let activity = expect_context::<Activity>();
    let buttons = (0..SLOTS).map(|slot| {
        let offer = Memo::new(move |_| {
            line.with(|line| {
                let line = line.as_ref()?;
                let offer = line.offers.get(slot).copied()?;
                Some(Button::new(offer, slot, line))
            })
        });
        let press = move |_: ev::MouseEvent| {
            let Some(button) = offer.get_untracked().filter(|button| !button.is_locked) else {
                return;
            };
            let subject = line.with_untracked(|line| {
                line.as_ref()
                    .map(|line| (line.entry.key, line.entry.subject.clone()))
            });
            match subject {
                Some((_, Subject::Run(id))) => match button.offer {
                    Offer::Stop => runner.stop(id),
                    Offer::Undo => runner.undo(id),
                    Offer::Continue | Offer::ContinueDeleting => runner.resume(id),
                    Offer::TryAgain => runner.retry(id),
                    Offer::Dismiss => runner.dismiss(id),
                },
                Some((key, _)) => activity.remove(key),
                None => {}
            }
        };
        let of = move |read: fn(Button) -> &'static str| move || offer.get().map_or("", read);
        view! {
            <button
                type="button"
                class=of(|button| button.class)
                hidden=move || offer.get().is_none()
                aria-disabled=move || offer.get().is_some_and(|button| button.is_locked).to_string()
                on:click=handler(press)
            >
                {of(|button| button.name)}
            </button>
        }
        .into_any()
    });
    buttons.collect_view().into_any()
}

#[derive(Clone, Copy, PartialEq)]
struct Button {
    offer: Offer,
    name: &'static str,
    class: &'static str,
    is_locked: bool,
}

impl Button {
    /// The first offer of a line that waits for a decision is the one to take.
    fn new(offer: Offer, slot: usize, line: &Line) -> Self {
        let decides = line.offers.contains(&Offer::Dismiss);
        let is_locked = offer == Offer::Stop && line.is_stopping;
        let name = match offer {
            Offer::Stop if is_locked => "Stopping…",
            Offer::Stop => "Stop",
            Offer::Undo => "Undo",
            Offer::Continue => "Continue",
            Offer::ContinueDeleting => "Continue deleting",
            Offer::TryAgain => "Try again",
            Offer::Dismiss => "Dismiss",
        };
        let class = match offer {
            Offer::ContinueDeleting => "small danger",
            Offer::Dismiss => "small quiet",
            _ if decides && slot == 0 => "small primary",
            _ => "small",
        };
        Self {
            offer,
            name,
            class,
            is_locked,
        }
    }
}
