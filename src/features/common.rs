//! Parts that several rooms share.

mod api_address;
mod feature_gate;
mod link_diagram;
mod networks_warning;
mod page_header;

pub(crate) use api_address::api_address;
pub(crate) use feature_gate::{disabled_page, when_enabled};
pub(crate) use link_diagram::{DiagramEnd, LinkDiagram};
pub(crate) use networks_warning::networks_warning;
pub(crate) use page_header::{breadcrumb, page_header, page_title};
