//! Small parts that pages and features share.

mod button;
mod check_mark;
mod choice;
mod combobox;
mod copy_text;
mod error_notice;
mod field;
mod label_chip;
mod link_end;
mod link_line;
mod modal;
mod option_list;
mod panel;

mod state_mark;
mod term;
mod text_field;
mod timestamp;
mod virtual_table;

pub(crate) use button::{button, lockable_button, toggle_button};
pub(crate) use check_mark::{check_mark, check_words};
pub(crate) use choice::{checkbox, radio};
pub(crate) use combobox::{Combobox, Options};
pub(crate) use copy_text::{copy_block, copy_button, copy_text};
pub(crate) use error_notice::{error_notice, plain_error, write_error_notice};
pub(crate) use field::{FieldIds, field};
pub(crate) use label_chip::{label_chip, label_chips};
pub(crate) use link_end::{end_ranges, local_end, peer_end, ranges_text};
pub(crate) use link_line::{drawn_line, line_class, link_line};
pub(crate) use modal::{DialogState, cancel_button, is_closed, modal, show_while};

pub(crate) use option_list::{OptionList, more_text};
pub(crate) use panel::{empty_panel, loading, warning};
pub(crate) use state_mark::{group_mark, mark_class, state_mark};
pub(crate) use term::{fact, term};
pub(crate) use text_field::{TextField, text_field};
pub(crate) use timestamp::{Timestamp, clock_time, short_time};
pub(crate) use virtual_table::{PooledRow, Printing, ViewRow, Viewport, VisibleRows, virtual_rows};
