//! The pages, and parts of them, that are fetched after the list: in the production build they are a
//! WebAssembly file of their own, so that nobody waits for them at the start.
//!
//! `cargo xtask build` cuts the program in two where [`part::pages`] stands;
//! without the feature `split` that is a function like any other.

use std::sync::Arc;

use domain::{
    address::route::{ListQuery, NewQuery},
    api::feature::Feature,
    list::condition,
    model::{ids::PeeringId, row::Row},
};
use leptos::prelude::*;

use super::{PeeringCreatePage, PeeringDetailPage, PeeringEditPage, ReachabilityPage, SignInAgain};
use crate::{
    components::button,
    data::current,
    features::{
        bulk::{BulkBar, BulkCard, ExportButton},
        common::{disabled_page, page_title, when_enabled},
        list::{ColumnsButton, FilterTokens, Filters, LinksOf, LinksView, ViewsButton},
        palette::QuickActions,
        plan::{ProgressCards, TrackerCards},
        shell::{SessionCommands, SessionTools, SignOut, ToastArea},
    },
    host::settings::Settings,
    reactive::{Memo, RwSignal, Signal, effect, expect_context, spawn},
};

/// Rows of the list.
pub(super) type SharedRows = Arc<Vec<Arc<Row>>>;

/// The rows that match the filters of the list.
pub(super) type Rows = Signal<SharedRows>;

/// Makes the pages.
struct Pages {
    create: fn(NewQuery) -> AnyView,
    detail: fn(PeeringId) -> AnyView,
    edit: fn(PeeringId) -> AnyView,
    links: fn(LinksOf) -> AnyView,
    bulk: fn(Rows) -> AnyView,
    export: fn(Rows) -> AnyView,
    reach: fn() -> AnyView,
    cards: fn() -> AnyView,
    filters: fn(Filters) -> AnyView,
    filtered_rows: fn(Rows, Signal<ListQuery>) -> Rows,
    table: fn(Signal<ListQuery>, RwSignal<String>) -> AnyView,
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
    links: |of| view! { <LinksView of /> }.into_any(),
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
    filters: |filters| view! { <FilterTokens filters /> }.into_any(),
    filtered_rows,
    table: |query, text| {
        view! { <ViewsButton query text /> <ColumnsButton query text /> }.into_any()
    },
    bar: |sign_out| {
        let commands = SessionCommands::new(sign_out);
        view! { <QuickActions commands /> <SessionTools commands /> <SignInAgain /> }.into_any()
    },
};

/// A page, or what is said in the place of one that is switched off. It stays what it
/// is while it is shown: a form is not taken from under its user.
fn allowed_page(feature: Feature, page: impl Fn() -> AnyView) -> AnyView {
    if expect_context::<Settings>().has_untracked(feature) {
        page()
    } else {
        disabled_page()
    }
}

/// The rows that meet the conditions of the query.
fn filtered_rows(rows: Rows, query: Signal<ListQuery>) -> Rows {
    let conditions = Memo::new(move |_| query.with(|query| query.conditions.clone()));
    let snapshot = current();
    let met = Memo::new(move |_| {
        conditions.with(|conditions| {
            let others = condition::needs_others(conditions).then(|| snapshot.get());
            let rows = rows.get();
            Arc::new(condition::filter_rows(&rows, conditions, others.as_deref()))
        })
    });
    met.into()
}

