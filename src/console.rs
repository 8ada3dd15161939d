//! One console: what it consists of, and which page it shows.

use domain::{
    address::route::{NewQuery, Route},
    model::ids::PeeringId,
};
use web_sys::HtmlFormElement;

use crate::{
    api::Api,
    components::Printing,
    data::{
        Activity, ChangeTracker, Inventory, Peerings, Preferences, RefreshScheduler, Runner,
        Selection, StepExecutor,
    },
    dom::Ids,
    features::{
        list::ScrollMemory,
        shell::{SessionCommands, StaticForm, top_bar},
    },
    host::{options::Options, settings::Settings},
    pages::{EntryPage, LazyPages, NotFoundPage, Part, PeeringListPage, SignInAgain, SignInPage},
    reactive::prelude::*,
    router::Router,
    session::Session,
};

/// A page with its subject. The list stays the same page whatever its query, and so
/// does reachability.
#[derive(Clone, PartialEq)]
enum Page {
    List,
    New(NewQuery),
    Detail(PeeringId),
    Edit(PeeringId),
    Reach,
    NotFound(String),
}

impl From<Route> for Page {
    fn from(route: Route) -> Self {
        match route {
            Route::List(_) => Self::List,
            Route::New(query) => Self::New(query),
            Route::Detail(id) => Self::Detail(id),
            Route::Edit(id) => Self::Edit(id),
            Route::Reach(_) => Self::Reach,
            Route::NotFound(path) => Self::NotFound(path),
        }
    }
}

/// Receives what controls a console from outside, once it is there.
pub(crate) type OnReady = Box<dyn FnOnce(Router, Settings)>;

/// One console.
#[component]
pub(crate) fn Console(
    options: Options,
    drawn: Option<HtmlFormElement>,
    on_ready: OnReady,
) -> impl IntoView {
    let session = Session::new(options.limits);
    let settings = Settings::new(&options);
    provide_context(Ids::new());
    provide_context(session);
    provide_context(settings);
    provide_context(StaticForm::new(drawn.as_ref()));
    provide_context(Api::new(options.api_base, session, settings));
    let router = Router::new(options.history, settings);
    provide_context(router);
    on_ready(router, settings);

    // Another user gets new pages, even without a sign-out in between.
    let user = Memo::new(move |_| session.account().map(|account| account.username));
    let drawn = StoredValue::new(drawn);
    move || {
        if user.with(Option::is_some) {
            view! { <SignedIn /> }.into_any()
        } else if settings.host().authenticates() {
            view! { <EntryPage /> }.into_any()
        } else {
            let drawn = drawn.try_update_value(Option::take).flatten();
            view! { <SignInPage drawn /> }.into_any()
        }
    }
}

/// What a signed-in user sees. Everything known about the account lives here, and ends
/// with the session.
#[component]
fn SignedIn() -> impl IntoView {
    let api = expect_context::<Api>().of_session();
    provide_context(api);
    let router = expect_context::<Router>();
    let refresh = RefreshScheduler::new(expect_context());
    let inventory = Inventory::new(api, refresh);
    let peerings = Peerings::new(api, refresh, inventory);
    let activity = Activity::default();
    provide_context(refresh);
    provide_context(inventory);
    provide_context(peerings);
    provide_context(activity);
    let tracker = ChangeTracker::new(peerings, refresh);
    provide_context(tracker);
    let executor = StepExecutor::new(api, peerings, inventory, refresh);
    provide_context(Runner::new(
        executor, peerings, inventory, activity, tracker, refresh,
    ));
    provide_context(Preferences::new());
    provide_context(Printing::new());
    provide_context(Selection::default());
    provide_context(ScrollMemory::default());

    let page = Memo::new(move |_| Page::from(router.route()));
    let later = LazyPages::new();
    // The list comes first, unless the user opened another page.
    let is_answered = Memo::new(move |_| {
        peerings
            .listing
            .with(|listing| listing.read_at.is_some() || listing.error.is_some())
    });
    effect(move || {
        if page.with(|page| *page != Page::List) || is_answered.get() {
            later.fetch();
        }
    });
    let shown = move || match page.get() {
        Page::List => view! { <PeeringListPage later /> }.into_any(),
        Page::New(start) => later.page(Part::Create(start)),
        Page::Detail(id) => later.page(Part::Detail(id)),
        Page::Edit(id) => later.page(Part::Edit(id)),
        Page::Reach => later.page(Part::Reach),
        Page::NotFound(path) => view! { <NotFoundPage path /> }.into_any(),
    };
    let commands = SessionCommands::new();
    view! {
        {top_bar(commands.sign_out, later.part(Part::Bar(Box::new(commands))))}
        <main>{shown}</main>
        {later.part(Part::Activity)}
        // The lock and this dialog are in the first file: a session ends without the second
        // one, if without the warning.
        <SignInAgain />
    }
}
