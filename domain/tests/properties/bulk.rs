//! A run over many peerings, whatever fails and in whichever order the answers
//! come: never too many at once, never two on one network, and at its end what
//! it says is what the server holds.

use std::{
    collections::{BTreeMap, HashSet},
    sync::Arc,
};

use domain::{
    api::error::ApiError,
    change::{
        bulk::{AT_ONCE, Bulk, BulkAction, Next, Stage},
        plan::{Step, StepOutcome},
    },
    edit::relabel::Relabel,
    model::{
        ids::PeeringId,
        label::Label,
        peering::Peering,
        row::Row,
        state::{ConfiguredStatus, State},
    },
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
}

struct Server {
    held: BTreeMap<PeeringId, Peering>,
}

impl Server {
    fn take(&mut self, step: &Step) -> Result<(), ApiError> {
        let Some(domain::preflight::Object::Peering(id)) = step.touches() else {
            unreachable!("a run touches peerings only: {step:?}")
        };
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

    fn snapshot(&self) -> Snapshot {
        let networks = Networks::default();
        let rows = self.held.values().cloned();
        Snapshot::new(Sources {
            peerings: rows
                .map(|peering| Arc::new(Row::new(peering, &networks)))
                .collect(),
            peerings_read: Coverage::Complete,
            ..Sources::default()
        })
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

/// Runs until nothing is left to do; the numbers decide which answer comes next
/// and what it is.
fn run(bulk: &mut Bulk, server: &mut Server, numbers: &[u8], fails: bool) {
    let mut numbers = numbers.iter().copied().cycle();
    let mut under_way: Vec<(usize, Step)> = Vec::new();
    let mut now = 0.0;
    loop {
        match bulk.next(now) {
            Next::Take(place, step) => {
                under_way.push((place, step));
                assert!(under_way.len() <= AT_ONCE);
                let items = under_way
                    .iter()
                    .map(|(place, _)| &bulk.items()[*place].row.peering);
                let mut used = HashSet::new();
                for peering in items {
                    let ends: HashSet<_> = [peering.local.network, peering.peer.network].into();
                    assert!(
                        ends.into_iter().all(|end| used.insert(end)),
                        "one at a time on a network"
                    );
                }
                continue;
            }
            Next::Nothing if under_way.is_empty() => return,
            Next::Wait if under_way.is_empty() => {
                now += 1000.0;
                continue;
            }
            Next::Wait | Next::Nothing => {}
        }
        let number = usize::from(numbers.next().unwrap_or(0));
        let (place, step) = under_way.swap_remove(number % under_way.len());
        if let Step::AwaitDisabled(id) = step {
            match server.held.get_mut(&id) {
                Some(held) if number % 3 == 0 => {
                    held.state = State::Disabled;
                    bulk.complete(place, None);
                }
                Some(_) => bulk.defer(place, now + 2000.0),
                None => bulk.fail(place, ApiError::answered(404, "", None, None)),
            }
            continue;
        }
        let fate = match number % 5 {
            0 if fails => Fate::Refused,
            1 if fails => Fate::Lost,
            _ => Fate::Works,
        };
        match fate {
            Fate::Refused => bulk.fail(place, ApiError::answered(500, "", None, None)),
            Fate::Lost => {
                let _ = server.take(&step);
                bulk.fail(place, ApiError::unreachable("the connection broke"));
            }
            Fate::Works => match server.take(&step) {
                Ok(()) => bulk.complete(place, None),
                Err(error) => bulk.fail(place, error),
            },
        }
    }
}

proptest! {
    #[test]
    fn every_outcome_is_what_the_server_holds(
        peerings in vec(make::peering(), 0..24),
        action in action(),
        mut numbers in vec(any::<u8>(), 1..60),
    ) {
        let held: BTreeMap<PeeringId, Peering> =
            peerings.into_iter().map(|peering| (peering.id, peering)).collect();
        let mut server = Server { held };
        let rows = server.snapshot().sources().peerings.clone();
        let mut bulk = Bulk::new(&action, &rows);
        // A wait that never ends would be no fault of the run.
        numbers.push(0);
        run(&mut bulk, &mut server, &numbers, true);

        for stage in [Stage::Pending, Stage::Running, Stage::Done, Stage::Failed] {
            let counted = bulk.items().iter().filter(|item| item.stage() == stage);
            prop_assert_eq!(bulk.count(stage), counted.count());
        }
        prop_assert!(bulk.is_over());
        prop_assert_eq!(bulk.count(Stage::Done) + bulk.count(Stage::Failed), bulk.items().len());
        for item in bulk.items().iter().filter(|item| item.stage() == Stage::Done) {
            prop_assert!(is_so(&server, &action, item.row.peering.id));
        }
        let receipt = bulk.receipt();
        let steps: usize = bulk.items().iter().map(|item| item.plan.entries().len()).sum();
        prop_assert!(receipt.matches("\r\n").count() > steps);

        // What failed is tried again, and then all is as it was meant to be.
        for _ in 0..4 {
            bulk.retry(&server.snapshot());
            run(&mut bulk, &mut server, &numbers, false);
        }
        prop_assert_eq!(bulk.count(Stage::Done), bulk.items().len());
        for row in &rows {
            prop_assert!(is_so(&server, &action, row.peering.id), "{:?}", row.peering);
        }
    }

    #[test]
    fn paused_it_begins_nothing(peerings in vec(make::peering(), 1..8)) {
        let networks = Networks::default();
        let rows: Vec<Arc<Row>> =
            peerings.into_iter().map(|peering| Arc::new(Row::new(peering, &networks))).collect();
        let mut bulk = Bulk::new(&BulkAction::Delete, &rows);
        bulk.pause(true);
        prop_assert_eq!(bulk.next(0.0), Next::Nothing);
        bulk.pause(false);
        prop_assert!(matches!(bulk.next(0.0), Next::Take(..)));
        prop_assert!(!bulk.restore().is_empty());
        let done = bulk.items().iter().flat_map(|item| item.plan.entries());
        prop_assert_eq!(done.filter(|entry| entry.outcome == StepOutcome::Running).count(), 1);
    }
}

fn is_so(server: &Server, action: &BulkAction, id: PeeringId) -> bool {
    match (action, server.held.get(&id)) {
        (BulkAction::Delete, held) => held.is_none(),
        (BulkAction::Switch(to), Some(held)) => held.configured_status == *to,
        (BulkAction::Relabel(relabel), Some(held)) => relabel.is_idle(&held.labels),
        (BulkAction::Switch(_) | BulkAction::Relabel(_), None) => false,
    }
}
