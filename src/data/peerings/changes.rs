//! Creating, modifying and deleting peerings.

use domain::{
    api::error::{ApiError, ErrorKind},
    edit::{form::Draft, patch::Patch},
    model::{ids::PeeringId, peering::Peering},
};

use super::Peerings;

impl Peerings {
    /// Creates a peering.
    ///
    /// # Errors
    /// As the API says.
    pub(crate) async fn create(self, draft: &Draft) -> Result<Peering, ApiError> {
        let answer = self.api.create(draft).await;
        self.store_written(&answer);
        answer
    }

    /// Modifies a peering.
    ///
    /// # Errors
    /// As the API says.
    pub(crate) async fn modify(self, id: PeeringId, patch: &Patch) -> Result<Peering, ApiError> {
        let answer = self.api.modify(id, patch).await;
        self.store_written(&answer);
        answer
    }

    /// Deletes a peering.
    ///
    /// # Errors
    /// As the API says. A peering that does not exist is forgotten all the same.
    pub(crate) async fn delete(self, id: PeeringId) -> Result<(), ApiError> {
        let answer = self.api.delete(id).await;
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

    fn store_written(self, answer: &Result<Peering, ApiError>) {
        if let Ok(peering) = answer {
            self.write_times.note(peering.id);
            self.put(peering.clone());
        }
        // A change affects other peerings too; a lost answer may hide one.
        self.scheduler.wake_after_write();
    }
}
