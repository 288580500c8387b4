//! The object core against a model of it: random object graphs, random changes to them, and after each step the
//! question which objects live, with which counts, and what finalizers and weak references did.
//!
//! `GRAPH_SEED=7 cargo test --test object_graph` runs one seed, `GRAPH_STEPS` sets how many steps each takes.

mod heap;
mod model;
mod random;

use taipan::object::thread;

use random::Random;

const SEEDS: u64 = 12;
const STEPS: usize = 6000;

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok().map(|it| it.parse().expect("a number"))
}

#[test]
fn random_graphs() {
    let seeds = match number("GRAPH_SEED") {
        Some(seed) => seed..seed + 1,
        None => 1..SEEDS + 1,
    };
    let steps = number("GRAPH_STEPS").map_or(STEPS, |it| it as usize);
    let total = thread::with_big_stack(move |stack| {
        let mut total = heap::Totals::default();
        for seed in seeds {
            total.add(heap::run(stack, Random::new(seed), seed, steps));
        }
        total
    });
    let total = total.expect("a thread can be started");
    println!("{total:?}");
    // Else the random choices no longer reach what is to be tested.
    if steps >= STEPS {
        for (what, count) in [
            ("objects", total.objects),
            ("found by collections", total.collected),
            ("finalized by counts", total.finalized),
            ("finalized in cycles", total.finalized_in_cycles),
            ("resurrected", total.resurrected),
            ("called back", total.called_back),
            ("called back for cycles", total.called_back_for_cycles),
        ] {
            assert!(count > 5, "hardly anything {what}: {count}");
        }
    }
}
