//! Modifying a peering. Before anything is sent the peering is read again; if
//! somebody else changed it meanwhile, the user sees both and decides.

use std::sync::Arc;

use domain::{
    address::route::Route,
    edit::{
        form::{self, Edited, FieldErrors},
        patch,
    },
    model::{ids::PeeringId, peering::Peering, row::Row},
};
use leptos::{ev, prelude::*};
use web_sys::HtmlElement;

use crate::{
    components::{error_notice, label_chips, write_error_notice},
    data::{ChangeTracker, Peerings, Runner, Toast, Toasts},
    dom,
    features::{
        common::page_title,
        form::{PeeringFields, PeeringForm},
        snippets::ChangeEquivalents,
    },
    reactive::{Memo, RwSignal, Signal, expect_context, handler, spawn, spawn_scoped},
    router::{Router, guard, link},
};

/// The page to modify a peering on.
#[component]
pub(crate) fn PeeringEditPage(id: PeeringId) -> impl IntoView {
    let peerings = expect_context::<Peerings>();
    let error = RwSignal::new(None);
    spawn_scoped(async move {
        if let Err(failed) = peerings.read(id).await {
            error.set(Some(failed));
        }
    });
    // The form starts from the first reading and is not touched by later ones.
    let start = Memo::new(move |last: Option<&Option<Arc<Row>>>| {
        last.cloned().flatten().or_else(|| peerings.get(id))
    });
    view! {
        <nav class="breadcrumb" aria-label="Breadcrumb">
            {link("", expect_context::<Router>().list(), "Peerings")}
            " / "
            {link("", Route::Detail(id), move || start.get().map_or_else(|| id.short(), |row| row.peering.name.clone()))}
            " /"
        </nav>
        {page_title("Modify peering")}
        {move || match (start.get(), error.get()) {
            (Some(row), _) => view! { <EditForm opened=row.peering.clone() /> }.into_any(),
            (None, Some(error)) => error_notice("Reading the peering failed", &error, None),
            (None, None) => view! { <p class="panel empty" role="status">"Loading the peering…"</p> }.into_any(),
        }}
    }
}

