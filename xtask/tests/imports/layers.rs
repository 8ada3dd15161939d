//! The order of folders. An earlier layer imports later ones, never the other way, and
//! folders of one layer do not import one another.

use crate::sources::Crate;

/// An order of the folders below one module.
pub struct Layers {
    /// The module whose children are ordered; the crate's root where empty.
    below: &'static [&'static str],
    /// From the top.
    order: &'static [&'static [&'static str]],
}

pub const CONSOLE: Layers = Layers {
    below: &[],
    order: &[
        &["embed"],
        &["mount"],
        &["console"],
        &["pages"],
        &["features"],
        &["data", "router"],
        &["components"],
        &["api"],
        &["host", "session", "dom"],
        &["reactive"],
    ],
};

pub const FEATURES: Layers = Layers {
    below: &["features"],
    order: &[
        // Pages join them.
        &["list", "bulk", "form", "palette", "reachability"],
        &["detail"],
        &["preflight"],
        &["plan"],
        &["snippets", "shell", "activity"],
        &["common"],
    ],
};

pub const DOMAIN: Layers = Layers {
    below: &[],
    order: &[
        &["session"],
        &["reachability"],
        &["status"],
        &["palette"],
        &["share"],
        &["preflight"],
        &["address"],
        &["change"],
        &["list"],
        &["link"],
        &["api"],
        &["snapshot"],
        &["edit"],
        &["model"],
    ],
};

/// The imports that break the order, and the folders that have no place in it.
pub fn breaches(sources: &Crate, layers: &Layers) -> Vec<String> {
    let folder = |module: &[String]| {
        let (above, below) = module.split_at_checked(layers.below.len())?;
        below.first().filter(|_| above == layers.below).cloned()
    };
    let rank = |folder: &str| {
        let mut order = layers.order.iter();
        order.position(|layer| layer.contains(&folder))
    };
    let unknown = sources.modules().filter_map(|(path, module)| {
        let folder = folder(path)?;
        let is_new = rank(&folder).is_none() && path.len() == layers.below.len() + 1;
        is_new.then(|| format!("{}:1: {folder} is not in the list of layers", module.file))
    });
    let mut breaches: Vec<String> = unknown.collect();
    for import in sources.imports() {
        let (Some(from), Some(to)) = (folder(&import.from), folder(&import.to)) else {
            continue;
        };
        let (Some(from_rank), Some(to_rank)) = (rank(&from), rank(&to)) else {
            continue;
        };
        let rule = if from_rank > to_rank {
            format!("the layer of {from} is below that of {to}, and imports point down")
        } else if from_rank == to_rank && from != to {
            format!("{from} and {to} are of one layer, and do not import one another")
        } else {
            continue;
        };
        breaches.push(format!(
            "{}:{}: imports {}: {rule}",
            import.from_file, import.line, import.to_file
        ));
    }
    breaches
}

/// Code in the file of a top-level module or of a folder below it. Such files only declare
/// modules and re-exports.
pub fn code_outside_folders(sources: &Crate, top: &str) -> Vec<String> {
    let modules = sources
        .modules()
        .filter(|(path, _)| path.len() <= 2 && path.first().is_some_and(|first| first == top));
    let found = modules.filter_map(|(_, module)| {
        let line = module.names.first_item?;
        Some(format!(
            "{}:{line}: move this code into a file of the folder; this one only declares modules and re-exports",
            module.file
        ))
    });
    found.collect()
}
