//! The journals of the runs of one console, in the browser's storage, so that a run can be
//! looked at after it was cut off. Each run has names of its own there: tabs and consoles
//! never write to the same one.

use std::cell::RefCell;

use domain::change::{
    journal::{Journal, JournalStep, MAX_JOURNALS, Owner},
    run::{Run, RunId, Runs},
};
use js_sys::Math;

use super::run_lock::RunLock;
use crate::{
    data::storage, dom, host::settings::Settings, reactive::expect_context, session::Session,
};

const PREFIX: &str = "upcloud-peerings.run.";
/// Ends the name of the marks of a journal.
const MARKS: &str = ".marks";

/// The journals of one console. As a trait, because what the runner contains is part of
/// the first file, and these are not.
pub(super) trait Journals {
    /// Stores how far each run is, and removes the journals of those that are gone.
    fn store(&self, runs: &Runs);

    /// Whether the run of this name is one of this console.
    fn has(&self, name: &str) -> bool;
}

pub(super) struct StoredJournals {
    owner: Owner,
    entries: RefCell<Vec<Entry>>,
}

struct Entry {
    run: RunId,
    /// The name of the plan in the storage, and of the lock.
    name: String,
    started: u64,
    /// As they were stored last.
    steps: Vec<JournalStep>,
    /// Nothing more is stored: the user has seen the end of the run, or the browser refused.
    is_closed: bool,
    _lock: Option<RunLock>,
}

/// Whose journals the console of the calling component writes and shows; none where
/// nobody is signed in, or for sample data.
pub(crate) fn journal_owner() -> Option<Owner> {
    let settings = expect_context::<Settings>();
    if settings.host().is_sample() {
        return None;
    }
    let account = expect_context::<Session>().account()?;
    Some(Owner {
        api: dom::absolute(&settings.api_base()),
        username: account.username,
    })
}

impl StoredJournals {
    pub(super) fn new(owner: Owner) -> Self {
        Self {
            owner,
            entries: RefCell::default(),
        }
    }
}

impl Journals for StoredJournals {
    fn store(&self, runs: &Runs) {
        let mut entries = self.entries.borrow_mut();
        entries.retain(|entry| {
            let is_kept = runs.get(entry.run).is_some();
            if !is_kept {
                remove(&entry.name);
            }
            is_kept
        });
        for (id, run) in runs.iter() {
            if entries.iter().all(|entry| entry.run != id) {
                make_room();
                entries.push(Entry::new(id));
            }
            if let Some(entry) = entries.iter_mut().find(|entry| entry.run == id) {
                entry.store(run, &self.owner);
            }
        }
    }

    fn has(&self, name: &str) -> bool {
        self.entries.borrow().iter().any(|entry| entry.name == name)
    }
}

impl Entry {
    fn new(run: RunId) -> Self {
        let part = || (Math::random() * f64::from(u32::MAX)) as u32;
        let name = format!("{PREFIX}{:08x}{:08x}", part(), part());
        // First the lock: a journal without one counts as cut off.
        let lock = RunLock::take(&name);
        Self {
            run,
            name,
            started: now(),
            steps: Vec::new(),
            is_closed: false,
            _lock: lock,
        }
    }

    fn store(&mut self, run: &Run, owner: &Owner) {
        if self.is_closed {
            return;
        }
        if run.is_done() && is_page_visible() {
            return self.close();
        }
        let journal = Journal::of(run, owner.clone(), self.started, now());
        if journal.steps == self.steps {
            return;
        }
        let is_stored = self.store_plan(&journal)
            && storage::try_store(&marks_name(&self.name), &journal.marks_text());
        if !is_stored {
            // An old journal would be worse than none.
            return self.close();
        }
        self.steps = journal.steps;
    }

    fn store_plan(&self, journal: &Journal) -> bool {
        let tasks = |steps: &[JournalStep]| steps.iter().map(|step| step.task).collect::<Vec<_>>();
        if tasks(&self.steps) == tasks(&journal.steps) {
            return true;
        }
        let plan = journal.plan_text();
        plan.is_some_and(|plan| storage::try_store(&self.name, &plan))
    }

    fn close(&mut self) {
        self.is_closed = true;
        remove(&self.name);
    }
}

/// Removes the oldest journals until there is room for another one.
fn make_room() {
    let mut names = plan_names();
    if names.len() < MAX_JOURNALS {
        return;
    }
    names.sort_by_cached_key(|name| load(name).map(|journal| journal.started));
    let surplus = names.len() + 1 - MAX_JOURNALS;
    names.iter().take(surplus).for_each(|name| remove(name));
}

pub(super) fn plan_names() -> Vec<String> {
    let mut names = storage::names(PREFIX);
    let plans: Vec<String> = names
        .extract_if(.., |name| !name.ends_with(MARKS))
        .collect();
    // Marks without a plan are of no use.
    for name in names {
        if !plans.iter().any(|plan| marks_name(plan) == name) {
            storage::store(&name, "");
        }
    }
    plans
}

pub(super) fn load(name: &str) -> Option<Journal> {
    let marks = storage::load(&marks_name(name));
    Journal::parse(&storage::load(name)?, &marks.unwrap_or_default())
}

pub(super) fn remove(name: &str) {
    storage::store(name, "");
    storage::store(&marks_name(name), "");
}

fn marks_name(name: &str) -> String {
    format!("{name}{MARKS}")
}

pub(super) fn now() -> u64 {
    dom::now() as u64
}

fn is_page_visible() -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    document.is_some_and(|document| !document.hidden())
}
