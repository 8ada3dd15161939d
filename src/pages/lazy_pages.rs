//! The pages, and parts of pages, that are loaded after the list. In the
//! production build they are a WebAssembly file of their own, so that the list
//! does not wait for them.
//!
//! The production build divides the program at [`part::pages`]; without the
//! feature `split` that is an ordinary function.

use domain::{address::route::NewQuery, api::feature::Feature, model::ids::PeeringId};

use super::{PeeringCreatePage, PeeringDetailPage, PeeringEditPage, ReachabilityPage, SignInAgain};
use crate::{
    components::button,
    data::SharedRows,
    features::{
        bulk::{BulkBar, BulkCard, ExportButton},
        common::{disabled_page, page_title, when_enabled},
        list::{
            ColumnsButton, FilterTokens, LinksProps, LinksView, ListAddress, RowFilter,
            ViewsButton, rows_by_conditions,
        },
        palette::QuickActions,
        plan::{ProgressCards, TrackerCards},
        shell::{SessionCommands, SessionTools, SignOut, ToastArea},
    },
    host::settings::Settings,
    reactive::prelude::*,
};

const NOT_LOADED: &str = "Couldn't load this part of the console. \
    Check the network connection and try again. \
    If that doesn't help, the console may have been updated: reload the page and sign in again.";

type Rows = Signal<SharedRows>;

/// The functions that make the pages and their parts.
struct Pages {
    create: fn(NewQuery) -> AnyView,
    detail: fn(PeeringId) -> AnyView,
    edit: fn(PeeringId) -> AnyView,
    links: fn(LinksProps) -> AnyView,
    bulk: fn(Rows) -> AnyView,
    export: fn(Rows) -> AnyView,
    reach: fn() -> AnyView,
    cards: fn() -> AnyView,
    filters: fn(ListAddress, Rows) -> AnyView,
    row_filter: RowFilter,
    table: fn(ListAddress) -> AnyView,
    bar: fn(SignOut) -> AnyView,
}

#[cfg_attr(
    feature = "split",
    allow(unsafe_code, reason = "the macro links the two files' functions")
)]
mod part {
    use super::{PAGES, Pages};

    #[cfg(feature = "split")]
    #[leptos::wasm_split::wasm_split(pages, wasm_split_path = leptos::wasm_split, fallible)]
    pub(super) fn pages() -> Result<&'static Pages, leptos::wasm_split::SplitLoaderError> {
        Ok(&PAGES)
    }

    #[cfg(not(feature = "split"))]
    pub(super) async fn pages() -> Result<&'static Pages, std::convert::Infallible> {
        Ok(&PAGES)
    }
}

const PAGES: Pages = Pages {
    create: |start| {
        allowed_page(Feature::Create, move || {
            let start = start.clone();
            view! { <PeeringCreatePage start /> }.into_any()
        })
    },
    detail: |id| view! { <PeeringDetailPage id /> }.into_any(),
    edit: |id| {
        allowed_page(Feature::Modify, move || {
            view! { <PeeringEditPage id /> }.into_any()
        })
    },
    links: |props| view! { <LinksView props /> }.into_any(),
    bulk: |rows| when_enabled(Feature::Bulk, move || view! { <BulkBar rows /> }.into_any()),
    export: |rows| {
        when_enabled(Feature::Export, move || {
            view! { <ExportButton rows /> }.into_any()
        })
    },
    reach: || {
        allowed_page(Feature::Reachability, || {
            view! { <ReachabilityPage /> }.into_any()
        })
    },
    cards: || view! { <BulkCard /> <TrackerCards /> <ProgressCards /> <ToastArea /> }.into_any(),
    filters: |address, rows| view! { <FilterTokens address rows /> }.into_any(),
    row_filter: rows_by_conditions,
    table: |address| view! { <ViewsButton address /> <ColumnsButton address /> }.into_any(),
    bar: |sign_out| {
        let commands = SessionCommands::new(sign_out);
        view! { <QuickActions commands /> <SessionTools commands /> <SignInAgain /> }.into_any()
    },
};

/// A page, or a message that its feature is disabled. The choice is made once:
/// a form must not vanish while it is filled in.
fn allowed_page(feature: Feature, page: impl Fn() -> AnyView) -> AnyView {
    if expect_context::<Settings>().has_untracked(feature) {
        page()
    } else {
        disabled_page()
    }
}

