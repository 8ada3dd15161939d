//! Files of peerings: what is read back is what was written, and what somebody
//! wrote stays text.

use std::{
    collections::{HashMap, HashSet},
    process::{Command, Output},
    sync::Arc,
};

use domain::{
    api::decode,
    edit::form::Edited,
    model::{ids::PeeringId, label::Label, peering::Peering, row::Row},
    share::{csv, equivalents::API, export::Format, script::script},
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
fn cells(text: &str, separator: char) -> Vec<Vec<String>> {
    let text = text.strip_prefix(csv::BYTE_ORDER_MARK).expect("the mark");
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
            letter if letter == separator && !quoted => line.push(std::mem::take(&mut cell)),
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

/// Text that spreadsheets trip over.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[=+@\"',; \t\r\n\u{ff1d}\u{ff0b}\u{ff0d}\u{ff20}a1-]{0,12}",
    ]
}

const FORMULAS: [char; 8] = [
    '=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}',
];

proptest! {
    #[test]
    fn f_13_no_spreadsheet_finds_a_formula_whatever_separates_its_cells(
        texts in vec(text(), 1..4),
        comma in any::<bool>(),
    ) {
        let separator = if comma { csv::Separator::Comma } else { csv::Separator::Semicolon };
        let table = csv::table(separator, [&texts]);
        let body = table.strip_prefix(csv::BYTE_ORDER_MARK).expect("the mark");
        let blank = |c: char| c == '"' || c == '\0' || c.is_whitespace();
        for cell in body.split([',', ';', '\t', '\r', '\n']) {
            prop_assert!(!cell.trim_start_matches(blank).starts_with(FORMULAS), "{cell:?} of {table:?}");
        }
    }

    #[test]
    fn a_cell_reads_as_its_text(texts in vec(text(), 1..4), comma in any::<bool>()) {
        let (separator, c) = match comma {
            true => (csv::Separator::Comma, ','),
            false => (csv::Separator::Semicolon, ';'),
        };
        let read = cells(&csv::table(separator, [&texts]), c);
        prop_assert_eq!(read[0].len(), texts.len());
        for (read, text) in read[0].iter().zip(&texts) {
            let unmarked = |text: &str| text.replace('\'', "");
            prop_assert_eq!(unmarked(read), unmarked(text));
            if !text.contains(FORMULAS) && !text.starts_with(['\0', '\t', '\r', '\n']) {
                prop_assert_eq!(read, text);
            }
        }
    }

    #[test]
    fn a_table_has_a_line_for_each_and_every_line_the_same_cells(rows in rows()) {
        for (format, separator) in [(Format::Csv, ','), (Format::CsvWithSemicolons, ';')] {
            let lines = cells(&format.write(&rows, API), separator);
            prop_assert_eq!(lines.len(), rows.len() + 1);
            for (line, row) in lines.iter().skip(1).zip(&rows) {
                prop_assert_eq!(line.len(), lines[0].len());
                prop_assert_eq!(&line[0], &row.peering.id.to_string());
            }
        }
    }

    #[test]
    fn f_16_pieces_count_the_peerings_and_are_the_file(rows in rows(), copies in 1..90_usize) {
        let many: Vec<_> = rows.iter().cycle().take(rows.len() * copies).cloned().collect();
        for format in Format::ALL {
            let pieces: Vec<(String, usize)> = format.pieces(&many, API).collect();
            let counts: Vec<usize> = pieces.iter().map(|(_, count)| *count).collect();
            prop_assert!(counts.is_sorted() && counts.last() == Some(&many.len()));
            prop_assert!(counts.windows(2).all(|pair| pair[1] - pair[0] <= 100));
            let whole: String = pieces.into_iter().map(|(piece, _)| piece).collect();
            prop_assert_eq!(whole, format.write(&many, API));
        }
        let json: serde_json::Value = serde_json::from_str(&Format::Json.write(&many, API)).expect("JSON");
        prop_assert_eq!(format!("{json:#}\n"), Format::Json.write(&many, API));
    }

    #[test]
    fn json_is_read_back_whole(rows in rows()) {
        let read = decode::peerings(&Format::Json.write(&rows, API)).expect("a list");
        let written: Vec<Peering> = rows.iter().map(|row| row.peering.clone()).collect();
        prop_assert!(read.unreadable.is_empty());
        prop_assert_eq!(read.items, written);
    }

    #[test]
    fn f_14_a_resource_has_the_same_name_in_every_file_and_no_other_has_it(
        rows in rows(),
        turn in any::<prop::sample::Index>(),
    ) {
        let names = |rows: &[Arc<Row>]| -> HashMap<String, String> {
            let text = Format::Terraform.write(rows, API);
            let imports = text.split("import {\n  to = upcloud_network_peering.").skip(1);
            let named = imports.map(|import| {
                let mut lines = import.lines();
                let name = lines.next().expect("a name").to_owned();
                let id = lines.next().expect("an id").trim().trim_start_matches("id = ").to_owned();
                assert!(import.contains(&format!("resource \"upcloud_network_peering\" \"{name}\" {{")));
                (id, name)
            });
            named.collect()
        };
        let all = names(&rows);
        prop_assert_eq!(all.len(), rows.len());
        let different: HashSet<&String> = all.values().collect();
        prop_assert_eq!(different.len(), rows.len());
        let mut others = rows;
        if !others.is_empty() {
            let middle = turn.index(others.len());
            others.rotate_left(middle);
            others.truncate(middle + 1);
        }
        for (id, name) in names(&others) {
            prop_assert_eq!(all.get(&id), Some(&name));
        }
    }
}

