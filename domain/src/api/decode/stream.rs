//! The list of peerings, read piece by piece. An answer of a hundred thousand
//! peerings is fifty megabytes; held whole it would take more memory than what
//! it says, and WebAssembly never gives memory back.

use serde::de::IgnoredAny;
use serde_json::{Deserializer, de::SliceRead};

use super::{
    json::PeeringJson,
    listed::Listed,
    peering::{peering_of, whole},
    raw::parse,
};
use crate::{api::error::ApiError, model::peering::Peering};

/// What an answer begins with, blanks aside.
const HEAD: [&[u8]; 7] = [
    b"{",
    b"\"network_peerings\"",
    b":",
    b"{",
    b"\"network_peering\"",
    b":",
    b"[",
];

/// Reads the answer to GET `/network-peering`.
#[derive(Default)]
pub struct PeeringReader {
    /// What was not understood yet.
    pending: Vec<u8>,
    /// How much of that there has to be before it is looked at again. A huge
    /// element would else be read from its start with every piece of it.
    enough: usize,
    progress: Position,
    read: usize,
    items: Vec<Peering>,
    unreadable: Vec<String>,
}

#[derive(Default)]
enum Position {
    /// Before the first peering.
    #[default]
    Head,
    /// Between two of them.
    Elements,
    /// After the last.
    Tail,
    /// It begins in another way: it is kept, to be read whole.
    Odd,
    /// It is no JSON, and this is why.
    Broken(String),
}

impl PeeringReader {
    /// Reads the next piece, as long as it happens to be.
    pub fn push(&mut self, piece: &[u8]) {
        self.pending.extend_from_slice(piece);
        if self.pending.len() >= self.enough {
            self.read_on();
            self.enough = 2 * self.pending.len();
        }
    }

    fn read_on(&mut self) {
        if matches!(self.progress, Position::Head) {
            self.read_head();
        }
        if matches!(self.progress, Position::Elements) {
            let done = self.read_elements();
            self.pending.drain(..done);
        }
    }

    /// What was read, once all was pushed.
    ///
    /// # Errors
    /// Where the list itself cannot be read; a single bad element is no error.
    pub fn finish(mut self) -> Result<Listed<Peering>, ApiError> {
        self.read_on();
        let rest = String::from_utf8_lossy(&self.pending);
        // What stands around the list has to be sound too, or it was cut off.
        let around = |head: &str| {
            parse::<IgnoredAny>(&format!("{head}{rest}"))
                .map_err(|reason| ApiError::unreadable(&reason))
        };
        match self.progress {
            Position::Tail => around("{\"\":{\"\":[").map(|_| Listed {
                items: self.items,
                unreadable: self.unreadable,
            }),
            Position::Head | Position::Odd => whole(&rest),
            Position::Elements => around("")
                .and_then(|_| Err(ApiError::unreadable("the list of peerings does not end"))),
            Position::Broken(reason) => Err(ApiError::unreadable(&reason)),
        }
    }

    fn read_head(&mut self) {
        let mut rest = self.pending.as_slice();
        for part in HEAD {
            rest = after_blanks(rest);
            match rest.strip_prefix(part) {
                Some(after) => rest = after,
                None if part.starts_with(rest) => return,
                None => {
                    self.progress = Position::Odd;
                    return;
                }
            }
        }
        let done = self.pending.len() - rest.len();
        self.pending.drain(..done);
        self.progress = Position::Elements;
    }

    /// Reads whole elements; answers how many bytes they were.
    fn read_elements(&mut self) -> usize {
        let mut done = 0;
        loop {
            let mut rest = after_blanks(self.pending.get(done..).unwrap_or_default());
            if rest.first() == Some(&b']') {
                self.progress = Position::Tail;
                return self.pending.len() - rest.len();
            }
            if self.read > 0 {
                match rest.split_first() {
                    Some((b',', after)) => rest = after_blanks(after),
                    Some(_) => return self.broken(done, "expected `,` or `]`"),
                    None => return done,
                }
            }
            let start = self.pending.len() - rest.len();
            let mut elements =
                Deserializer::new(SliceRead::new(rest)).into_iter::<PeeringJson<'_>>();
            match elements.next() {
                Some(Ok(peering)) => {
                    self.items.push(peering.into());
                    done = start + elements.byte_offset();
                }
                Some(Err(reason)) if !reason.is_eof() => {
                    let mut elements =
                        Deserializer::new(SliceRead::new(rest)).into_iter::<IgnoredAny>();
                    match elements.next() {
                        // A number may go on in the next piece.
                        Some(Ok(_)) if elements.byte_offset() < rest.len() => {}
                        // So may one that is passed over, which is no end to serde_json.
                        Some(Err(_)) if rest.last().is_some_and(|byte| b".eE+-".contains(byte)) => {
                            return done;
                        }
                        Some(Err(reason)) if !reason.is_eof() => {
                            return self.broken(done, &reason.to_string());
                        }
                        _ => return done,
                    }
                    let end = elements.byte_offset();
                    let element = rest.get(..end).unwrap_or_default();
                    // Here what is no UTF-8 is let through, as it is elsewhere.
                    match peering_of(&String::from_utf8_lossy(element)) {
                        Ok(peering) => self.items.push(peering),
                        Err(reason) => {
                            let place = self.read;
                            self.unreadable
                                .push(format!("network_peering[{place}]: {reason}"));
                        }
                    }
                    done = start + end;
                }
                _ => return done,
            }
            self.read += 1;
        }
    }

    fn broken(&mut self, done: usize, reason: &str) -> usize {
        let place = self.read;
        self.progress = Position::Broken(format!("network_peering[{place}]: {reason}"));
        done
    }
}

fn after_blanks(bytes: &[u8]) -> &[u8] {
    let blank = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r');
    let blanks = bytes.iter().take_while(|byte| blank(byte)).count();
    bytes.get(blanks..).unwrap_or_default()
}

/// All peerings.
///
/// # Errors
/// Where the list itself cannot be read; a single bad element is no error.
pub fn peerings(body: &str) -> Result<Listed<Peering>, ApiError> {
    let mut reader = PeeringReader::default();
    reader.push(body.as_bytes());
    reader.finish()
}
