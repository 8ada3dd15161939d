//! The same change of many peerings: a plan for each, taken side by side.
//!
//! At most [`AT_ONCE`] requests are under way, and of two peerings with a
//! network in common one waits for the other: UpCloud locks what a change
//! touches (inferred). Nothing here sends anything or knows the time; whoever
//! runs it asks for the next step and tells how it went.

use std::{collections::HashSet, fmt::Write, sync::Arc};

use super::plan::{Plan, Step, StepOutcome};
use crate::{
    api::error::ApiError,
    edit::relabel::Relabel,
    model::{ids::NetworkId, peering::Peering, row::Row, state::ConfiguredStatus},
    preflight::Object,
    share::export::{self, csv_cell},
    snapshot::Snapshot,
};

/// How many requests may be under way.
pub const AT_ONCE: usize = 4;

/// What is done to each peering.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BulkAction {
    /// Its switch is thrown.
    Switch(ConfiguredStatus),
    /// Labels are set or taken away.
    Relabel(Relabel),
    /// It is deleted.
    Delete,
}

impl BulkAction {
    /// What it does, with how many.
    #[must_use]
    pub fn title(&self, count: usize) -> String {
        let verb = match self {
            Self::Switch(ConfiguredStatus::Disabled) => "Disable",
            Self::Switch(_) => "Enable",
            Self::Relabel(_) => "Change the labels of",
            Self::Delete => "Delete",
        };
        let noun = if count == 1 { "peering" } else { "peerings" };
        format!("{verb} {count} {noun}")
    }

    /// The plan for one peering; an empty one where there is nothing to do.
    #[must_use]
    pub fn plan(&self, peering: &Peering) -> Plan {
        match self {
            Self::Switch(to) => Plan::switch(&[peering], to),
            Self::Relabel(relabel) => Plan::relabel(peering, relabel),
            Self::Delete => Plan::delete(&[peering]),
        }
    }
}

/// How far one peering is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stage {
    /// Its turn has not come, or it waits between two steps.
    Pending,
    /// A step of it is under way.
    Running,
    /// All was done.
    Done,
    /// A step failed.
    Failed,
}

/// One peering of a run.
#[derive(Clone, Debug)]
pub struct Item {
    /// The peering as it was before.
    pub row: Arc<Row>,
    /// Its steps.
    pub plan: Plan,
    /// Not before then is it looked at again, in milliseconds since 1970.
    not_before: f64,
}

impl Item {
    /// How far it is.
    #[must_use]
    pub fn stage(&self) -> Stage {
        if self.plan.failure().is_some() {
            Stage::Failed
        } else if self.plan.is_done() {
            Stage::Done
        } else if self.is_running() {
            Stage::Running
        } else {
            Stage::Pending
        }
    }

    fn is_running(&self) -> bool {
        let mut entries = self.plan.entries().iter();
        entries.any(|entry| entry.outcome == StepOutcome::Running)
    }

    fn deletes(&self) -> bool {
        let mut entries = self.plan.entries().iter();
        entries.any(|entry| matches!(entry.step, Step::Delete(_)))
    }

    fn networks(&self) -> [NetworkId; 2] {
        let peering = &self.row.peering;
        [peering.local.network, peering.peer.network]
    }
}

/// What whoever runs it has to do now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// Take this step of the peering at this place.
    Take(usize, Step),
    /// Ask again when a step ends, or after a while where none is under way.
    Wait,
    /// Nothing more: it is over, stopped or paused.
    Nothing,
}

/// A run over many peerings.
#[derive(Clone, Debug, Default)]
pub struct Bulk {
    items: Vec<Item>,
    /// Every item before this one is over.
    first_open: usize,
    /// How many items are at each stage, in the order of [`Stage`].
    counts: [usize; 4],
    paused: bool,
}

impl Bulk {
    /// A run of this action over these peerings. Those with nothing to do are
    /// left out.
    #[must_use]
    pub fn new(action: &BulkAction, rows: &[Arc<Row>]) -> Self {
        let item = |row: &Arc<Row>| Item {
            row: Arc::clone(row),
            plan: action.plan(&row.peering),
            not_before: 0.0,
        };
        let items: Vec<Item> = rows
            .iter()
            .map(item)
            .filter(|item| !item.plan.is_empty())
            .collect();
        Self {
            counts: counted(&items),
            items,
            ..Self::default()
        }
    }

    /// The peerings, in the order in which they were given.
    #[must_use]
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// How many are at a stage.
    #[must_use]
    pub fn count(&self, stage: Stage) -> usize {
        self.counts.get(stage as usize).copied().unwrap_or_default()
    }

