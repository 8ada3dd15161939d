//! Creating, modifying and deleting peerings. If the answer does not prove what became of
//! a write, the server is read before anything is reported.

use domain::{
    api::{
        error::{ApiError, ErrorKind},
        feature::Feature,
    },
    change::plan::is_of,
    edit::{
        form::Draft,
        patch::{self, Patch},
    },
    model::{ids::PeeringId, peering::Peering},
};

use super::Peerings;

impl Peerings {
    /// Creates a peering.
    ///
    /// # Errors
    /// As the API says.
    pub(crate) async fn create(self, draft: &Draft) -> Result<Peering, ApiError> {
        let known = self.ids_between(draft);
        let mut answer = self.api.create(draft).await;
        if let Some(error) = self.unknown(&answer) {
            answer = self.find_created(draft, &known, error).await;
        }
        self.store_written(&answer);
        answer
    }

    /// Modifies a peering.
    ///
    /// # Errors
    /// As the API says. One of the kind `NotFound` is confirmed by a read.
    pub(crate) async fn modify(self, id: PeeringId, patch: &Patch) -> Result<Peering, ApiError> {
        let mut answer = self.api.modify(id, patch).await;
        if let Some(error) = self.unknown(&answer) {
            answer = self.find_modified(id, patch, error).await;
        } else if let Err(error) = &mut answer
            && error.kind == ErrorKind::NotFound
            && !self.is_gone(id).await
        {
            error.kind = ErrorKind::Refused;
        }
        self.store_written(&answer);
        answer
    }

    /// Deletes a peering.
    ///
    /// # Errors
    /// As the API says. A peering that does not exist is forgotten all the same.
    pub(crate) async fn delete(self, id: PeeringId) -> Result<(), ApiError> {
        let mut answer = self.api.delete(id).await;
        if let Some(error) = self.unknown(&answer) {
            answer = match self.api.peering(id).await {
                Err(found) if found.kind == ErrorKind::NotFound => {
                    self.api.changed(Feature::Delete, id);
                    Ok(())
                }
                found => Err(error.looked_up(found.is_ok())),
            };
        }
        let error = answer.as_ref().err();
        if error.is_none_or(|error| error.kind == ErrorKind::NotFound) {
            self.write_times.note(id);
            let name = self.rows.try_with_untracked(|rows| {
                let row = rows.get(id);
                row.map(|row| row.peering.name.clone())
            });
            self.remove(id, name.flatten().filter(|_| answer.is_ok()));
        }
        self.scheduler.wake_after_write();
        answer
    }

    /// The error of a write that has to be looked up: its outcome is unknown, and its
    /// account is still shown here.
    fn unknown<T>(self, answer: &Result<T, ApiError>) -> Option<ApiError> {
        let error = answer
            .as_ref()
            .err()
            .filter(|error| error.outcome_unknown());
        let is_shown = self.rows.try_with_untracked(|_| ()).is_some();
        error.filter(|_| is_shown).cloned()
    }

    async fn find_created(
        self,
        draft: &Draft,
        known: &[PeeringId],
        error: ApiError,
    ) -> Result<Peering, ApiError> {
        let listed = self.api.peerings_between(draft.local, draft.peer).await;
        let was_read = listed.is_ok();
        let mut items = listed
            .map(|listed| listed.items)
            .unwrap_or_default()
            .into_iter();
        let created = items.find(|peering| is_of(peering, draft) && !known.contains(&peering.id));
        let created = created.ok_or_else(|| error.looked_up(was_read))?;
        self.api.changed(Feature::Create, created.id);
        Ok(created)
    }

    async fn find_modified(
        self,
        id: PeeringId,
        patch: &Patch,
        error: ApiError,
    ) -> Result<Peering, ApiError> {
        let held = self.read(id).await;
        match held {
            Ok(held) if patch::apply(held.clone(), patch) == held => {
                self.api.changed(Feature::Modify, id);
                Ok(held)
            }
            Err(found) if found.kind == ErrorKind::NotFound => Err(found),
            held => Err(error.looked_up(held.is_ok())),
        }
    }

    async fn is_gone(self, id: PeeringId) -> bool {
        let held = self.read(id).await;
        held.is_err_and(|error| error.kind == ErrorKind::NotFound)
    }

    fn ids_between(self, draft: &Draft) -> Vec<PeeringId> {
        let ids = self.rows.try_with_untracked(|rows| {
            let peerings = rows.all().map(|row| &row.peering);
            let between = peerings.filter(|held| {
                (held.local.network, held.peer.network) == (draft.local, draft.peer)
            });
            between.map(|held| held.id).collect()
        });
        ids.unwrap_or_default()
    }

    fn store_written(self, answer: &Result<Peering, ApiError>) {
        if let Ok(peering) = answer {
            self.write_times.note(peering.id);
            self.put(peering.clone());
        }
        // A change affects other peerings too; a lost answer may hide one.
        self.scheduler.wake_after_write();
    }
}
