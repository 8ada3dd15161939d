//! The question "can A reach B?" while it is typed. The address holds it, and
//! what is answered is what the address holds.

use std::time::Duration;

use domain::address::route::{ReachQuery, Route};

use crate::{
    reactive::{Debounce, Memo, RwSignal, effect, expect_context},
    router::Router,
};

/// How long typing must rest before the address is changed: browsers refuse
/// floods of changes, and half a name is no question.
const REST: Duration = Duration::from_millis(300);

/// The question, and what stands in its two fields.
#[derive(Clone, Copy)]
pub(crate) struct ReachInput {
    router: Router,
    rest: Debounce,
    pub(crate) asked: Memo<ReachQuery>,
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
    /// Its text in a question.
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
        let asked = Memo::new(move |last: Option<&ReachQuery>| match router.route() {
            Route::Reach(query) => query,
            _ => last.cloned().unwrap_or_default(),
        });
        let start = asked.get_untracked();
        let question = Self {
            router,
            rest: Debounce::new(),
            asked,
            from: RwSignal::new(start.from),
            to: RwSignal::new(start.to),
        };
        // Back and Forward change the address under the fields.
        effect(move || {
            let asked = asked.get();
            for end in [Endpoint::From, Endpoint::To] {
                let field = question.field(end);
                if field.with_untracked(|text| text != end.of(&asked)) {
                    field.set(end.of(&asked).to_owned());
                }
            }
        });
        question
    }

    /// What stands in a field; it is ahead of the address by a moment.
    pub(crate) fn field(self, end: Endpoint) -> RwSignal<String> {
        match end {
            Endpoint::From => self.from,
            Endpoint::To => self.to,
        }
    }

    /// Takes note of what is typed, and asks it once typing rests.
    pub(crate) fn typed(self, end: Endpoint, text: String) {
        self.field(end).set(text);
        self.rest.after(REST, move || self.ask());
    }

    /// Asks what is typed, in the place of what was asked.
    pub(crate) fn ask(self) {
        self.rest.cancel();
        let typed = self.typed_now();
        // Whoever leaves a field may have left the page.
        let here = matches!(self.router.route_untracked(), Route::Reach(_));
        if here && self.asked.with_untracked(|asked| *asked != typed) {
            self.router.replace(Route::Reach(typed));
        }
    }

    /// Asks with another text at one end, so that Back leads to this question.
    pub(crate) fn put(self, end: Endpoint, text: String) {
        let mut query = self.typed_now();
        match end {
            Endpoint::From => query.from = text,
            Endpoint::To => query.to = text,
        }
        self.open(query);
    }

    /// Asks the other way round.
    pub(crate) fn swap(self) {
        self.open(self.typed_now().swapped());
    }

    fn open(self, query: ReachQuery) {
        self.rest.cancel();
        self.router.open(Route::Reach(query));
    }

    fn typed_now(self) -> ReachQuery {
        ReachQuery {
            from: self.from.get_untracked(),
            to: self.to.get_untracked(),
        }
    }
}
