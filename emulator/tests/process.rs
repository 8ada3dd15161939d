//! The program itself: what it prints, and how it ends.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "in a test a panic is the message"
)]

use std::{
    io::{BufRead, BufReader, Read},
    process::{Child, Command, Stdio},
};

fn start(arguments: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_emulator"))
        .args(arguments)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

#[test]
fn it_prints_its_address_serves_and_stops_when_asked() {
    for signal in ["-TERM", "-INT"] {
        let mut child = start(&["--port", "0", "--scenario", "empty"]);
        let mut line = String::new();
        BufReader::new(child.stdout.as_mut().unwrap())
            .read_line(&mut line)
            .unwrap();
        let url = line.trim().strip_prefix("listening on ").unwrap();
        assert!(
            url.starts_with("http://127.0.0.1:") && url.ends_with("/1.3/"),
            "{url}"
        );
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .build();
        let answer = ureq::Agent::from(config)
            .get(format!("{url}zone"))
            .call()
            .unwrap();
        assert_eq!(answer.status().as_u16(), 401);
        let asked = Command::new("kill")
            .args([signal, &child.id().to_string()])
            .status()
            .unwrap();
        assert!(asked.success());
        assert!(child.wait().unwrap().success(), "{signal}");
    }
}

#[test]
fn wrong_arguments_end_it_with_a_hint() {
    let mut child = start(&["--latency", "5"]);
    assert!(!child.wait().unwrap().success());
    let mut text = String::new();
    child
        .stderr
        .as_mut()
        .unwrap()
        .read_to_string(&mut text)
        .unwrap();
    assert!(text.contains("500ms") && text.contains("--help"), "{text}");
}
