//! The question "can A reach B?" while it is entered. The address holds the question
//! that is answered.

use std::time::Duration;

use domain::address::route::{ReachQuery, Route};

use crate::{reactive::prelude::*, router::Router};

/// How long typing must pause before the address changes: browsers refuse floods of
/// changes, and half a name is no question.
const TYPING_PAUSE: Duration = Duration::from_millis(300);

/// The question, and the text of its two fields.
#[derive(Clone, Copy)]
pub(crate) struct ReachInput {
    router: Router,
    debounce: Debounce,
    pub(crate) question: Memo<ReachQuery>,
    from: RwSignal<String>,
    to: RwSignal<String>,
}

/// One of the two ends.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Endpoint {
    From,
    To,
}

impl Endpoint {
    /// The text of this end in a question.
    pub(crate) fn of(self, query: &ReachQuery) -> &str {
        match self {
            Self::From => &query.from,
            Self::To => &query.to,
        }
    }
}

impl ReachInput {
    pub(crate) fn new() -> Self {
        let router = expect_context::<Router>();
        let question = Memo::new(move |last: Option<&ReachQuery>| match router.route() {
            Route::Reach(query) => query,
            _ => last.cloned().unwrap_or_default(),
        });
        let start = question.get_untracked();
        let input = Self {
            router,
            debounce: Debounce::new(),
            question,
            from: RwSignal::new(start.from),
            to: RwSignal::new(start.to),
        };
        // Back and Forward change the address under the fields.
        effect(move || {
            let query = question.get();
            for end in [Endpoint::From, Endpoint::To] {
                let field = input.field(end);
                if field.with_untracked(|text| text != end.of(&query)) {
                    field.set(end.of(&query).to_owned());
                }
            }
        });
        input
    }

    /// The text of a field, which the address follows.
    pub(crate) fn field(self, end: Endpoint) -> RwSignal<String> {
        match end {
            Endpoint::From => self.from,
            Endpoint::To => self.to,
        }
    }

    /// Stores what is typed, and asks once typing pauses.
    pub(crate) fn typed(self, end: Endpoint, text: String) {
        self.field(end).set(text);
        self.debounce.after(TYPING_PAUSE, move || self.ask());
    }

    /// Asks what is in the fields; the question replaces the one in the address.
    pub(crate) fn ask(self) {
        self.debounce.cancel();
        let typed = self.typed_now();
        // The field may lose the focus because the page was left.
        let is_here = matches!(self.router.route_untracked(), Route::Reach(_));
        if is_here && self.question.with_untracked(|question| *question != typed) {
            self.router.replace(Route::Reach(typed));
        }
    }

    /// Asks with another text at one end, as a new history entry.
    pub(crate) fn choose(self, end: Endpoint, text: String) {
        let mut query = self.typed_now();
        match end {
            Endpoint::From => query.from = text,
            Endpoint::To => query.to = text,
        }
        self.open(query);
    }

    /// Asks the opposite direction, as a new history entry.
    pub(crate) fn swap(self) {
        self.open(self.typed_now().swapped());
    }

    fn open(self, query: ReachQuery) {
        self.debounce.cancel();
        self.router.open(Route::Reach(query));
    }

    fn typed_now(self) -> ReachQuery {
        ReachQuery {
            from: self.from.get_untracked(),
            to: self.to.get_untracked(),
        }
    }
}
