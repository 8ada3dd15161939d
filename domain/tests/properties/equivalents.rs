//! What is shown to be pasted: whatever stands in it comes out as it went in.

use std::process::Command;

use domain::{
    api::request::{self, Request},
    change::plan::Step,
    edit::{form::Draft, patch::Patch},
    model::{
        ids::{NetworkId, PeeringId, RouterId},
        peering::Peering,
        state::ConfiguredStatus,
    },
    share::equivalents::{
        API, api_address, curl, existing, hcl_string, import, resource, router, shell_word, upctl,
    },
};
use proptest::{collection::vec, prelude::*};

use crate::make;

/// Text that shells, JSON and Terraform trip over.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[ '\"\\\\$`!{}%\n\r\t*?~#;&|<>()a-]{0,24}",
        "(\\$|%|\\{|\\}|\\\\|\"|\\$\\{x\\}|%\\{if\\}){0,8}",
    ]
    // No argument of a program can hold it.
    .prop_filter("no NUL", |text| !text.contains('\0'))
}

fn draft() -> impl Strategy<Value = Draft> {
    let labels = vec((text(), text()), 0..3).prop_map(|labels| {
        labels
            .into_iter()
            .map(|(key, value)| domain::model::label::Label::new(key, value))
            .collect()
    });
    (text(), make::status(), labels).prop_map(|(name, configured_status, labels)| Draft {
        name,
        configured_status,
        local: NetworkId::from_u128(1),
        peer: NetworkId::from_u128(2),
        labels,
    })
}

/// What a shell makes of a command: its words, each by itself.
fn words(command: &str) -> Vec<String> {
    printed(&format!("show {command}"))
}

/// The words that a shell passes to curl, and last what curl gets on its standard input.
fn curl_words(command: &str) -> Vec<String> {
    printed(&format!("curl() {{ show \"$@\"; cat; }}\n{command}"))
}

fn printed(commands: &str) -> Vec<String> {
    let script =
        format!("show() {{ printf '%s\\0' \"$@\"; }}\nUPCLOUD_TOKEN=from-outside\n{commands}");
    let output = Command::new("sh")
        .arg("-c")
        .arg(&script)
        .output()
        .expect("a shell");
    assert!(
        output.status.success() && output.stderr.is_empty(),
        "{script}"
    );
    let out = String::from_utf8(output.stdout).expect("UTF-8");
    out.split_terminator('\0').map(Into::into).collect()
}

/// The word that follows this one.
fn after(words: &[String], option: &str) -> String {
    let at = words.iter().position(|word| word == option);
    words[at.expect("the option") + 1].clone()
}

