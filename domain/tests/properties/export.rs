//! Files of peerings: what is read back is what was written, and what somebody
//! wrote stays text.

use std::{collections::HashSet, process::Command, sync::Arc};

use domain::{
    api::decode,
    edit::form::Edited,
    model::{peering::Peering, row::Row},
    share::{
        equivalents::API,
        export::{Format, csv_cell, script},
    },
};
use proptest::{collection::vec, prelude::*};
use serde_json::Value;

use crate::{fixtures, make};

fn rows() -> impl Strategy<Value = Vec<Arc<Row>>> {
    vec(make::peering(), 0..6).prop_map(|mut peerings| {
        let mut seen = HashSet::new();
        peerings.retain(|peering| seen.insert(peering.id));
        fixtures::rows(&peerings)
    })
}

/// What RFC 4180 says a file of this text holds.
fn cells(text: &str) -> Vec<Vec<String>> {
    let (mut lines, mut line, mut cell) = (Vec::new(), Vec::new(), String::new());
    let mut quoted = false;
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => {
                letters.next();
                cell.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => line.push(std::mem::take(&mut cell)),
            '\r' if !quoted => {
                assert_eq!(letters.next(), Some('\n'), "lines end in CRLF");
                line.push(std::mem::take(&mut cell));
                lines.push(std::mem::take(&mut line));
            }
            other => cell.push(other),
        }
    }
    assert!(
        !quoted && cell.is_empty() && line.is_empty(),
        "it ends with a line"
    );
    lines
}

proptest! {
    #[test]
    fn a_cell_is_no_formula_and_reads_as_its_text(text in any::<String>()) {
        let read = cells(&format!("{}\r\n", csv_cell(&text)));
        let read = &read[0][0];
        prop_assert!(!read.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']));
        prop_assert_eq!(read.strip_prefix('\'').filter(|rest| *rest == text).unwrap_or(read), &text);
    }

    #[test]
    fn a_table_has_a_line_for_each_and_every_line_the_same_cells(rows in rows()) {
        let lines = cells(&Format::Csv.write(&rows, API));
        prop_assert_eq!(lines.len(), rows.len() + 1);
        for (line, row) in lines.iter().skip(1).zip(&rows) {
            prop_assert_eq!(line.len(), lines[0].len());
            prop_assert_eq!(&line[0], &row.peering.id.to_string());
        }
    }

    #[test]
    fn json_is_read_back_whole(rows in rows()) {
        let read = decode::peerings(&Format::Json.write(&rows, API)).expect("a list");
        let written: Vec<Peering> = rows.iter().map(|row| row.peering.clone()).collect();
        prop_assert!(read.unreadable.is_empty());
        prop_assert_eq!(read.items, written);
    }

    #[test]
    fn terraform_names_no_resource_twice(rows in rows()) {
        let text = Format::Terraform.write(&rows, API);
        let names: Vec<&str> = text
            .lines()
            .filter_map(|line| line.strip_prefix("resource \"upcloud_network_peering\" "))
            .collect();
        let different: HashSet<&&str> = names.iter().collect();
        prop_assert!(names.len() >= rows.len());
        prop_assert_eq!(different.len(), names.len());
        for row in &rows {
            let id = format!("  id = \"{}\"\n", row.peering.id);
            prop_assert!(text.contains(&id));
        }
    }
}

proptest! {
    // Each case starts a shell.
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn the_script_creates_each_peering_as_it_was(rows in rows()) {
        let has_nul = |row: &Arc<Row>| {
            let labels = row.peering.labels.iter();
            row.peering.name.contains('\0')
                || labels.clone().any(|label| label.key.contains('\0') || label.value.contains('\0'))
        };
        prop_assume!(!rows.iter().any(has_nul));
        let tell = "curl() { for word in \"$@\"; do printf '%s\\0' \"$word\"; done; }\nUPCLOUD_TOKEN=t\n";
        let output = Command::new("sh")
            .arg("-c")
            .arg(format!("{tell}{}", script(&rows, API)))
            .output()
            .expect("a shell");
        prop_assert!(output.status.success() && output.stderr.is_empty(), "{:?}", output);
        let words = String::from_utf8(output.stdout).expect("UTF-8");
        let bodies: Vec<Value> = words
            .split('\0')
            .filter(|word| word.starts_with('{'))
            .map(|word| serde_json::from_str(word).expect("JSON"))
            .collect();
        prop_assert_eq!(bodies.len(), rows.len());
        for (body, row) in bodies.iter().zip(&rows) {
            let sent = &body["network_peering"];
            prop_assert_eq!(&sent["name"], &row.peering.name);
            prop_assert_eq!(&sent["network"]["uuid"], &row.peering.local.network.to_string());
            let labels = sent["labels"].as_array().map_or(0, Vec::len);
            prop_assert_eq!(labels, Edited::of(&row.peering).labels.len());
        }
    }
}
