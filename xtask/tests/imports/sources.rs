//! The modules of one crate, and which of them import which.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use crate::tokens::{self, Path as NamedPath};

/// The sources of a crate.
pub struct Crate {
    /// By module path, such as `["data", "peerings"]`; the root's is empty.
    modules: BTreeMap<Vec<String>, Module>,
}

struct Module {
    file: String,
    paths: Vec<NamedPath>,
}

/// One file that uses an item of another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Import {
    pub from: Vec<String>,
    pub from_file: String,
    pub line: usize,
    pub to: Vec<String>,
    pub to_file: String,
}

impl Crate {
    pub fn read(root: &Path, folder: &str) -> Self {
        let mut texts = Vec::new();
        collect(&root.join(folder), "", &mut texts);
        let texts = texts.into_iter();
        Self::new(texts.map(|(path, text)| (path.clone(), format!("{folder}/{path}"), text)))
    }

    pub fn from_texts(texts: impl Iterator<Item = (String, String)>) -> Self {
        Self::new(texts.map(|(path, text)| (path.clone(), path, text)))
    }

    /// From the files' paths below the folder of sources, their names in reports, and
    /// their texts.
    fn new(texts: impl Iterator<Item = (String, String, String)>) -> Self {
        let texts: Vec<_> = texts.collect();
        let is_test = |path: &str| {
            let module = path
                .trim_end_matches(".rs")
                .rsplit('/')
                .next()
                .unwrap_or_default();
            texts
                .iter()
                .any(|(_, _, text)| tokens::is_test_module(text, module))
        };
        let modules = texts
            .iter()
            .filter(|(path, ..)| {
                path != "main.rs" || !texts.iter().any(|(path, ..)| path == "lib.rs")
            })
            .filter(|(path, ..)| !is_test(path))
            .map(|(path, file, text)| {
                let module = path.trim_end_matches(".rs");
                let module: Vec<String> = match module {
                    "lib" | "main" => Vec::new(),
                    _ => module.split('/').map(Into::into).collect(),
                };
                let paths = tokens::paths(text);
                (
                    module,
                    Module {
                        file: file.clone(),
                        paths,
                    },
                )
            })
            .collect();
        Self { modules }
    }

    /// The module paths, with their files.
    pub fn modules(&self) -> impl Iterator<Item = (&[String], &str)> {
        self.modules
            .iter()
            .map(|(path, module)| (path.as_slice(), module.file.as_str()))
    }

    /// Every import between two files, each pair once, at its first line. A parent that
    /// re-exports its children does not import them.
    pub fn imports(&self) -> Vec<Import> {
        let mut seen = BTreeSet::new();
        let mut imports = Vec::new();
        for (from, module) in &self.modules {
            for path in &module.paths {
                let Some(absolute) = self.absolute(from, &path.segments) else {
                    continue;
                };
                let to = self.home(&absolute, 0);
                let is_own = path.is_export && to.starts_with(from);
                if to != *from && !is_own && seen.insert((from.clone(), to.clone())) {
                    imports.push(Import {
                        from: from.clone(),
                        from_file: module.file.clone(),
                        line: path.line,
                        to_file: self.modules[&to].file.clone(),
                        to,
                    });
                }
            }
        }
        imports
    }

    /// The path from the crate's root; none for one of another crate.
    fn absolute(&self, from: &[String], path: &[String]) -> Option<Vec<String>> {
        let mut base = from.to_vec();
        let mut rest = path;
        match path.first()?.as_str() {
            "crate" => {
                base.clear();
                rest = &path[1..];
            }
            "self" => rest = &path[1..],
            "super" => {
                while rest.first().is_some_and(|segment| segment == "super") {
                    base.pop();
                    rest = &rest[1..];
                }
            }
            child => {
                base.push(child.into());
                if !self.modules.contains_key(&base) {
                    return None;
                }
                rest = &path[1..];
            }
        }
        base.extend(rest.iter().cloned());
        Some(base)
    }

    /// The module that defines what a path names, through re-exports.
    fn home(&self, path: &[String], depth: usize) -> Vec<String> {
        let length = (0..=path.len())
            .rev()
            .find(|length| self.modules.contains_key(&path[..*length]))
            .unwrap_or(0);
        let (module, rest) = path.split_at(length);
        let name = rest.first();
        let exports = self.modules[module]
            .paths
            .iter()
            .filter(|path| path.is_export);
        for export in exports {
            let is_named = name.is_some() && export.name.as_ref() == name;
            if is_named
                && depth < 8
                && let Some(target) = self.absolute(module, &export.segments)
                && target != path
            {
                return self.home(&target, depth + 1);
            }
        }
        module.to_vec()
    }
}

fn collect(folder: &Path, below: &str, texts: &mut Vec<(String, String)>) {
    let entries = fs::read_dir(folder).expect("the folder of sources exists");
    for entry in entries {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            collect(&path, &format!("{below}{name}/"), texts);
        } else if name.ends_with(".rs") {
            texts.push((format!("{below}{name}"), fs::read_to_string(&path).unwrap()));
        }
    }
}
