//! The answer to "can A reach B?": one word, sentences, each direction, and what joins
//! the two networks.

use domain::{
    address::route::{ReachQuery, Route},
    api::feature::Feature,
    model::ids::{NetworkId, RouterId},
    preflight::CheckOutcome,
    reachability::{Answer, Break, Direction, Offer, Verdict, reaches},
    snapshot::{
        Over, Snapshot,
        network_lookup::{By, NetworkLookup},
        unknown::UnknownReason,
    },
};

use crate::{
    components::{check_mark, check_words, copy_text, state_mark},
    data::SharedSnapshot,
    features::common::when_enabled,
    reactive::prelude::*,
    router::link,
};

const READING: &str = "Reading the networks and peerings…";
const ENTER_BOTH: &str = "Enter two networks or addresses.";
const ONLY_THEIRS: &str = "Only the owner of the other network can create the missing peering.";
const NO_TRANSIT: &str = "Peerings are not transitive: a network reaches only networks that it is \
    peered with or shares a router with. Forwarding by servers isn't visible here.";

/// The answer, once both ends are known.
#[component]
pub(crate) fn ReachAnswer(
    from: Memo<NetworkLookup>,
    to: Memo<NetworkLookup>,
    snapshot: Memo<SharedSnapshot>,
    /// Whether the data for the answer is still being read.
    reading: Signal<bool>,
) -> impl IntoView {
    let ends = move || {
        Option::zip(
            from.with(NetworkLookup::network),
            to.with(NetworkLookup::network),
        )
    };
    let answer = Memo::new(move |_| {
        let (a, b) = ends()?;
        let is_read = !reading.get();
        is_read.then(|| snapshot.with(|snapshot| reaches(snapshot, a, b)))
    });
    let outcome = move || answer.with(|answer| answer.as_ref().map(outcome));
    let class = move || {
        let class = outcome().map_or("", |outcome| check_words(outcome).0);
        format!("state-panel {class}")
    };
    let summary = move || match answer.get() {
        Some(answer) => snapshot
            .with(|snapshot| from.with(|from| to.with(|to| summary(snapshot, answer, from, to)))),
        None => {
            let text = if reading.get() { READING } else { ENTER_BOTH };
            view! { <p>{text}</p> }.into_any()
        }
    };
    let offered = move || {
        let offered = answer.with(|answer| {
            let answer = answer.as_ref()?;
            snapshot.with(|snapshot| answer.offer(snapshot))
        });
        offered.map(offer)
    };
    let details = move || {
        let (answer, ends) = answer.get().zip(ends())?;
        Some(snapshot.with(|snapshot| details(snapshot, &answer, ends)))
    };
    view! {
        <section class="panel reach-answer" aria-label="Answer">
            <div class=class>
                {move || outcome().map(check_mark)}
                <div class="explanation" role="status">
                    {summary}
                </div>
                <div class="buttons">{offered}</div>
            </div>
            {details}
            <p class="hint">{NO_TRANSIT}</p>
        </section>
    }
}

fn outcome(answer: &Answer) -> CheckOutcome {
    match answer.verdict {
        Verdict::Yes => CheckOutcome::Pass,
        Verdict::No => CheckOutcome::Fail,
        Verdict::Unknown(reason) => CheckOutcome::Unknown(reason),
    }
}

fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Yes => "Yes",
        Verdict::No => "No",
        Verdict::Unknown(_) => "Unknown",
    }
}

/// The word and the sentences, which are announced.
fn summary(
    snapshot: &Snapshot,
    answer: Answer,
    from: &NetworkLookup,
    to: &NetworkLookup,
) -> AnyView {
    let is_theirs = matches!(answer.offer(snapshot), Some(Offer::AskOwner(_)));
    let more = [
        place(snapshot, from),
        place(snapshot, to),
        is_theirs.then(|| ONLY_THEIRS.to_owned()),
    ];
    let more: Vec<String> = more.into_iter().flatten().collect();
    view! {
        <h2>{word(answer.verdict)}</h2>
        <p>{answer.text}</p>
        <p class="actor">{more.join(" ")}</p>
    }
    .into_any()
}

