//! Plans: their steps, their confirmation and their progress.

mod confirm_dialog;
mod cut_off_notice;
mod progress_cards;
mod step_list;
mod tracker_cards;

pub(crate) use confirm_dialog::PlanDialog;
pub(crate) use cut_off_notice::CutOffNotice;
pub(crate) use progress_cards::ProgressCards;
pub(crate) use step_list::PlanSteps;
pub(crate) use tracker_cards::TrackerCards;
