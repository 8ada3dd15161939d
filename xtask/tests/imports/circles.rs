//! Circles of imports.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::sources::{Crate, Import};

/// The shortest circle through each file that is in one, unless it was already reported.
pub fn find(sources: &Crate) -> Vec<String> {
    let imports = sources.imports();
    let mut by_file: BTreeMap<&[String], Vec<&Import>> = BTreeMap::new();
    for import in &imports {
        by_file.entry(&import.from).or_default().push(import);
    }
    let mut reported = BTreeSet::new();
    let mut reports = Vec::new();
    for start in by_file.keys() {
        if reported.contains(start) {
            continue;
        }
        if let Some(circle) = shortest(start, &by_file) {
            reported.extend(circle.iter().map(|import| import.from.as_slice()));
            let lines = circle.iter().map(|import| {
                format!(
                    "\n  {}:{}: imports {}",
                    import.from_file, import.line, import.to_file
                )
            });
            reports.push(format!("a circle of imports:{}", lines.collect::<String>()));
        }
    }
    reports
}

/// The shortest path from a file back to itself.
fn shortest<'a>(
    start: &'a [String],
    by_file: &BTreeMap<&'a [String], Vec<&'a Import>>,
) -> Option<Vec<&'a Import>> {
    let mut ways: VecDeque<Vec<&Import>> = VecDeque::from([Vec::new()]);
    let mut visited = BTreeSet::new();
    while let Some(way) = ways.pop_front() {
        let at = way.last().map_or(start, |import| import.to.as_slice());
        for import in by_file.get(at).into_iter().flatten() {
            let mut longer = way.clone();
            longer.push(import);
            if import.to == start {
                return Some(longer);
            }
            if visited.insert(&import.to) {
                ways.push_back(longer);
            }
        }
    }
    None
}
