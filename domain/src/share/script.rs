//! A shell script that creates peerings again.

use std::sync::Arc;

use super::equivalents::{as_draft, shell_word};
use crate::{
    api::request,
    model::{natural::strip_bidi_controls, peering::Peering, row::Row},
};

const HEAD: &str = r#"#!/bin/sh
# Creates these network peerings. It skips those that exist, so that it can be run again.
# Names may hold any characters: shellcheck disable=SC1003,SC2016
set -u
: "${UPCLOUD_TOKEN:?Set UPCLOUD_TOKEN to an API token of the account}"
created=0 existing=0 failed=0
"#;

/// The token reaches curl on its standard input: the arguments of a program can be seen
/// by every user of a machine. Shells run `printf` themselves.
const CREATE: &str = r#"
# Creates one: its name, and the body of the request.
create() {
  answer=$(printf 'Authorization: Bearer %s\n' "$UPCLOUD_TOKEN" |
    curl --silent --show-error --header @- --request POST \
      --header 'Content-Type: application/json' --data-raw "$2" \
      --write-out '\n%{http_code}' "$url" 2>&1)
  case $answer in
    *'"uuid"'*'
201')
      created=$((created + 1))
      printf 'created: %s\n' "$1" ;;
    *'"PEERING_CONFLICT"'*'
409')
      existing=$((existing + 1))
      printf 'exists already: %s\n' "$1" ;;
    *)
      failed=$((failed + 1))
      printf 'failed: %s: %s\n' "$1" "$(printf '%s' "$answer" | tr '[:cntrl:]' ' ')" >&2 ;;
  esac
}

"#;

pub(super) const TAIL: &str = r#"
printf '%s created, %s existed already, %s failed\n' "$created" "$existing" "$failed"
test "$failed" -eq 0
"#;

/// The script that creates these peerings again, in the API at this address. It goes on
/// after a failure, and ends with a count and a status that tells. System labels are
/// left out: only UpCloud writes them.
pub fn script(rows: &[Arc<Row>], api: &str) -> String {
    let lines: String = rows.iter().map(|row| line(&row.peering)).collect();
    head(rows, api) + &lines + TAIL
}

/// What stands before the lines.
pub(super) fn head(rows: &[Arc<Row>], api: &str) -> String {
    let Some(first) = rows.first() else {
        return HEAD.into();
    };
    let path = request::create(&as_draft(&first.peering)).path;
    let url = format!("{}{path}", api.trim_end_matches('/'));
    format!("{HEAD}url={}\n{CREATE}", shell_word(&url))
}

/// The line that creates one.
pub(super) fn line(peering: &Peering) -> String {
    let request = request::create(&as_draft(peering));
    let name = shell_word(&printable(&peering.name));
    let body = shell_word(&request.body.unwrap_or_default());
    format!("create {name} {body}\n")
}

/// A name without what would command a terminal.
fn printable(name: &str) -> String {
    let name = strip_bidi_controls(name);
    name.chars().filter(|c| !c.is_control()).collect()
}
