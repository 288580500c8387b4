//! `hash()` of numbers, text, bytes, tuples and frozensets, equal to CPython's on 64-bit machines.
//!
//! A hash is an `i64` and never -1. Text under `PYTHONHASHSEED` hashes as it does there, so sets of
//! strings come out in the same order.
//!
//! Reference: Library Reference, "Hashing of numeric types"; Aumasson and Bernstein, "SipHash";
//! Collet, "xxHash" (tuples); command line reference, PYTHONHASHSEED.

use num_bigint::{BigInt, Sign};
use num_traits::Signed;

use super::float_text::mantissa_and_exponent;
use super::wtf8;

/// `sys.hash_info.modulus`, a prime: numbers hash to their residue.
pub const MODULUS: u64 = (1 << 61) - 1;
/// `sys.hash_info.inf`.
pub const INFINITY: i64 = 314159;
/// `sys.hash_info.imag`.
pub const IMAGINARY: u64 = 1000003;

/// -1 is kept for errors in the C API, so nothing hashes to it.
#[inline]
fn not_minus_one(hash: i64) -> i64 {
    if hash == -1 { -2 } else { hash }
}

/// `hash(n)` of a small int.
#[inline]
pub fn int(n: i64) -> i64 {
    let size = n.unsigned_abs();
    if size < MODULUS {
        return not_minus_one(n);
    }
    let residue = (size % MODULUS) as i64;
    not_minus_one(if n < 0 { -residue } else { residue })
}

/// `hash(n)` of a big int.
pub fn big_int(n: &BigInt) -> i64 {
    // 2**64 is 8 in this field.
    let residue = n.iter_u64_digits().rev().fold(0, |residue, digit| {
        (rotate(residue, 3) + (digit & MODULUS) + (digit >> 61)) % MODULUS
    });
    not_minus_one(if n.sign() == Sign::Minus { -(residue as i64) } else { residue as i64 })
}

/// `residue * 2**by` modulo [`MODULUS`], for `by` below 61.
fn rotate(residue: u64, by: u32) -> u64 {
    (residue << by & MODULUS) | residue >> (61 - by)
}

/// `hash(x)` of a float; `None` for nan, which hashes by the identity of its object.
pub fn float(x: f64) -> Option<i64> {
    if x.is_nan() {
        return None;
    }
    if x.is_infinite() {
        return Some(if x > 0.0 { INFINITY } else { -INFINITY });
    }
    let (mantissa, exponent) = mantissa_and_exponent(x);
    let residue = rotate(mantissa.unsigned_abs(), exponent.rem_euclid(61) as u32) % MODULUS;
    Some(not_minus_one(if x < 0.0 { -(residue as i64) } else { residue as i64 }))
}

/// `hash(z)` of a complex from the hashes of its parts.
pub fn complex(real: i64, imaginary: i64) -> i64 {
    let hash = (real as u64).wrapping_add(IMAGINARY.wrapping_mul(imaginary as u64));
    not_minus_one(hash as i64)
}

/// `hash(numerator / denominator)` as `fractions.Fraction` has it, for a ratio in lowest terms
/// with a positive denominator.
pub fn ratio(numerator: &BigInt, denominator: &BigInt) -> i64 {
    let modulus = BigInt::from(MODULUS);
    let inverse = denominator.modinv(&modulus);
    let size = match inverse {
        Some(inverse) => big_int(&(inverse * numerator.abs())),
        None => INFINITY,
    };
    not_minus_one(if numerator.sign() == Sign::Minus { -size } else { size })
}

/// `hash` of what is compared by identity, from its address.
#[inline]
pub fn pointer(address: usize) -> i64 {
    // Addresses are multiples of 16, those of large objects of more: the low bits come from all of them.
    let mixed = (address as u64 >> 4).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    not_minus_one(((mixed ^ mixed >> 32) >> 1) as i64)
}

/// The key under which text and bytes are hashed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key {
    pub k0: u64,
    pub k1: u64,
}

impl Key {
    /// The key that `PYTHONHASHSEED=seed` gives. 0 turns randomisation off.
    pub fn from_seed(seed: u32) -> Key {
        if seed == 0 {
            return Key { k0: 0, k1: 0 };
        }
        let mut state = seed;
        let mut word = || {
            u64::from_le_bytes(std::array::from_fn(|_| {
                state = state.wrapping_mul(214013).wrapping_add(2531011);
                (state >> 16) as u8
            }))
        };
        let k0 = word();
        Key { k0, k1: word() }
    }

