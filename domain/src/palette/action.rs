//! What can be done from wherever one is.

use std::net::IpAddr;

use crate::{
    address::route::{ListQuery, NewQuery, ReachQuery, Route, View},
    api::feature::Feature,
    model::{ids::PeeringId, network::Network, state::Group},
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PaletteAction {
    /// Opens the form of the peering whose page is shown.
    Edit(PeeringId),
    New,
    Peerings,
    Links,
    /// Opens the question whether one network reaches another.
    Reachability,
    /// The same, from this address.
    ReachFrom(IpAddr),
    /// Reads everything again.
    Refresh,
    /// Opens the list with one group of states.
    Group(Group),
    /// Lists the single-key shortcuts.
    ListShortcuts,
    /// Switches the single-key shortcuts on, or off.
    SwitchShortcuts(bool),
    /// Shows what was done in this session.
    Activity,
    /// Shows the calls of this session.
    SessionLog,
    Lock,
    SignOut,
}

impl PaletteAction {
    /// All that there are on a page: that of a peering, where one is shown, and
    /// with the shortcuts on or off.
    pub fn all(shown: Option<PeeringId>, shortcuts: bool) -> Vec<Self> {
        let mut all: Vec<Self> = shown.into_iter().map(Self::Edit).collect();
        all.extend([
            Self::New,
            Self::Peerings,
            Self::Links,
            Self::Reachability,
            Self::Refresh,
        ]);
        all.extend(Group::ALL.map(Self::Group));
        all.extend([
            Self::ListShortcuts,
            Self::SwitchShortcuts(!shortcuts),
            Self::Activity,
            Self::SessionLog,
            Self::Lock,
            Self::SignOut,
        ]);
        all
    }

    /// The feature it needs.
    pub fn needed(self) -> Option<Feature> {
        match self {
            Self::Edit(_) => Some(Feature::Modify),
            Self::New => Some(Feature::Create),
            Self::Reachability | Self::ReachFrom(_) => Some(Feature::Reachability),
            _ => None,
        }
    }

    pub fn title(self) -> String {
        match self {
            Self::Group(group) => format!("Show: {}", group.title()),
            Self::ReachFrom(address) => format!("Reachability from {address}…"),
            _ => self.words().0.into(),
        }
    }

    /// The title, with other words that people may look for.
    pub(super) fn searched(self) -> String {
        format!("{}\n{}", self.title(), self.words().1)
    }

    /// The title, and other words that people may look for.
    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Edit(_) => ("Edit this peering", "modify change"),
            Self::New => ("New peering", "create add"),
            Self::Peerings => ("Peerings list", "go to all"),
            Self::Links => ("Links view", "go to list"),
            Self::Reachability | Self::ReachFrom(_) => ("Reachability", "go to can a reach b"),
            Self::Refresh => ("Refresh", "reload read again"),
            Self::Group(group) => (group.title(), "state group filter"),
            Self::ListShortcuts => ("Keyboard shortcuts", "keys help ?"),
            Self::SwitchShortcuts(true) => {
                ("Enable single-key shortcuts", "keys switch turn on off")
            }
            Self::SwitchShortcuts(false) => {
                ("Disable single-key shortcuts", "keys switch turn on off")
            }
            Self::Activity => ("Activity", "changes running failed done undo stop history"),
            Self::SessionLog => (
                "Session log",
                "requests api calls curl support correlation id diagnose",
            ),
            Self::Lock => ("Lock the console", "leave away"),
            Self::SignOut => ("Sign out", "log out logout leave"),
        }
    }

    /// The page that it opens, where it opens one. A list comes in the order
    /// and with the columns of the one that was shown last.
    pub fn route(self, last: &ListQuery) -> Option<Route> {
        let list = |group, view| {
            Route::List(ListQuery {
                group,
                view,
                ..last.unfiltered()
            })
        };
        match self {
            Self::Edit(id) => Some(Route::Edit(id)),
            Self::New => Some(Route::New(NewQuery::default())),
            Self::Peerings => Some(list(None, View::Peerings)),
            Self::Links => Some(list(None, View::Links(None))),
            Self::Reachability => Some(Route::Reach(ReachQuery::default())),
            Self::ReachFrom(address) => Some(Route::Reach(ReachQuery {
                from: address.to_string(),
                to: String::new(),
            })),
            Self::Group(group) => Some(list(Some(group), View::Peerings)),
            _ => None,
        }
    }
}

/// The list of a network's peerings: those that contain its name, or its UUID
/// where it has none.
pub fn network_route(network: &Network, last: &ListQuery) -> Route {
    let text = match network.name.trim() {
        "" => network.id.to_string(),
        name => name.to_owned(),
    };
    Route::List(ListQuery {
        text,
        view: View::Peerings,
        ..last.unfiltered()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ids::NetworkId;

    fn filtered() -> ListQuery {
        match Route::parse("/peerings", "text=x&group=off&view=links&sort=-state") {
            Route::List(query) => query,
            _ => ListQuery::default(),
        }
    }

    #[test]
    fn a_list_drops_filters_and_keeps_the_order() {
        let last = filtered();
        let href = |action: PaletteAction| action.route(&last).map(|route| route.href());
        let sort = "sort=-state";
        assert_eq!(
            href(PaletteAction::Peerings),
            Some(format!("/peerings?{sort}")),
            "which the address has"
        );
        assert_eq!(
            href(PaletteAction::Links),
            Some(format!("/peerings?{sort}&view=links"))
        );
        assert_eq!(
            href(PaletteAction::Group(Group::NeedsYou)),
            Some(format!("/peerings?group=needs-you&{sort}"))
        );
        assert_eq!(href(PaletteAction::SignOut), None);
    }

    #[test]
    fn a_network_without_a_name_is_looked_for_by_its_uuid() {
        let network = |name: &str| Network {
            id: NetworkId::from_u128(5),
            name: name.into(),
            private: true,
            zone: String::new(),
            router: None,
            ranges: Vec::new(),
        };
        let text = |name: &str| match network_route(&network(name), &filtered()) {
            Route::List(query) => query.text,
            _ => String::new(),
        };
        assert_eq!(text("hel-app "), "hel-app");
        assert_eq!(text(" "), NetworkId::from_u128(5).to_string());
    }

    #[test]
    fn a_page_offers_what_can_be_done_there() {
        let id = PeeringId::from_u128(1);
        assert!(!PaletteAction::all(None, true).contains(&PaletteAction::Edit(id)));
        let all = PaletteAction::all(Some(id), false);
        assert!(all.contains(&PaletteAction::Edit(id)));
        assert!(all.contains(&PaletteAction::SwitchShortcuts(true)));
        assert!(!all.contains(&PaletteAction::SwitchShortcuts(false)));
    }
}
