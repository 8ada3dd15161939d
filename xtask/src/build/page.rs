//! The pages of the production build. `index.html` is the template of the console's
//! own page; trunk reads it for development, where the console is at the root, and its
//! `data-trunk` lines are replaced here by the assets of the build.

use anyhow::{Context, Result, bail, ensure};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256};
use xshell::Shell;

use crate::build::assets::{Asset, Assets, Role};

/// The template of the console's own page.
const TEMPLATE: &str = "index.html";

/// The page for frames.
const FRAME: &str = "frame.html";

/// The Content-Security-Policy, which allows the script in the page by its hash.
const POLICY: &str = "deploy/nginx/headers.conf";

/// Writes the console's own page and the one for frames.
pub(crate) fn write(shell: &Shell, assets: &Assets, base_script: &str) -> Result<()> {
    let hash = BASE64_STANDARD.encode(Sha256::digest(base_script));
    ensure!(
        shell
            .read_file(POLICY)?
            .contains(&format!("'sha256-{hash}'")),
        "public/base.js changed: put 'sha256-{hash}' into {POLICY} and into every copy of that policy"
    );
    let template = shell.read_file(TEMPLATE)?;
    let page = console(&template, assets, base_script, |file| {
        Ok(shell.read_file(file)?)
    })?;
    assets.write(TEMPLATE, page.as_bytes())?;

    let template = shell.read_file(format!("public/{FRAME}"))?;
    assets.write(FRAME, frame(&template, assets)?.as_bytes())
}

/// The console's own page. Its assets are in a template before its script,
/// `public/base.js`, which finds them. Both come last: what the script inserts may run
/// at once, and needs the elements of the page.
fn console(
    template: &str,
    assets: &Assets,
    base_script: &str,
    read: impl Fn(&str) -> Result<String>,
) -> Result<String> {
    let tags = tags(assets)?;
    let mut page = String::new();
    for line in template.lines() {
        let indent = line.len() - line.trim_start().len();
        let indent = line.get(..indent).unwrap_or_default();
        let replacement = if line.contains("data-trunk-public-url") {
            "<base href=\"./\">".to_owned()
        } else if line.contains("</body>") {
            format!(
                "  <template data-first>{tags}</template>\n{indent}  <script>{base_script}</script>\n{indent}</body>"
            )
        } else if line.contains("rel=\"inline\" type=\"html\"") {
            let file = line.split_once("href=\"");
            let file = file.and_then(|(_, rest)| rest.split_once('"'));
            let (file, _) = file.with_context(|| format!("{TEMPLATE} includes no file"))?;
            read(file)?.trim_end().to_owned()
        } else if line.contains("data-trunk") {
            continue;
        } else {
            page += &format!("{}\n", with_scripts(line, assets)?);
            continue;
        };
        page += &format!("{indent}{replacement}\n");
    }
    Ok(page)
}

/// The scripts of the template from which `public/boot.js` takes those that it imports,
/// in its order. For development, the last one is not in it.
const IMPORTED: &[(Role, &str)] = &[
    (Role::SampleScript, "./demo.js"),
    (Role::Validation, "./validate.js"),
];

/// What the notice of a start that failed calls the files of the next function.
const UNNAMED: &str = "<span data-files>its scripts, its program</span>";

/// The names of the files without which the console does not start.
fn needed(assets: &Assets) -> Result<String> {
    let roles = [Role::Start, Role::Glue, Role::Program];
    let names: Result<Vec<_>> = roles
        .iter()
        .map(|role| Ok(assets.get(*role)?.name.as_str()))
        .collect();
    Ok(names?.join(", "))
}

/// The line with the names of those scripts and their integrity, and with the script of
/// the program.
fn with_scripts(line: &str, assets: &Assets) -> Result<String> {
    let mut line = line.replace(UNNAMED, &needed(assets)?);
    if !line.contains("data-scripts") {
        return Ok(line);
    }
    for (role, name) in IMPORTED {
        let element = script(name, "");
        ensure!(line.contains(&element), "{TEMPLATE} has no {element}");
        line = line.replace(&element, &checked_script(assets.get(*role)?));
    }
    let glue = checked_script(assets.get(Role::Glue)?);
    Ok(line.replace("</template>", &format!("{glue}</template>")))
}

