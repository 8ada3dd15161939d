//! The program as a page loads it. It mounts nothing by itself: a page asks it to,
//! by what `console::embed` exports.

use std::alloc::System;

use console as _;
use zeroizing_alloc::ZeroAlloc;

/// Wipes what is freed: neither credentials nor anything of an account is left in
/// the memory of a page whose session is over.
#[global_allocator]
static ALLOCATOR: ZeroAlloc<System> = ZeroAlloc(System);

fn main() {}
