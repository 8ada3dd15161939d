//! Small parts that know one thing each.

mod button;
mod check_mark;
mod copy_text;
mod end_of_link;
mod error_notice;
mod field;
mod label_chip;
mod link_line;
mod modal;
mod radio;
mod row_pool;
mod state_mark;
mod timestamp;
mod view_row;
mod virtual_rows;
mod warning;
mod window;

pub(crate) use button::button;
pub(crate) use check_mark::{check_mark, check_words};
pub(crate) use copy_text::{CopyText, copy_block, copy_button};
pub(crate) use end_of_link::{local_end, peer_end};
pub(crate) use error_notice::{error_notice, plain_error, write_error_notice};
pub(crate) use field::{FieldIds, field};
pub(crate) use label_chip::label_chips;
pub(crate) use link_line::{line_class, link_line};
pub(crate) use modal::{Asked, Modal, is_closed, show_while};
pub(crate) use radio::radio;
pub(crate) use row_pool::{DrawnRow, MakeRow};
pub(crate) use state_mark::{group_mark, mark_class, state_mark};
pub(crate) use timestamp::{Timestamp, clock_time};
pub(crate) use view_row::ViewRow;
pub(crate) use virtual_rows::{InView, virtual_rows};
pub(crate) use warning::Warning;
pub(crate) use window::Window;
