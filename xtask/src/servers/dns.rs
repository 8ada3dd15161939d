//! A name server for the end-to-end tests, which decide what it answers: the addresses of
//! a name are the lines of the file with that name. Without a file there is no such name.

use std::fs;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, UdpSocket};
use std::path::Path;
use std::sync::{Arc, Weak};
use std::thread::spawn;
use std::time::Duration;

use anyhow::Result;

/// How long the thread may outlive the server.
const PATIENCE: Duration = Duration::from_millis(500);

const HEADER: usize = 12;
const TYPE_A: u16 = 1;
const TYPE_AAAA: u16 = 28;
const CLASS_IN: u16 = 1;
const NO_SUCH_NAME: u8 = 3;

/// The server; dropping it ends it.
pub(crate) struct NameServer {
    pub(crate) port: u16,
    _alive: Arc<()>,
}

/// Starts one that knows the names of the files in `folder`.
pub(crate) fn start(folder: &Path) -> Result<NameServer> {
    let socket = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0))?;
    socket.set_read_timeout(Some(PATIENCE))?;
    let port = socket.local_addr()?.port();
    let alive = Arc::new(());
    let (guard, folder) = (Arc::downgrade(&alive), folder.to_owned());
    spawn(move || serve(&socket, &folder, &guard));
    Ok(NameServer {
        port,
        _alive: alive,
    })
}

fn serve(socket: &UdpSocket, folder: &Path, alive: &Weak<()>) {
    let mut buffer = [0; 512];
    while alive.strong_count() > 0 {
        let received: Option<(usize, SocketAddr)> = socket.recv_from(&mut buffer).ok();
        let Some((length, client)) = received else {
            continue;
        };
        let query = buffer.get(..length).unwrap_or_default();
        let known = |name: &str| fs::read_to_string(folder.join(name)).ok();
        if let Some(answer) = answer(query, known) {
            // Who gets no answer asks again.
            let _ = socket.send_to(&answer, client);
        }
    }
}

/// The answer to a query. None if it is none.
fn answer(query: &[u8], known: impl Fn(&str) -> Option<String>) -> Option<Vec<u8>> {
    let (id, mut rest) = (query.get(..2)?, query.get(HEADER..)?);
    let mut labels = Vec::new();
    loop {
        let (length, tail) = rest.split_first()?;
        if *length == 0 {
            rest = tail;
            break;
        }
        let (label, tail) = tail.split_at_checked(usize::from(*length))?;
        labels.push(std::str::from_utf8(label).ok()?.to_ascii_lowercase());
        rest = tail;
    }
    let kind = u16::from_be_bytes(rest.first_chunk().copied()?);
    let question = query.get(HEADER..query.len() - rest.len() + 4)?;
    let records = known(&labels.join("."));
    let addresses: Vec<Vec<u8>> = records
        .iter()
        .flat_map(|text| text.lines())
        .filter_map(|line| match (kind, line.parse().ok()?) {
            (TYPE_A, IpAddr::V4(address)) => Some(address.octets().to_vec()),
            (TYPE_AAAA, IpAddr::V6(address)) => Some(address.octets().to_vec()),
            _ => None,
        })
        .collect();

    let code = if records.is_some() { 0 } else { NO_SUCH_NAME };
    let mut answer = id.to_vec();
    // An authoritative response to a query that wanted, and gets, recursion.
    answer.extend([0b1000_0101, 0b1000_0000 | code, 0, 1]);
    answer.extend(u16::try_from(addresses.len()).ok()?.to_be_bytes());
    answer.extend([0; 4]);
    answer.extend(question);
    for address in addresses {
        // The name is the one at byte 12; the answer is valid for no time at all.
        answer.extend([0xc0, 12]);
        answer.extend(kind.to_be_bytes());
        answer.extend(CLASS_IN.to_be_bytes());
        answer.extend([0; 4]);
        answer.extend(u16::try_from(address.len()).ok()?.to_be_bytes());
        answer.extend(address);
    }
    Some(answer)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn query(kind: u8) -> Vec<u8> {
        let mut query = vec![7, 9, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0];
        query.extend(b"\x03Api\x04test\x00");
        query.extend([0, kind, 0, 1]);
        query
    }

    fn known(name: &str) -> Option<String> {
        (name == "api.test").then(|| "127.0.0.2\n::1\n".to_owned())
    }

    #[test]
    fn a_name_has_the_addresses_of_the_wanted_kind() {
        for (kind, address) in [(1, vec![127, 0, 0, 2]), (28, [&[0; 15][..], &[1]].concat())] {
            let answer = answer(&query(kind), known).expect("a query");
            assert_eq!(answer.get(..8), Some(&[7, 9, 133, 128, 0, 1, 0, 1][..]));
            assert!(answer.ends_with(&address), "{answer:?}");
        }
    }

    #[test]
    fn a_name_without_a_file_does_not_exist() {
        let answer = answer(&query(1), |_| None).expect("a query");
        assert_eq!(answer.get(2..8), Some(&[133, 131, 0, 1, 0, 0][..]));
    }

    #[test]
    fn what_is_no_query_gets_no_answer() {
        let whole = query(1);
        for length in 0..whole.len() - 2 {
            assert!(answer(whole.get(..length).expect("shorter"), known).is_none());
        }
    }
}
