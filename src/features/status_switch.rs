//! Enable and disable.

use crate::reactive::{Memo, RwSignal, Signal, handler, run};
use std::sync::Arc;

use crate::components::button;
use domain::{explain, list::Row, patch::Patch, state::ConfiguredStatus};
use leptos::prelude::*;

use crate::{
    components::Modal,
    data::{Notice, Notices, Peerings, Plans, Removals},
};

/// What throws the switch of the peering of a page.
#[derive(Clone, Copy)]
pub(crate) struct Switch {
    peerings: Peerings,
    notices: Notices,
    removals: Removals,
    plans: Plans,
    pub(super) row: Signal<Option<Arc<Row>>>,
    /// Whether an answer is waited for.
    busy: RwSignal<bool>,
    /// Whether the user is asked if it shall be disabled.
    asking: RwSignal<bool>,
}

impl Switch {
    /// A switch for the component that calls it.
    pub(crate) fn new(row: Signal<Option<Arc<Row>>>) -> Self {
        Self {
            peerings: expect_context(),
            notices: expect_context(),
            removals: expect_context(),
            plans: expect_context(),
            row,
            busy: RwSignal::new(false),
            asking: RwSignal::new(false),
        }
    }

    /// Whether nothing can be changed now: an answer is waited for, or
    /// something that is under way touches the peering.
    fn is_held(self) -> bool {
        let touched = |row: &Arc<Row>| {
            let id = row.peering.id;
            self.removals.is_running(id) || self.plans.is_touching(id)
        };
        self.busy.get() || self.row.with(|row| row.as_ref().is_some_and(touched))
    }

    /// Disabling stops traffic, so it is asked for first.
    pub(super) fn ask(self) {
        self.asking.set(true);
    }

    /// Enables or disables; what comes of it is told in a notice.
    pub(super) fn throw(self, to: ConfiguredStatus) {
        let Self {
            peerings,
            notices,
            busy,
            ..
        } = self;
        let Some(row) = self.row.get_untracked() else {
            return;
        };
        let (id, name) = (row.peering.id, row.peering.name.clone());
        let (doing, done) = match to {
            ConfiguredStatus::Disabled => ("Disabling", "Disabled"),
            ConfiguredStatus::Active | ConfiguredStatus::Other(_) => ("Enabling", "Enabled"),
        };
        let patch = Patch::status(to);
        busy.set(true);
        run(async move {
            let answer = peerings.modify(id, &patch).await;
            busy.try_set(false);
            match answer {
                Ok(_) => notices.done(format!("{done} {name}")),
                Err(error) => notices.add(Notice::Failed {
                    tried: format!("{doing} {name} failed"),
                    error,
                }),
            }
        });
    }

    /// A button that changes the peering, and does nothing while that cannot be
    /// done. It keeps the focus then, which `disabled` would take away.
    pub(crate) fn button(
        self,
        class: &'static str,
        name: Signal<String>,
        press: impl Fn() + 'static,
    ) -> AnyView {
        let press = move |_| {
            if !untrack(|| self.is_held()) {
                press();
            }
        };
        view! {
            <button
                type="button"
                class=class
                aria-disabled=move || self.is_held().to_string()
                on:click=handler(press)
            >
                {move || name.get()}
            </button>
        }
        .into_any()
    }
}

/// The button that enables or disables, whichever is left to do, and the
/// question that comes before disabling.
#[component]
pub(crate) fn StatusSwitch(switch: Switch) -> impl IntoView {
    let Switch { row, asking, .. } = switch;
    let disabled_now = Memo::new(move |_| {
        row.with(|row| {
            row.as_ref()
                .is_some_and(|row| row.peering.configured_status == ConfiguredStatus::Disabled)
        })
    });
    let press = move || {
        if disabled_now.get_untracked() {
            switch.throw(ConfiguredStatus::Active);
        } else {
            switch.ask();
        }
    };
    let name = Signal::derive(move || {
        let name = if disabled_now.get() {
            "Enable"
        } else {
            "Disable"
        };
        name.to_owned()
    });
    let confirm = move || {
        asking.set(false);
        switch.throw(ConfiguredStatus::Disabled);
    };
    let told = move || {
        row.with(|row| {
            row.as_ref().map(|row| {
                let other_side = switch.peerings.other_side(&row.peering).is_some();
                let comes = explain::disabling(&row.peering, other_side);
                view! { <p>"You are about to disable " <strong>{row.peering.name.clone()}</strong> ". " {comes}</p> }
            })
        })
    };
    view! {
        {switch.button("", name, press)}
        <Modal open=asking title=Signal::stored("Disable peering".to_owned())>
            {move || told()}
            <div class="buttons">
                {button("danger", "Disable peering", confirm)}
                // What a hasty Enter presses changes nothing.
                <button type="button" autofocus on:click=handler(move |_| asking.set(false))>
                    "Keep it on"
                </button>
            </div>
        </Modal>
    }
}
