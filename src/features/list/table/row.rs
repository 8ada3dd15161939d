//! A row of the table of peerings.
//!
//! It updates the DOM itself: scrolling draws thousands of rows a second, and a
//! view of this size takes many times as long.

use std::{rc::Rc, sync::Arc};

use domain::{
    address::route::Route,
    list::column::Column,
    model::{ids::PeeringId, row::Row},
};
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlAnchorElement, HtmlElement, HtmlInputElement, Text};

use super::cells::{DrawCell, fill, inside, text_in, titled};
use crate::{components::PooledRow, data::Selection, router::Router};

/// What all rows of one table share.
pub(crate) struct TableContext {
    pub(super) document: Document,
    pub(super) columns: Vec<Column>,
    /// The row at an index of the list.
    pub(super) row: Box<dyn Fn(usize) -> Option<Arc<Row>>>,
    pub(super) selection: Selection,
    pub(super) router: Router,
}

pub(crate) struct PeeringRow {
    table: Rc<TableContext>,
    element: HtmlElement,
    name_cell: Element,
    checkbox: HtmlInputElement,
    link: HtmlAnchorElement,
    name: Text,
    cells: Vec<DrawCell>,
    shown: Option<Arc<Row>>,
    place: Option<usize>,
    is_selected: bool,
}

impl PeeringRow {
    pub(super) fn new(table: Rc<TableContext>) -> Option<Self> {
        let tr = table.document.create_element("tr").ok()?;
        for (name, value) in [("data-row", ""), ("role", "row")] {
            tr.set_attribute(name, value).ok()?;
        }
        let name_cell = table_cell(&tr, Column::Name)?;
        let checkbox: HtmlInputElement = inside(&name_cell, "input", "")?.dyn_into().ok()?;
        checkbox.set_type("checkbox");
        let link: HtmlAnchorElement = inside(&name_cell, "a", "")?.dyn_into().ok()?;
        let name = text_in(&link)?;
        let mut cells = Vec::new();
        for column in table.columns.iter().skip(1) {
            cells.push(fill(&table_cell(&tr, *column)?, *column)?);
        }
        Some(Self {
            table,
            element: tr.dyn_into().ok()?,
            name_cell,
            checkbox,
            link,
            name,
            cells,
            shown: None,
            place: None,
            is_selected: false,
        })
    }

    fn draw_name(&self, id: PeeringId, name: &str) {
        self.link
            .set_href(&self.table.router.link(&Route::Detail(id)));
        self.name.set_data(name);
        titled(&self.name_cell, name);
        // It fails only for an invalid attribute name.
        let _ = self
            .checkbox
            .set_attribute("aria-label", &format!("Select {name}"));
    }
}

fn table_cell(tr: &Element, column: Column) -> Option<Element> {
    let td = inside(tr, "td", column.slug())?;
    // The style sheet makes the table a grid, and some browsers then drop its
    // roles.
    td.set_attribute("role", "cell").ok()?;
    Some(td)
}

impl PooledRow for PeeringRow {
    fn element(&self) -> &HtmlElement {
        &self.element
    }

    fn draw(&mut self, place: usize) {
        if self.place.replace(place) != Some(place) {
            // The heads are the first row, and rows count from 1.
            let index = (place + 2).to_string();
            let _ = self.element.set_attribute("aria-rowindex", &index);
        }
        let Some(row) = (self.table.row)(place) else {
            return;
        };
        let is_selected = self.table.selection.has_untracked(row.peering.id);
        // A click changes the checkbox too, and so may the browser.
        if self.is_selected != is_selected || self.checkbox.checked() != is_selected {
            self.is_selected = is_selected;
            self.checkbox.set_checked(is_selected);
            self.element
                .set_class_name(if is_selected { "selected" } else { "" });
        }
        if self
            .shown
            .as_ref()
            .is_some_and(|shown| Arc::ptr_eq(shown, &row))
        {
            return;
        }
        self.draw_name(row.peering.id, &row.peering.name);
        for draw_cell in &mut self.cells {
            draw_cell(&row);
        }
        self.shown = Some(row);
    }
}
