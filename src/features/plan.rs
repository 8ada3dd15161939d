//! Plans: their steps, their confirmation, and what became of those that were cut off.

mod confirm_dialog;
mod cut_off_notice;
mod step_list;

pub(crate) use confirm_dialog::PlanDialog;
pub(crate) use cut_off_notice::CutOffNotice;
pub(crate) use step_list::PlanSteps;
