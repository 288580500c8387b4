//! `_random`: the generator under `random`.
//!
//! Reference: Library Reference, "random — Generate pseudo-random numbers".

use std::cell::RefCell;

use num_bigint::BigUint;

use crate::algo::mt19937::Twister;
use crate::algo::sha512::sha512;
use crate::err;
use crate::native;
use crate::object::{
    Args, Builtin, Layout, Native, Payload, Raises, Ref, Tuple, Type, TypeSpec, Value, Visitor, Vm,
    flags,
};
use crate::protocol;
use crate::types::bytes::{bytes, bytes_like};
use crate::types::int::{as_int, from_bigint, to_big};

pub const DOC: &str = "The generator under `random`.";

pub static FUNCTIONS: &[Native] =
    &[native!("_digest($module, data, /)", "The bytes that seeding with text adds to it.", digest)];

pub static CLASSES: &[(&str, Builtin)] = &[("Random", Builtin::Random)];

pub struct Random(RefCell<Twister>);

impl Payload for Random {
    const TRACKED: bool = false;
    fn traverse(&self, _: &mut Visitor) {}
}

static LAYOUT: Layout = Layout::of::<Random>();

pub static SPEC: TypeSpec = TypeSpec {
    name: "_random.Random",
    layout: Some(&LAYOUT),
    flags: flags::BASE,
    doc: "Random() -> create a random number generator with its own internal state.",
    slots: |slots| {
        slots.new.set(Some(new));
        slots.init.set(Some(|vm, it, args| {
            crate::types::container::arity(Args::positional(args.positionals()), "Random", 0, 1)?;
            if let (Some(seed_with), Some(it)) =
                (args.positionals().first(), it.downcast::<Random>())
            {
                seed(vm, it.clone(), seed_with.clone())?;
            }
            Ok(())
        }));
    },
    methods: &[
        native!("random($self, /)", "A float, at least 0 and below 1.", random),
        native!(
            "seed($self, n=None, /)",
            "Start from a number; from the system's randomness if there is none.",
            seed
        ),
        native!("getstate($self, /)", "Where the generator is, as a tuple.", getstate),
        native!("setstate($self, state, /)", "Go to where getstate() was.", setstate),
        native!("getrandbits($self, k, /)", "An int of k random bits.", getrandbits),
    ],
    ..TypeSpec::DEFAULT
};

fn new(vm: &Vm, class: &Ref<Type>, _: Args) -> Raises<Value> {
    Ok(vm.alloc_in(class, Random(RefCell::new(from_system()))))
}

/// Seeded with the system's randomness: that of the standard library's hash tables.
fn from_system() -> Twister {
    use std::hash::{BuildHasher, Hasher};
    let mut key = Vec::with_capacity(16);
    for i in 0..8u64 {
        let mut hasher = std::collections::hash_map::RandomState::new().build_hasher();
        hasher.write_u64(i);
        if let Ok(now) = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH) {
            hasher.write_u128(now.as_nanos());
        }
        let bits = hasher.finish();
        key.extend([bits as u32, (bits >> 32) as u32]);
    }
    Twister::from_array(&key)
}

fn random(_: &Vm, it: Ref<Random>) -> f64 {
    it.0.borrow_mut().next_f64()
}

fn seed(vm: &Vm, it: Ref<Random>, n: Value) -> Raises<()> {
    if n.is_none() {
        *it.0.borrow_mut() = from_system();
        return Ok(());
    }
    let number = match as_int(&n) {
        Some(n) => to_big(n).magnitude().clone(),
        None => BigUint::from(protocol::hash(vm, &n)? as u64),
    };
    let mut key = number.to_u32_digits();
    if key.is_empty() {
        key.push(0);
    }
    *it.0.borrow_mut() = Twister::from_array(&key);
    Ok(())
}

fn getstate(vm: &Vm, it: Ref<Random>) -> Value {
    let generator = it.0.borrow();
    let (state, index) = generator.parts();
    let numbers = state.iter().map(|it| Value::Int(i64::from(*it)));
    vm.tuple(numbers.chain([Value::Int(index as i64)]).collect())
}

fn setstate(vm: &Vm, it: Ref<Random>, state: Value) -> Raises<()> {
    let Some(state) = state.downcast::<Tuple>() else {
        return Err(err!(TypeError, "state vector must be a tuple"));
    };
    if state.len() != 625 {
        return Err(err!(ValueError, "state vector is the wrong size"));
    }
    let mut numbers = [0; 624];
    for (slot, item) in numbers.iter_mut().zip(state.items()) {
        let number = crate::native::to_i64(vm, item, "unsigned long")?;
        *slot = number as u32;
    }
    let index = crate::native::to_i64(vm, &state.items()[624], "long")?;
    let generator = usize::try_from(index).ok().and_then(|it| Twister::from_parts(numbers, it));
    *it.0.borrow_mut() = generator.ok_or_else(|| err!(ValueError, "invalid state"))?;
    Ok(())
}

fn getrandbits(vm: &Vm, it: Ref<Random>, k: i32) -> Raises<Value> {
    if k < 0 {
        return Err(err!(ValueError, "number of bits must be non-negative"));
    }
    let mut generator = it.0.borrow_mut();
    if k == 0 {
        return Ok(Value::Int(0));
    }
    if k <= 32 {
        return Ok(Value::Int(i64::from(generator.next_u32() >> (32 - k))));
    }
    let mut left = k;
    let mut digits = Vec::with_capacity(k as usize / 32 + 1);
    while left > 0 {
        let mut digit = generator.next_u32();
        if left < 32 {
            digit >>= 32 - left;
        }
        digits.push(digit);
        left -= 32;
    }
    Ok(from_bigint(vm, BigUint::new(digits).into()))
}

fn digest(vm: &Vm, data: Value) -> Raises<Value> {
    let data = bytes_like(vm, &data)?.to_vec();
    Ok(bytes(vm, sha512(&data)))
}
