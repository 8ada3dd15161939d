//! The assets of the production build: what each is for, its name, and what browsers
//! check it against.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha384};

/// When a browser fetches a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// Before the list is shown.
    List,
    /// The other pages, after the list.
    Pages,
    /// Only for a `config.json` with more than the one that ships.
    Validation,
    /// Only in the pages of hosts.
    Embedding,
    /// Only for sample data.
    SampleData,
}

/// What an asset is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    Icon,
    Style,
    LaterStyle,
    /// The script of the program, which wasm-bindgen generates.
    Glue,
    Program,
    Pages,
    Start,
    Validation,
    SampleScript,
    SampleProgram,
    FrameScript,
}

/// Every role with the start and the end of its file's name, between which stands a
/// hash of the content, and when it is fetched.
const ROLES: &[(Role, &str, &str, Part)] = &[
    (Role::Icon, "favicon", ".svg", Part::List),
    (Role::Style, "style", ".css", Part::List),
    (Role::LaterStyle, "later", ".css", Part::Pages),
    (Role::Glue, "upcloud-peerings", ".js", Part::List),
    (Role::Program, "upcloud-peerings", "_bg.wasm", Part::List),
    (Role::Pages, "pages", ".wasm", Part::Pages),
    (Role::Start, "boot", ".js", Part::List),
    (Role::Validation, "validate", ".js", Part::Validation),
    (Role::SampleScript, "demo", ".js", Part::SampleData),
    (Role::SampleProgram, "demo", "_bg.wasm", Part::SampleData),
    (Role::FrameScript, "frame", ".js", Part::Embedding),
];

/// How many hexadecimal digits of a hash a name carries.
const HASH_LENGTH: usize = 16;

impl Role {
    /// The role of a file of the build; none if the file has a fixed name.
    pub(crate) fn of(file: &str) -> Option<Self> {
        let is_hash = |text: &str| {
            text.len() == HASH_LENGTH && text.bytes().all(|byte| byte.is_ascii_hexdigit())
        };
        let found = ROLES.iter().find(|(_, start, end, _)| {
            let rest = file.strip_prefix(start);
            let rest = rest.and_then(|rest| rest.strip_prefix('-')?.strip_suffix(end));
            rest.is_some_and(is_hash)
        });
        found.map(|(role, ..)| *role)
    }

    fn name(self, content: &[u8]) -> String {
        let digest = Sha384::digest(content);
        let digits = digest.iter().map(|byte| format!("{byte:02x}"));
        let hash: String = digits.take(HASH_LENGTH / 2).collect();
        let found = ROLES.iter().find(|(role, ..)| *role == self);
        let (start, end) = found.map_or(("", ""), |(_, start, end, _)| (start, end));
        format!("{start}-{hash}{end}")
    }
}

/// The names of files that other pages link to, which therefore never change.
const FIXED: &[&str] = &[
    "embed.js",
    "embed-frame.js",
    "frame.html",
    "embed.d.ts",
    "embed-frame.d.ts",
];

/// When a browser fetches a file of the build.
pub(crate) fn part_of(file: &str) -> Part {
    if FIXED.contains(&file) {
        return Part::Embedding;
    }
    let role = Role::of(file);
    let found = ROLES.iter().find(|(known, ..)| Some(*known) == role);
    found.map_or(Part::List, |(.., part)| *part)
}

/// A file of the build whose name changes with its content.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Asset {
    pub(crate) role: Role,
    pub(crate) name: String,
    /// What a browser checks the file against before it uses it.
    pub(crate) integrity: String,
}

impl Asset {
    /// The asset as scripts know it.
    pub(crate) fn as_json(&self) -> String {
        let Self {
            name, integrity, ..
        } = self;
        format!("{{\"name\":\"{name}\",\"integrity\":\"{integrity}\"}}")
    }
}

/// The assets of one build, and the folder that holds them.
pub(crate) struct Assets {
    folder: PathBuf,
    assets: Vec<Asset>,
}

impl Assets {
    pub(crate) fn new(folder: PathBuf) -> Self {
        Self {
            folder,
            assets: Vec::new(),
        }
    }

    /// Writes an asset under a name made of its content.
    pub(crate) fn add(&mut self, role: Role, content: &[u8]) -> Result<()> {
        let asset = Asset {
            role,
            name: role.name(content),
            integrity: integrity(content),
        };
        self.write(&asset.name, content)?;
        self.assets.push(asset);
        Ok(())
    }

    /// Writes a file with a fixed name.
    pub(crate) fn write(&self, name: &str, content: &[u8]) -> Result<()> {
        fs::write(self.folder.join(name), content)
            .with_context(|| format!("{name} cannot be written"))
    }

    /// Fails when the asset has not been added yet.
    pub(crate) fn get(&self, role: Role) -> Result<&Asset> {
        let found = self.assets.iter().find(|asset| asset.role == role);
        found.with_context(|| format!("the build has no {role:?} yet"))
    }
}

/// The integrity of a file as HTML writes it.
fn integrity(content: &[u8]) -> String {
    format!("sha384-{}", BASE64_STANDARD.encode(Sha384::digest(content)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_follows_the_content_and_tells_the_role() {
        for (role, start, end, part) in ROLES {
            let [one, other] = [role.name(b"1"), role.name(b"2")];
            assert_ne!(one, other);
            assert!(one.starts_with(start) && one.ends_with(end), "{one}");
            assert_eq!(Role::of(&one), Some(*role), "{one}");
            assert_eq!(part_of(&one), *part, "{one}");
        }
    }

    #[test]
    fn other_names_have_no_role() {
        for name in [
            "index.html",
            "config.json",
            "boot.js",
            "boot-12.js",
            "pages-demo-0.wasm",
        ] {
            assert_eq!(Role::of(name), None, "{name}");
            assert_eq!(part_of(name), Part::List, "{name}");
        }
        assert_eq!(part_of("embed.js"), Part::Embedding);
    }

    #[test]
    fn the_integrity_is_the_one_of_the_standard() {
        // The empty text's, as `openssl dgst -sha384 -binary | base64` gives it.
        let empty = "sha384-OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6/529l+9Ua0vFImLlb";
        assert_eq!(integrity(b""), empty);
    }
}
