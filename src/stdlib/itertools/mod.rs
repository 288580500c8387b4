//! `itertools`: building blocks for loops.
//!
//! Reference: Library Reference, "itertools".

pub mod combine;
pub mod endless;
pub mod groupby;
pub mod join;
pub mod select;
pub mod tee;

use crate::native;
use crate::object::{Builtin, Native, TypeSpec};

pub static FUNCTIONS: &[Native] = &[native!(
    "tee($module, iterable, n=2, /)",
    "A tuple of `n` independent iterators over the same items.",
    tee::tee
)];

pub static CLASSES: &[(&str, Builtin)] = &[
    ("accumulate", Builtin::Accumulate),
    ("batched", Builtin::Batched),
    ("chain", Builtin::Chain),
    ("combinations", Builtin::Combinations),
    ("compress", Builtin::Compress),
    ("count", Builtin::Count),
    ("combinations_with_replacement", Builtin::CombinationsWithReplacement),
    ("cycle", Builtin::Cycle),
    ("dropwhile", Builtin::DropWhile),
    ("filterfalse", Builtin::FilterFalse),
    ("groupby", Builtin::GroupBy),
    ("_grouper", Builtin::Grouper),
    ("islice", Builtin::ISlice),
    ("pairwise", Builtin::Pairwise),
    ("permutations", Builtin::Permutations),
    ("product", Builtin::Product),
    ("repeat", Builtin::Repeat),
    ("starmap", Builtin::StarMap),
    ("takewhile", Builtin::TakeWhile),
    ("_tee", Builtin::Tee),
    ("_tee_dataobject", Builtin::TeeData),
    ("zip_longest", Builtin::ZipLongest),
];

pub fn spec(which: Builtin) -> Option<&'static TypeSpec> {
    Some(match which {
        Builtin::Count => &endless::COUNT,
        Builtin::Cycle => &endless::CYCLE,
        Builtin::Repeat => &endless::REPEAT,
        Builtin::Compress => &select::COMPRESS,
        Builtin::DropWhile => &select::DROP_WHILE,
        Builtin::TakeWhile => &select::TAKE_WHILE,
        Builtin::FilterFalse => &select::FILTER_FALSE,
        Builtin::ISlice => &select::ISLICE,
        Builtin::Chain => &join::CHAIN,
        Builtin::ZipLongest => &join::ZIP_LONGEST,
        Builtin::Pairwise => &join::PAIRWISE,
        Builtin::Batched => &join::BATCHED,
        Builtin::StarMap => &join::STAR_MAP,
        Builtin::Accumulate => &join::ACCUMULATE,
        Builtin::GroupBy => &groupby::SPEC,
        Builtin::Grouper => &groupby::GROUPER,
        Builtin::Tee => &tee::SPEC,
        Builtin::TeeData => &tee::DATA,
        Builtin::Product => &combine::PRODUCT,
        Builtin::Permutations => &combine::PERMUTATIONS,
        Builtin::Combinations => &combine::COMBINATIONS,
        Builtin::CombinationsWithReplacement => &combine::WITH_REPLACEMENT,
        _ => return None,
    })
}

/// The declaration of an iterator class: name, payload, docstring, constructor, `__next__` and methods.
macro_rules! iterator {
    ($name:literal, $payload:ty, $doc:expr, $new:expr, $next:expr, $methods:expr) => {{
        static LAYOUT: $crate::object::Layout = $crate::object::Layout::of::<$payload>();
        $crate::object::TypeSpec {
            name: $name,
            layout: Some(&LAYOUT),
            flags: $crate::object::flags::BASE,
            doc: $doc,
            slots: |slots| {
                slots.new.set(Some($new));
                slots.iter.set(Some($crate::types::container::itself));
                slots.next.set(Some($next));
            },
            methods: $methods,
            ..$crate::object::TypeSpec::DEFAULT
        }
    }};
}
pub(crate) use iterator;
