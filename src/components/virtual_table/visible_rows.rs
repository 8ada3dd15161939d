//! What is in view of a long list.

use domain::model::ids::PeeringId;

use super::viewport::Viewport;

/// Which rows of a list are in the document.
pub(crate) struct VisibleRows {
    pub(super) first: usize,
    pub(super) ids: Vec<PeeringId>,
    /// The focused row, if it is in the list but not in view.
    pub(super) kept: Option<(usize, PeeringId)>,
    pub(super) count: usize,
}

impl VisibleRows {
    /// What the window shows of this list, in which the row of one peering may have the
    /// focus; each row has its own peering.
    pub(crate) fn of<T>(
        window: Viewport,
        focused: Option<PeeringId>,
        list: &[T],
        peering: impl Fn(&T) -> PeeringId,
    ) -> Self {
        let (first, end) = window.range(list.len());
        let ids: Vec<_> = list
            .get(first..end)
            .unwrap_or_default()
            .iter()
            .map(&peering)
            .collect();
        let kept = focused.filter(|focused| !ids.contains(focused));
        let kept = kept.and_then(|focused| {
            let place = list.iter().position(|item| peering(item) == focused)?;
            Some((place, focused))
        });
        Self {
            first,
            ids,
            kept,
            count: list.len(),
        }
    }
}