    /// Whether a step is under way.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.count(Stage::Running) > 0
    }

    /// Whether every peering is done or failed.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.count(Stage::Pending) + self.count(Stage::Running) == 0
    }

    /// Whether it is paused.
    #[must_use]
    pub fn is_paused(&self) -> bool {
        self.paused
    }

    /// Pauses it, or goes on with it. What is under way comes to its end.
    pub fn pause(&mut self, paused: bool) {
        self.paused = paused;
    }

    /// What is to be done at this time, in milliseconds since 1970.
    pub fn next(&mut self, now: f64) -> Next {
        let over = |item: &Item| matches!(item.stage(), Stage::Done | Stage::Failed);
        while self.items.get(self.first_open).is_some_and(over) {
            self.first_open += 1;
        }
        if self.paused {
            return Next::Nothing;
        }
        let open = self.items.get(self.first_open..).unwrap_or_default();
        let running = || open.iter().filter(|item| item.is_running());
        let busy: HashSet<NetworkId> = running().flat_map(Item::networks).collect();
        if running().count() >= AT_ONCE {
            return Next::Wait;
        }
        let mut any_left = false;
        for (place, item) in self.items.iter_mut().enumerate().skip(self.first_open) {
            match item.stage() {
                Stage::Done | Stage::Failed => continue,
                Stage::Running => any_left = true,
                Stage::Pending => {
                    any_left = true;
                    let blocked = item.networks().iter().any(|network| busy.contains(network));
                    if blocked || item.not_before > now {
                        continue;
                    }
                    if let Some(step) = item.plan.start_next() {
                        self.counts = moved(self.counts, Stage::Pending, Stage::Running);
                        return Next::Take(place, step);
                    }
                }
            }
        }
        if any_left { Next::Wait } else { Next::Nothing }
    }

    /// The step of the peering at this place was taken.
    pub fn complete(&mut self, place: usize, made: Option<Object>) {
        self.with(place, |item| item.plan.complete(made));
    }

    /// What the peering at this place waits for has not come: it is looked at
    /// again after this time.
    pub fn defer(&mut self, place: usize, until: f64) {
        self.with(place, |item| {
            item.plan.defer();
            item.not_before = until;
        });
    }

    /// The step of the peering at this place failed. The others go on.
    pub fn fail(&mut self, place: usize, error: ApiError) {
        self.with(place, |item| item.plan.fail(error));
    }

    /// Lets what failed be tried again, after a look at what is there now.
    pub fn retry(&mut self, now: &Snapshot) {
        for item in &mut self.items {
            item.plan.reconcile(now);
            item.plan.retry();
        }
        self.counts = counted(&self.items);
        self.first_open = 0;
        self.paused = false;
    }

    fn with(&mut self, place: usize, change: impl FnOnce(&mut Item)) {
        if let Some(item) = self.items.get_mut(place) {
            let before = item.stage();
            change(item);
            self.counts = moved(self.counts, before, item.stage());
        }
    }

    /// What became of each peering and of each step, as a table (RFC 4180).
    #[must_use]
    pub fn receipt(&self) -> String {
        let mut text = "uuid,name,step,outcome,status,code,message,correlation_id\r\n".to_owned();
        for item in &self.items {
            for entry in item.plan.entries() {
                let (outcome, error) = match &entry.outcome {
                    StepOutcome::Pending => ("not taken", None),
                    StepOutcome::Running => ("under way", None),
                    StepOutcome::Done => ("done", None),
                    StepOutcome::Failed(error) if error.outcome_unknown() => {
                        ("not known", Some(error))
                    }
                    StepOutcome::Failed(error) => ("failed", Some(error)),
                };
                let code = error.and_then(|error| error.code.clone());
                let id = error.and_then(|error| error.correlation_id.clone());
                let status = error.and_then(|error| error.status);
                // Writing to a string cannot fail.
                let _ = write!(
                    text,
                    "{},{},{},{outcome},{},{},{},{}\r\n",
                    item.row.peering.id,
                    csv_cell(&item.row.peering.name),
                    csv_cell(&entry.text),
                    status.map(|status| status.to_string()).unwrap_or_default(),
                    csv_cell(&code.unwrap_or_default()),
                    csv_cell(&error.map(|error| error.message.clone()).unwrap_or_default()),
                    csv_cell(&id.unwrap_or_default()),
                );
            }
        }
        text
    }

    /// Whether peerings are deleted.
    #[must_use]
    pub fn deletes(&self) -> bool {
        self.items.iter().any(Item::deletes)
    }

    /// The script that creates what is deleted again, both halves where both
    /// are among them. Empty where nothing is deleted.
    #[must_use]
    pub fn restore(&self) -> String {
        let deleted = self.items.iter().filter(|item| item.deletes());
        let rows: Vec<Arc<Row>> = deleted.map(|item| Arc::clone(&item.row)).collect();
        if rows.is_empty() {
            String::new()
        } else {
            export::script(&rows)
        }
    }
}

fn counted(items: &[Item]) -> [usize; 4] {
    let mut counts = [0; 4];
    for item in items {
        if let Some(count) = counts.get_mut(item.stage() as usize) {
            *count += 1;
        }
    }
    counts
}

fn moved(mut counts: [usize; 4], before: Stage, after: Stage) -> [usize; 4] {
    if let Some(count) = counts.get_mut(before as usize) {
        *count = count.saturating_sub(1);
    }
    if let Some(count) = counts.get_mut(after as usize) {
        *count += 1;
    }
    counts
}