type MakeView = Box<dyn Fn(&'static Pages) -> AnyView + Send>;

#[derive(Clone, Copy)]
enum LoadState {
    NotRequested,
    Loading,
    Failed,
    Loaded(&'static Pages),
}

#[derive(Clone, Copy)]
pub(crate) struct LazyPages(RwSignal<LoadState>);

impl LazyPages {
    pub(crate) fn new() -> Self {
        Self(RwSignal::new(LoadState::NotRequested))
    }

    /// Loads them, unless they are loading or loaded already.
    pub(crate) fn fetch(self) {
        let state = self.0;
        let begun = matches!(
            state.get_untracked(),
            LoadState::Loading | LoadState::Loaded(_)
        );
        if begun {
            return;
        }
        state.set(LoadState::Loading);
        spawn(async move {
            state.set(
                part::pages()
                    .await
                    .map_or(LoadState::Failed, LoadState::Loaded),
            );
        });
    }

    pub(crate) fn create(self, start: NewQuery) -> AnyView {
        self.page(move |pages| (pages.create)(start.clone()))
    }

    pub(crate) fn detail(self, id: PeeringId) -> AnyView {
        self.page(move |pages| (pages.detail)(id))
    }

    pub(crate) fn edit(self, id: PeeringId) -> AnyView {
        self.page(move |pages| (pages.edit)(id))
    }

    /// The list as links: a part of the list page.
    pub(super) fn links(self, props: LinksProps) -> AnyView {
        self.show(Box::new(move |pages| (pages.links)(props)), move || {
            self.failed()
        })
    }

    pub(crate) fn reach(self) -> AnyView {
        self.page(move |pages| (pages.reach)())
    }

    /// The cards of running changes, in the corner.
    pub(crate) fn cards(self) -> AnyView {
        self.when_loaded(Box::new(|pages| (pages.cards)()))
    }

    /// The command palette and the session in the top bar, and the dialog that
    /// asks for the credentials again.
    pub(crate) fn bar(self, sign_out: SignOut) -> AnyView {
        self.when_loaded(Box::new(move |pages| (pages.bar)(sign_out)))
    }

    /// The actions for the selected rows.
    pub(super) fn bulk(self, rows: Rows) -> AnyView {
        self.when_loaded(Box::new(move |pages| (pages.bulk)(rows)))
    }

    pub(super) fn export(self, rows: Rows) -> AnyView {
        self.when_loaded(Box::new(move |pages| (pages.export)(rows)))
    }

    /// The tokens of the filter bar.
    pub(super) fn filters(self, address: ListAddress, rows: Rows) -> AnyView {
        self.when_loaded(Box::new(move |pages| (pages.filters)(address, rows)))
    }

    /// The buttons for saved views and columns.
    pub(super) fn table(self, address: ListAddress) -> AnyView {
        self.when_loaded(Box::new(move |pages| (pages.table)(address)))
    }

    /// The filter by conditions, once it is loaded; tracked.
    pub(super) fn row_filter(self) -> Option<RowFilter> {
        match self.0.get() {
            LoadState::Loaded(pages) => Some(pages.row_filter),
            LoadState::NotRequested | LoadState::Loading | LoadState::Failed => None,
        }
    }

    /// A part of a page: nothing is shown until it is loaded.
    fn when_loaded(self, make: MakeView) -> AnyView {
        let shown = move || match self.0.get() {
            LoadState::Loaded(pages) => Some(make(pages)),
            LoadState::NotRequested | LoadState::Loading | LoadState::Failed => None,
        };
        view! { {shown} }.into_any()
    }

    fn page(self, make: impl Fn(&'static Pages) -> AnyView + Send + 'static) -> AnyView {
        self.show(Box::new(make), move || {
            view! {
                {page_title("Not loaded")}
                {self.failed()}
            }
            .into_any()
        })
    }

    fn show(self, make: MakeView, failed: impl Fn() -> AnyView + Send + 'static) -> AnyView {
        let shown = move || match self.0.get() {
            LoadState::Loaded(pages) => make(pages),
            LoadState::NotRequested | LoadState::Loading => {
                view! { <p class="panel empty" role="status">"Loading…"</p> }.into_any()
            }
            LoadState::Failed => failed(),
        };
        view! { {shown} }.into_any()
    }

    fn failed(self) -> AnyView {
        view! {
            <div class="panel empty">
                <p role="alert">
                    {NOT_LOADED}
                </p>
                {button("primary", "Try again", move || self.fetch())}
            </div>
        }
        .into_any()
    }
}
