//! What a source file names. It is read from the tokens, not from a syntax tree, because
//! the bodies of macros such as `view!` are only tokens.

use std::collections::BTreeMap;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// A path as it is written, such as `crate::data::Peerings`.
#[derive(Clone, Debug, Default)]
pub struct Path {
    pub segments: Vec<String>,
    pub line: usize,
    /// The inline modules that contain it.
    pub scope: Vec<String>,
    /// Whether a `pub use` names it.
    pub is_export: bool,
    /// The name that a `use` brings into scope, `*` for all; none outside of `use`.
    pub name: Option<String>,
}

/// What a file names, except in its tests.
#[derive(Debug, Default)]
pub struct Names {
    /// The paths in `use` trees and in code.
    pub paths: Vec<Path>,
    /// Single identifiers in code that may be imported names, with their first lines.
    pub words: BTreeMap<String, usize>,
    /// The modules that it declares for tests only.
    pub test_modules: Vec<String>,
    /// The first line that is neither a module declaration nor a `use`.
    pub first_item: Option<usize>,
}

pub fn names(text: &str) -> Names {
    let tokens: TokenStream = text.parse().expect("the sources are Rust");
    let mut names = Names::default();
    walk(&to_vec(tokens), &[], &mut names);
    names
}

fn to_vec(tokens: TokenStream) -> Vec<TokenTree> {
    tokens.into_iter().collect()
}

fn walk(tokens: &[TokenTree], scope: &[String], names: &mut Names) {
    let mut at = 0;
    let mut is_public = false;
    while let Some(token) = tokens.get(at) {
        if is_cfg_test(tokens, at) {
            let end = after_item(tokens, at + 2);
            names.test_modules.extend(declared(&tokens[at + 2..end]));
            at = end;
            continue;
        }
        match token {
            // An attribute may name paths, but belongs to the item that follows.
            TokenTree::Punct(punct) if punct.as_char() == '#' => {
                at += 1 + usize::from(is_punct(tokens, at + 1, '!'));
                let first_item = names.first_item;
                if let Some(TokenTree::Group(group)) = tokens.get(at) {
                    walk(&to_vec(group.stream()), scope, names);
                }
                names.first_item = first_item;
            }
            TokenTree::Ident(ident) if ident == "pub" => {
                is_public = true;
                at += 1 + usize::from(is_group(tokens, at + 1, Delimiter::Parenthesis));
                continue;
            }
            TokenTree::Ident(ident) if ident == "use" && !is_punct(tokens, at + 1, '<') => {
                let end = (at..tokens.len()).find(|i| is_punct(tokens, *i, ';'));
                let end = end.unwrap_or(tokens.len());
                let before = Path {
                    scope: scope.to_vec(),
                    is_export: is_public,
                    ..Path::default()
                };
                tree(&tokens[at + 1..end], &before, names);
                at = end;
            }
            TokenTree::Ident(ident) if ident == "mod" => {
                if let Some(TokenTree::Group(body)) = tokens.get(at + 2) {
                    let mut inner = scope.to_vec();
                    inner.extend(tokens.get(at + 1).map(ToString::to_string));
                    walk(&to_vec(body.stream()), &inner, names);
                }
                at += 2;
            }
            TokenTree::Ident(ident) => {
                let line = ident.span().start().line;
                names.first_item.get_or_insert(line);
                let mut path = Path {
                    segments: vec![ident.to_string()],
                    line,
                    scope: scope.to_vec(),
                    ..Path::default()
                };
                let start = at;
                while is_separator(tokens, at + 1)
                    && let Some(TokenTree::Ident(next)) = tokens.get(at + 3)
                {
                    path.segments.push(next.to_string());
                    at += 3;
                }
                if !is_separator_before(tokens, start) {
                    if path.segments.len() == 1 && may_be_imported(tokens, start) {
                        names.words.entry(ident.to_string()).or_insert(line);
                    } else if let [first, _, ..] = path.segments.as_slice() {
                        names.words.entry(first.clone()).or_insert(line);
                        names.paths.push(path);
                    }
                }
            }
            TokenTree::Group(group) => walk(&to_vec(group.stream()), scope, names),
            _ => {}
        }
        is_public = false;
        at += 1;
    }
}

/// The leaves of a `use` tree.
fn tree(tokens: &[TokenTree], before: &Path, names: &mut Names) {
    let mut path = before.clone();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        match token {
            TokenTree::Ident(ident) if ident == "as" => {
                path.name = tokens.get(at + 1).map(ToString::to_string);
                at += 1;
            }
            TokenTree::Ident(ident) => {
                path.line = ident.span().start().line;
                path.segments.push(ident.to_string());
            }
            TokenTree::Group(group) => {
                let inner = to_vec(group.stream());
                let leaves = inner.split(is_comma);
                for leaf in leaves.filter(|leaf| !leaf.is_empty()) {
                    tree(leaf, &path, names);
                }
                return;
            }
            TokenTree::Punct(punct) if punct.as_char() == '*' => path.name = Some("*".into()),
            _ => {}
        }
        at += 1;
    }
    if path.segments.len() > 1 && path.segments.last().is_some_and(|last| last == "self") {
        path.segments.pop();
    }
    path.name = path.name.or_else(|| path.segments.last().cloned());
    names.paths.push(path);
}

fn is_comma(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == ',')
}

fn is_punct(tokens: &[TokenTree], at: usize, wanted: char) -> bool {
    matches!(tokens.get(at), Some(TokenTree::Punct(punct)) if punct.as_char() == wanted)
}

fn is_group(tokens: &[TokenTree], at: usize, wanted: Delimiter) -> bool {
    matches!(tokens.get(at), Some(TokenTree::Group(group)) if group.delimiter() == wanted)
}

fn is_separator(tokens: &[TokenTree], at: usize) -> bool {
    is_punct(tokens, at, ':') && is_punct(tokens, at + 1, ':')
}

fn is_separator_before(tokens: &[TokenTree], at: usize) -> bool {
    at >= 2 && is_separator(tokens, at - 2)
}

/// False for fields, methods, lifetimes, and the names of functions and variables.
fn may_be_imported(tokens: &[TokenTree], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| tokens.get(before));
    let is_other = match before {
        Some(TokenTree::Punct(punct)) => ['.', '\''].contains(&punct.as_char()),
        Some(TokenTree::Ident(ident)) => ["fn", "let", "mut"].iter().any(|word| ident == word),
        _ => false,
    };
    !is_other && !is_punct(tokens, at + 1, ':')
}

fn is_cfg_test(tokens: &[TokenTree], at: usize) -> bool {
    is_punct(tokens, at, '#')
        && matches!(tokens.get(at + 1), Some(TokenTree::Group(group)) if group.stream().to_string() == "cfg (test)")
}

/// The module that an item declares.
fn declared(item: &[TokenTree]) -> Option<String> {
    let at = item.iter().position(|token| token.to_string() == "mod")?;
    item.get(at + 1).map(ToString::to_string)
}

/// The position after the item that starts here.
fn after_item(tokens: &[TokenTree], start: usize) -> usize {
    let is_end = |at: &usize| is_punct(tokens, *at, ';') || is_group(tokens, *at, Delimiter::Brace);
    let end = (start..tokens.len()).find(is_end);
    end.map_or(tokens.len(), |end| end + 1)
}
