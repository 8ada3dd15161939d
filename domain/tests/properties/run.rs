//! Runs, whatever fails and in whichever order the answers come: never too many
//! requests at once, never two on one network, and at the end what a run says is
//! what the server holds.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    sync::Arc,
    time::Duration,
};

use domain::{
    api::error::{ApiError, ErrorKind},
    change::{
        bulk::BulkAction,
        plan::{Plan, Step, StepOutcome},
        run::{MAX_REQUESTS, Next, POLL_INTERVAL, Run, RunId, Runs, Stage, WAIT_LIMIT},
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
    share::receipt::{receipt, restore_script},
    snapshot::{Coverage, Networks, Snapshot, Sources},
};
use proptest::{collection::vec, prelude::*};

use crate::make;

/// What becomes of a request.
#[derive(Clone, Copy, Debug)]
enum Fate {
    Works,
    Refused,
    /// The server acts, and the answer is lost.
    Lost,
    /// The session has ended: the server does not act.
    Unauthorized,
}

struct Server {
    held: BTreeMap<PeeringId, Peering>,
    /// The peerings that never become disabled.
    stuck: HashSet<PeeringId>,
    /// How often each was looked at.
    looks: HashMap<PeeringId, u8>,
}

impl Server {
    fn new(peerings: Vec<Peering>) -> Self {
        let held = peerings.into_iter().map(|peering| (peering.id, peering));
        Self {
            held: held.collect(),
            stuck: HashSet::new(),
            looks: HashMap::new(),
        }
    }

    fn execute(&mut self, step: &Step) -> Result<(), ApiError> {
        let id = peering_of(step);
        let Some(held) = self.held.get_mut(&id) else {
            return Err(ApiError::answered(404, "", None, None));
        };
        match step {
            Step::Switch { to, .. } => {
                held.configured_status = to.clone();
                held.state = State::Provisioning;
            }
            Step::Relabel { change, .. } => held.labels = change.apply(&held.labels),
            Step::Delete(_) if held.deletable() => {
                self.held.remove(&id);
            }
            Step::Delete(_) => return Err(ApiError::answered(409, "", None, None)),
            other => unreachable!("{other:?}"),
        }
        Ok(())
    }

    /// Whether a peering is disabled by now. It takes a few looks.
    fn look(&mut self, id: PeeringId) -> Option<bool> {
        let held = self.held.get_mut(&id)?;
        let looks = self.looks.entry(id).or_default();
        *looks = looks.saturating_add(1);
        let needed = id.to_string().bytes().last().unwrap_or_default() % 4;
        if *looks > needed && !self.stuck.contains(&id) {
            held.state = State::Disabled;
        }
        Some(held.deletable())
    }

    fn rows(&self) -> Vec<Arc<Row>> {
        let networks = Networks::default();
        let held = self.held.values().cloned();
        held.map(|peering| Arc::new(Row::new(peering, &networks)))
            .collect()
    }

    fn snapshot(&self) -> Snapshot {
        Snapshot::new(Sources {
            peerings: self.rows(),
            peerings_read: Coverage::Complete,
            ..Sources::default()
        })
    }
}

fn peering_of(step: &Step) -> PeeringId {
    match step.touches() {
        Some(Object::Peering(id)) => id,
        other => unreachable!("these runs touch peerings only: {other:?}"),
    }
}

/// The console around the rules: it executes what it is given, and reports the
/// answers in an order of its own.
struct World {
    server: Server,
    runs: Runs,
    /// The networks of each peering before anything was changed.
    ends: BTreeMap<PeeringId, HashSet<NetworkId>>,
    under_way: Vec<(RunId, usize, Step)>,
    now: Duration,
}

impl World {
    fn new(server: Server) -> Self {
        let ends = server.held.values().map(|peering| {
            let ends = [peering.local.network, peering.peer.network];
            (peering.id, ends.into())
        });
        Self {
            ends: ends.collect(),
            server,
            runs: Runs::default(),
            under_way: Vec::new(),
            // Any moment: the clock does not start at zero.
            now: Duration::from_millis(123_456),
        }
    }

    /// Runs until nothing is left to do; the numbers decide which answer comes
    /// next and what it is.
    fn run(&mut self, numbers: &[u8], fate: impl Fn(u8) -> Fate) {
        let mut numbers = numbers.iter().copied().cycle();
        while self.start_all() {
            match numbers.next() {
                Some(number) => self.answer(number, fate(number)),
                None => return,
            }
        }
    }

    /// Starts what can be started. False once nothing is left to do.
    fn start_all(&mut self) -> bool {
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

    fn check_limits(&self) {
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

    fn answer(&mut self, number: u8, fate: Fate) {
        self.now += Duration::from_millis(u64::from(number) * 5);
        let (run, place, step) = self
            .under_way
            .swap_remove(usize::from(number) % self.under_way.len());
        let unauthorized = ApiError::answered(401, "", None, None);
        let answer = match (&step, fate) {
            (_, Fate::Unauthorized) => Err(unauthorized),
            (Step::AwaitDisabled(id), _) => match self.server.look(*id) {
                Some(true) => Ok(true),
                Some(false) => Ok(false),
                None => Err(ApiError::answered(404, "", None, None)),
            },
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

    fn get(&self, id: RunId) -> &Run {
        self.runs.get(id).expect("a run")
    }

    fn get_mut(&mut self, id: RunId) -> &mut Run {
        self.runs.get_mut(id).expect("a run")
    }
}

fn works(_: u8) -> Fate {
    Fate::Works
}

fn sometimes_fails(number: u8) -> Fate {
    match number % 5 {
        0 => Fate::Refused,
        1 => Fate::Lost,
        _ => Fate::Works,
    }
}

fn action() -> impl Strategy<Value = BulkAction> {
    prop_oneof![
        Just(BulkAction::Switch(ConfiguredStatus::Active)),
        Just(BulkAction::Switch(ConfiguredStatus::Disabled)),
        Just(BulkAction::Delete),
        Just(BulkAction::Relabel(Relabel {
            set: vec![Label::new("env", "prod")],
            unset: vec!["team".into()],
        })),
    ]
}

fn numbers() -> impl Strategy<Value = Vec<u8>> {
    vec(any::<u8>(), 1..60)
}

fn is_so(server: &Server, action: &BulkAction, id: PeeringId) -> bool {
    match (action, server.held.get(&id)) {
        (BulkAction::Delete, held) => held.is_none(),
        (BulkAction::Switch(to), Some(held)) => held.configured_status == *to,
        (BulkAction::Relabel(relabel), Some(held)) => relabel.is_idle(&held.labels),
        (BulkAction::Switch(_) | BulkAction::Relabel(_), None) => false,
    }
}

fn assert_counts(run: &Run) {
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

proptest! {
    #[test]
    fn every_outcome_is_what_the_server_holds(
        peerings in vec(make::peering(), 0..24),
        action in action(),
        numbers in numbers(),
    ) {
        let mut world = World::new(Server::new(peerings));
        let rows = world.server.rows();
        let id = world.runs.add(Run::bulk(&action, &rows));
        world.run(&numbers, sometimes_fails);

        let run = world.get(id);
        assert_counts(run);
        prop_assert!(run.is_over() && !run.is_active());
        prop_assert_eq!(run.count(Stage::Done) + run.count(Stage::Failed), run.items().len());
        for item in run.items().iter().filter(|item| item.stage() == Stage::Done) {
            let id = peering_of(&item.plan.entries()[0].step);
            prop_assert!(is_so(&world.server, &action, id));
        }
        let steps: usize = run.items().iter().map(|item| item.plan.entries().len()).sum();
        prop_assert!(receipt(run).matches("\r\n").count() > steps);
        prop_assert_eq!(restore_script(run).is_empty(), run.deletes().is_empty());

        // What failed is retried, and then all is as it was meant to be.
        for _ in 0..4 {
            let now = world.server.snapshot();
            world.get_mut(id).retry(&now);
            assert_counts(world.get(id));
            world.run(&numbers, works);
        }
        prop_assert!(world.get(id).is_done());
        for row in &rows {
            prop_assert!(is_so(&world.server, &action, row.peering.id), "{:?}", row.peering);
        }
    }

    /// Several runs share the limits, whenever each one is stopped and resumed.
    #[test]
    fn runs_side_by_side_all_come_to_their_end(
        peerings in vec(make::peering(), 2..24),
        actions in vec(action(), 1..5),
        numbers in numbers(),
        presses in vec((any::<u8>(), any::<bool>()), 0..12),
    ) {
        let mut world = World::new(Server::new(peerings));
        let rows = world.server.rows();
        // Each peering belongs to one run: two at once would be a conflict.
        let size = rows.len().div_ceil(actions.len());
        let runs = rows.chunks(size).zip(&actions).map(|(rows, action)| {
            match (rows, action) {
                ([row], BulkAction::Delete) => Run::single(Plan::delete(&[&row.peering])),
                _ => Run::bulk(action, rows),
            }
        });
        let ids: Vec<RunId> = runs.collect::<Vec<_>>().into_iter().map(|run| world.runs.add(run)).collect();
        let mut presses = presses.into_iter();
        let mut answers = numbers.iter().copied().cycle();
        while world.start_all() {
            let number = answers.next().expect("it never ends");
            world.answer(number, Fate::Works);
            if let Some((which, stop)) = presses.next() {
                let run = world.get_mut(ids[usize::from(which) % ids.len()]);
                if stop { run.stop() } else { run.resume() }
                if stop && run.count(Stage::Running) == 0 {
                    prop_assert!(!run.is_active());
                    prop_assert_eq!(run.count(Stage::Waiting), 0, "a wait ends at once");
                }
            }
        }
        for id in &ids {
            let run = world.get_mut(*id);
            assert_counts(run);
            prop_assert!(run.is_over() || run.is_stopped());
            run.resume();
        }
        world.run(&numbers, works);
        for ((id, rows), action) in ids.iter().zip(rows.chunks(size)).zip(&actions) {
            prop_assert!(world.get(*id).is_done());
            for row in rows {
                prop_assert!(is_so(&world.server, action, row.peering.id));
            }
        }
    }

    #[test]
    fn a_wait_beyond_the_limit_fails_that_item_alone(
        peerings in vec(make::peering(), 1..24),
        stuck in vec(any::<bool>(), 24),
        numbers in numbers(),
    ) {
        let mut server = Server::new(peerings);
        // One whose switch is off already starts with the wait, others do not.
        let waits = |peering: &Peering| !peering.deletable();
        let ids: Vec<PeeringId> = server.held.values().filter(|p| waits(p)).map(|p| p.id).collect();
        server.stuck = ids.iter().zip(&stuck).filter(|(_, stuck)| **stuck).map(|(id, _)| *id).collect();
        let mut world = World::new(server);
        let rows = world.server.rows();
        let id = world.runs.add(Run::bulk(&BulkAction::Delete, &rows));
        let started = world.now;
        world.run(&numbers, works);

        let run = world.get(id);
        prop_assert!(run.is_over());
        prop_assert_eq!(run.count(Stage::Failed), world.server.stuck.len());
        for item in run.items() {
            let id = peering_of(&item.plan.entries()[0].step);
            let failure = item.plan.failure();
            prop_assert_eq!(failure.is_some(), world.server.stuck.contains(&id));
            if let Some((step, error)) = failure {
                prop_assert!(matches!(step.step, Step::AwaitDisabled(_)));
                prop_assert_eq!(error, &ApiError::overdue(WAIT_LIMIT));
                let before = rows.iter().find(|row| row.peering.id == id).expect("its row");
                let was_off = before.peering.configured_status == ConfiguredStatus::Disabled;
                prop_assert_eq!(item.plan.undo().is_none(), was_off);
            }
        }
        if !world.server.stuck.is_empty() {
            prop_assert!(world.now - started >= WAIT_LIMIT);
        }

        // Retried, each waits for as long again.
        let retried = world.now;
        let now = world.server.snapshot();
        world.get_mut(id).retry(&now);
        world.server.stuck.clear();
        world.run(&numbers, works);
        prop_assert!(world.get(id).is_done());
        prop_assert!(world.now - retried < WAIT_LIMIT);
    }

    /// A 401 stops every run. Nothing is sent until each is resumed, and then
    /// nothing is missing.
    #[test]
    fn a_session_that_ends_stops_every_run(
        peerings in vec(make::peering(), 1..24),
        action in action(),
        numbers in numbers(),
        ends_at in 0..40_usize,
    ) {
        let mut world = World::new(Server::new(peerings));
        let rows = world.server.rows();
        let (some, others) = rows.split_at(rows.len() / 2);
        let ids = [
            world.runs.add(Run::bulk(&action, some)),
            world.runs.add(Run::bulk(&BulkAction::Delete, others)),
        ];
        let mut answers = numbers.iter().copied().cycle();
        for _ in 0..ends_at {
            if !world.start_all() {
                break;
            }
            world.answer(answers.next().expect("it never ends"), Fate::Works);
        }
        if world.start_all() {
            world.answer(0, Fate::Unauthorized);
            world.runs.end_session();
            while !world.under_way.is_empty() {
                world.answer(1, Fate::Unauthorized);
                prop_assert!(!matches!(world.runs.next(world.now), Next::Execute(..)));
            }
            prop_assert_eq!(world.runs.next(world.now + WAIT_LIMIT * 2), Next::Nothing);
            for id in ids {
                prop_assert!(world.get(id).is_over() || world.get(id).is_stopped());
                prop_assert_eq!(world.get(id).count(Stage::Failed), 0);
                world.get_mut(id).resume();
            }
            // However long that took: waits start anew.
            world.now += WAIT_LIMIT * 3;
        }
        world.run(&numbers, works);
        prop_assert!(ids.into_iter().all(|id| world.get(id).is_done()));
    }

    /// Undo, wherever the run stopped, brings back what was not deleted.
    #[test]
    fn a_bulk_change_is_undone(
        peerings in vec(make::peering(), 1..24),
        action in action(),
        numbers in numbers(),
        stops_at in 0..40_usize,
    ) {
        let mut world = World::new(Server::new(peerings));
        let before = world.server.held.clone();
        let rows = world.server.rows();
        let id = world.runs.add(Run::bulk(&action, &rows));
        let mut answers = numbers.iter().copied().cycle();
        for _ in 0..stops_at {
            if !world.start_all() {
                break;
            }
            let number = answers.next().expect("it never ends");
            world.answer(number, sometimes_fails(number));
        }
        world.get_mut(id).stop();
        prop_assert!(world.under_way.is_empty() || world.get(id).undo().is_none(), "not while it is active");
        while !world.under_way.is_empty() {
            world.answer(2, Fate::Works);
        }
        let now = world.server.snapshot();
        world.get_mut(id).reconcile(&now);
        let run = world.get(id);
        prop_assert_eq!(run.can_undo(), run.undo().is_some());
        if let Some(undo) = run.undo() {
            let lines = receipt(run).lines().count();
            prop_assert!(receipt(&undo).lines().count() > lines, "no outcome is lost");
            prop_assert_eq!(restore_script(&undo), restore_script(run));
            prop_assert!(undo.is_bulk() && !undo.title().is_empty());
            let undo = world.runs.add(undo);
            world.run(&numbers, works);
            prop_assert!(world.get(undo).is_done());
        }
        for (id, held) in &world.server.held {
            prop_assert_eq!(&held.configured_status, &before[id].configured_status);
            let sorted = |peering: &Peering| {
                let mut labels: Vec<String> = peering.labels.iter().map(|label| format!("{label:?}")).collect();
                labels.sort();
                labels
            };
            prop_assert_eq!(sorted(held), sorted(&before[id]));
        }
    }

    #[test]
    fn stopped_it_starts_nothing(peerings in vec(make::peering(), 1..8)) {
        let rows = Server::new(peerings).rows();
        let mut runs = Runs::default();
        let id = runs.add(Run::bulk(&BulkAction::Delete, &rows));
        let run = |runs: &mut Runs, change: fn(&mut Run)| change(runs.get_mut(id).expect("a run"));
        run(&mut runs, Run::stop);
        prop_assert_eq!(runs.next(Duration::ZERO), Next::Nothing);
        run(&mut runs, Run::resume);
        prop_assert!(matches!(runs.next(Duration::ZERO), Next::Execute(..)));
        let held = runs.get(id).expect("a run");
        prop_assert!(!restore_script(held).is_empty());
        let entries = held.items().iter().flat_map(|item| item.plan.entries());
        prop_assert_eq!(entries.filter(|entry| entry.outcome == StepOutcome::Running).count(), 1);
    }
}

#[test]
fn a_single_change_does_not_wait_for_a_bulk_change_to_end() {
    let row = |number| Arc::new(Row::new(apart(number), &Networks::default()));
    let rows: Vec<Arc<Row>> = (1..20).map(row).collect();
    let to = ConfiguredStatus::Disabled;
    let mut runs = Runs::default();
    let bulk = runs.add(Run::bulk(&BulkAction::Switch(to.clone()), &rows));
    let mut running = Vec::new();
    while let Next::Execute(run, place, _) = runs.next(Duration::ZERO) {
        running.push((run, place));
    }
    assert_eq!(running.len(), MAX_REQUESTS);
    let single = runs.add(Run::single(Plan::switch(&[&row(50).peering], &to)));
    assert_eq!(runs.next(Duration::ZERO), Next::Wait(None));
    let (_, place) = running.remove(0);
    runs.get_mut(bulk).expect("a run").complete(place, None);
    let next = runs.next(Duration::ZERO);
    assert!(
        matches!(next, Next::Execute(run, ..) if run == single),
        "{next:?}"
    );
    assert!(runs.is_touching(Object::Peering(PeeringId::from_u128(50))));
    assert!(!runs.is_touching(Object::Peering(PeeringId::from_u128(99))));
}

/// A peering that shares no network with another one.
fn apart(number: u128) -> Peering {
    let end = |network| domain::model::peering::End {
        network: NetworkId::from_u128(network),
        ranges: Vec::new(),
    };
    Peering {
        id: PeeringId::from_u128(number),
        name: "p".into(),
        configured_status: ConfiguredStatus::Active,
        state: State::Active,
        local: end(number * 2),
        peer: end(number * 2 + 1),
        labels: Vec::new(),
        created_at: None,
        updated_at: None,
    }
}
