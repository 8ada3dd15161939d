//! A simulated server, and a console that executes what the runs give it.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    sync::Arc,
    time::Duration,
};

use domain::{
    api::error::{ApiError, ErrorKind},
    change::{
        bulk::BulkAction,
        plan::Step,
        run::{MAX_REQUESTS, Next, POLL_INTERVAL, Run, RunId, Runs, Stage},
    },
    edit::relabel::Relabel,
    model::{
        ids::{NetworkId, PeeringId},
        label::Label,
        object::Object,
        peering::Peering,
        row::Row,
        state::{ConfiguredStatus, State},
    },
    snapshot::Snapshot,
};
use proptest::{collection::vec, prelude::*};

use crate::fixtures;

/// What becomes of a request.
#[derive(Clone, Copy, Debug)]
pub(super) enum Fate {
    Works,
    Refused,
    /// The server acts, and the answer is lost.
    Lost,
    /// The session has ended: the server does not act.
    Unauthorized,
}

pub(super) struct Server {
    pub(super) peerings: BTreeMap<PeeringId, Peering>,
    /// The peerings that never become disabled.
    pub(super) stuck: HashSet<PeeringId>,
    /// How often each was looked at.
    looks: HashMap<PeeringId, u8>,
}

impl Server {
    pub(super) fn new(peerings: Vec<Peering>) -> Self {
        let peerings = peerings.into_iter().map(|peering| (peering.id, peering));
        Self {
            peerings: peerings.collect(),
            stuck: HashSet::new(),
            looks: HashMap::new(),
        }
    }

    pub(super) fn execute(&mut self, step: &Step) -> Result<(), ApiError> {
        let id = peering_of(step);
        let Some(peering) = self.peerings.get_mut(&id) else {
            return Err(ApiError::answered(404, "", None, None));
        };
        match step {
            Step::Switch { to, .. } => {
                peering.configured_status = to.clone();
                peering.state = State::Provisioning;
            }
            Step::Relabel { change, .. } => peering.labels = change.apply(&peering.labels),
            Step::Delete(_) if peering.deletable() => {
                self.peerings.remove(&id);
            }
            Step::Delete(_) => return Err(ApiError::answered(409, "", None, None)),
            other => unreachable!("{other:?}"),
        }
        Ok(())
    }

    /// Whether a peering is disabled by now. It takes a few looks.
    pub(super) fn look(&mut self, id: PeeringId) -> Option<bool> {
        let peering = self.peerings.get_mut(&id)?;
        let looks = self.looks.entry(id).or_default();
        *looks = looks.saturating_add(1);
        let needed = id.to_string().bytes().last().unwrap_or_default() % 4;
        if *looks > needed && !self.stuck.contains(&id) {
            peering.state = State::Disabled;
        }
        Some(peering.deletable())
    }

    pub(super) fn rows(&self) -> Vec<Arc<Row>> {
        fixtures::rows(self.peerings.values())
    }

    pub(super) fn snapshot(&self) -> Snapshot {
        fixtures::snapshot(self.peerings.values())
    }
}

pub(super) fn peering_of(step: &Step) -> PeeringId {
    match step.touches() {
        Some(Object::Peering(id)) => id,
        other => unreachable!("these runs touch peerings only: {other:?}"),
    }
}

/// The console around the rules: it executes what it is given, and reports the
/// answers in an order of its own.
pub(super) struct World {
    pub(super) server: Server,
    pub(super) runs: Runs,
    /// The networks of each peering before anything was changed.
    ends: BTreeMap<PeeringId, HashSet<NetworkId>>,
    pub(super) under_way: Vec<(RunId, usize, Step)>,
    /// How many answers came before that of the oldest request.
    passed_over: usize,
    pub(super) now: Duration,
}

/// How many answers may come before that of the oldest request: none takes for ever,
/// because the console gives it up after half a minute.
const MAX_PASSED_OVER: usize = 20;

impl World {
    pub(super) fn new(server: Server) -> Self {
        let ends = server.peerings.values().map(|peering| {
            let ends = [peering.local.network, peering.peer.network];
            (peering.id, ends.into())
        });
        Self {
            ends: ends.collect(),
            server,
            runs: Runs::default(),
            under_way: Vec::new(),
            passed_over: 0,
            // Any moment: the clock does not start at zero.
            now: Duration::from_millis(123_456),
        }
    }

    /// Runs until nothing is left to do; the numbers decide which answer comes
    /// next and what it is.
    pub(super) fn run(&mut self, numbers: &[u8], fate: impl Fn(u8) -> Fate) {
        let mut numbers = numbers.iter().copied().cycle();
        while self.start_all() {
            match numbers.next() {
                Some(number) => self.answer(number, fate(number)),
                None => return,
            }
        }
    }

