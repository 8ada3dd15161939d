//! Enabling and disabling one half or both.

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

use crate::{
    components::{DialogState, button, cancel_button, lockable_button, radio},
    data::{Runner, SharedSnapshot},
    dom,
    features::plan::PlanSteps,
    reactive::prelude::*,
};

/// Changes the peering of a page and its configured status.
#[derive(Clone, Copy)]
pub(crate) struct Switch {
    pub(super) runner: Runner,
    pub(super) row: Signal<Option<Arc<Row>>>,
    /// The other half, if visible.
    pub(super) other: Memo<Option<Arc<Row>>>,
    /// The dialog that asks, with the new status.
    asked: DialogState<ConfiguredStatus>,
}

impl Switch {
    pub(crate) fn new(row: Signal<Option<Arc<Row>>>, snapshot: Memo<SharedSnapshot>) -> Self {
        Self {
            runner: expect_context(),
            row,
            other: Memo::new(move |_| {
                let row = row.get()?;
                snapshot.with(|snapshot| snapshot.other_half(&row.peering).cloned())
            }),
            asked: DialogState::default(),
        }
    }

    /// Whether a running change touches the peering, so that no other can start.
    fn is_locked(self) -> bool {
        self.row.with(|row| {
            row.as_ref()
                .is_some_and(|row| self.runner.is_touching(row.peering.id))
        })
    }

    /// The other half, if its status would change as well.
    fn other_to(self, to: &ConfiguredStatus) -> Option<Arc<Row>> {
        self.other
            .get()
            .filter(|row| row.peering.configured_status != *to)
    }

    /// Asks first, since disabling stops traffic.
    fn disable(self) {
        self.asked.open_with(ConfiguredStatus::Disabled);
    }

    /// Enables. If both halves are disabled, asks which.
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

    /// A button that changes the peering, unless a running change touches it.
    pub(crate) fn button(
        self,
        class: &'static str,
        name: impl Into<Signal<String>>,
        press: impl Fn() + 'static,
    ) -> AnyView {
        let is_locked = Signal::derive(move || self.is_locked());
        lockable_button(class, name, is_locked, move |_| press())
    }
}

/// The button that enables or disables the peering, with its dialog.
#[component]
pub(crate) fn StatusSwitch(switch: Switch) -> impl IntoView {
    let is_disabled = Memo::new(move |_| {
        switch.row.with(|row| {
            row.as_ref()
                .is_some_and(|row| row.peering.configured_status == ConfiguredStatus::Disabled)
        })
    });
    let press = move || {
        if is_disabled.get_untracked() {
            switch.enable();
        } else {
            switch.disable();
        }
    };
    let name = Signal::derive(move || {
        let name = if is_disabled.get() {
            "Enable"
        } else {
            "Disable"
        };
        name.to_owned()
    });
    let asked = switch.asked;
    let title = Signal::derive(move || {
        let title = match asked.subject.get() {
            Some(ConfiguredStatus::Disabled) => "Disable peering",
            Some(ConfiguredStatus::Active | ConfiguredStatus::Other(_)) | None => "Enable peering",
        };
        title.to_owned()
    });
    let form = move |to: ConfiguredStatus| {
        let row = switch.row.get_untracked()?;
        Some(view! { <SwitchForm switch row to open=asked.open /> }.into_any())
    };
    view! {
        {switch.button("", name, press)}
        {asked.modal(title, form)}
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
    // Traffic needs both halves enabled; disabling one is enough to stop it.
    let both = RwSignal::new(enables && other.is_some());
    let plan = {
        let (row, other, to) = (Arc::clone(&row), other.clone(), to);
        Signal::derive(move || {
            let rows = affected(&row, other.as_ref(), both.get());
            let peerings: Vec<&Peering> = rows.iter().map(|row| &row.peering).collect();
            Plan::switch(&peerings, &to)
        })
    };
    let consequence = {
        let (row, seen) = (Arc::clone(&row), switch.other.get_untracked().is_some());
        move || match (enables, both.get()) {
            (true, true) => "Traffic needs both halves, and both are disabled.".to_owned(),
            (true, false) => {
                "The other half stays disabled: no traffic passes until it is enabled, too."
                    .to_owned()
            }
            (false, true) if row.peering.state == State::Active => {
                "Traffic stops until both halves are enabled again.".to_owned()
            }
            (false, true) => "No traffic passes until both halves are enabled again.".to_owned(),
            (false, false) => explain::disabling(&row.peering, seen).to_owned(),
        }
    };
    let confirm = move || {
        open.set(false);
        switch.start(plan.get_untracked());
    };
    let verb = if enables { "enable " } else { "disable " };
    let (class, confirm_text) = if enables {
        ("primary", "Enable peering")
    } else {
        ("danger", "Disable peering")
    };
    view! {
        <p>
            "You are about to " {verb} <strong>{row.peering.name.clone()}</strong> ". "
            {consequence}
        </p>
        {scope_choice(both, &row, other.as_ref())}
        <PlanSteps plan />
        <div class="buttons">
            {button(class, confirm_text, confirm)}
            {cancel_button(open)}
        </div>
    }
}

/// The choice between this half and both. Empty without another half to change.
pub(super) fn scope_choice(
    both: RwSignal<bool>,
    this: &Row,
    other: Option<&Arc<Row>>,
) -> Option<AnyView> {
    let group = dom::fresh_id();
    other.map(|other| {
        let (this, other) = (&this.peering.name, &other.peering.name);
        view! {
            <fieldset class="option-group" aria-label="Which halves">
                {radio(&group, both, false, format!("This half: {this}"))}
                {radio(&group, both, true, format!("Both halves: {this} and {other}"))}
            </fieldset>
        }
        .into_any()
    })
}

/// The peerings to change.
pub(super) fn affected(this: &Arc<Row>, other: Option<&Arc<Row>>, both: bool) -> Vec<Arc<Row>> {
    let other = other.filter(|_| both).cloned();
    std::iter::once(Arc::clone(this)).chain(other).collect()
}
