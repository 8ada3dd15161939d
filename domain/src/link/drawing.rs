//! How the line of a link is drawn: as what is worst about its halves.

use super::{Link, OtherHalf};
use crate::model::{
    row::Row,
    state::{Group, Line},
};

/// The line between the two ends of a link, with the first half's local network on the left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Drawing {
    pub line: Line,
    pub group: Group,
    /// It is that of the second half, whose local network is on the right.
    pub is_mirrored: bool,
}

impl Link {
    /// The line of the half that is worse off; where both are alike, of the first.
    pub fn drawing(&self) -> Drawing {
        let of = |row: &Row, is_mirrored| Drawing {
            line: row.peering.state.line(),
            group: row.group(),
            is_mirrored,
        };
        let one = of(&self.one, false);
        let OtherHalf::Visible(two) = &self.other else {
            return one;
        };
        let two = of(two, true);
        match (one.line, two.line) {
            // Seen from the half that is not disabled, only the other end is off, even
            // where its own state does not say so yet.
            (Line::Off, Line::Whole) => Drawing {
                line: Line::PeerOff,
                is_mirrored: true,
                ..one
            },
            (Line::Whole, Line::Off) => Drawing {
                line: Line::PeerOff,
                is_mirrored: false,
                ..two
            },
            _ if severity(two.group) > severity(one.group) => two,
            _ => one,
        }
    }
}

/// How much a group asks of somebody.
fn severity(group: Group) -> u8 {
    match group {
        Group::Active => 0,
        Group::Off => 1,
        Group::InProgress => 2,
        Group::WaitingOnPeer => 3,
        Group::NeedsYou => 4,
    }
}
