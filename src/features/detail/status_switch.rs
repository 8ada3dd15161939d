//! Enable and disable, one side or both.

use std::sync::Arc;

use domain::{
    change::plan::Plan,
    model::{
        peering::Peering,
        row::Row,
        state::{ConfiguredStatus, State},
    },
    status::explain,
};
use leptos::prelude::*;

use super::sides_choice::{ScopeChoice, affected};
use crate::{
    components::{DialogState, Modal, button},
    data::{Peerings, Runner},
    features::plan::PlanSteps,
    reactive::{Memo, RwSignal, Signal, expect_context, handler},
};

/// What throws the switch of the peering of a page.
#[derive(Clone, Copy)]
pub(crate) struct Switch {
    pub(super) runner: Runner,
    pub(super) row: Signal<Option<Arc<Row>>>,
    /// The other half, where it is seen.
    pub(super) other: Memo<Option<Arc<Row>>>,
    /// What the user is asked about: where the switch shall be.
    asked: DialogState<ConfiguredStatus>,
}

impl Switch {
    /// A switch for the component that calls it.
    pub(crate) fn new(row: Signal<Option<Arc<Row>>>) -> Self {
        let peerings = expect_context::<Peerings>();
        Self {
            runner: expect_context(),
            row,
            other: Memo::new(move |_| {
                let row = row.get()?;
                peerings.get(peerings.other_half(&row.peering)?)
            }),
            asked: DialogState::new(),
        }
    }

    /// Whether nothing can be changed now: something that is under way touches
    /// the peering.
    pub(super) fn is_held(self) -> bool {
        self.row.with(|row| {
            row.as_ref()
                .is_some_and(|row| self.runner.is_touching(row.peering.id))
        })
    }

    /// The other half, where the switch of it could be thrown as well.
    fn other_to(self, to: &ConfiguredStatus) -> Option<Arc<Row>> {
        let stands_right = |row: &Arc<Row>| row.peering.configured_status == *to;
        self.other.get().filter(|row| !stands_right(row))
    }

    /// Disabling stops traffic, so it is asked for first.
    fn disable(self) {
        self.asked.open_with(ConfiguredStatus::Disabled);
    }

    /// Enables; where both sides are off, asks which.
    pub(super) fn enable(self) {
        if untrack(|| self.other_to(&ConfiguredStatus::Active)).is_some() {
            self.asked.open_with(ConfiguredStatus::Active);
        } else if let Some(row) = self.row.get_untracked() {
            self.start(Plan::switch(&[&row.peering], &ConfiguredStatus::Active));
        }
    }

    pub(super) fn start(self, plan: Plan) {
        self.runner.start(plan);
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
/// question that may come before.
#[component]
pub(crate) fn StatusSwitch(switch: Switch) -> impl IntoView {
    let is_off = Memo::new(move |_| {
        switch.row.with(|row| {
            row.as_ref()
                .is_some_and(|row| row.peering.configured_status == ConfiguredStatus::Disabled)
        })
    });
    let press = move || {
        if is_off.get_untracked() {
            switch.enable();
        } else {
            switch.disable();
        }
    };
    let name = Signal::derive(move || {
        let name = if is_off.get() { "Enable" } else { "Disable" };
        name.to_owned()
    });
    let open = switch.asked.open;
    let about = switch.asked.subject;
    let title = Signal::derive(move || {
        let title = match about.get() {
            Some(ConfiguredStatus::Disabled) => "Disable peering",
            Some(ConfiguredStatus::Active | ConfiguredStatus::Other(_)) | None => "Enable peering",
        };
        title.to_owned()
    });
    view! {
        {switch.button("", name, press)}
        <Modal open title>
            {move || {
                let (row, to) = (untrack(|| switch.row.get())?, about.get_untracked()?);
                Some(view! { <SwitchForm switch row to open /> }.into_any())
            }}
        </Modal>
    }
}

#[component]
fn SwitchForm(
    switch: Switch,
    row: Arc<Row>,
    to: ConfiguredStatus,
    open: RwSignal<bool>,
) -> impl IntoView {
    let other = untrack(|| switch.other_to(&to));
    let enables = to != ConfiguredStatus::Disabled;
    // Traffic needs both sides on, and one that is off is enough to stop it.
    let both = RwSignal::new(enables && other.is_some());
    let plan = {
        let (row, other, to) = (Arc::clone(&row), other.clone(), to);
        Signal::derive(move || {
            let rows = affected(&row, other.as_ref(), both.get());
            let peerings: Vec<&Peering> = rows.iter().map(|row| &row.peering).collect();
            Plan::switch(&peerings, &to)
        })
    };
    let told = {
        let (row, seen) = (Arc::clone(&row), switch.other.get_untracked().is_some());
        move || match (enables, both.get()) {
            (true, true) => {
                "Both sides are off, and traffic needs both. Both are enabled.".to_owned()
            }
            (true, false) => {
                "The other side stays off: no traffic passes until it is enabled, too.".to_owned()
            }
            (false, true) if row.peering.state == State::Active => {
                "Traffic stops until both sides are enabled again.".to_owned()
            }
            (false, true) => "No traffic passes until both sides are enabled again.".to_owned(),
            (false, false) => explain::disabling(&row.peering, seen).to_owned(),
        }
    };
    let confirm = move || {
        open.set(false);
        switch.start(plan.get_untracked());
    };
    let verb = if enables { "enable " } else { "disable " };
    let (class, yes, no) = if enables {
        ("primary", "Enable peering", "Leave it off")
    } else {
        ("danger", "Disable peering", "Keep it on")
    };
    view! {
        <p>"You are about to " {verb} <strong>{row.peering.name.clone()}</strong> ". " {told}</p>
        <ScopeChoice both this=row other />
        <PlanSteps plan />
        <div class="buttons">
            {button(class, yes, confirm)}
            // What a hasty Enter presses changes nothing.
            <button type="button" autofocus on:click=handler(move |_| open.set(false))>
                {no}
            </button>
        </div>
    }
}
