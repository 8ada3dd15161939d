//! The program as a page loads it. Pages mount consoles through what `console::embed`
//! exports.

use std::alloc::System;

use console as _;
use zeroizing_alloc::ZeroAlloc;

/// Wipes freed memory, so that neither credentials nor account data remain after a
/// session has ended.
#[global_allocator]
static ALLOCATOR: ZeroAlloc<System> = ZeroAlloc(System);

fn main() {}