    /// Answers so many requests, or as many as there are.
    pub(super) fn run_some(&mut self, count: usize, numbers: &[u8], fate: impl Fn(u8) -> Fate) {
        for number in numbers.iter().copied().cycle().take(count) {
            if !self.start_all() {
                return;
            }
            self.answer(number, fate(number));
        }
    }

    /// Starts what can be started. False once nothing is left to do.
    pub(super) fn start_all(&mut self) -> bool {
        loop {
            match self.runs.next(self.now) {
                Next::Execute(run, place, step) => {
                    self.under_way.push((run, place, step));
                    self.check_limits();
                }
                Next::Nothing if self.under_way.is_empty() => return false,
                Next::Wait(at) if self.under_way.is_empty() => {
                    let at = at.expect("something to wait for");
                    assert!(at > self.now && at <= self.now + POLL_INTERVAL);
                    self.now = at;
                }
                Next::Wait(_) | Next::Nothing => return true,
            }
        }
    }

    pub(super) fn check_limits(&self) {
        assert!(self.under_way.len() <= MAX_REQUESTS);
        let mut used = HashSet::new();
        for (.., step) in &self.under_way {
            let ends = &self.ends[&peering_of(step)];
            assert!(
                ends.iter().all(|end| used.insert(*end)),
                "one at a time on a network"
            );
        }
    }

    pub(super) fn answer(&mut self, number: u8, fate: Fate) {
        self.now += Duration::from_millis(u64::from(number) * 5);
        let mut which = usize::from(number) % self.under_way.len();
        if which == 0 || self.passed_over == MAX_PASSED_OVER {
            which = 0;
            self.passed_over = 0;
        } else {
            self.passed_over += 1;
        }
        let (run, place, step) = self.under_way.remove(which);
        let unauthorized = ApiError::answered(401, "", None, None);
        let answer = match (&step, fate) {
            (_, Fate::Unauthorized) => Err(unauthorized),
            (Step::AwaitDisabled(id), _) => {
                let gone = || ApiError::answered(404, "", None, None);
                self.server.look(*id).ok_or_else(gone)
            }
            (_, Fate::Refused) => Err(ApiError::answered(400, "", None, None)),
            (_, Fate::Lost) => {
                let _ = self.server.execute(&step);
                Err(ApiError::unreachable("the connection broke"))
            }
            (_, Fate::Works) => self.server.execute(&step).map(|()| true),
        };
        let Some(run) = self.runs.get_mut(run) else {
            return;
        };
        match answer {
            Ok(true) => run.complete(place, None),
            Ok(false) => run.defer(place, self.now),
            Err(error) if error.kind == ErrorKind::Unauthorized => run.refuse(place, error),
            Err(error) => run.fail(place, error),
        }
    }

    pub(super) fn get(&self, id: RunId) -> &Run {
        self.runs.get(id).expect("a run")
    }

    pub(super) fn get_mut(&mut self, id: RunId) -> &mut Run {
        self.runs.get_mut(id).expect("a run")
    }
}

pub(super) fn works(_: u8) -> Fate {
    Fate::Works
}

pub(super) fn sometimes_fails(number: u8) -> Fate {
    match number % 5 {
        0 => Fate::Refused,
        1 => Fate::Lost,
        _ => Fate::Works,
    }
}

pub(super) fn action() -> impl Strategy<Value = BulkAction> {
    prop_oneof![
        Just(BulkAction::Switch(ConfiguredStatus::Active)),
        Just(BulkAction::Switch(ConfiguredStatus::Disabled)),
        Just(BulkAction::Delete),
        Just(BulkAction::Relabel(Relabel {
            set: vec![Label::new("env", "prod")],
            unset: vec!["team".parse().expect("a term")],
        })),
    ]
}

pub(super) fn numbers() -> impl Strategy<Value = Vec<u8>> {
    vec(any::<u8>(), 1..60)
}

pub(super) fn is_so(server: &Server, action: &BulkAction, id: PeeringId) -> bool {
    match (action, server.peerings.get(&id)) {
        (BulkAction::Delete, peering) => peering.is_none(),
        (BulkAction::Switch(to), Some(peering)) => peering.configured_status == *to,
        (BulkAction::Relabel(relabel), Some(peering)) => relabel.is_idle(&peering.labels),
        (BulkAction::Switch(_) | BulkAction::Relabel(_), None) => false,
    }
}

pub(super) fn assert_counts(run: &Run) {
    let stages = [
        Stage::Pending,
        Stage::Running,
        Stage::Waiting,
        Stage::Done,
        Stage::Failed,
    ];
    assert_eq!(stages.len(), Stage::COUNT);
    for stage in stages {
        let counted = run.items().iter().filter(|item| item.stage() == stage);
        assert_eq!(run.count(stage), counted.count(), "{stage:?}");
    }
}
