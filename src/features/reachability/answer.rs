//! The answer to "can A reach B?": the word, the sentences, each direction, and
//! what joins the two.

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
use leptos::prelude::*;

use crate::{
    components::{CopyText, check_mark, check_words, state_mark},
    data::SharedSnapshot,
    features::common::when_enabled,
    reactive::{Memo, Signal},
    router::link,
};

const ONLY_THEIRS: &str = "Only the owner of the other network can create the missing peering.";

/// The answer, once both ends are known.
#[component]
pub(crate) fn ReachAnswer(
    from: Memo<NetworkLookup>,
    to: Memo<NetworkLookup>,
    snapshot: Memo<SharedSnapshot>,
    /// Whether what the answer rests on is still on its way.
    reading: Signal<bool>,
) -> impl IntoView {
    let answer = Memo::new(move |_| {
        let (a, b) = (
            from.with(NetworkLookup::network)?,
            to.with(NetworkLookup::network)?,
        );
        let read = !reading.get();
        read.then(|| snapshot.with(|snapshot| reaches(snapshot, a, b)))
    });
    let outcome = move || answer.with(|answer| answer.as_ref().map(of));
    let class = move || {
        let class = outcome().map_or("", |outcome| check_words(outcome).0);
        format!("state-panel {class}")
    };
    let said = move || {
        match answer.get() {
        Some(answer) => {
            let more = snapshot.with(|snapshot| {
                let theirs = matches!(answer.offer(snapshot), Some(Offer::AskOwner(_)));
                let theirs = theirs.then(|| ONLY_THEIRS.to_owned());
                let more = [place(snapshot, from), place(snapshot, to), theirs];
                more.into_iter().flatten().collect::<Vec<_>>().join(" ")
            });
            view! {
                <h2>{word(answer.verdict)}</h2>
                <p>{answer.text}</p>
                <p class="actor">{more}</p>
            }
            .into_any()
        }
        None if reading.get() => view! { <p>"Reading the networks and peerings…"</p> }.into_any(),
        None => {
            view! { <p>"Enter both ends. The answer stands here as soon as it is clear which networks are meant."</p> }
            .into_any()
        }
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
        let ends = Option::zip(
            from.with(NetworkLookup::network),
            to.with(NetworkLookup::network),
        );
        answer.get().zip(ends).map(|(answer, (a, b))| {
            snapshot.with(|snapshot| {
                let halves = answer.directions.iter();
                let halves = halves
                    .map(|half| direction(snapshot, &answer, half))
                    .collect_view();
                let routers = answer.over.iter().filter_map(|over| match over {
                    Over::Router(id) => Some(router(snapshot, *id)),
                    Over::Peering(_) => None,
                });
                let between = answer.between.iter();
                let between = between.map(|middle| beside(snapshot, *middle, a, b));
                view! {
                    <ul class="directions">
                        {halves} {routers.collect_view()} {between.collect_view()}
                    </ul>
                }
                .into_any()
            })
        })
    };
    view! {
        <section class="panel reach-answer" aria-label="Answer">
            <div class=class>
                {move || outcome().map(check_mark)}
                <div class="explanation" role="status">
                    {said}
                </div>
                <div class="buttons">{offered}</div>
            </div>
            {details}
            <p class="hint">
                "Peerings do not chain: a network reaches those that it is peered with itself, or shares a router with, and nothing behind them. What servers pass on by themselves the API does not tell."
            </p>
        </section>
    }
}

fn of(answer: &Answer) -> CheckOutcome {
    match answer.verdict {
        Verdict::Yes => CheckOutcome::Pass,
        Verdict::No => CheckOutcome::Fail,
        Verdict::Unknown(why) => CheckOutcome::Unknown(why),
    }
}

fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Yes => "Yes",
        Verdict::No => "No",
        Verdict::Unknown(_) => "Not known",
    }
}

/// Where an address is, if that is what was typed.
fn place(snapshot: &Snapshot, asked: Memo<NetworkLookup>) -> Option<String> {
    match asked.get() {
        NetworkLookup::Network(id, By::Address(address)) => {
            Some(format!("{address} is in {}.", snapshot.name(id)))
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

/// A network's name, where it has one that is known.
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
            {name(snapshot, from)} <span aria-hidden="true">" → "</span> <span class="visually-hidden">" to "</span>
            {name(snapshot, to)}
        </h3>
    }
    .into_any()
}

fn direction(snapshot: &Snapshot, answer: &Answer, half: &Direction) -> AnyView {
    let outcome = match half.broken {
        None => CheckOutcome::Pass,
        Some(Break::NotSeen) => CheckOutcome::Unknown(UnknownReason::NotTold),
        Some(Break::Missing | Break::SwitchedOff(_) | Break::State(..)) => CheckOutcome::Fail,
    };
    let (class, _) = check_words(outcome);
    let mut rows = snapshot.between(half.from, half.to);
    let held = rows.find(|row| Some(row.peering.id) == half.peering);
    let peering = held.map_or_else(
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
                <CopyText text=id.to_string() what="router UUID" />
            </p>
        </li>
    }
    .into_any()
}

/// A network that both are peered with.
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
            <p>"Peerings do not chain"</p>
        </li>
    }
    .into_any()
}
