//! Reading many peerings: some side by side, or every one of the account, for
//! rules that have to see them all, beside the list or where none is shown.

use domain::{
    api::{error::ApiError, label_filter::LabelFilter},
    model::ids::PeeringId,
    session::refresh,
    snapshot::Coverage,
};

use super::{Peerings, since};
use crate::reactive::{RwSignal, all, boxed};

impl Peerings {
    /// Reads these peerings, side by side. One that cannot be read now is left as
    /// it was known.
    pub(in crate::data) async fn read_each(self, ids: Vec<PeeringId>) {
        let read = |id| {
            boxed(async move {
                let _ = self.read(id).await;
            })
        };
        all(ids.into_iter().map(read).collect()).await;
    }

    /// Reads every peering once, where no page has done so.
    pub(crate) async fn read_all(self) {
        if self.extent.get_untracked() != Coverage::Complete {
            // Without it the rules only see less, and say so.
            let _ = self.read_again().await;
        }
    }

    /// Reads every peering now.
    ///
    /// # Errors
    /// As the API says.
    pub(crate) async fn read_again(self) -> Result<(), ApiError> {
        let everything = LabelFilter::default();
        let started = self.written.now();
        let answer = self.api.peerings(&everything).await;
        self.note_extent(&everything, &answer);
        let listed = answer?;
        let networks = self.inventory.networks.get_untracked();
        // A list that is filtered by now keeps its rows.
        if self
            .listing
            .with_untracked(|listing| listing.filter == everything)
        {
            self.take_list(&everything, listed, started, &networks);
        } else {
            self.merge_list(&everything, listed.items, started, &networks);
        }
        Ok(())
    }

    /// Reads what a filtered list leaves out, now and again, for as long as the
    /// future is polled. `failed` is told of each reading's outcome.
    pub(crate) async fn watch_all(self, failed: RwSignal<Option<ApiError>>) {
        loop {
            let started = self.written.now();
            failed.set(self.read_again().await.err());
            self.pulse
                .wait(refresh::interval(false, since(started)))
                .await;
        }
    }
}
