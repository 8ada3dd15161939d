//! The paths that a source file names, with their lines.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// A path as it is written, such as `crate::data::Peerings`.
#[derive(Debug)]
pub struct Path {
    pub segments: Vec<String>,
    pub line: usize,
    /// Whether a `pub use` names it.
    pub is_export: bool,
    /// The name that a `use` brings into scope; none elsewhere.
    pub name: Option<String>,
}

/// The paths in `text`. Test modules are left out, and macro bodies are not.
pub fn paths(text: &str) -> Vec<Path> {
    let tokens: TokenStream = text.parse().expect("the sources are Rust");
    let mut found = Vec::new();
    walk(&tokens.into_iter().collect::<Vec<_>>(), &mut found);
    found
}

/// Whether the file declares this module for tests only.
pub fn is_test_module(text: &str, module: &str) -> bool {
    text.contains(&format!("#[cfg(test)]\nmod {module};"))
}

fn walk(tokens: &[TokenTree], found: &mut Vec<Path>) {
    let mut at = 0;
    let mut is_public = false;
    while let Some(token) = tokens.get(at) {
        if is_cfg_test(tokens, at) {
            at = after_item(tokens, at + 2);
            continue;
        }
        match token {
            TokenTree::Ident(ident) if ident == "pub" => {
                is_public = true;
                at += 1;
                if matches!(tokens.get(at), Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis)
                {
                    at += 1;
                }
                continue;
            }
            TokenTree::Ident(ident) if ident == "use" => {
                let end = (at..tokens.len()).find(|i| is_punct(tokens, *i, ';'));
                let end = end.unwrap_or(tokens.len());
                tree(&tokens[at + 1..end], &[], is_public, found);
                at = end;
            }
            TokenTree::Ident(ident)
                if ["crate", "super", "self"].iter().any(|root| ident == root) =>
            {
                let line = ident.span().start().line;
                let mut segments = vec![ident.to_string()];
                while is_punct(tokens, at + 1, ':') && is_punct(tokens, at + 2, ':') {
                    let Some(TokenTree::Ident(next)) = tokens.get(at + 3) else {
                        break;
                    };
                    segments.push(next.to_string());
                    at += 3;
                }
                if segments.len() > 1 {
                    found.push(Path {
                        segments,
                        line,
                        is_export: false,
                        name: None,
                    });
                }
            }
            TokenTree::Group(group) => walk(&group.stream().into_iter().collect::<Vec<_>>(), found),
            _ => {}
        }
        is_public = false;
        at += 1;
    }
}

/// The leaves of a `use` tree.
fn tree(tokens: &[TokenTree], before: &[String], is_export: bool, found: &mut Vec<Path>) {
    let mut segments = before.to_vec();
    let mut line = 0;
    let mut name = None;
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        match token {
            TokenTree::Ident(ident) if ident == "as" => {
                name = tokens.get(at + 1).map(ToString::to_string);
                at += 1;
            }
            TokenTree::Ident(ident) => {
                line = ident.span().start().line;
                segments.push(ident.to_string());
            }
            TokenTree::Group(group) => {
                let inner: Vec<_> = group.stream().into_iter().collect();
                for leaf in
                    inner.split(|token| matches!(token, TokenTree::Punct(p) if p.as_char() == ','))
                {
                    if !leaf.is_empty() {
                        tree(leaf, &segments, is_export, found);
                    }
                }
                return;
            }
            TokenTree::Punct(punct) if punct.as_char() == '*' => name = Some("*".into()),
            _ => {}
        }
        at += 1;
    }
    if segments.last().is_some_and(|last| last == "self") && segments.len() > 1 {
        segments.pop();
    }
    let name = name.or_else(|| segments.last().cloned());
    found.push(Path {
        segments,
        line,
        is_export,
        name,
    });
}

fn is_punct(tokens: &[TokenTree], at: usize, wanted: char) -> bool {
    matches!(tokens.get(at), Some(TokenTree::Punct(punct)) if punct.as_char() == wanted)
}

fn is_cfg_test(tokens: &[TokenTree], at: usize) -> bool {
    is_punct(tokens, at, '#')
        && matches!(tokens.get(at + 1), Some(TokenTree::Group(group)) if group.stream().to_string() == "cfg (test)")
}

/// The position after the item that starts here.
fn after_item(tokens: &[TokenTree], start: usize) -> usize {
    let ends = |token: &TokenTree| match token {
        TokenTree::Punct(punct) => punct.as_char() == ';',
        TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
        _ => false,
    };
    let end = (start..tokens.len()).find(|at| ends(&tokens[*at]));
    end.map_or(tokens.len(), |end| end + 1)
}