    /// `hash(text)` of a str.
    pub fn text(&self, text: &[u8]) -> i64 {
        if wtf8::is_ascii(text) {
            return self.bytes(text);
        }
        // Hashed in its narrowest fixed width: Latin-1, UCS-2 or UCS-4.
        let mut wide = Vec::with_capacity(text.len() * 2);
        match wtf8::max_code_point(text) {
            None | Some(0..0x100) => wide.extend(wtf8::code_points(text).map(|code| code as u8)),
            Some(0x100..0x10000) => {
                wide.extend(wtf8::code_points(text).flat_map(|code| (code as u16).to_ne_bytes()));
            }
            Some(_) => wide.extend(wtf8::code_points(text).flat_map(u32::to_ne_bytes)),
        }
        self.bytes(&wide)
    }

    /// `hash(data)` of bytes.
    pub fn bytes(&self, data: &[u8]) -> i64 {
        if data.is_empty() {
            return 0;
        }
        not_minus_one(self.siphash13(data) as i64)
    }

    /// SipHash with one round for each word and three at the end.
    fn siphash13(&self, data: &[u8]) -> u64 {
        let mut state = [
            self.k0 ^ 0x736f6d6570736575,
            self.k1 ^ 0x646f72616e646f6d,
            self.k0 ^ 0x6c7967656e657261,
            self.k1 ^ 0x7465646279746573,
        ];
        let (words, rest) = data.as_chunks::<8>();
        for word in words {
            absorb(&mut state, u64::from_le_bytes(*word));
        }
        let mut last = [0; 8];
        last[..rest.len()].copy_from_slice(rest);
        last[7] = data.len() as u8;
        absorb(&mut state, u64::from_le_bytes(last));
        state[2] ^= 0xff;
        for _ in 0..3 {
            round(&mut state);
        }
        state[0] ^ state[1] ^ state[2] ^ state[3]
    }
}

#[inline(always)]
fn absorb(state: &mut [u64; 4], word: u64) {
    state[3] ^= word;
    round(state);
    state[0] ^= word;
}

#[inline(always)]
fn round([a, b, c, d]: &mut [u64; 4]) {
    *a = a.wrapping_add(*b);
    *c = c.wrapping_add(*d);
    *b = b.rotate_left(13) ^ *a;
    *d = d.rotate_left(16) ^ *c;
    *a = a.rotate_left(32);
    *c = c.wrapping_add(*b);
    *a = a.wrapping_add(*d);
    *b = b.rotate_left(17) ^ *c;
    *d = d.rotate_left(21) ^ *a;
    *c = c.rotate_left(32);
}

const PRIME_1: u64 = 11400714785074694791;
const PRIME_2: u64 = 14029467366897019727;
const PRIME_5: u64 = 2870177450012600261;

/// `hash(items)` of a tuple, item hash by item hash.
#[derive(Clone, Copy, Debug)]
pub struct Tuple {
    state: u64,
    count: u64,
}

impl Default for Tuple {
    fn default() -> Tuple {
        Tuple { state: PRIME_5, count: 0 }
    }
}

impl Tuple {
    #[inline]
    pub fn add(&mut self, item: i64) {
        let state = self.state.wrapping_add((item as u64).wrapping_mul(PRIME_2));
        self.state = state.rotate_left(31).wrapping_mul(PRIME_1);
        self.count += 1;
    }

    pub fn finish(self) -> i64 {
        let hash = self.state.wrapping_add(self.count ^ PRIME_5 ^ 3527539) as i64;
        if hash == -1 { 1546275796 } else { hash }
    }
}

/// `hash(items)` of a tuple from its items' hashes.
pub fn tuple(items: impl IntoIterator<Item = i64>) -> i64 {
    let mut hash = Tuple::default();
    items.into_iter().for_each(|item| hash.add(item));
    hash.finish()
}

