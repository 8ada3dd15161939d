//! `cargo xtask dist`: the production build as an archive, with its SBOM and
//! the checksums of everything. The same commit gives the same bytes.

use anyhow::Result;
use xshell::Shell;

use crate::build::archive::{Files, archive, seconds, sums};
use crate::build::{files, licences, package, sbom, site, split};
use crate::tools::workspace;

pub(crate) const HELP: &str = "\
cargo xtask dist

Makes the production build in dist/, and a release in release/:

  upcloud-peerings-VERSION.tar.gz     the build, deploy/, docs/embedding.md, CHANGELOG.md,
                                      all licences, the SBOM and checksums
  upcloud-peerings-embed-VERSION.tgz  the npm package for portals, with types
  upcloud-peerings-VERSION.cdx.json   the SBOM, as CycloneDX
  SHA256SUMS                          their checksums, for sha256sum --check";

/// Where the release goes.
const RELEASE: &str = "release";

/// The file with the checksums of those beside it.
const SUMS: &str = "SHA256SUMS";

/// What the archive contains beside the build: whole folders, and files.
const BESIDE: &[&str] = &[
    "deploy",
    "docs/embedding.md",
    "CHANGELOG.md",
    "LICENSE-APACHE",
    "LICENSE-MIT",
];

/// Builds and packs.
pub(crate) fn run() -> Result<()> {
    let shell = workspace::shell()?;
    site::build(&shell)?;
    pack(&shell)
}

/// Packs the build that is in dist/.
fn pack(shell: &Shell) -> Result<()> {
    let list = sbom::checked_list(shell)?;
    let name = format!("{}-{}", split::PROGRAM, env!("CARGO_PKG_VERSION"));

    let mut files = Files::new();
    for part in [site::DIST].iter().chain(BESIDE) {
        let path = shell.current_dir().join(part);
        if path.is_dir() {
            for (inside, bytes) in files::contents(&path)? {
                files.insert(format!("{part}/{}", inside.display()), bytes);
            }
        } else {
            files.insert((*part).to_owned(), shell.read_binary_file(path)?);
        }
    }
    let others = licences::make(shell)?;
    files.insert(licences::FILE.to_owned(), others.into_bytes());
    files.insert("sbom.cdx.json".to_owned(), list.clone().into_bytes());
    files.insert(SUMS.to_owned(), sums(&files).into_bytes());

    let release = Files::from([
        (
            format!("{name}.tar.gz"),
            archive(&name, &files, seconds(shell))?,
        ),
        (package::file_name(), package::pack(shell)?),
        (format!("{name}.cdx.json"), list.clone().into_bytes()),
    ]);
    shell.remove_path(RELEASE)?;
    for (file, bytes) in &release {
        println!("{:>9}  {RELEASE}/{file}", bytes.len());
        shell.write_file(format!("{RELEASE}/{file}"), bytes)?;
    }
    shell.write_file(format!("{RELEASE}/{SUMS}"), sums(&release))?;
    Ok(())
}
