//! Hostile text in every place that a client shows: names, labels and descriptions that are markup,
//! reverse the writing direction, are invisible or endless, or start formulas and commands. Only the
//! rules for text are bypassed; the states follow from the rules.

use super::builder::Builder;
use crate::cloud::{label::Label, state::State, world::World};

/// Each text is the name of a network, of the peering from it to the next one, and in labels of both.
/// Any that runs as a script sets `window.hurt`.
#[must_use]
pub fn texts() -> Vec<String> {
    let markup = [
        "<img src=x onerror=\"window.hurt=1\">",
        "</script><script>window.hurt=1</script>",
        "\"'><svg onload=window.hurt=1>{{7*7}}${7*7}&lt;b&gt;",
        "javascript:window.hurt=1//",
        // Reverses the rest of the paragraph.
        "\u{202e}gnp.evil\u{202e}",
        // Closes isolates that it did not open, and opens some that it does not close.
        "\u{2069}\u{2069}\u{202c}open\u{2066}\u{2067}\u{2068}\u{202b}",
        "\u{200b}\u{200d}\u{2060}\u{feff}\u{ad}",
        "שלום عالم 123",
        "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}\u{200d}\u{1f466}\u{1f1eb}\u{1f1ee}\u{1f44d}\u{1f3fd}",
        "\0\u{1}\u{7}\u{1b}[31m\r\n\ttab\u{7f}\u{85}\u{2028}\u{2029}end",
        "=HYPERLINK(\"//evil.example\",\"x\")",
        "'; touch hurt; $(touch hurt) `touch hurt` %{if} ${x} \\",
        "   ",
    ];
    let stacked = format!("Z{}algo", "\u{0351}\u{036b}\u{0343}\u{0489}".repeat(50));
    let endless = "endless".repeat(100_000 / 7);
    let texts = markup.into_iter().map(ToOwned::to_owned);
    texts.chain([stacked, endless]).collect()
}

pub(super) fn build(seed: u64) -> World {
    let texts = texts();
    let mut builder = Builder::new(seed, 100);
    let places: Vec<String> = (0..texts.len()).map(|n| format!("place-{n}")).collect();
    for (number, place) in places.iter().enumerate() {
        let range = format!("10.{}.0.0/24", 50 + number);
        builder.network("demo", "fi-hel1", place, &[&range], true, &[]);
    }
    builder.network("demo", "fi-hel1", "plain", &["10.10.0.0/24"], true, &[]);
    builder.network("demo", "fi-hel1", "plain-too", &["10.11.0.0/24"], true, &[]);
    builder.network("partner", "fi-hel1", "theirs", &["10.12.0.0/24"], true, &[]);
    builder.peer_named("plain", "plain", "plain-too", &[]);
    for (number, (one, other)) in places.iter().zip(places.iter().skip(1)).enumerate() {
        let peering = builder.peer(one, other, &[]);
        match number % 4 {
            0 => drop(builder.peer(other, one, &[])),
            1 => builder.force(peering, State::Error),
            2 => builder.disable(peering),
            _ => {}
        }
    }
    for place in &places {
        builder.peer(place, "theirs", &[]);
    }
    with_texts(builder.finish(), &places, &texts)
}

/// Replaces the names with the texts.
fn with_texts(world: World, places: &[String], texts: &[String]) -> World {
    let mut tables = world.tables();
    let text_of = |name: &str| {
        let place = places.iter().position(|place| place == name)?;
        texts.get(place).cloned()
    };
    let labels = |text: &str| vec![Label::new("note", text), Label::new(text, text)];
    for peering in &mut tables.peerings {
        let local = world.network(peering.network);
        if let Some(text) = local.and_then(|network| text_of(&network.name)) {
            peering.labels = labels(&text);
            peering.name = text;
        }
    }
    for network in &mut tables.networks {
        if let Some(text) = text_of(&network.name) {
            network.labels = labels(&text);
            network.name = text;
        }
    }
    let hostile = texts.first().cloned().unwrap_or_default();
    for router in &mut tables.routers {
        router.name.clone_from(&hostile);
    }
    for zone in &mut tables.zones {
        zone.description.clone_from(&hostile);
    }
    World::from(tables)
}
