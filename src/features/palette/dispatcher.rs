//! What the quick actions and the shortcuts do.

use domain::{
    address::route::{ListQuery, Route},
    palette::{PaletteAction, PaletteItem, network_route},
};

use crate::{
    data::{Activity, Inventory, RefreshScheduler, Shortcuts},
    features::shell::SessionCommands,
    host::settings::Settings,
    reactive::prelude::*,
    router::Router,
};

/// Carries out quick actions and shortcuts.
#[derive(Clone, Copy)]
pub(super) struct ActionDispatcher {
    router: Router,
    refresh: RefreshScheduler,
    commands: SessionCommands,
    activity: Activity,
    pub(super) settings: Settings,
    pub(super) shortcuts: Shortcuts,
    /// Whether the dialog of shortcuts is open.
    pub(super) shortcuts_open: RwSignal<bool>,
    /// Set to read the inventory again.
    read_inventory: RwSignal<bool>,
}

impl ActionDispatcher {
    pub(super) fn new(commands: SessionCommands) -> Self {
        let inventory = expect_context::<Inventory>();
        let read_inventory = RwSignal::new(false);
        effect(move || {
            if read_inventory.get() {
                spawn_scoped(inventory.read());
            }
        });
        Self {
            router: expect_context(),
            refresh: expect_context(),
            commands,
            activity: expect_context(),
            settings: expect_context(),
            shortcuts: Shortcuts::new(),
            shortcuts_open: RwSignal::new(false),
            read_inventory,
        }
    }

    /// The query of the list as last shown.
    fn list(self) -> ListQuery {
        match self.router.list() {
            Route::List(query) => query,
            _ => ListQuery::default(),
        }
    }

    /// Carries out what was chosen in the palette.
    pub(super) fn choose(self, item: &PaletteItem) {
        match item {
            PaletteItem::Peering(row) => self.open(Route::Detail(row.peering.id)),
            PaletteItem::Network(network) => self.open(network_route(network, &self.list())),
            PaletteItem::Action(action) => self.act(*action),
        }
    }

    pub(super) fn act(self, action: PaletteAction) {
        match action {
            PaletteAction::Refresh => {
                self.refresh.wake();
                self.read_inventory.set(true);
            }
            PaletteAction::ListShortcuts => self.shortcuts_open.set(true),
            PaletteAction::SwitchShortcuts(on) => self.shortcuts.switch(on),
            PaletteAction::SignOut => self.commands.sign_out.begin(),
            PaletteAction::Lock => self.commands.lock.now(),
            PaletteAction::Activity => {
                self.activity.show();
            }
            PaletteAction::SessionLog => self.commands.log_open.set(true),
            _ => {
                if let Some(route) = action.route(&self.list()) {
                    self.open(route);
                }
            }
        }
    }

    /// Shows or hides the activity; false where there is none.
    pub(super) fn toggle_activity(self) -> bool {
        self.activity.toggle()
    }

    /// Opens a page, unless it is shown already: the history would get a second entry.
    fn open(self, route: Route) {
        if self.router.route_untracked() != route {
            self.router.open(route);
        }
    }
}
