//! A door in front of a server of this machine: it lets requests pass that name this
//! machine as their host. A page of another site whose name its owner suddenly points to
//! 127.0.0.1 (DNS rebinding) gets nothing from the server.

use std::{
    io::{self, ErrorKind, Read, Write},
    net::{Ipv4Addr, Shutdown, TcpListener, TcpStream},
    thread,
    time::Duration,
};

use anyhow::{Context, Result};

/// More than the head of any request of a browser.
const LONGEST_HEAD: usize = 64 * 1024;

/// How long a client may take to send the head of its request.
const PATIENCE: Duration = Duration::from_secs(10);

const REFUSAL: &str = "HTTP/1.1 403 Forbidden\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\nOnly http://127.0.0.1 and http://localhost are this console.\n";

/// Listens on `port` as long as this program runs, in front of the server on `inner`.
pub(crate) fn listen(port: u16, inner: u16) -> Result<()> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))
        .with_context(|| format!("port {port} cannot be listened on"))?;
    guard(listener, port, inner);
    Ok(())
}

fn guard(listener: TcpListener, port: u16, inner: u16) {
    thread::spawn(move || {
        for client in listener.incoming().flatten() {
            // A connection that breaks concerns its client only.
            thread::spawn(move || pass(client, port, inner));
        }
    });
}

/// Passes one request. The server closes the connection after its answer, so no request
/// follows on it that was not looked at.
fn pass(mut client: TcpStream, port: u16, inner: u16) -> io::Result<()> {
    client.set_read_timeout(Some(PATIENCE))?;
    let (head, rest) = read_head(&mut client)?;
    let Some(head) = checked(&head, port) else {
        return client.write_all(REFUSAL.as_bytes());
    };
    client.set_read_timeout(None)?;
    let mut server = TcpStream::connect((Ipv4Addr::LOCALHOST, inner))?;
    server.write_all(head.as_bytes())?;
    server.write_all(&rest)?;
    let (mut from_client, mut to_server) = (client.try_clone()?, server.try_clone()?);
    thread::spawn(move || {
        let _ = io::copy(&mut from_client, &mut to_server);
        let _ = to_server.shutdown(Shutdown::Write);
    });
    io::copy(&mut server, &mut client)?;
    client.shutdown(Shutdown::Both)
}

/// The head of a request, up to and with its empty line, and what came after it.
fn read_head(client: &mut impl Read) -> io::Result<(String, Vec<u8>)> {
    let mut read = Vec::new();
    let mut piece = [0; 4096];
    loop {
        if let Some(at) = read.windows(4).position(|four| four == b"\r\n\r\n") {
            let rest = read.split_off(at + 4);
            let head = String::from_utf8(read).map_err(|_| ErrorKind::InvalidData)?;
            return Ok((head, rest));
        }
        let count = client.read(&mut piece)?;
        if count == 0 || read.len() > LONGEST_HEAD {
            return Err(ErrorKind::InvalidData.into());
        }
        read.extend_from_slice(piece.get(..count).unwrap_or_default());
    }
}

/// The head as the server gets it; none if the request is not for this machine.
fn checked(head: &str, port: u16) -> Option<String> {
    let mut lines = head.trim_end().split("\r\n");
    let first = lines.next()?;
    // A whole address there would count more than the header.
    if !first.split(' ').nth(1)?.starts_with('/') {
        return None;
    }
    let mut hosts = 0;
    let mut upgrades = false;
    let mut passed = vec![first];
    for line in lines {
        let (name, value) = line.split_once(':')?;
        match name.to_ascii_lowercase().as_str() {
            "host" if is_local(value.trim(), port) => hosts += 1,
            "host" => return None,
            // A line that continues another one could hide a header.
            other if other.trim() != other => return None,
            "upgrade" => upgrades = true,
            "connection" => continue,
            _ => {}
        }
        passed.push(line);
    }
    passed.push(if upgrades {
        "Connection: Upgrade"
    } else {
        "Connection: close"
    });
    (hosts == 1).then(|| passed.join("\r\n") + "\r\n\r\n")
}

fn is_local(host: &str, port: u16) -> bool {
    ["127.0.0.1", "localhost"]
        .iter()
        .any(|name| host.eq_ignore_ascii_case(&format!("{name}:{port}")))
        || (port == 80 && ["127.0.0.1", "localhost"].contains(&host))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(port: u16, request: &str) -> Result<String> {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port))?;
        stream.write_all(request.as_bytes())?;
        stream.shutdown(Shutdown::Write)?;
        let mut text = String::new();
        stream.read_to_string(&mut text)?;
        Ok(text)
    }

    #[test]
    fn only_requests_to_this_machine_reach_the_server() -> Result<()> {
        // A port that was only looked for could be another test's by now.
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let port = listener.local_addr()?.port();
        let server = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let inner = server.local_addr()?.port();
        thread::spawn(move || -> Result<()> {
            for client in server.incoming() {
                let mut client = client?;
                let (head, rest) = read_head(&mut client)?;
                let mut body = String::from_utf8(rest)?;
                client.read_to_string(&mut body)?;
                write!(client, "HTTP/1.1 200 OK\r\n\r\n{head}{body}")?;
            }
            Ok(())
        });
        guard(listener, port, inner);

        let request = format!(
            "GET /1.3/zone HTTP/1.1\r\nHost: LocalHost:{port}\r\nConnection: keep-alive\r\n\r\nbody"
        );
        let text = answer(port, &request)?;
        assert!(text.starts_with("HTTP/1.1 200 OK"), "{text}");
        assert!(text.ends_with("Connection: close\r\n\r\nbody"), "{text}");
        assert!(!text.contains("keep-alive"), "{text}");

        let request = "GET /1.3/zone HTTP/1.1\r\nHost: rebound.example:8080\r\n\r\n";
        let text = answer(port, request)?;
        assert!(text.starts_with("HTTP/1.1 403 Forbidden"), "{text}");
        Ok(())
    }

    #[test]
    fn the_host_is_one_and_of_this_machine() {
        let passes =
            |lines: &str| checked(&format!("GET / HTTP/1.1\r\n{lines}\r\n\r\n"), 8080).is_some();
        assert!(passes("Host: 127.0.0.1:8080"));
        assert!(passes("Accept: */*\r\nhost:localhost:8080"));
        for refused in [
            "Accept: */*",
            "Host: localhost",
            "Host: localhost:9000",
            "Host: localhost.example:8080",
            "Host: rebound.example:8080",
            "Host: localhost:8080\r\nHost: rebound.example:8080",
            "Host: localhost:8080\r\nHost: localhost:8080",
            "Host: localhost:8080\r\n folded",
            "Host: localhost:8080\r\n X: folded",
            "Host : localhost:8080",
        ] {
            assert!(!passes(refused), "{refused:?}");
        }
        let absolute = "GET http://rebound.example/ HTTP/1.1\r\nHost: localhost:8080\r\n\r\n";
        assert_eq!(checked(absolute, 8080), None);
    }

    #[test]
    fn a_web_socket_stays_one() {
        let head = "GET /ws HTTP/1.1\r\nHost: localhost:1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n";
        let passed = checked(head, 1).unwrap_or_default();
        assert!(passed.contains("Connection: Upgrade"), "{passed}");
    }
}
