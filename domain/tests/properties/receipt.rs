//! Results of a run: what was before and after each step, as the plan has it.

use domain::{
    change::{bulk::BulkAction, run::Run},
    edit::relabel::Relabel,
    model::{label::Label, peering::Peering, state::ConfiguredStatus},
    share::receipt::receipt,
};

use crate::fixtures;

fn ends(action: &BulkAction, peering: &Peering) -> String {
    let text = receipt(&Run::bulk(action, &fixtures::rows([peering])));
    let line = text.lines().nth(1).expect("a line for the step");
    line.split_once(",not started,,,,,")
        .map(|(_, end)| end.to_owned())
        .expect("nothing has happened yet")
}

#[test]
fn a_change_of_labels_lists_the_old_values_of_those_it_touches() {
    let peering = Peering {
        labels: vec![
            Label::new("env", "prod"),
            Label::new("team", "edge"),
            Label::new("ticket", "1"),
        ],
        ..fixtures::peering()
    };
    let relabel = Relabel {
        set: vec![Label::new("team", "core"), Label::new("owner", "net")],
        unset: vec!["env=prod".parse().expect("a term")],
    };
    let ends = ends(&BulkAction::Relabel(relabel), &peering);
    assert_eq!(ends, "\"env=prod, team=edge\",\"team=core, owner=net\"");
}

#[test]
fn a_switch_lists_both_statuses() {
    let to = BulkAction::Switch(ConfiguredStatus::Disabled);
    assert_eq!(ends(&to, &fixtures::peering()), "active,disabled");
}
