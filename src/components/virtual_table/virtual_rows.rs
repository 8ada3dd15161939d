//! The body of a long table: only the rows in view, and a few around them, are
//! in the document.

use std::{cell::RefCell, rc::Rc};

use domain::model::ids::PeeringId;

use super::{
    row_pool::{RowFactory, RowPool},
    viewport::Viewport,
};
use crate::{dom, reactive::prelude::*};

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

/// The body of a table. Its rows are drawn again whenever anything changed that
/// `in_view` read, which therefore has to read all that they show. It is given the
/// peering whose row has the focus.
pub(crate) fn virtual_rows(
    window: Viewport,
    in_view: impl Fn(Option<PeeringId>) -> VisibleRows + 'static,
    make: RowFactory,
) -> AnyView {
    let body = NodeRef::<html::Tbody>::new();
    let mut make = Some(make);
    let mut pool: Option<RowPool> = None;
    let draw = Rc::new(RefCell::new(move |anew: bool| {
        if let Some(body) = body.get()
            && let Some(make) = make.take()
        {
            pool = Some(RowPool::new(window, body.into(), make));
        }
        let focused = pool.as_ref().and_then(RowPool::focused);
        let rows = in_view(focused);
        if let Some(pool) = &mut pool {
            if anew {
                pool.renew(&rows, focused);
            }
            pool.show(&rows, focused);
        }
    }));
    // Firefox prints what is there when this event ends: effects come too late.
    if let Some(page) = web_sys::window() {
        let draw = Rc::clone(&draw);
        dom::listen(&page, "beforeprint", move |_| {
            window.print();
            untrack(|| draw.borrow_mut()(true));
        });
    }
    effect(move || draw.borrow_mut()(false));
    view! { <tbody role="rowgroup" node_ref=body></tbody> }.into_any()
}
