//! The pages, and parts of pages, that are loaded after the list. In the
//! production build they are a WebAssembly file of their own, so that the list
//! does not wait for them.
//!
//! The production build divides the program at [`part::pages`]; without the
//! feature `split` that is an ordinary function.

use std::time::Duration;

use domain::{address::route::NewQuery, api::feature::Feature, model::ids::PeeringId};

use super::{PeeringCreatePage, PeeringDetailPage, PeeringEditPage, ReachabilityPage};
use crate::{
    components::{button, loading},
    data::{Peerings, SharedRows},
    features::{
        activity::ActivityStrip,
        bulk::{BulkBar, ExportButton},
        common::{disabled_page, page_title, when_enabled},
        list::{
            ColumnsButton, FilterTokens, LinksProps, LinksView, ListAddress, RowFilter,
            ViewsButton, rows_by_conditions,
        },
        palette::QuickActions,
        plan::CutOffNotice,
        shell::{LockWarning, SessionCommands, SessionTools, WaitNotice},
    },
    host::settings::Settings,
    reactive::prelude::*,
};

const NOT_LOADED: &str = "Couldn't load this part of the console. ";

const MISSING: &str = "A part of the console could not be loaded: search, views, \
    filters, export, bulk changes and the account menu are missing. ";

const ADVICE: &str = "Check the network connection and try again. \
    If that doesn't help, reload the page and sign in again. ";

/// After this time the user is offered to try again. A file that comes later is used.
const STALLED: Duration = Duration::from_secs(30);

type Rows = Signal<SharedRows>;

/// A page, or a part of one, with what it needs.
#[derive(Clone)]
pub(crate) enum Part {
    Create(NewQuery),
    Detail(PeeringId),
    Edit(PeeringId),
    Reach,
    /// The list as links.
    Links(LinksProps),
    /// The tokens of the filter bar.
    Filters(ListAddress, Rows),
    /// The changes that did not finish.
    CutOff,
    /// The buttons for saved views, columns and export.
    Tools(ListAddress, Rows),
    /// The actions for the selected rows: the rows that are shown, and those to show alone.
    Bulk(Rows, RwSignal<Option<SharedRows>>),
    /// The strip of what runs and has happened.
    Activity,
    /// The command palette and the session in the top bar.
    Bar(Box<SessionCommands>),
}

/// What the second file consists of.
struct Pages {
    draw: fn(Part) -> AnyView,
    row_filter: RowFilter,
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
    draw,
    row_filter: rows_by_conditions,
};

fn draw(part: Part) -> AnyView {
    match part {
        Part::Create(start) => allowed_page(Feature::Create, move || {
            view! { <PeeringCreatePage start /> }.into_any()
        }),
        Part::Detail(id) => view! { <PeeringDetailPage id /> }.into_any(),
        Part::Edit(id) => allowed_page(Feature::Modify, move || {
            view! { <PeeringEditPage id /> }.into_any()
        }),
        Part::Reach => allowed_page(Feature::Reachability, || {
            view! { <ReachabilityPage /> }.into_any()
        }),
        Part::Links(props) => view! { <LinksView props /> }.into_any(),
        Part::Filters(address, rows) => view! { <FilterTokens address rows /> }.into_any(),
        Part::CutOff => view! { <CutOffNotice /> }.into_any(),
        Part::Tools(address, rows) => {
            let export = move || view! { <ExportButton rows /> }.into_any();
            view! {
                <ViewsButton address />
                <ColumnsButton address />
                {when_enabled(Feature::Export, export)}
            }
            .into_any()
        }
        Part::Bulk(rows, only) => when_enabled(Feature::Bulk, move || {
            view! { <BulkBar rows only /> }.into_any()
        }),
        Part::Activity => view! { <ActivityStrip /> }.into_any(),
        Part::Bar(commands) => {
            expect_context::<Peerings>().share_reports();
            view! {
                <QuickActions commands=*commands />
                <WaitNotice />
                <SessionTools commands=*commands />
                <LockWarning lock=commands.lock />
            }
            .into_any()
        }
    }
}

/// A page, or a message that its feature is disabled. The choice is made once:
/// a form must not vanish while it is filled in.
fn allowed_page(feature: Feature, page: impl FnOnce() -> AnyView) -> AnyView {
    if expect_context::<Settings>().has_untracked(feature) {
        page()
    } else {
        disabled_page()
    }
}

#[derive(Clone, Copy)]
enum LoadState {
    NotRequested,
    Loading,
    Failed,
    Loaded(&'static Pages),
}

#[derive(Clone, Copy)]
pub(crate) struct LazyPages(RwSignal<LoadState>, Debounce);

impl LazyPages {
    pub(crate) fn new() -> Self {
        Self(RwSignal::new(LoadState::NotRequested), Debounce::new())
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
            let pages = part::pages().await;
            // The session may be over.
            state.try_set(pages.map_or(LoadState::Failed, LoadState::Loaded));
        });
        self.1.after(STALLED, move || {
            // The session may be over. Any update draws the pages anew: a form would lose
            // its input.
            if matches!(state.try_get_untracked(), Some(LoadState::Loading)) {
                state.set(LoadState::Failed);
            }
        });
    }

    /// The filter by conditions, once it is loaded; tracked.
    pub(super) fn row_filter(self) -> Option<RowFilter> {
        match self.0.get() {
            LoadState::Loaded(pages) => Some(pages.row_filter),
            LoadState::NotRequested | LoadState::Loading | LoadState::Failed => None,
        }
    }

    /// A part of a page: nothing is shown until it is loaded.
    pub(crate) fn part(self, part: Part) -> AnyView {
        let shown = move || match self.0.get() {
            LoadState::Loaded(pages) => Some((pages.draw)(part.clone())),
            LoadState::NotRequested | LoadState::Loading | LoadState::Failed => None,
        };
        view! { {shown} }.into_any()
    }

    /// A page, or what a page shows in its middle.
    pub(crate) fn page(self, page: Part) -> AnyView {
        let has_header = matches!(page, Part::Links(_));
        let shown = move || match self.0.get() {
            LoadState::Loaded(pages) => (pages.draw)(page.clone()),
            LoadState::NotRequested | LoadState::Loading => loading("Loading…"),
            LoadState::Failed => view! {
                {(!has_header).then(|| page_title("Not loaded"))}
                {self.failed()}
            }
            .into_any(),
        };
        view! { {shown} }.into_any()
    }

    /// Says that parts of every page are missing where they could not be loaded.
    pub(crate) fn missing(self) -> AnyView {
        let shown = move || {
            matches!(self.0.get(), LoadState::Failed).then(|| {
                view! {
                    <div class="warning" role="alert">
                        {MISSING}
                        {ADVICE}
                        {button("", "Try again", move || self.fetch())}
                    </div>
                }
                .into_any()
            })
        };
        view! { {shown} }.into_any()
    }

    fn failed(self) -> AnyView {
        view! {
            <div class="panel empty">
                <p role="alert">
                    {NOT_LOADED}
                    {ADVICE}
                </p>
                {button("primary", "Try again", move || self.fetch())}
            </div>
        }
        .into_any()
    }
}
