//! What trunk leaves to do in a production build: it cannot minify today's
//! JavaScript, and names carry a hash that was taken before wasm-opt ran, so two
//! builds that differ could share a name that browsers keep for good.

use std::{ffi::OsStr, fs, path::Path};

use anyhow::{Context, Result, bail};
use base64::{Engine, prelude::BASE64_STANDARD};
use sha2::{Digest, Sha256, Sha384};
use xshell::{Shell, cmd};

/// The Content-Security-Policy, which allows the script in the page by its hash.
const POLICY: &str = "deploy/nginx/headers.conf";

/// Minifies scripts and styles, names them and the wasm after what they hold,
/// and tells index.html.
pub(crate) fn finish(shell: &Shell, site: &Path) -> Result<()> {
    let page = site.join("index.html");
    let mut html = fs::read_to_string(&page)?;
    let mut renamed = Vec::new();
    // The wasm first: its name is written in a script.
    for extension in ["wasm", "css", "js"] {
        let mut names = names(site, extension)?;
        // The script that starts the program last: the others' names stand in it.
        names.sort_by_key(|name| name.starts_with("boot-"));
        for name in names {
            let file = site.join(&name);
            let old = fs::read(&file)?;
            let new = match extension {
                "wasm" => old.clone(),
                loader => minified(shell, loader, &with_new_names(&old, &renamed)?)?,
            };
            let new_name = name_after(&name, &new);
            html = rewrite_reference(
                &html,
                (&name, &integrity(&old)),
                (&new_name, &integrity(&new)),
            )?;
            fs::remove_file(file)?;
            fs::write(site.join(&new_name), new)?;
            renamed.push((name, new_name));
        }
    }
    fs::write(page, with_short_script(shell, &with_template(&html)?)?)?;
    Ok(())
}

/// The page with all that it fetches in a template before its script, which knows
/// from where: `public/base.js`.
fn with_template(html: &str) -> Result<String> {
    let (mut rest, mut fetched) = (html.to_owned(), String::new());
    for (start, end) in [("<link ", ">"), ("<script src=", "</script>")] {
        while let Some(at) = rest.find(start) {
            let (before, tag) = rest.split_at(at);
            let (tag, after) = tag.split_once(end).context("a tag has no end")?;
            fetched.push_str(&format!("{tag}{end}"));
            rest = format!("{before}{after}");
        }
    }
    let lines = rest.lines().filter(|line| !line.trim().is_empty());
    let page = lines.fold(String::new(), |page, line| page + line + "\n");
    Ok(page.replacen(
        "<script>",
        &format!("<template>{fetched}</template>\n    <script>"),
        1,
    ))
}

/// The page with the one script that stands in it as short as it gets.
fn with_short_script(shell: &Shell, html: &str) -> Result<String> {
    let script = inline_script(html).context("index.html has no script in it")?;
    let short = minified(shell, "js", script)?;
    let short = str::from_utf8(&short)?.trim_end();
    let hash = format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(short)));
    if !shell.read_file(POLICY)?.contains(&hash) {
        bail!(
            "public/base.js is another one: {hash} has to take the place of its hash in {POLICY}, and wherever else that policy stands"
        );
    }
    Ok(html.replace(script, short))
}

/// The script that stands in a page.
pub(crate) fn inline_script(html: &str) -> Option<&str> {
    let (_, rest) = html.split_once("<script>")?;
    rest.split_once("</script>").map(|(script, _)| script)
}

/// Puts something else into a file of the build, and tells index.html.
pub(crate) fn replace(site: &Path, name: &str, new: &[u8]) -> Result<()> {
    let (page, file) = (site.join("index.html"), site.join(name));
    let old = fs::read(&file).with_context(|| format!("trunk made no {name}"))?;
    let html = fs::read_to_string(&page)?;
    let html = rewrite_reference(&html, (name, &integrity(&old)), (name, &integrity(new)))?;
    fs::write(page, html)?;
    fs::write(file, new)?;
    Ok(())
}

/// The files right in `site` with this extension; trunk gives those their names.
pub(crate) fn names(site: &Path, extension: &str) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(site)? {
        let path = entry?.path();
        if path.extension() == Some(OsStr::new(extension)) {
            let name = path.file_name().and_then(OsStr::to_str);
            names.push(
                name.context("a file name of the build is no text")?
                    .to_owned(),
            );
        }
    }
    Ok(names)
}