/// Each direction, and everything else that connects the two networks.
fn details(snapshot: &Snapshot, answer: &Answer, (a, b): (NetworkId, NetworkId)) -> AnyView {
    let directions = answer.directions.iter();
    let directions = directions.map(|half| direction(snapshot, answer, half));
    let routers = answer.over.iter().filter_map(|over| match over {
        Over::Router(id) => Some(router(snapshot, *id)),
        Over::Peering(_) => None,
    });
    let between = answer.between.iter();
    let between = between.map(|middle| beside(snapshot, *middle, a, b));
    view! {
        <ul class="directions">
            {directions.collect_view()} {routers.collect_view()} {between.collect_view()}
        </ul>
    }
    .into_any()
}

/// The network of an address, if an address was entered.
fn place(snapshot: &Snapshot, lookup: &NetworkLookup) -> Option<String> {
    match lookup {
        NetworkLookup::Network(id, By::Address(address)) => {
            Some(format!("{address} is in {}.", snapshot.name(*id)))
        }
        _ => None,
    }
}

fn offer(offer: Offer) -> AnyView {
    match offer {
        Offer::Create(query) => when_enabled(Feature::Create, move || {
            link(
                "button primary",
                Route::New(query.clone()),
                "Create the missing peering",
            )
        }),
        Offer::AskOwner(waiting) => {
            link("button primary", Route::Detail(waiting), "Open your half")
        }
    }
}

/// A network's name, or its UUID where the name is unknown.
fn name(snapshot: &Snapshot, id: NetworkId) -> AnyView {
    match snapshot.network(id) {
        Some(_) => snapshot.name(id).into_any(),
        None => view! {
            <span class="address" title=id.to_string()>
                {id.short()}
            </span>
        }
        .into_any(),
    }
}

/// From one network to another.
fn arrow(snapshot: &Snapshot, from: NetworkId, to: NetworkId) -> AnyView {
    view! {
        <h3>
            {name(snapshot, from)} <span aria-hidden="true">" → "</span>
            <span class="visually-hidden">" to "</span> {name(snapshot, to)}
        </h3>
    }
    .into_any()
}

fn direction(snapshot: &Snapshot, answer: &Answer, half: &Direction) -> AnyView {
    let outcome = match half.broken {
        None => CheckOutcome::Pass,
        Some(Break::NotSeen) => CheckOutcome::Unknown(UnknownReason::NotTold),
        Some(Break::Missing | Break::Disabled(_) | Break::State(..)) => CheckOutcome::Fail,
    };
    let (class, _) = check_words(outcome);
    let mut rows = snapshot.between(half.from, half.to);
    let row = rows.find(|row| Some(row.peering.id) == half.peering);
    let peering = row.map_or_else(
        || {
            let none = match half.broken {
                Some(Break::Missing) => "no peering",
                _ => "not visible",
            };
            view! { <span class="none">{none}</span> }.into_any()
        },
        |row| {
            let peering = &row.peering;
            view! {
                {link("", Route::Detail(peering.id), peering.name.clone())}
                {state_mark(&peering.state, row.group())}
            }
            .into_any()
        },
    );
    view! {
        <li>
            <span class=class>{check_mark(outcome)}</span>
            {arrow(snapshot, half.from, half.to)}
            <p class="via">{peering}</p>
            <p>{answer.peering_status(half, snapshot)}</p>
        </li>
    }
    .into_any()
}

fn router(snapshot: &Snapshot, id: RouterId) -> AnyView {
    view! {
        <li>
            <span class="active">{check_mark(CheckOutcome::Pass)}</span>
            <h3>"Shared router"</h3>
            <p class="via">{snapshot.router_name(id)}</p>
            <p>
                {copy_text(id.to_string(), "router UUID")}
            </p>
        </li>
    }
    .into_any()
}

/// A network that both are peered with, with a question for each of its peerings.
fn beside(snapshot: &Snapshot, middle: NetworkId, a: NetworkId, b: NetworkId) -> AnyView {
    let name = |id| snapshot.name(id);
    let ask = |from: NetworkId| {
        let query = ReachQuery {
            from: from.to_string(),
            to: middle.to_string(),
        };
        link(
            "",
            Route::Reach(query),
            format!("{} to {}", name(from), name(middle)),
        )
    };
    view! {
        <li>
            <span class="needs-you">{check_mark(CheckOutcome::Fail)}</span>
            <h3>{format!("Over {}", name(middle))}</h3>
            <p class="via">{ask(a)} {ask(b)}</p>
            <p>"Peerings are not transitive"</p>
        </li>
    }
    .into_any()
}