/// Reads a string of HCL, by its grammar: a template sequence ends it badly.
fn hcl(text: &str) -> Option<String> {
    let inner: Vec<char> = text.strip_prefix('"')?.strip_suffix('"')?.chars().collect();
    let mut out = String::new();
    let mut at = 0;
    while at < inner.len() {
        let rest = &inner[at..];
        match rest {
            ['\\', 'u', code @ ..] => {
                let code: String = code.get(..4)?.iter().collect();
                out.push(char::from_u32(u32::from_str_radix(&code, 16).ok()?)?);
                at += 6;
                continue;
            }
            ['\\', escaped, ..] => {
                out.push(match escaped {
                    'n' => '\n',
                    'r' => '\r',
                    't' => '\t',
                    '"' => '"',
                    '\\' => '\\',
                    _ => return None,
                });
                at += 2;
            }
            // Which of them are escaped is for the reader to guess.
            ['$', '$', '$', '{', ..] | ['%', '%', '%', '{', ..] => return None,
            // An escaped beginning of a template.
            ['$', '$', '{', ..] | ['%', '%', '{', ..] => {
                out.push(rest[0]);
                out.push('{');
                at += 3;
            }
            // A template, an end of the string, a line break: none may be here.
            ['$' | '%', '{', ..] | ['"' | '\n' | '\r', ..] => return None,
            [c, ..] => {
                out.push(*c);
                at += 1;
            }
            [] => break,
        }
    }
    Some(out)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn a_shell_reads_every_word_as_it_was(texts in vec(text(), 1..8)) {
        let command: Vec<String> = texts.iter().map(|text| shell_word(text)).collect();
        prop_assert_eq!(words(&command.join(" ")), texts);
    }

    #[test]
    fn curl_sends_the_request(draft in draft()) {
        let request = request::create(&draft);
        let mut words = curl_words(&curl(API, &request));
        // No argument holds the token, which is the shell's to fill in.
        let input = words.pop().expect("an input");
        prop_assert_eq!(input, "Authorization: Bearer from-outside\n");
        prop_assert_eq!(after(&words, "--header"), "@-");
        prop_assert!(words.iter().all(|word| !word.contains("from-outside")));
        prop_assert_eq!(after(&words, "--request"), "POST");
        prop_assert_eq!(Some(after(&words, "--data-raw")), request.body);
        prop_assert_eq!(
            words.last().map(String::as_str),
            Some("https://api.upcloud.com/1.3/network-peering")
        );
    }

    #[test]
    fn terraform_reads_every_string_as_it_was(text in text()) {
        let quoted = hcl_string(&text);
        prop_assert_eq!(hcl(&quoted), Some(text), "{}", quoted);
    }

    /// Nothing that stands in a name or a label breaks out of its place.
    #[test]
    fn a_resource_has_the_same_lines_whatever_it_is_called(draft in draft(), peering in make::peering()) {
        let resource = resource(&draft);
        let labels = if draft.labels.is_empty() { 0 } else { draft.labels.len() + 3 };
        prop_assert_eq!(resource.lines().count(), 12 + labels, "{}", resource);
        let line = resource.lines().find(|line| line.starts_with("  name ")).expect("a name");
        let (_, name) = line.split_once("= ").expect("a value");
        prop_assert_eq!(hcl(name), Some(draft.name.clone()));
        let first = resource.lines().next().expect("a line");
        let reference = first.split('"').nth(3).expect("a name");
        prop_assert!(reference.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_'));
        prop_assert!(reference.starts_with(|c: char| c.is_ascii_lowercase()));
        let peering = Peering { name: draft.name.clone(), ..peering };
        let reference = format!("{reference}_{}", peering.id);
        let imported = import(&peering);
        let to = format!("  to = upcloud_network_peering.{reference}\n");
        prop_assert!(imported.contains(&to), "{}", imported);
        let first = format!("resource \"upcloud_network_peering\" \"{reference}\" {{\n");
        prop_assert!(existing(&peering, &draft).starts_with(&first));
        prop_assert_eq!(router(&draft.name).lines().count(), 3);
    }

    #[test]
    fn upctl_gets_a_router_s_name_in_one_piece(name in text()) {
        let command = upctl(&Step::CreateRouter(name.clone())).expect("upctl can");
        prop_assert_eq!(words(&command), ["upctl", "router", "create", "--name", &name]);
    }
}

#[test]
fn upctl_is_shown_where_it_can_and_nowhere_else() {
    let peering = PeeringId::from_u128(1);
    let switch = |to: ConfiguredStatus| Step::Switch {
        peering,
        from: ConfiguredStatus::Active,
        to,
    };
    let network = NetworkId::from_u128(2);
    let router = RouterId::from_u128(3);
    let can = |step: &Step| upctl(step).is_ok();
    assert!(can(&switch(ConfiguredStatus::Disabled)) && !can(&switch(ConfiguredStatus::Active)));
    assert!(can(&Step::Delete(peering)) && !can(&Step::AwaitDisabled(peering)));
    assert!(can(&Step::Attach(network, Some(router))) && can(&Step::Detach(network)));
    assert_eq!(
        upctl(&Step::Delete(peering)).as_deref(),
        Ok("upctl network-peering delete 00000000-0000-0000-0000-000000000001 --disable")
    );
}

#[test]
fn reads_and_changes_are_shown_with_their_method() {
    let id = PeeringId::from_u128(1);
    let read: Request = request::peering(id);
    let read = curl("/1.3/", &read);
    assert!(
        !read.contains("--request") && !read.contains("--data"),
        "{read}"
    );
    assert!(read.ends_with(" /1.3/network-peering/00000000-0000-0000-0000-000000000001"));
    let modified = curl(
        API,
        &request::modify(id, &Patch::status(ConfiguredStatus::Disabled)),
    );
    assert!(modified.contains("--request PATCH"), "{modified}");
    let put = curl(API, &request::attach(NetworkId::from_u128(1), None));
    assert!(put.contains("--request PUT"), "{put}");
}

#[test]
fn commands_name_the_api_that_is_configured() {
    let absolute = |base: &str| format!("https://console.example{base}");
    assert_eq!(api_address("/1.3", absolute), API);
    let staging = api_address("/staging/1.3", absolute);
    assert_eq!(staging, "https://console.example/staging/1.3");
    let read = curl(&staging, &request::peering(PeeringId::from_u128(1)));
    assert!(read.contains(" https://console.example/staging/1.3/network-peering/"));
    assert!(!read.contains("api.upcloud.com"), "{read}");
}