fn with_new_names(text: &[u8], renamed: &[(String, String)]) -> Result<String> {
    let text = str::from_utf8(text).context("a script or style of the build is no text")?;
    let step = |text: String, (old, new): &(String, String)| text.replace(old, new);
    Ok(renamed.iter().fold(text.to_owned(), step))
}

/// `text` without what only readers need; `loader` names its language.
fn minified(shell: &Shell, loader: &str, text: &str) -> Result<Vec<u8>> {
    let minified = cmd!(
        shell,
        "esbuild --minify --loader={loader} --log-level=warning"
    )
    .quiet()
    .stdin(text)
    .read()
    .with_context(|| format!("esbuild could not minify the {loader} of the build"))?;
    Ok(minified.into_bytes())
}

/// `name` with trunk's hash in it replaced by one of `content`; as it is if it
/// has none.
pub(crate) fn name_after(name: &str, content: &[u8]) -> String {
    let Some((stem, tail)) = name.rsplit_once('-') else {
        return name.to_owned();
    };
    // trunk's is shorter than 16 digits when it begins with a zero.
    let rest = tail.trim_start_matches(|c: char| c.is_ascii_hexdigit());
    if rest.len() == tail.len() || !rest.starts_with(['_', '.']) {
        return name.to_owned();
    }
    let digest = Sha384::digest(content);
    let hash: String = digest
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    format!("{stem}-{hash}{rest}")
}

/// What a browser checks a file against before it uses it.
pub(crate) fn integrity(content: &[u8]) -> String {
    format!("sha384-{}", BASE64_STANDARD.encode(Sha384::digest(content)))
}

/// The page with a file's old name and integrity replaced by the new.
fn rewrite_reference(html: &str, old: (&str, &str), new: (&str, &str)) -> Result<String> {
    if !html.contains(old.0) {
        return Ok(html.to_owned());
    }
    if !html.contains(old.1) {
        bail!(
            "index.html names {} without the integrity of its content",
            old.0
        );
    }
    Ok(html.replace(old.0, new.0).replace(old.1, new.1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_follows_the_content_and_keeps_the_rest() {
        let cases = [
            ("console-6147b211eff6b2fc_bg.wasm", "console-", "_bg.wasm"),
            ("boot-4a90b3e4e0c52eb.js", "boot-", ".js"),
        ];
        for (name, start, end) in cases {
            let [one, other] = [name_after(name, b"1"), name_after(name, b"2")];
            assert_ne!(one, other);
            assert!(one.starts_with(start) && one.ends_with(end), "{one}");
        }
        for name in ["worker.js", "service-worker.js"] {
            assert_eq!(name_after(name, b"1"), name);
        }
    }

    #[test]
    fn the_integrity_is_the_one_of_the_standard() {
        // The empty text's, as `openssl dgst -sha384 -binary | base64` gives it.
        let empty = "sha384-OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6/529l+9Ua0vFImLlb";
        assert_eq!(integrity(b""), empty);
    }

    #[test]
    fn the_script_in_a_page_is_what_stands_between_its_tags() {
        let html = "<script>a()</script><script src=b.js></script>";
        assert_eq!(inline_script(html), Some("a()"));
        assert_eq!(inline_script("<script src=b.js></script>"), None);
    }

    #[test]
    fn what_a_page_fetches_stands_in_a_template_before_its_script() {
        let html = "<head>\n<script>a()</script>\n<link rel=x href=./b.css>\n<script src=./c.js></script>\n</head>\n";
        let page = with_template(html).unwrap_or_default();
        let files = "<link rel=x href=./b.css><script src=./c.js></script>";
        assert_eq!(
            page,
            format!("<head>\n<template>{files}</template>\n    <script>a()</script>\n</head>\n")
        );
    }

    #[test]
    fn the_page_is_told_of_both_or_it_is_an_error() {
        let html = "<script integrity=sha384-old src=/boot-1.js></script>";
        let new = ("boot-2.js", "sha384-new");
        let told = rewrite_reference(html, ("boot-1.js", "sha384-old"), new).ok();
        assert_eq!(
            told.as_deref(),
            Some("<script integrity=sha384-new src=/boot-2.js></script>")
        );
        assert!(rewrite_reference(html, ("boot-1.js", "sha384-other"), new).is_err());
        let unnamed = rewrite_reference(html, ("snippet.js", "sha384-other"), new).ok();
        assert_eq!(unnamed.as_deref(), Some(html));
    }
}
