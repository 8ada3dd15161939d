//! The modules of one crate, and which of them import which.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use crate::tokens::{self, Names, Path as NamedPath};

/// Re-exports and imports are followed over this many files at most.
const MAX_DEPTH: usize = 8;

/// The sources of a crate.
pub struct Crate {
    /// By module path, such as `["data", "peerings"]`; the root's is empty.
    modules: BTreeMap<Vec<String>, Module>,
}

pub struct Module {
    pub file: String,
    pub names: Names,
}

/// One file that uses an item of another.
#[derive(Clone, Debug)]
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
        let mut modules = BTreeMap::new();
        let mut main = None;
        for (path, file, text) in texts {
            let names = tokens::names(&text);
            let module = Module { file, names };
            match path.trim_end_matches(".rs") {
                "main" => main = Some(module),
                "lib" => {
                    modules.insert(Vec::new(), module);
                }
                path => {
                    modules.insert(path.split('/').map(Into::into).collect(), module);
                }
            }
        }
        // Next to a library it is a separate crate, which nothing can import.
        if let Some(main) = main {
            modules.entry(Vec::new()).or_insert(main);
        }
        let tests: Vec<Vec<String>> = modules
            .iter()
            .flat_map(|(path, module)| {
                let tests = module.names.test_modules.iter();
                tests.map(|test| [path.as_slice(), std::slice::from_ref(test)].concat())
            })
            .collect();
        modules.retain(|path, _| !tests.iter().any(|test| path.starts_with(test)));
        Self { modules }
    }

    /// The module paths, with their files.
    pub fn modules(&self) -> impl Iterator<Item = (&[String], &Module)> {
        let modules = self.modules.iter();
        modules.map(|(path, module)| (path.as_slice(), module))
    }

    /// Every import between two files, each pair once, at its first line. A parent that
    /// re-exports its children, and does not use them itself, does not import them.
    pub fn imports(&self) -> Vec<Import> {
        let mut seen = BTreeSet::new();
        let mut imports = Vec::new();
        for (from, module) in &self.modules {
            for path in &module.names.paths {
                let Some(absolute) = self.absolute(from, path) else {
                    continue;
                };
                let to = self.home(&absolute, 0);
                let mut line = path.line;
                if path.is_export && to.starts_with(from) {
                    let name = path.name.as_deref().unwrap_or_default();
                    match module.names.words.get(name) {
                        Some(used) => line = *used,
                        // Which names a glob covers is unknown.
                        None if name == "*" => {}
                        None => continue,
                    }
                }
                if to != *from && seen.insert((from.clone(), to.clone())) {
                    imports.push(Import {
                        from: from.clone(),
                        from_file: module.file.clone(),
                        line,
                        to_file: self.modules[&to].file.clone(),
                        to,
                    });
                }
            }
        }
        imports
    }

    /// The path from the crate's root; none for one of another crate, or of an item of
    /// the same file.
    fn absolute(&self, file: &[String], path: &NamedPath) -> Option<Vec<String>> {
        let mut base = [file, path.scope.as_slice()].concat();
        let mut rest = path.segments.as_slice();
        match rest.first()?.as_str() {
            "crate" => {
                base.clear();
                rest = &rest[1..];
            }
            "self" => rest = &rest[1..],
            "super" => {
                while rest.first().is_some_and(|segment| segment == "super") {
                    base.pop();
                    rest = &rest[1..];
                }
            }
            first => {
                base.push(first.into());
                rest = &rest[1..];
                if !self.modules.contains_key(&base) {
                    // In code, it may start with something imported.
                    let is_code = path.name.is_none();
                    let imports = self.modules[file].names.paths.iter();
                    let import = imports
                        .filter(|import| is_code && import.name.as_deref() == Some(first))
                        .find(|import| import.segments.len() > 1)?;
                    base = self.absolute(file, import)?;
                }
            }
        }
        base.extend(rest.iter().cloned());
        Some(base)
    }

    /// The module that defines what a path names, through re-exports and imports.
    fn home(&self, path: &[String], depth: usize) -> Vec<String> {
        let length = (0..=path.len())
            .rev()
            .find(|length| self.modules.contains_key(&path[..*length]))
            .unwrap_or(0);
        let (module, rest) = path.split_at(length);
        let Some(name) = rest.first().filter(|_| depth < MAX_DEPTH) else {
            return module.to_vec();
        };
        let imports = self.modules[module].names.paths.iter();
        let import = imports
            .filter(|import| import.scope.is_empty() && import.name.as_ref() == Some(name))
            .find_map(|import| self.absolute(module, import))
            .filter(|target| target != path);
        match import {
            Some(target) => self.home(&[&target, &rest[1..]].concat(), depth + 1),
            None => module.to_vec(),
        }
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
