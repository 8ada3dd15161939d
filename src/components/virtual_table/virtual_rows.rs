//! The body of a long table: only the rows in view, and a few around them, are
//! in the document.

use std::{cell::RefCell, rc::Rc};

use domain::model::ids::PeeringId;

use super::{
    row_pool::{RowFactory, RowPool},
    viewport::Viewport,
    visible_rows::VisibleRows,
};
use crate::{dom, reactive::prelude::*};

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
