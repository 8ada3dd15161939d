//! Every operation and its effect.

use std::collections::BTreeSet;

use domain::{
    api::{
        decode,
        error::ErrorKind,
        label_filter::{LabelFilter, Term},
        request,
    },
    change::plan::{self, Plan, Step},
    edit::{
        form::{Draft, Edited},
        patch::{self, Patch},
    },
    model::{
        label::Label,
        peering::Peering,
        state::{ConfiguredStatus, KNOWN, State},
    },
};
use emulator::scenario::Scenario;

use crate::api::{Api, refusal};

fn filter(terms: &[&str]) -> LabelFilter {
    terms.iter().fold(LabelFilter::default(), |filter, text| {
        filter.with(Term::parse(text).expect("a term"))
    })
}

#[tokio::test]
async fn networks_routers_zones_and_the_account_are_read() {
    let api = Api::new(Scenario::Company);
    let account = api.account().await.expect("an account");
    assert_eq!(account.username, "demo");
    assert!(account.peering_limit.is_some_and(|limit| limit > 0));

    let networks = api.networks().await;
    assert!(networks.iter().any(|network| !network.private));
    let routers = api
        .call(request::routers(), decode::routers)
        .await
        .expect("routers")
        .items;
    let routers: BTreeSet<_> = routers.iter().map(|r| r.id).collect();
    let zones = api
        .call(request::zones(), decode::zones)
        .await
        .expect("zones")
        .items;
    let zones: BTreeSet<String> = zones.into_iter().map(|z| z.id).collect();
    for network in &networks {
        assert!(zones.contains(&network.zone), "{}", network.zone);
        assert!(!network.name.is_empty() && !network.ranges.is_empty());
        assert!(network.ranges.iter().all(|range| range.net().is_some()));
        assert!(
            network
                .router
                .is_none_or(|router| routers.contains(&router))
        );
    }
    let routed = networks.iter().filter(|network| network.router.is_some());
    assert!((1..networks.len()).contains(&routed.count()));
}

#[tokio::test]
async fn all_ten_states_are_known_by_their_names() {
    let api = Api::new(Scenario::Company);
    let peerings = api.peerings(&LabelFilter::default()).await;
    for peering in &peerings {
        assert!(
            !matches!(peering.state, State::Other(_)),
            "{}",
            peering.state
        );
        let other = matches!(peering.configured_status, ConfiguredStatus::Other(_));
        assert!(!other, "{}", peering.configured_status);
        assert_eq!(api.get(peering.id).await.as_ref(), Ok(peering));
    }
    for state in KNOWN {
        assert!(
            peerings.iter().any(|peering| peering.state == state),
            "{state}"
        );
    }
}

#[tokio::test]
async fn a_link_within_one_account_consists_of_two_peerings() {
    let api = Api::new(Scenario::Empty);
    let draft = api.draft("hel-app", "fra-db").await;
    let first = api.create(&draft).await.expect("created");
    assert_eq!(first.state, State::PendingPeer);
    assert_eq!(
        (first.local.network, first.peer.network),
        (draft.local, draft.peer)
    );
    assert!(!first.local.ranges.is_empty() && first.peer.ranges.is_empty());
    assert!(first.created_at.is_some() && first.updated_at.is_none());

    let back = plan::other_half(&draft, "fra-db to hel-app".into());
    let second = api.create(&back).await.expect("created");
    let first = api.get(first.id).await.expect("still there");
    assert_eq!(
        (&first.state, &second.state),
        (&State::Active, &State::Active)
    );
    assert!(second.is_reverse_of(&first) && first.is_reverse_of(&second));
    assert_eq!(first.peer.ranges, second.local.ranges);
    let halves = request::peerings_between(first.peer.network, first.local.network);
    let halves = api.call(halves, decode::peerings).await.expect("a list");
    assert_eq!(halves.items, [second]);
    assert_eq!(api.peerings(&LabelFilter::default()).await.len(), 2);
}

