//! An entry of the activity as a line: what was done, how far it is, what can be done
//! about it.

use domain::{
    address::route::Route,
    api::error::ApiError,
    change::{
        plan::{Plan, PlannedStep, Step},
        run::{Offer, Phase, Run, RunId, Stage},
    },
    model::{ids::PeeringId, object::Object},
    status::progress::{Outline, Progress, Standing, outline},
};

use crate::data::{Activity, ChangeTracker, Entry, Runner, Subject, TrackedChange};

/// Further failures of a bulk change are only counted. The downloaded results list all.
const MAX_FAILURES: usize = 5;

/// The mark in front of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    Running,
    Stopped,
    /// Waits for somebody else.
    Waiting,
    Failed,
    Done,
}

/// An entry as a line.
#[derive(Clone, PartialEq)]
pub(super) struct Line {
    pub(super) entry: Entry,
    pub(super) mark: Mark,
    pub(super) title: String,
    pub(super) result: String,
    /// How much of it is done, and of how much, while it runs.
    pub(super) progress: Option<(usize, usize)>,
    pub(super) offers: Vec<Offer>,
    /// The page that shows its object.
    pub(super) page: Option<Route>,
    /// Whether it was stopped, and the step under way comes to its end.
    pub(super) is_stopping: bool,
    /// Whether it still watches what it has changed.
    pub(super) is_watching: bool,
    pub(super) details: Details,
}

/// What a line shows when it is opened.
#[derive(Clone, Default, PartialEq)]
pub(super) struct Details {
    pub(super) steps: Vec<PlannedStep>,
    /// What was tried, and its error.
    pub(super) failure: Option<(String, ApiError)>,
    /// The failures of a bulk change, and how many more there are.
    pub(super) failures: (Vec<String>, usize),
    /// Name and progress of each peering that is watched, or was.
    pub(super) tracked: Vec<(PeeringId, String, Progress)>,
    /// Whether a link has come to work, and the servers are to be looked at.
    pub(super) works: bool,
    /// The bulk change whose results can be downloaded, and whether it deletes.
    pub(super) bulk: Option<(RunId, bool)>,
}

impl Line {
    /// Whether it asks for the user's attention until something is done about it.
    pub(super) fn has_failed(&self) -> bool {
        self.mark == Mark::Failed
    }

    /// Whether it can be cleared: nothing of it runs or waits for a decision.
    pub(super) fn is_finished(&self) -> bool {
        self.mark != Mark::Running && !self.offers.contains(&Offer::Dismiss)
    }
}

/// All lines: what runs first, then the newest first. Tracked.
pub(super) fn lines(
    activity: Activity,
    runner: Runner,
    tracker: ChangeTracker,
    superseded: &[RunId],
) -> Vec<Line> {
    let mut lines: Vec<Line> = activity.entries.with(|entries| {
        let lines = entries.iter().rev();
        lines
            .filter_map(|entry| line(entry, runner, tracker, superseded))
            .collect()
    });
    lines.sort_by_key(|line| line.mark != Mark::Running);
    lines
}

fn line(
    entry: &Entry,
    runner: Runner,
    tracker: ChangeTracker,
    superseded: &[RunId],
) -> Option<Line> {
    let tracked = tracker.changes.with(|changes| {
        let mut changes = changes.iter();
        changes.find(|change| change.key == entry.key).cloned()
    });
    let mut line = match &entry.subject {
        Subject::Run(id) => runner.runs.with(|runs| {
            let run = runs.get(*id)?;
            let mut line = of_run(entry, *id, run, runner.is_reading(*id));
            if superseded.contains(id) {
                line.offers.retain(|offer| *offer != Offer::Undo);
            }
            Some(line)
        })?,
        Subject::Done { text, page } => Line {
            page: Some(page.clone()),
            ..Line::new(entry, Mark::Done, text.clone())
        },
        Subject::NotDone { text, page } => Line {
            page: Some(page.clone()),
            offers: vec![Offer::Dismiss],
            ..Line::new(entry, Mark::Failed, text.clone())
        },
        Subject::Failed { tried, error } => Line {
            result: error.write_in_a_line(),
            offers: vec![Offer::Dismiss],
            details: Details {
                failure: Some((tried.clone(), error.clone())),
                ..Details::default()
            },
            ..Line::new(entry, Mark::Failed, tried.clone())
        },
    };
    if let (Some(tracked), Mark::Done) = (tracked, line.mark) {
        line.track(&tracked);
    }
    Some(line)
}

