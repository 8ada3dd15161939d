//! The pages, one for each kind of address.

mod entry;
mod lazy_pages;
mod not_found;
mod peering_create;
mod peering_detail;
mod peering_edit;
mod peering_list;
mod reachability;
mod sign_in;

use peering_create::PeeringCreatePage;
use peering_detail::PeeringDetailPage;
use peering_edit::PeeringEditPage;
use reachability::ReachabilityPage;

pub(crate) use entry::EntryPage;
pub(crate) use lazy_pages::{LazyPages, Part};
pub(crate) use not_found::NotFoundPage;
pub(crate) use peering_list::PeeringListPage;
pub(crate) use sign_in::{SignInAgain, SignInPage};