fn checked_script(asset: &Asset) -> String {
    let Asset {
        name, integrity, ..
    } = asset;
    script(&format!("./{name}"), &format!(" integrity=\"{integrity}\""))
}

fn script(source: &str, attributes: &str) -> String {
    format!("<script type=\"module\" src=\"{source}\"{attributes}></script>")
}

/// The elements that fetch what the list needs.
fn tags(assets: &Assets) -> Result<String> {
    let roles = [
        Role::Icon,
        Role::Style,
        Role::LaterStyle,
        Role::Glue,
        Role::Program,
        Role::Start,
    ];
    roles.iter().map(|role| tag(assets.get(*role)?)).collect()
}

fn tag(asset: &Asset) -> Result<String> {
    let Asset {
        role,
        name,
        integrity,
    } = asset;
    let file = format!("href=\"./{name}\" integrity=\"{integrity}\"");
    Ok(match role {
        Role::Icon => format!("<link rel=\"icon\" {file}>"),
        Role::Style => format!("<link rel=\"stylesheet\" {file}>"),
        // The script that fetches the pages enables it.
        Role::LaterStyle => format!("<link rel=\"stylesheet\" {file} data-later disabled>"),
        Role::Glue => format!("<link rel=\"modulepreload\" crossorigin=\"anonymous\" {file}>"),
        // The script of the page fetches it.
        Role::Program => format!("<link as=\"fetch\" {file}>"),
        Role::Start => checked_script(asset),
        other => bail!("no element of the page fetches {other:?}"),
    })
}

/// The page for frames, which loads one script.
fn frame(template: &str, assets: &Assets) -> Result<String> {
    let Asset {
        name, integrity, ..
    } = assets.get(Role::FrameScript)?;
    let script = "src=\"./frame.js\"";
    ensure!(template.contains(script), "{FRAME} does not load frame.js");
    let replacement = format!("src=\"./{name}\" integrity=\"{integrity}\"");
    Ok(template.replace(script, &replacement))
}

#[cfg(test)]
mod tests {
    use std::env;

    use super::*;

    /// Assets without content, made in a folder of this test.
    fn assets(test: &str) -> Result<Assets> {
        let folder = env::temp_dir().join(format!("xtask-{test}-{}", std::process::id()));
        std::fs::create_dir_all(&folder)?;
        let mut assets = Assets::new(folder.clone());
        for role in [
            Role::Icon,
            Role::Style,
            Role::LaterStyle,
            Role::Glue,
            Role::Program,
            Role::Start,
            Role::Validation,
            Role::SampleScript,
            Role::FrameScript,
        ] {
            assets.add(role, b"")?;
        }
        std::fs::remove_dir_all(folder)?;
        Ok(assets)
    }

    #[test]
    fn every_asset_of_the_page_carries_its_integrity() -> Result<()> {
        let assets = assets("page")?;
        let template = include_str!("../../../index.html");
        let page = console(template, &assets, "base()", |_| {
            Ok("<form></form>\n".to_owned())
        })?;
        assert!(!page.contains("data-trunk"), "{page}");
        assert!(page.ends_with("</template>\n    <script>base()</script>\n  </body>\n</html>\n"));
        let head = page.split("<body>").next().unwrap_or_default();
        assert!(!head.contains("script"), "{head}");
        assert!(page.contains("      <form></form>\n"));
        assert!(page.contains("blocked: boot-"), "{page}");
        // Six elements, and three scripts for later.
        assert_eq!(page.matches("sha384-").count(), 9, "{page}");
        Ok(())
    }

    #[test]
    fn the_page_for_frames_loads_its_script_checked() -> Result<()> {
        let template = include_str!("../../../public/frame.html");
        let assets = assets("frame")?;
        let page = frame(template, &assets)?;
        assert!(page.contains("integrity=\"sha384-"), "{page}");
        assert!(frame("<html>", &assets).is_err());
        Ok(())
    }
}
