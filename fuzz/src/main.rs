//! Prints each target with the folders of its seeds, for `cargo xtask fuzz`.

fn main() {
    for target in fuzz::TARGETS {
        println!("{} {}", target.name, target.seeds.join(" "));
    }
}