#[component]
fn EditForm(opened: Peering) -> impl IntoView {
    let router = expect_context::<Router>();
    let peerings = expect_context::<Peerings>();
    let notices = expect_context::<Toasts>();
    let runner = expect_context::<Runner>();
    let watches = expect_context::<ChangeTracker>();
    let id = opened.id;
    let form = PeeringForm::new(&Edited::of(&opened));
    let system = opened
        .labels
        .iter()
        .filter(|label| label.is_system())
        .cloned()
        .collect::<Vec<_>>();
    let opened = RwSignal::new(opened);
    // What the server holds now, where somebody changed it meanwhile.
    let conflict = RwSignal::new(None::<Peering>);
    // Why nothing was sent, where there was nothing to refuse.
    let unsent = RwSignal::new("");
    let saved = RwSignal::new(false);
    // Blanks at the ends cannot be seen, and are no change that anybody made.
    let is_changed =
        Memo::new(move |_| form.edited().trimmed() != opened.with(Edited::of).trimmed());
    let unsent_input = Signal::derive(move || !saved.get() && is_changed.get());
    let input = move || (opened.with(Edited::of), form.edited());
    if let Some((opened_as, typed)) = guard(unsent_input, input) {
        // What others changed since the form was opened is told when it is sent.
        opened.update(|opened| {
            *opened = patch::apply(opened.clone(), &patch::diff(opened, &opened_as));
        });
        form.restore(&typed);
    }

    let save = move |element: HtmlElement| {
        if form.busy.get_untracked() {
            return;
        }
        form.refused.set(None);
        unsent.set("");
        let mine = match form::check_edited(&untrack(|| form.edited())) {
            Ok(edited) => edited,
            Err(errors) => {
                form.errors.set(errors);
                return dom::focus_wrong(&element);
            }
        };
        form.errors.set(FieldErrors::default());
        if !is_changed.get_untracked() {
            return unsent.set("Nothing has changed, so nothing was sent.");
        }
        if untrack(|| runner.is_touching(id)) {
            return unsent
                .set("Another change of it is under way, so nothing was sent. Stop that first.");
        }
        let before = opened.get_untracked();
        // What was shown as the other version has been seen, and may be built on.
        let seen = conflict.get_untracked();
        form.busy.set(true);
        spawn(async move {
            let outcome = async {
                let now = peerings.read(id).await?;
                // What is as I want it may be my own change, whose answer was lost.
                let is_mine = Edited::of(&now) == mine;
                if !is_mine && patch::changed_meanwhile(seen.as_ref().unwrap_or(&before), &now) {
                    return Ok(Err(now));
                }
                let merged = patch::merge(&Edited::of(&before), &Edited::of(&now), &mine);
                let patch = patch::diff(&now, &merged);
                if patch.is_empty() {
                    return Ok(Ok(now));
                }
                peerings.modify(id, &patch).await.map(Ok)
            }
            .await;
            let page_left = form.busy.try_set(false).is_some();
            match outcome {
                Ok(Ok(peering)) => {
                    notices.done(format!("Modified {}", peering.name));
                    if peering.configured_status != before.configured_status {
                        watches.start(&[peering.id]);
                    }
                    if !page_left {
                        saved.set(true);
                        router.replace(Route::Detail(id));
                    }
                }
                Ok(Err(now)) if !page_left => {
                    conflict.set(Some(now));
                    dom::focus_wrong(&element);
                }
                Ok(Err(now)) => notices.done(format!(
                    "{} was not modified: somebody else had changed it",
                    now.name
                )),
                Err(error) if page_left => notices.add(Toast::Failed {
                    tried: format!("Modifying {} failed", mine.name),
                    error,
                }),
                Err(error) => {
                    form.refused.set(Some(error));
                    dom::focus_wrong(&element);
                }
            }
        });
    };
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let element = event_target(&event);
        // Enter in a field decides nothing: a second one in a hurry would.
        if conflict.with_untracked(Option::is_some) {
            dom::focus_wrong(&element);
        } else {
            save(element);
        }
    };
    let save_onto_theirs = move |event: ev::MouseEvent| {
        if let Some(element) = dom::around(&event, "form") {
            save(element);
        }
    };
    let take_theirs = move |event: ev::MouseEvent| {
        // The button goes: on to where the form begins.
        let first = dom::around(&event, "form").and_then(|form| dom::find(&form, "input"));
        if let Some(first) = first {
            dom::focus_quietly(&first);
        }
        if let Some(now) = conflict.get_untracked() {
            form.fill(&Edited::of(&now));
            opened.set(now);
            conflict.set(None);
        }
    };
    view! {
        <div class="panel">
            <form class="peering-form" on:submit=handler(submit) novalidate>
                <PeeringFields form system_labels=system />
                {move || {
                    conflict
                        .get()
                        .map(|now| {
                            view! {
                                <Versions opened=opened.get() now mine=form>
                                    <button
                                        type="button"
                                        class="primary"
                                        aria-disabled=move || form.busy.get().to_string()
                                        on:click=handler(save_onto_theirs)
                                    >
                                        "Save my changes onto theirs"
                                    </button>
                                    <button type="button" on:click=handler(take_theirs)>
                                        "Drop mine and start from theirs"
                                    </button>
                                </Versions>
                            }
                            .into_any()
                        })
                }}
                {move || {
                    form.refused
                        .get()
                        .map(|error| write_error_notice("Modifying the peering failed", &error, None))
                }}
                <p class="hint" role="status">
                    {move || unsent.get()}
                </p>
                <div class="buttons">
                    <button
                        type="submit"
                        class="primary"
                        aria-disabled=move || form.busy.get().to_string()
                        hidden=move || conflict.with(Option::is_some)
                    >
                        {move || (if form.busy.get() { "Saving…" } else { "Save changes" }).to_owned()}
                    </button>
                    {link("button", Route::Detail(id), "Cancel")}
                </div>
            </form>
            <ChangeEquivalents
                before=opened.into()
                after=Signal::derive(move || form.edited().trimmed())
            />
        </div>
    }
}

/// What stood there, what stands there now, and what would be saved.
#[component]
fn Versions(opened: Peering, now: Peering, mine: PeeringForm, children: Children) -> impl IntoView {
    let (before, theirs) = (Edited::of(&opened), Edited::of(&now));
    let result = {
        let (before, theirs) = (before.clone(), theirs.clone());
        Signal::derive(move || patch::merge(&before, &theirs, &mine.edited().trimmed()))
    };
    let base = before.clone();
    let column = |title: &'static str, edited: Signal<Edited>| {
        let base = base.clone();
        view! {
            <section class="version" aria-label=title>
                <h3>{title}</h3>
                {move || {
                    let Edited { name, configured_status, labels } = edited.get();
                    let status = configured_status.to_string();
                    view! {
                        <dl>
                            {compared("Name", name != base.name, name.into_any())}
                            {compared("Configured status", configured_status != base.configured_status, status.into_any())}
                            {compared("Labels", labels != base.labels, label_chips(&labels))}
                        </dl>
                    }
                    .into_any()
                }}
            </section>
        }
    };
    view! {
        <div class="conflict" role="alert" tabindex="-1">
            <strong>"Somebody else changed this peering while you had it open"</strong>
            <p>"Nothing was sent. Compare, then decide; you can still change your version above."</p>
            <div class="versions">
                {column("When you opened it", Signal::stored(before))}
                {column("On the server now", Signal::stored(theirs))}
                {column("If you save", result)}
            </div>
            <div class="buttons">{children()}</div>
        </div>
    }
}

/// A field of a version, marked where it is not as it was when it was opened.
fn compared(name: &'static str, differs: bool, value: AnyView) -> AnyView {
    view! {
        <dt>{name} {differs.then_some(" (changed)")}</dt>
        <dd class:differs=differs>{value}</dd>
    }
    .into_any()
}
