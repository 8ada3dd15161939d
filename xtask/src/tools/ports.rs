//! Ports of this machine, and whether a server answers on one.

use std::{
    io::{BufRead, BufReader, Write},
    net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream},
    time::Duration,
};

use anyhow::{Context, Result, bail};

/// How long a server may take to answer; proxies wait for others.
const PATIENCE: Duration = Duration::from_secs(10);

fn local(port: u16) -> SocketAddr {
    (Ipv4Addr::LOCALHOST, port).into()
}

/// Fails with what to do when `port` is taken.
pub(crate) fn require_free(port: u16, flag: &str) -> Result<()> {
    if TcpListener::bind(local(port)).is_err() {
        bail!("port {port} is taken: end what listens there, or choose another with {flag} N");
    }
    Ok(())
}

/// As many ports that nothing listens on, each another one.
pub(crate) fn free_ports<const COUNT: usize>() -> Result<[u16; COUNT]> {
    let mut ports = [0; COUNT];
    // All stay bound until the last is found.
    let mut listeners = Vec::new();
    for port in &mut ports {
        let listener = TcpListener::bind(local(0)).context("no port is free on 127.0.0.1")?;
        *port = listener.local_addr()?.port();
        listeners.push(listener);
    }
    Ok(ports)
}

/// The HTTP status with which the server on `port` answers a GET of `path`;
/// none if it does not answer.
pub(crate) fn status(port: u16, path: &str) -> Option<u16> {
    let mut stream = TcpStream::connect_timeout(&local(port), PATIENCE).ok()?;
    stream.set_read_timeout(Some(PATIENCE)).ok()?;
    write!(
        stream,
        "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n"
    )
    .ok()?;
    let mut line = String::new();
    BufReader::new(stream).read_line(&mut line).ok()?;
    parse_status(&line)
}

fn parse_status(line: &str) -> Option<u16> {
    line.strip_prefix("HTTP/1.")?
        .split(' ')
        .nth(1)?
        .trim()
        .parse()
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_status_line() {
        let cases = [
            ("HTTP/1.1 401 Unauthorized\r\n", Some(401)),
            ("HTTP/1.0 200\r\n", Some(200)),
            ("SSH-2.0-OpenSSH\r\n", None),
            ("", None),
        ];
        for (line, expected) in cases {
            assert_eq!(parse_status(line), expected, "{line:?}");
        }
    }

    #[test]
    fn a_taken_port_is_named_with_the_flag_that_helps() {
        let listener = TcpListener::bind(local(0)).ok();
        let taken = listener
            .as_ref()
            .and_then(|listener| listener.local_addr().ok())
            .map(|at| at.port());
        let complaint = taken.and_then(|port| require_free(port, "--port").err());
        let complaint = complaint.map(|error| error.to_string()).unwrap_or_default();
        assert!(
            complaint.contains("is taken") && complaint.contains("--port"),
            "{complaint}"
        );
    }
}