#[tokio::test]
async fn a_link_between_two_accounts_needs_both() {
    let api = Api::new(Scenario::Empty);
    let partner = api.partner();
    let draft = Draft {
        peer: partner.network("partner-billing").await,
        ..api.draft("hel-app", "fra-db").await
    };
    let mine = api.create(&draft).await.expect("created");
    assert_eq!(mine.state, State::PendingPeer);
    assert_eq!(refusal(partner.get(mine.id).await).0, ErrorKind::NotFound);
    let back = Draft {
        local: draft.peer,
        peer: draft.local,
        ..draft
    };
    let theirs = partner.create(&back).await.expect("created");
    let mine = api.get(mine.id).await.expect("still there");
    assert_eq!(
        (&mine.state, &theirs.state),
        (&State::Active, &State::Active)
    );
    assert_eq!(mine.peer.ranges, theirs.local.ranges);

    let off = Patch::status(ConfiguredStatus::Disabled);
    partner.modify(theirs.id, &off).await.expect("modified");
    let mine = api.get(mine.id).await.expect("still there");
    assert_eq!(mine.state, State::PeerDisabled);
}

#[tokio::test]
async fn a_modification_has_the_effect_the_domain_predicts() {
    let api = Api::new(Scenario::Company);
    let peerings = api.peerings(&LabelFilter::default()).await;
    let system = |p: &Peering| p.labels.iter().any(Label::is_system);
    assert!(peerings.iter().any(system), "some have system labels");
    for peering in peerings
        .into_iter()
        .filter(|p| system(p) || p.labels.len() == 2)
    {
        let before = Edited::of(&peering);
        let edits = [
            Edited {
                name: "\"renamed\" ü".into(),
                ..before.clone()
            },
            Edited {
                labels: Vec::new(),
                ..before.clone()
            },
            Edited {
                labels: vec![Label::new("env", ""), Label::new("a key", "a=b&c#d ü")],
                ..before.clone()
            },
            before,
        ];
        let mut peering = peering;
        for edited in edits {
            let patch = patch::diff(&peering, &edited);
            let done = api.modify(peering.id, &patch).await.expect("modified");
            assert_eq!(Edited::of(&done), edited);
            let expected = Peering {
                state: done.state.clone(),
                updated_at: done.updated_at.clone(),
                ..patch::apply(peering, &patch)
            };
            assert_eq!(done, expected);
            assert!(done.updated_at.is_some());
            peering = done;
        }
    }
}

#[tokio::test]
async fn a_filter_matches_the_same_peerings_on_the_server_and_here() {
    let api = Api::new(Scenario::Company);
    let odd = Draft {
        labels: vec![
            Label::new("env", "a&b#c d=ü"),
            Label::new(" a key ", " blanks at both ends "),
            Label::new("100%+?/", ""),
        ],
        ..api.draft("hel-app", "ams-web").await
    };
    let odd = api.create(&odd).await.expect("created");
    let all = api.peerings(&LabelFilter::default()).await;
    let mut filters = vec![
        filter(&["env"]),
        filter(&["ENV=prod"]),
        filter(&["env=PROD"]),
        filter(&["env=prod", "team=core"]),
        filter(&["legacy="]),
        filter(&["legacy", "env=dev"]),
        filter(&["nobody-has-this"]),
    ];
    for label in &odd.labels {
        filters.push(LabelFilter::default().with(Term::exactly(label)));
        let found = api.peerings(filters.last().expect("just pushed")).await;
        assert_eq!(found, std::slice::from_ref(&odd), "{label:?}");
    }
    for filter in filters {
        let here: Vec<Peering> = all
            .iter()
            .filter(|p| filter.matches(&p.labels))
            .cloned()
            .collect();
        assert_eq!(api.peerings(&filter).await, here, "{filter:?}");
    }
}

#[tokio::test]
async fn a_deletion_succeeds_in_the_planned_steps() {
    let api = Api::new(Scenario::Company);
    for peering in api.peerings(&LabelFilter::default()).await {
        let mut plan = Plan::delete(&[&peering]);
        while let Some(step) = plan.start_next() {
            let now = api.get(peering.id).await.expect("still there");
            match (&step, step.request()) {
                (Step::Delete(_), _) => api.delete(peering.id).await.expect("deleted"),
                (_, Some(request)) => {
                    let off = api.call(request, decode::peering).await;
                    off.expect("switched off");
                }
                (_, None) => assert!(now.deletable(), "{} was {}", now.state, peering.state),
            }
            plan.complete(None);
        }
        assert!(plan.is_done());
        assert_eq!(
            refusal(api.get(peering.id).await),
            (ErrorKind::NotFound, "PEERING_NOT_FOUND".into())
        );
    }
    assert_eq!(api.peerings(&LabelFilter::default()).await, []);
}