#[test]
fn f_15_a_file_for_terraform_says_what_it_needs_and_is_aligned() {
    let mut peering = fixtures::peering();
    peering.name = "To prod".into();
    peering.labels = vec![Label::new("env", "prod"), Label::new("cost centre", "${x}")];
    let id = peering.id;
    let text = Format::Terraform.write(&fixtures::rows([&peering]), API);
    assert!(text.contains("#       upcloud = {\n#         source = \"UpCloudLtd/upcloud\"\n"));
    assert!(text.contains(&format!(
        "\n\nimport {{\n  to = upcloud_network_peering.to_prod_{id}\n"
    )));
    assert!(
        text.contains("    \"env\"         = \"prod\"\n    \"cost centre\" = \"$${x}\"\n"),
        "{text}"
    );
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
        let words = run(&rows, r#"printf '%s\0' "$@" >&3; cat >&3; printf '{"uuid":"x"}\n201'"#);
        prop_assert!(words.0.status.success(), "{words:?}");
        let bodies: Vec<Value> = words.1
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

#[test]
fn f_15_an_endless_label_stops_no_file() {
    let mut peering = fixtures::peering();
    peering.labels = vec![Label::new("a", "b"), Label::new("k".repeat(70_000), "c")];
    let rows = fixtures::rows([&peering]);
    for format in Format::ALL {
        assert!(format.write(&rows, API).len() > 70_000, "{format:?}");
    }
}

/// F-12: it goes on after a failure, skips what exists, and tells at the end.
#[test]
fn f_12_the_script_creates_what_it_can_and_counts() {
    let names = [
        "new",
        "there already",
        "a page",
        "refused",
        "\u{1b}[31mred\u{202e}",
        "last",
    ];
    let peerings: Vec<Peering> = (1..)
        .zip(names)
        .map(|(number, name)| Peering {
            name: name.into(),
            id: PeeringId::from_u128(number),
            ..fixtures::peering()
        })
        .collect();
    let curl = r#"case "$*" in
        *'there already'*) printf '{"error":{"error_code":"PEERING_CONFLICT"}}\n409' ;;
        *'a page'*) printf '<html>"uuid"</html>\n200' ;;
        *refused*) printf '{"error":{"error_code":"PEER_NETWORK_NOT_FOUND"}}\n404' ;;
        *) printf '{"network_peering":{"uuid":"x"}}\n201' ;;
    esac"#;
    let (output, _) = run(&fixtures::rows(&peerings), curl);
    assert_eq!(output.status.code(), Some(1));
    let told = String::from_utf8(output.stderr).expect("UTF-8");
    let lines: Vec<&str> = told.lines().collect();
    assert_eq!(
        lines,
        [
            "created: new",
            "exists already: there already",
            "failed: a page: <html>\"uuid\"</html> 200",
            "failed: refused: {\"error\":{\"error_code\":\"PEER_NETWORK_NOT_FOUND\"}} 404",
            "created: [31mred",
            "created: last",
            "3 created, 1 existed already, 2 failed",
        ]
    );
    let (output, _) = run(&fixtures::rows(&peerings[1..2]), curl);
    assert!(output.status.success(), "{output:?}");
    // Without curl.
    let (output, _) = run(&fixtures::rows(&peerings[..1]), "command no-such-program");
    assert_eq!(output.status.code(), Some(1));
}

/// Runs the script with a curl of these commands, and reads what that wrote to
/// descriptor 3. What the script says is in its standard error.
fn run(rows: &[Arc<Row>], curl: &str) -> (Output, String) {
    let script = script(rows, API);
    let output = Command::new("sh")
        .arg("-c")
        .arg(format!(
            "exec 3>&1 1>&2\ncurl() {{ {curl}\n}}\nUPCLOUD_TOKEN=t\n{script}"
        ))
        .output()
        .expect("a shell");
    let written = String::from_utf8(output.stdout.clone()).expect("UTF-8");
    (output, written)
}
