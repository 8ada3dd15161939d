//! The order of folders. An earlier layer imports later ones, never the other way.

use crate::sources::Crate;

/// An order of the folders below one module.
pub struct Layers {
    /// The module whose children are ordered; the crate's root where empty.
    below: &'static [&'static str],
    /// From the top. Folders of one layer may import one another, unless `apart` holds
    /// both.
    order: &'static [&'static [&'static str]],
    /// Folders that never import one another.
    apart: &'static [&'static str],
}

pub const CONSOLE: Layers = Layers {
    below: &[],
    order: &[
        &["embed", "mount", "console"],
        &["pages"],
        &["features"],
        &["data", "router"],
        &["components"],
        &["api"],
        &["host", "session", "dom"],
        &["reactive"],
    ],
    apart: &[],
};

pub const FEATURES: Layers = Layers {
    below: &["features"],
    order: &[
        &["list", "bulk", "form", "palette", "reachability"],
        &["detail"],
        &["preflight"],
        &["plan"],
        &["snippets"],
        &["shell"],
        &["common"],
    ],
    apart: &["list", "bulk", "form", "palette", "reachability"],
};

pub const DOMAIN: Layers = Layers {
    below: &[],
    order: &[
        &["session"],
        &["status"],
        &["palette"],
        &["share"],
        &["reachability"],
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
    apart: &[],
};

/// The imports that break the order, and the folders that have no place in it.
pub fn breaches(sources: &Crate, layers: &Layers) -> Vec<String> {
    let folder = |module: &[String]| {
        let below = module.iter().map(String::as_str).take(layers.below.len());
        (below.eq(layers.below.iter().copied()))
            .then(|| module.get(layers.below.len()).cloned())
            .flatten()
    };
    let rank = |folder: &str| {
        layers
            .order
            .iter()
            .position(|layer| layer.contains(&folder))
    };
    let unknown = sources.modules().filter_map(|(module, file)| {
        let folder = folder(module)?;
        let is_new = rank(&folder).is_none() && module.len() == layers.below.len() + 1;
        is_new.then(|| format!("{file}:1: {folder} has no place among the layers"))
    });
    let mut breaches: Vec<String> = unknown.collect();
    for import in sources.imports() {
        let (Some(from), Some(to)) = (folder(&import.from), folder(&import.to)) else {
            continue;
        };
        let (Some(from_rank), Some(to_rank)) = (rank(&from), rank(&to)) else {
            continue;
        };
        let place = format!(
            "{}:{}: imports {}",
            import.from_file, import.line, import.to_file
        );
        if from_rank > to_rank {
            breaches.push(format!("{place}: {from} is below {to}"));
        } else if from != to
            && layers.apart.contains(&from.as_str())
            && layers.apart.contains(&to.as_str())
        {
            breaches.push(format!("{place}: {from} and {to} are joined by pages"));
        }
    }
    breaches
}
