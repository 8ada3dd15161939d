//! The security checklist of SECURITY.md: every row is there, and names tests
//! that exist under its number.

use std::collections::BTreeSet;

/// Where the rows are.
pub(crate) const FILE: &str = "SECURITY.md";

/// The rows are S-01 to S-32.
const ROWS: u32 = 32;

/// What a row without a test contains.
const DEVIATION: &str = "Deviation";

/// The breaches. `text` reads a file of the repository.
pub(crate) fn breaches(document: &str, text: impl Fn(&str) -> Option<String>) -> Vec<String> {
    let mut found = Vec::new();
    for row in 1..=ROWS {
        let id = format!("S-{row:02}");
        let start = format!("| {id} |");
        let Some(line) = document.lines().find(|line| line.starts_with(&start)) else {
            found.push(format!("{FILE}: no row {id}"));
            continue;
        };
        let files = linked(line);
        if files.is_empty() && !line.contains(DEVIATION) {
            found.push(format!("{FILE}: {id} names neither a test nor a deviation"));
        }
        for file in files {
            let names = text(file).unwrap_or_default();
            // `S-07` in a title, `s_07_` in the name of a function.
            if !names.contains(&id) && !names.contains(&format!("s_{row:02}_")) {
                found.push(format!("{FILE}: {file} has no test named after {id}"));
            }
        }
    }
    found
}

/// The files that a row of the table links to.
fn linked(line: &str) -> BTreeSet<&str> {
    line.split("](")
        .skip(1)
        .filter_map(|rest| rest.split_once(')'))
        .map(|(file, _)| file)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(row: &str) -> String {
        let rows = (1..=ROWS).map(|row| format!("| S-{row:02} | x | Deviation: none |"));
        let others = rows.filter(|line| !line.starts_with("| S-07"));
        others
            .chain([row.to_owned()])
            .collect::<Vec<_>>()
            .join("\n")
    }

    fn found(row: &str, file: &str) -> Vec<String> {
        breaches(&table(row), |_| Some(file.to_owned()))
    }

    #[test]
    fn a_row_needs_a_test_of_its_number_or_a_reason() {
        let row = "| S-07 | x | [form](tests/form.ts) |";
        assert!(found(row, "test('S-07: managers')").is_empty());
        assert!(found(row, "fn s_07_managers() {}").is_empty());
        assert_eq!(found(row, "test('S-08: else')").len(), 1);
        assert_eq!(found("| S-07 | x | nothing |", "").len(), 1);
        assert_eq!(found("| S-33 | x | nothing |", "").len(), 1);
    }
}
