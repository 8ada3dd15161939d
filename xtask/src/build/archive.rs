//! Archives that depend on their files and a time alone, and the checksums of files.

use std::collections::BTreeMap;

use anyhow::Result;
use flate2::{Compression, GzBuilder};
use sha2::{Digest, Sha256};
use tar::{Builder, EntryType, Header};
use xshell::Shell;

use crate::tools::git;

/// Files by their names, in the order in which they are packed.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

/// The lines that `sha256sum --check` reads.
pub(crate) fn sums(files: &Files) -> String {
    let lines = files.iter().map(|(name, bytes)| {
        let digest = Sha256::digest(bytes);
        let digest: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        format!("{digest}  {name}\n")
    });
    lines.collect()
}

/// The files in a folder of that name. Nothing but their names and bytes and the
/// time given gets into it.
pub(crate) fn archive(folder: &str, files: &Files, seconds: u64) -> Result<Vec<u8>> {
    let gzip = GzBuilder::new().write(Vec::new(), Compression::best());
    let mut archive = Builder::new(gzip);
    for (name, bytes) in files {
        let mut header = Header::new_ustar();
        header.set_entry_type(EntryType::Regular);
        header.set_size(bytes.len().try_into()?);
        header.set_mode(0o644);
        header.set_uid(0);
        header.set_gid(0);
        header.set_mtime(seconds);
        archive.append_data(&mut header, format!("{folder}/{name}"), bytes.as_slice())?;
    }
    Ok(archive.into_inner()?.finish()?)
}

/// When the commit was made, or the beginning of time.
pub(crate) fn seconds(shell: &Shell) -> u64 {
    let seconds = git::output(shell, &["log", "-1", "--format=%ct"]);
    seconds.and_then(|text| text.parse().ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files() -> Files {
        let names = ["dist/index.html", "LICENSE", "dist/a.js"];
        names.map(|name| (name.to_owned(), name.into())).into()
    }

    #[test]
    fn an_archive_holds_names_bytes_and_the_given_time_only() -> Result<()> {
        let bytes = archive("program-1", &files(), 1_700_000_000)?;
        assert_eq!(bytes, archive("program-1", &files(), 1_700_000_000)?);
        assert_ne!(bytes, archive("program-1", &files(), 1_700_000_001)?);

        let mut archive = tar::Archive::new(flate2::read::GzDecoder::new(bytes.as_slice()));
        let mut names = Vec::new();
        for entry in archive.entries()? {
            let entry = entry?;
            let header = entry.header();
            let kept = (
                header.uid()?,
                header.gid()?,
                header.mode()?,
                header.mtime()?,
            );
            assert_eq!(kept, (0, 0, 0o644, 1_700_000_000));
            assert_eq!(
                (header.username(), header.groupname()),
                (Ok(Some("")), Ok(Some("")))
            );
            names.push(entry.path()?.display().to_string());
        }
        assert_eq!(
            names,
            [
                "program-1/LICENSE",
                "program-1/dist/a.js",
                "program-1/dist/index.html"
            ]
        );
        Ok(())
    }

    #[test]
    fn the_sums_are_those_that_sha256sum_prints() {
        let files = Files::from([("empty".to_owned(), Vec::new())]);
        assert_eq!(
            sums(&files),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  empty\n"
        );
    }
}