/// `hash(items)` of a frozenset from its items' hashes, in any order.
pub fn frozenset(items: impl IntoIterator<Item = i64>) -> i64 {
    let (mut hash, mut count) = (0u64, 0u64);
    for item in items {
        // Spreads the bits out: hashes of small ints are close together.
        let item = item as u64;
        hash ^= (item ^ 89869747 ^ item << 16).wrapping_mul(3644798167);
        count += 1;
    }
    hash ^= (count + 1).wrapping_mul(1927868237);
    hash ^= hash >> 11 ^ hash >> 25;
    let hash = hash.wrapping_mul(69069).wrapping_add(907133923) as i64;
    if hash == -1 { 590923713 } else { hash }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_cpython() {
        let m = MODULUS as i64;
        for (n, hash) in [
            (0, 0),
            (-1, -2),
            (-2, -2),
            (m, 0),
            (m - 1, 2305843009213693950),
            (-m, 0),
            (i64::MAX, 3),
            (i64::MIN, -4),
        ] {
            assert_eq!(int(n), hash);
            assert_eq!(big_int(&n.into()), hash);
        }
        let googol = BigInt::from(10).pow(100);
        assert_eq!(big_int(&googol), 910685213754167845);
        assert_eq!(big_int(&-googol), -910685213754167845);
        assert_eq!(big_int(&BigInt::from(2).pow(64)), 8);
        for (x, hash) in [
            (-0.0, 0),
            (1.0, 1),
            (-1.0, -2),
            (0.5, 1152921504606846976),
            (0.1, 230584300921369408),
            (-0.1, -230584300921369408),
            (1e300, 1224995262755759164),
            (5e-324, 16777216),
            (f64::INFINITY, 314159),
            (f64::NEG_INFINITY, -314159),
            (f64::MAX, 2234066890152476671),
        ] {
            assert_eq!(float(x), Some(hash), "{x}");
        }
        let z = |real, imaginary| complex(float(real).unwrap(), float(imaginary).unwrap());
        assert_eq!(z(0.0, 1.0), 1000003);
        assert_eq!(z(-1.0, 0.0), -2);
        assert_eq!(z(0.5, -2.0), 1152921504604846970);
        assert_eq!(z(0.1, 0.2), 1614090106475185856);
        assert_eq!(ratio(&1.into(), &2.into()), float(0.5).unwrap());
        assert_eq!(ratio(&(-3).into(), &8.into()), float(-0.375).unwrap());
    }

    #[test]
    fn text_as_cpython() {
        let surrogate = wtf8::from_code_points([0xD800]);
        for (text, unseeded, seeded) in [
            ("", 0, 0),
            ("a", 4644417185603328019, -123207753977932514),
            ("abc", -4594863902769663758, 3869580338025362921),
            ("abcdefgh", 4574395652268504554, -5457871895989710762),
            ("hello world, more than 16", 709415844561142747, -2400894081495626339),
            ("é", 6047309291227476195, 5653850369683463245),
            ("aéÿ", -549666353620905084, 1214711217142666963),
            ("ä€", -453338483376639997, -7560312151128565601),
            ("😀", -3536540696076613844, 6601963133753205906),
            ("a😀b", -7541021549821082252, -442408024865449883),
        ] {
            assert_eq!(Key::from_seed(0).text(text.as_bytes()), unseeded, "{text}");
            assert_eq!(Key::from_seed(42).text(text.as_bytes()), seeded, "{text}");
        }
        assert_eq!(Key::from_seed(0).text(&surrogate), 5926611903945376553);
        assert_eq!(Key::from_seed(42).bytes(b"\xff"), 3918415137634315216);
        assert_eq!(Key::from_seed(42).bytes(&[b'x'; 100]), -1345814288082900963);
    }

    #[test]
    fn containers_as_cpython() {
        assert_eq!(tuple([]), 5740354900026072187);
        assert_eq!(tuple([1]), -6644214454873602895);
        assert_eq!(tuple([1, 2, 3]), 529344067295497451);
        assert_eq!(tuple([-2, 1 << 9, tuple([4])]), -3031263947041802317);
        assert_eq!(frozenset([]), 133146708735736);
        assert_eq!(frozenset([1]), -558064481276695278);
        assert_eq!(frozenset([3, 1, 2]), -272375401224217160);
        assert_eq!(frozenset(0..100), 4411996150312757951);
    }
}
