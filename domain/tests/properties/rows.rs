//! The store of rows, against a model that looks through lists.

use std::{collections::HashMap, sync::Arc};

use domain::{
    api::label_filter::LabelFilter,
    list::{
        reconcile,
        rows::{Answer, Rows},
    },
    model::{ids::PeeringId, network::Network, peering::Peering, row::Row},
    snapshot::Networks,
};
use proptest::{collection::vec, prelude::*};

use crate::make;

#[derive(Clone, Debug)]
enum Operation {
    Put(Peering),
    Remove(PeeringId),
    /// The filter, what the server knows, and what was written since.
    List(LabelFilter, Vec<Peering>, Vec<PeeringId>),
    Merge(LabelFilter, Vec<Peering>, Vec<PeeringId>),
    ClearList(LabelFilter),
    Rebuild(Networks),
}

fn id() -> impl Strategy<Value = PeeringId> {
    (0..40_u128).prop_map(PeeringId::from_u128)
}

/// Few terms, so that often something passes.
fn filter() -> impl Strategy<Value = LabelFilter> {
    prop_oneof![Just(LabelFilter::default()), make::common_filter()]
}

fn operation() -> impl Strategy<Value = Operation> {
    let answer = || (filter(), vec(make::peering(), 0..12), vec(id(), 0..6));
    prop_oneof![
        3 => make::peering().prop_map(Operation::Put),
        2 => id().prop_map(Operation::Remove),
        2 => answer().prop_map(|(filter, all, written)| Operation::List(filter, all, written)),
        2 => answer().prop_map(|(filter, all, written)| Operation::Merge(filter, all, written)),
        1 => filter().prop_map(Operation::ClearList),
        2 => super::list::networks().prop_map(Operation::Rebuild),
    ]
}

/// Peerings in the order in which they came, and the filter of the list.
#[derive(Default)]
struct Model {
    known: Vec<Peering>,
    filter: LabelFilter,
    /// A list that was cleared stays empty but for what is put since.
    listed: Vec<PeeringId>,
    networks: Networks,
}

impl Model {
    fn put(&mut self, peering: &Peering) {
        self.remove(peering.id);
        self.known.push(peering.clone());
        if self.filter.matches(&peering.labels) {
            self.listed.push(peering.id);
        }
    }

    fn remove(&mut self, id: PeeringId) {
        self.known.retain(|peering| peering.id != id);
        self.listed.retain(|other| *other != id);
    }

    fn store(&mut self, filter: &LabelFilter, answer: &[Peering], written: &[PeeringId]) {
        let is_outdated = |peering: &Peering| written.contains(&peering.id);
        self.known
            .retain(|peering| is_outdated(peering) || !filter.matches(&peering.labels));
        for peering in answer.iter().filter(|peering| !is_outdated(peering)) {
            self.known.retain(|other| other.id != peering.id);
            self.known.push(peering.clone());
        }
    }

    fn list_matching(&mut self) {
        let matching = self.known.iter();
        let matching = matching.filter(|peering| self.filter.matches(&peering.labels));
        self.listed = matching.map(|peering| peering.id).collect();
    }

    fn apply(&mut self, operation: &Operation) {
        match operation {
            Operation::Put(peering) => self.put(peering),
            Operation::Remove(id) => self.remove(*id),
            Operation::List(filter, all, written) => {
                self.filter = filter.clone();
                self.store(filter, &passing(all, filter), written);
                self.list_matching();
            }
            Operation::Merge(filter, all, written) => {
                self.store(filter, &passing(all, filter), written);
                self.list_matching();
            }
            Operation::ClearList(filter) => {
                self.filter = filter.clone();
                self.listed.clear();
            }
            Operation::Rebuild(networks) => self.networks.clone_from(networks),
        }
    }

    /// The list, from scratch.
    fn rows(&self) -> Vec<Arc<Row>> {
        let listed = self.known.iter();
        let listed = listed.filter(|peering| self.listed.contains(&peering.id));
        reconcile(&[], listed.cloned().collect(), &self.networks)
    }
}

