//! The names by which a WebAssembly file imports functions of its script. wasm-bindgen
//! ends each with a hash, which does not compress: numbers instead save 4 of the 210
//! kilobytes up to the list.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use anyhow::{Result, bail};

const START: &[u8] = b"__wbg_";

/// How long a hash is, in hexadecimal digits.
const HASH: usize = 16;

/// Puts a number in the place of each hash, in both files.
///
/// # Errors
/// If the file imports something that the script does not have.
pub(crate) fn number(program: &mut [u8], script: &mut String) -> Result<()> {
    let names: BTreeSet<String> = places(program).map(|(_, name)| name.to_owned()).collect();
    let mut used = HashMap::<&str, usize>::new();
    let mut renamed = HashMap::new();
    for name in &names {
        if !script.contains(name) {
            bail!("the script lacks {name}, which the program imports");
        }
        let stem = name.get(..name.len() - HASH).unwrap_or_default();
        let count = used.entry(stem).or_default();
        // As long as the hash, so that the file keeps its shape.
        let new = format!("{stem}{count:0HASH$}");
        *count += 1;
        *script = script.replace(name, &new);
        renamed.insert(name.as_str(), new);
    }
    let found: Vec<(Range<usize>, &String)> = places(program)
        .filter_map(|(place, name)| Some((place, renamed.get(name)?)))
        .collect();
    for (place, new) in found {
        if let Some(bytes) = program.get_mut(place) {
            bytes.copy_from_slice(new.as_bytes());
        }
    }
    Ok(())
}

/// The names that end with a hash, with their places.
fn places(program: &[u8]) -> impl Iterator<Item = (Range<usize>, &str)> {
    let starts = program
        .windows(START.len())
        .enumerate()
        .filter(|(_, window)| *window == START);
    starts.filter_map(|(start, _)| {
        // Its length stands before a name.
        let length = *program.get(start.checked_sub(1)?)?;
        let place = start..start + usize::from(length);
        let name = str::from_utf8(program.get(place.clone())?).ok()?;
        let hash = name.get(name.len().checked_sub(HASH)?..)?;
        let is_hash = hash.bytes().all(|digit| digit.is_ascii_hexdigit());
        is_hash.then_some((place, name))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(name: &str) -> Vec<u8> {
        let length = u8::try_from(name.len()).unwrap_or_default();
        [&[length], name.as_bytes(), b"\x00\x01"].concat()
    }

    #[test]
    fn hashes_become_numbers_in_both_files() {
        let names = [
            "__wbg_then_0123456789abcdef",
            "__wbg_then_fedcba9876543210",
            "__wbg___wbindgen_is_null_00ff00ff00ff00ff",
            "__wbindgen_init_externref_table",
        ];
        let mut program = names.map(entry).concat();
        let mut script = names.join(": f, ");
        let length = program.len();
        assert!(number(&mut program, &mut script).is_ok());
        let expected = [
            "__wbg_then_0000000000000000",
            "__wbg_then_0000000000000001",
            "__wbg___wbindgen_is_null_0000000000000000",
            "__wbindgen_init_externref_table",
        ];
        assert_eq!(program, expected.map(entry).concat());
        assert_eq!(program.len(), length);
        assert_eq!(script, expected.join(": f, "));
    }

    #[test]
    fn a_name_that_the_script_lacks_is_an_error() {
        let mut program = entry("__wbg_then_0123456789abcdef");
        let error = number(&mut program, &mut String::new());
        assert!(error.is_err());
    }
}
