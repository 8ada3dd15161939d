//! The body of a long table: only the rows in view, and a few around them, are
//! in the document.

use domain::model::ids::PeeringId;

use super::{
    row_pool::{RowFactory, RowPool},
    viewport::Viewport,
};
use crate::reactive::prelude::*;

/// Which rows of a list are in the document.
pub(crate) struct VisibleRows {
    first: usize,
    ids: Vec<PeeringId>,
    count: usize,
}

impl VisibleRows {
    /// What the window shows of this list; each row has its own peering.
    pub(crate) fn of<T>(window: Viewport, list: &[T], peering: impl Fn(&T) -> PeeringId) -> Self {
        let (first, end) = window.range(list.len());
        let shown = list.get(first..end).unwrap_or_default();
        Self {
            first,
            ids: shown.iter().map(peering).collect(),
            count: list.len(),
        }
    }
}

/// The body of a table. Its rows are drawn again whenever anything changed that
/// `in_view` read, which therefore has to read all that they show.
pub(crate) fn virtual_rows(
    window: Viewport,
    in_view: impl Fn() -> VisibleRows + 'static,
    make: RowFactory,
) -> AnyView {
    let body = NodeRef::<html::Tbody>::new();
    let mut make = Some(make);
    let mut pool = None;
    effect(move || {
        if let Some(body) = body.get()
            && let Some(make) = make.take()
        {
            pool = Some(RowPool::new(window, body.into(), make));
        }
        let VisibleRows { first, ids, count } = in_view();
        if let Some(pool) = &mut pool {
            pool.show(first, &ids, count);
        }
    });
    view! { <tbody role="rowgroup" node_ref=body></tbody> }.into_any()
}
