//! The program: its output and exit.

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
fn it_prints_its_address_serves_and_stops_on_a_signal() {
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
        let killed = Command::new("kill")
            .args([signal, &child.id().to_string()])
            .status()
            .unwrap();
        assert!(killed.success());
        assert!(child.wait().unwrap().success(), "{signal}");
    }
}

#[test]
fn it_refuses_wrong_arguments_with_a_hint() {
    let mut child = start(&["--latency", "5"]);
    assert!(!child.wait().unwrap().success());
    let mut text = String::new();
    let mut stderr = child.stderr.take().unwrap();
    stderr.read_to_string(&mut text).unwrap();
    assert!(text.contains("500ms") && text.contains("--help"), "{text}");
}