type MakeView = Box<dyn Fn(&'static Pages) -> AnyView + Send>;

/// How far the pages have come.
#[derive(Clone, Copy)]
enum LoadState {
    NotAskedFor,
    Underway,
    Failed,
    Here(&'static Pages),
}

/// The pages that are fetched after the list.
#[derive(Clone, Copy)]
pub(crate) struct LazyPages(RwSignal<LoadState>);

impl LazyPages {
    pub(crate) fn new() -> Self {
        Self(RwSignal::new(LoadState::NotAskedFor))
    }

    /// Fetches them, unless that was begun or done already.
    pub(crate) fn fetch(self) {
        let progress = self.0;
        let begun = matches!(
            progress.get_untracked(),
            LoadState::Underway | LoadState::Here(_)
        );
        if begun {
            return;
        }
        progress.set(LoadState::Underway);
        spawn(async move {
            progress.set(
                part::pages()
                    .await
                    .map_or(LoadState::Failed, LoadState::Here),
            );
        });
    }

    /// The form for a new peering.
    pub(crate) fn create(self, start: NewQuery) -> AnyView {
        self.page(move |pages| (pages.create)(start.clone()))
    }

    /// The page of a peering.
    pub(crate) fn detail(self, id: PeeringId) -> AnyView {
        self.page(move |pages| (pages.detail)(id))
    }

    /// The form for an existing peering.
    pub(crate) fn edit(self, id: PeeringId) -> AnyView {
        self.page(move |pages| (pages.edit)(id))
    }

    /// The list as links: a part of the page of the list.
    pub(crate) fn links(self, of: LinksOf) -> AnyView {
        self.show(Box::new(move |pages| (pages.links)(of)), move || {
            self.failed()
        })
    }

    /// Whether one network reaches another.
    pub(crate) fn reach(self) -> AnyView {
        self.page(move |pages| (pages.reach)())
    }

    /// What is under way, in the corner. Nothing is before these pages are here.
    pub(crate) fn cards(self) -> AnyView {
        self.when_loaded(Box::new(|pages| (pages.cards)()))
    }

    /// What the bar holds beside the links: the quick actions, the session; and the
    /// dialog that asks for the credentials again.
    pub(crate) fn bar(self, sign_out: SignOut) -> AnyView {
        self.when_loaded(Box::new(move |pages| (pages.bar)(sign_out)))
    }

    /// What can be done with the selected rows of the list.
    pub(super) fn bulk(self, rows: Rows) -> AnyView {
        self.when_loaded(Box::new(move |pages| (pages.bulk)(rows)))
    }

    /// What saves rows of the list as a file.
    pub(super) fn export(self, rows: Rows) -> AnyView {
        self.when_loaded(Box::new(move |pages| (pages.export)(rows)))
    }

    /// The tokens of the filter bar.
    pub(super) fn filters(self, filters: Filters) -> AnyView {
        self.when_loaded(Box::new(move |pages| (pages.filters)(filters)))
    }

    /// How the list looks, and the looks that are kept.
    pub(super) fn table(self, query: Signal<ListQuery>, text: RwSignal<String>) -> AnyView {
        self.when_loaded(Box::new(move |pages| (pages.table)(query, text)))
    }

    /// The rows that meet the conditions of the list; none while that is not
    /// known.
    pub(super) fn filtered_rows(
        self,
        rows: Rows,
        query: Signal<ListQuery>,
    ) -> Signal<Option<SharedRows>> {
        let owner = Owner::current();
        let met = RwSignal::new(None::<Rows>);
        effect(move || {
            if let (LoadState::Here(pages), Some(owner)) = (self.0.get(), &owner) {
                met.set(Some(owner.with(|| (pages.filtered_rows)(rows, query))));
            }
        });
        Signal::derive(move || {
            if query.with(|query| query.conditions.is_empty()) {
                Some(rows.get())
            } else {
                met.get().map(Signal::get)
            }
        })
    }

    /// A part that is no page: it is not missed before it is here.
    fn when_loaded(self, make: MakeView) -> AnyView {
        let shown = move || match self.0.get() {
            LoadState::Here(pages) => Some(make(pages)),
            LoadState::NotAskedFor | LoadState::Underway | LoadState::Failed => None,
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
            LoadState::Here(pages) => make(pages),
            LoadState::NotAskedFor | LoadState::Underway => {
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
                    "This page is a part of the console that could not be fetched. Is the network there? Where trying again does not help, a newer console may have taken this one's place: reload the page, and sign in again."
                </p>
                {button("primary", "Try again", move || self.fetch())}
            </div>
        }
        .into_any()
    }
}