/// What the server answers: the last state of each peering that passes.
fn passing(all: &[Peering], filter: &LabelFilter) -> Vec<Peering> {
    let last: HashMap<PeeringId, &Peering> = all.iter().map(|p| (p.id, p)).collect();
    let passing = last.into_values().filter(|p| filter.matches(&p.labels));
    passing.cloned().collect()
}

fn apply(rows: &mut Rows, operation: Operation, networks: &Networks) {
    let answer =
        |store: fn(&mut Rows, Answer<'_>, &Networks),
         rows: &mut Rows,
         (filter, all, written): (LabelFilter, Vec<Peering>, Vec<PeeringId>)| {
            let answer = Answer {
                filter: &filter,
                peerings: passing(&all, &filter),
                is_outdated: &|id| written.contains(&id),
            };
            store(rows, answer, networks);
        };
    match operation {
        Operation::Put(peering) => rows.put(peering, networks),
        Operation::Remove(id) => rows.remove(id),
        Operation::List(filter, all, written) => answer(Rows::list, rows, (filter, all, written)),
        Operation::Merge(filter, all, written) => answer(Rows::merge, rows, (filter, all, written)),
        Operation::ClearList(filter) => rows.clear_list(filter),
        Operation::Rebuild(_) => rows.rebuild(networks),
    }
}

/// What was read. What rows say of one another's networks is the subject of `known`.
fn read(row: &Row) -> (&Peering, Option<&Network>, Option<&Network>) {
    (&row.peering, row.local.as_deref(), row.peer.as_deref())
}

proptest! {
    #[test]
    fn the_store_agrees_with_the_model(operations in vec(operation(), 0..24)) {
        let (mut rows, mut model) = (Rows::default(), Model::default());
        for operation in operations {
            let before: HashMap<PeeringId, Arc<Row>> =
                rows.all().map(|row| (row.peering.id, Arc::clone(row))).collect();
            let is_put = matches!(operation, Operation::Put(_));
            model.apply(&operation);
            apply(&mut rows, operation, &model.networks);

            prop_assert_eq!(rows.all().count(), model.known.len());
            for peering in &model.known {
                let row = rows.get(peering.id).expect("a row");
                let expected = Row::new(peering.clone(), &model.networks);
                prop_assert_eq!(read(row), read(&expected));
            }
            prop_assert_eq!(rows.filter(), &model.filter);
            prop_assert!(rows.listed().iter().map(|row| read(row)).eq(model.rows().iter().map(|row| read(row))));
            for row in rows.listed().iter() {
                let stored = rows.get(row.peering.id);
                prop_assert!(stored.is_some_and(|stored| Arc::ptr_eq(stored, row)));
            }
            // Who puts a row checks first whether it is another one.
            for row in rows.all().filter(|_| !is_put) {
                if let Some(old) = before.get(&row.peering.id) {
                    prop_assert_eq!(Arc::ptr_eq(old, row), old == row);
                }
            }
        }
    }

    #[test]
    fn new_networks_change_only_the_rows_that_show_them(
        peerings in vec(make::peering(), 0..12),
        before in super::list::networks(),
        after in super::list::networks(),
    ) {
        let filter = LabelFilter::default();
        let mut rows = Rows::default();
        let answer = Answer { filter: &filter, peerings, is_outdated: &|_| false };
        rows.list(answer, &before);
        let old = Arc::clone(rows.listed());
        rows.rebuild(&after);
        for (old, row) in old.iter().zip(rows.listed().iter()) {
            let expected = Row::new(old.peering.clone(), &after);
            prop_assert_eq!(read(row), read(&expected));
            prop_assert_eq!(Arc::ptr_eq(old, row), old == row);
        }
        prop_assert_eq!(old.len(), rows.listed().len());
    }
}
