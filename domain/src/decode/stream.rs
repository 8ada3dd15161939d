//! The list of peerings, read piece by piece. An answer of a hundred thousand
//! peerings is fifty megabytes; held whole it would take more memory than what
//! it says, and WebAssembly never gives memory back.

use serde_json::{Deserializer, Value, de::SliceRead, value::RawValue};

use super::{Listed, PeeringJson, read, whole, whose};
use crate::{error::ApiError, peering::Peering};

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
    progress: Progress,
    read: usize,
    items: Vec<Peering>,
    unreadable: Vec<String>,
}

#[derive(Default)]
enum Progress {
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
        if matches!(self.progress, Progress::Head) {
            self.read_head();
        }
        if matches!(self.progress, Progress::Elements) {
            let done = self.read_elements();
            self.pending.drain(..done);
        }
    }

    /// What was read, once all was pushed.
    ///
    /// # Errors
    /// Where the list itself cannot be read; a single bad element is no error.
    pub fn finish(self) -> Result<Listed<Peering>, ApiError> {
        let rest = self.pending;
        match self.progress {
            Progress::Tail => {
                // What stands around the list has to be sound too, or it was cut off.
                let around = [b"{\"\":{\"\":[", rest.as_slice()].concat();
                read::<Value>(&String::from_utf8_lossy(&around))?;
                Ok(Listed {
                    items: self.items,
                    unreadable: self.unreadable,
                })
            }
            Progress::Head | Progress::Odd => whole(&String::from_utf8_lossy(&rest)),
            Progress::Elements => Err(match read::<Value>(&String::from_utf8_lossy(&rest)) {
                Err(reason) => reason,
                Ok(_) => ApiError::unreadable("the list of peerings does not end"),
            }),
            Progress::Broken(reason) => Err(ApiError::unreadable(&reason)),
        }
    }

    fn read_head(&mut self) {
        let mut rest = self.pending.as_slice();
        for part in HEAD {
            rest = rest.trim_ascii_start();
            match rest.strip_prefix(part) {
                Some(after) => rest = after,
                None if part.starts_with(rest) => return,
                None => {
                    self.progress = Progress::Odd;
                    return;
                }
            }
        }
        let done = self.pending.len() - rest.len();
        self.pending.drain(..done);
        self.progress = Progress::Elements;
    }

    /// Reads whole elements; answers how many bytes they were.
    fn read_elements(&mut self) -> usize {
        let mut done = 0;
        loop {
            let rest = self.pending.get(done..).unwrap_or_default();
            let skipped = rest
                .iter()
                .take_while(|byte| byte.is_ascii_whitespace() || (self.read > 0 && **byte == b','))
                .count();
            let start = done + skipped;
            let rest = rest.get(skipped..).unwrap_or_default();
            if rest.first() == Some(&b']') {
                self.progress = Progress::Tail;
                return start;
            }
            let mut elements =
                Deserializer::new(SliceRead::new(rest)).into_iter::<PeeringJson<'_>>();
            match elements.next() {
                Some(Ok(peering)) => self.items.push(peering.into()),
                None => return done,
                Some(Err(reason)) if reason.is_eof() => return done,
                Some(Err(reason)) => {
                    let mut elements =
                        Deserializer::new(SliceRead::new(rest)).into_iter::<&RawValue>();
                    match elements.next() {
                        Some(Ok(element)) => {
                            let place = self.read;
                            let whose = whose(element);
                            self.unreadable
                                .push(format!("network_peering[{place}]: {reason}{whose}"));
                            done = start + elements.byte_offset();
                            self.read += 1;
                            continue;
                        }
                        Some(Err(reason)) if !reason.is_eof() => {
                            let place = self.read;
                            self.progress =
                                Progress::Broken(format!("network_peering[{place}]: {reason}"));
                            return done;
                        }
                        _ => return done,
                    }
                }
            }
            done = start + elements.byte_offset();
            self.read += 1;
        }
    }
}