impl Line {
    fn new(entry: &Entry, mark: Mark, title: String) -> Self {
        Self {
            entry: entry.clone(),
            mark,
            title,
            result: String::new(),
            progress: None,
            offers: Vec::new(),
            page: None,
            is_stopping: false,
            is_watching: false,
            details: Details::default(),
        }
    }

    /// Adds what has become of the peerings since.
    fn track(&mut self, change: &TrackedChange) {
        let progress = change.peerings.iter();
        let Some(Outline { standing, text }) =
            outline(progress.map(|tracked| (tracked.goal, &tracked.progress)))
        else {
            return;
        };
        self.is_watching = !change.is_over();
        self.mark = match standing {
            Standing::Reached | Standing::Deleted => Mark::Done,
            Standing::UnderWay => Mark::Running,
            Standing::WaitsForOther => Mark::Waiting,
            Standing::NeedsYou => Mark::Failed,
        };
        if let (Standing::UnderWay, Some(title)) = (standing, &change.running_title) {
            self.title.clone_from(title);
        }
        self.result = text;
        self.details.works = change.works();
        let tracked = change.peerings.iter();
        self.details.tracked = tracked
            .map(|tracked| (tracked.id, tracked.name.clone(), tracked.progress.clone()))
            .collect();
    }
}

fn of_run(entry: &Entry, id: RunId, run: &Run, is_reading: bool) -> Line {
    let summary = run.summary(is_reading);
    let mark = match summary.phase {
        Phase::Running | Phase::Stopping => Mark::Running,
        Phase::Stopped => Mark::Stopped,
        Phase::Failed => Mark::Failed,
        Phase::Done => Mark::Done,
    };
    let shows_progress = mark == Mark::Running && summary.progress.1 > 1;
    Line {
        result: summary.result,
        progress: shows_progress.then_some(summary.progress),
        offers: summary.offers,
        is_stopping: summary.phase == Phase::Stopping,
        page: run.plan().filter(|_| !run.is_bulk()).and_then(page),
        details: if run.is_bulk() {
            bulk_details(id, run)
        } else {
            single_details(run)
        },
        ..Line::new(entry, mark, summary.title)
    }
}

fn single_details(run: &Run) -> Details {
    let failure = run.failure().filter(|_| !run.is_active());
    Details {
        steps: run
            .plan()
            .map_or_else(Vec::new, |plan| plan.entries().to_vec()),
        failure: failure.map(|(entry, error)| {
            let tried = format!("{} failed", entry.step.running_text(&entry.name));
            (tried, error.clone())
        }),
        ..Details::default()
    }
}

fn bulk_details(id: RunId, run: &Run) -> Details {
    let failed = run.count(Stage::Failed);
    let failures: Vec<String> = if failed == 0 {
        Vec::new()
    } else {
        let failures = run.items().iter().filter_map(|item| item.failure_text());
        failures.take(MAX_FAILURES).collect()
    };
    let more = failed.saturating_sub(failures.len());
    Details {
        failures: (failures, more),
        bulk: Some((id, !run.deletes().is_empty())),
        ..Details::default()
    }
}

/// The page of the first peering of a plan, unless the plan deletes it.
fn page(plan: &Plan) -> Option<Route> {
    let mut objects = plan.entries().iter().filter_map(|entry| match &entry.step {
        Step::Create(_) => entry.created,
        step => step.touches(),
    });
    let first = objects.find_map(|object| match object {
        Object::Peering(id) => Some(id),
        Object::Network(_) | Object::Router(_) => None,
    })?;
    (!plan.deletes(Object::Peering(first))).then_some(Route::Detail(first))
}
