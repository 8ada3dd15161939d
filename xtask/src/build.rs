//! The production build and the documents that go with it.

pub(crate) mod archive;
pub(crate) mod assets;
pub(crate) mod crates;
pub(crate) mod files;
pub(crate) mod imports;
pub(crate) mod licences;
pub(crate) mod package;
pub(crate) mod page;
pub(crate) mod portals;
pub(crate) mod remap;
pub(crate) mod sample_data;
pub(crate) mod sbom;
pub(crate) mod scripts;
pub(crate) mod site;
pub(crate) mod split;
pub(crate) mod styles;
