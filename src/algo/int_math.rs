//! Arithmetic of big ints beyond what the big-integer crate gives, or where it is too slow.
//!
//! Reference: Library Reference, "math" and "Numeric Types"; Knuth, TAOCP vol. 2, 4.5.2 (Lehmer's
//! gcd); Dickinson's proof of the adaptive integer square root (CPython issue 36187).

use std::cmp::Ordering;

use num_bigint::{BigInt, BigUint, Sign};
use num_integer::Integer;
use num_traits::{One, Signed, ToPrimitive, Zero};

use super::fault::Fault;
use super::float_text::mantissa_and_exponent;
use super::int_text::Int;

/// The nearest float to `magnitude * 2**exponent`, ties to even, infinite beyond the largest.
/// `inexact` says that the true magnitude is a bit more, by less than one.
fn nearest_float(magnitude: u128, exponent: i64, inexact: bool) -> f64 {
    let bits = 128 - magnitude.leading_zeros() as i64;
    let top = bits + exponent;
    if magnitude == 0 || top < -1074 {
        return 0.0;
    }
    if top > 1024 {
        return f64::INFINITY;
    }
    // Subnormals keep fewer bits.
    let keep = 53.min(top + 1074);
    let drop = bits - keep;
    if drop <= 0 {
        return scaled(magnitude as u64, exponent);
    }
    let half = 1u128 << (drop - 1);
    let lost = magnitude & (half | (half - 1));
    let mut kept = if drop == 128 { 0 } else { (magnitude >> drop) as u64 };
    if lost > half || lost == half && (inexact || kept & 1 == 1) {
        kept += 1;
    }
    scaled(kept, exponent + drop)
}

/// `mantissa * 2**exponent` where that is exact or infinite; the exponent is -1074 to 1023.
fn scaled(mantissa: u64, exponent: i64) -> f64 {
    let power = |exponent: i64| f64::from_bits(((exponent + 1023) as u64) << 52);
    match exponent {
        -1022.. => mantissa as f64 * power(exponent),
        // The power alone is subnormal.
        _ => mantissa as f64 * power(-1022) * power(exponent + 1022),
    }
}

/// The highest `count` bits of a number with more, the exponent that puts them in their place, and
/// whether bits below are set.
fn high_bits(n: &BigUint, count: u64) -> (u128, i64, bool) {
    let shift = n.bits().saturating_sub(count);
    let high = (n >> shift).to_u128().expect("at most 128 bits are left");
    (high, shift as i64, n.trailing_zeros().is_some_and(|zeros| zeros < shift))
}

/// `int(x)`: cut towards zero. OverflowError for infinities, ValueError for nan.
pub fn from_float(x: f64) -> Result<BigInt, Fault> {
    if x.is_nan() {
        return Err(Fault::value("cannot convert float NaN to integer"));
    }
    if x.is_infinite() {
        return Err(Fault::overflow("cannot convert float infinity to integer"));
    }
    let (mantissa, exponent) = mantissa_and_exponent(x.trunc());
    let mantissa = BigInt::from(mantissa);
    Ok(if exponent >= 0 { mantissa << exponent } else { mantissa >> -exponent })
}

/// How an int compares to a float, exactly; `None` for nan.
pub fn compare_to_float(n: Int<'_>, x: f64) -> Option<Ordering> {
    if x.is_nan() {
        return None;
    }
    if let Int::Small(n) = n
        && n.unsigned_abs() <= 1 << 53
    {
        return (n as f64).partial_cmp(&x);
    }
    if x.is_infinite() {
        return Some(if x > 0.0 { Ordering::Less } else { Ordering::Greater });
    }
    let whole = from_float(x.floor()).ok()?;
    let order = match n {
        Int::Small(n) => BigInt::from(n).cmp(&whole),
        Int::Big(n) => n.cmp(&whole),
    };
    Some(if order.is_eq() && x > x.floor() { Ordering::Less } else { order })
}

/// `a / b`: the nearest float to the exact quotient. ZeroDivisionError, OverflowError.
pub fn true_divide(a: &BigInt, b: &BigInt) -> Result<f64, Fault> {
    if b.is_zero() {
        return Err(Fault::zero_division("division by zero"));
    }
    let negative = a.is_negative() != b.is_negative();
    let signed = |x: f64| if negative { -x } else { x };
    if a.is_zero() {
        return Ok(signed(0.0));
    }
    let too_large = || Fault::overflow("integer division result too large for a float");
    let (size, divisor) = (a.magnitude(), b.magnitude());
    // Scaled so that the quotient has 66 or 67 bits.
    let shift = size.bits() as i64 - divisor.bits() as i64 - 66;
    if shift > 1024 {
        return Err(too_large());
    }
    if shift < -1300 {
        return Ok(signed(0.0));
    }
    let (quotient, rest) = if shift < 0 {
        (size << -shift).div_rem(divisor)
    } else {
        size.div_rem(&(divisor << shift))
    };
    let quotient = quotient.to_u128().expect("scaled to 67 bits");
    let x = nearest_float(quotient, shift, !rest.is_zero());
    if x.is_infinite() { Err(too_large()) } else { Ok(signed(x)) }
}

/// `n == mantissa * 2**exponent` nearly, the mantissa in 0.5..1 and rounded to even; what `math.log`
/// needs of numbers that are no floats.
pub fn frexp(n: &BigInt) -> (f64, i64) {
    let bits = n.bits() as i64;
    let (high, exponent, inexact) = high_bits(n.magnitude(), 64);
    let mantissa = nearest_float(high, exponent - bits, inexact);
    let signed = |x: f64| if n.is_negative() { -x } else { x };
    if mantissa == 1.0 { (signed(0.5), bits + 1) } else { (signed(mantissa), bits) }
}

/// `round(n, -places)`: to a multiple of ten to the `places`, ties to the even one.
pub fn round(n: &BigInt, places: u64) -> BigInt {
    // log10(2) is below 0.302: no need to make a power far beyond.
    let digits = n.bits() as f64 * 0.302 + 2.0;
    if places as f64 > digits {
        return BigInt::zero();
    }
    let unit = BigInt::from(10).pow(places as u32);
    let (quotient, rest) = n.div_mod_floor(&unit);
    let up = match (rest * 2u32).cmp(&unit) {
        Ordering::Less => false,
        Ordering::Equal => quotient.is_odd(),
        Ordering::Greater => true,
    };
    (quotient + BigInt::from(up as u8)) * unit
}

/// `pow(base, exponent, modulus)`; the result has the modulus' sign. ValueError for modulus 0 and for
/// a negative exponent of what has no inverse.
pub fn pow_mod(base: &BigInt, exponent: &BigInt, modulus: &BigInt) -> Result<BigInt, Fault> {
    if modulus.is_zero() {
        return Err(Fault::value("pow() 3rd argument cannot be 0"));
    }
    if exponent.is_negative() {
        let inverse = inverse(base, modulus)
            .ok_or_else(|| Fault::value("base is not invertible for the given modulus"))?;
        return pow_mod(&inverse, &-exponent, modulus);
    }
    Ok(base.modpow(exponent, modulus))
}

/// The inverse of `n`, in 0..|modulus|.
fn inverse(n: &BigInt, modulus: &BigInt) -> Option<BigInt> {
    let modulus = modulus.abs();
    if modulus.is_one() {
        return Some(BigInt::zero());
    }
    n.mod_floor(&modulus).modinv(&modulus)
}

/// `math.isqrt(n)`: the root, rounded down.
pub fn isqrt(n: &BigUint) -> BigUint {
    if let Some(n) = n.to_u64() {
        return n.isqrt().into();
    }
    // Each turn doubles the number of bits that are right.
    let half_bits = (n.bits() - 1) / 2;
    let mut root = BigUint::one();
    let mut have = 0;
    for turn in (0..u64::BITS - half_bits.leading_zeros()).rev() {
        let before = have;
        have = half_bits >> turn;
        root = (&root << (have - before - 1)) + (n >> (2 * half_bits - before - have + 1)) / &root;
    }
    if &root * &root > *n { root - 1u32 } else { root }
}

/// The greatest common divisor.
pub fn gcd(a: &BigUint, b: &BigUint) -> BigUint {
    let (x, y) = if a >= b { (a, b) } else { (b, a) };
    // Numbers as their 32-bit digits, lowest first, without zeros at the end.
    let (mut x, mut y) = (x.to_u32_digits(), y.to_u32_digits());
    while y.len() > 2 {
        let shift = 32 * x.len() as u64 - x[x.len() - 1].leading_zeros() as u64 - 62;
        match lehmer(bits_from(&x, shift), bits_from(&y, shift)) {
            Some(steps) => steps.apply(&mut x, &mut y),
            None => {
                // The leading bits say nothing: a step in full length.
                let rest = BigUint::new(x) % BigUint::from_slice(&y);
                (x, y) = (y, rest.to_u32_digits());
            }
        }
    }
    let small = bits_from(&y, 0) as u64;
    let x = BigUint::new(x);
    if small == 0 {
        return x;
    }
    let rest = (x % small).to_u64().expect("below the divisor");
    small.gcd(&rest).into()
}

/// The number shifted down by `shift`, which leaves at most 64 bits.
fn bits_from(digits: &[u32], shift: u64) -> i64 {
    let (skip, shift) = ((shift / 32) as usize, shift % 32);
    let digit = |at: usize| digits.get(skip + at).copied().unwrap_or(0) as u128;
    ((digit(0) | digit(1) << 32 | digit(2) << 64) >> shift) as i64
}

/// Several steps of Euclid's algorithm in one: `(x, y)` becomes `(a*x + b*y, c*x + d*y)`. Of `a` and
/// `b` one is negative or 0, so are one of `c` and `d`, and all are below 2**31 in size.
struct Steps {
    a: i64,
    b: i64,
    c: i64,
    d: i64,
}

/// The steps that follow from the leading bits alone.
fn lehmer(mut x: i64, mut y: i64) -> Option<Steps> {
    let mut steps = Steps { a: 1, b: 0, c: 0, d: 1 };
    loop {
        let Steps { a, b, c, d } = steps;
        if y + c == 0 || y + d == 0 {
            break;
        }
        // Both bounds of the true quotient must agree.
        let quotient = (x + a) / (y + c);
        if quotient != (x + b) / (y + d) || quotient >> 31 != 0 {
            break;
        }
        let next = Steps { a: c, b: d, c: a - quotient * c, d: b - quotient * d };
        if (next.c.abs() | next.d.abs()) >> 31 != 0 {
            break;
        }
        steps = next;
        (x, y) = (y, x - quotient * y);
    }
    (steps.b != 0).then_some(steps)
}

impl Steps {
    fn apply(&self, x: &mut Vec<u32>, y: &mut Vec<u32>) {
        y.resize(x.len(), 0);
        // The signs differ: neither sum leaves the range.
        let (mut first, mut second) = (0i64, 0i64);
        for (x, y) in x.iter_mut().zip(y.iter_mut()) {
            first += self.a * *x as i64 + self.b * *y as i64;
            second += self.c * *x as i64 + self.d * *y as i64;
            *x = first as u32;
            *y = second as u32;
            first >>= 32;
            second >>= 32;
        }
        for digits in [x, y] {
            while digits.last() == Some(&0) {
                digits.pop();
            }
        }
    }
}

/// The product of `low..=high`, every `step`th: halves first, so that factors are of like size.
fn product(low: u64, high: u64, step: u64) -> BigUint {
    if low > high {
        return BigUint::one();
    }
    let count = (high - low) / step + 1;
    let bits = (u64::BITS - high.leading_zeros()) as u64;
    if count * bits <= 64 {
        return (0..count).map(|at| low + at * step).product::<u64>().into();
    }
    let middle = low + count / 2 * step;
    product(low, middle - step, step) * product(middle, high, step)
}

/// `math.factorial(n)`.
pub fn factorial(n: u64) -> BigUint {
    // The odd factors of n!, of (n/2)!, of (n/4)! and so on; the twos come last, in one shift.
    let (mut inner, mut outer) = (BigUint::one(), BigUint::one());
    for shift in (0..u64::BITS - n.leading_zeros()).rev() {
        let high = n >> shift;
        if high > 2 {
            inner *= product((high / 2 + 1) | 1, high - high.is_multiple_of(2) as u64, 2);
            outer *= &inner;
        }
    }
    outer << (n - n.count_ones() as u64)
}

/// `math.perm(n, k)` for `k <= n`.
pub fn perm(n: &BigUint, k: u64) -> BigUint {
    match n.to_u64() {
        Some(n) if k == 0 || n < k => BigUint::from((k == 0) as u8),
        Some(n) => product(n - k + 1, n, 1),
        None => falling(n, 0, k),
    }
}

/// `(n - from) * ... * (n - to + 1)`.
fn falling(n: &BigUint, from: u64, to: u64) -> BigUint {
    match to - from {
        0 => BigUint::one(),
        1 => n - from,
        count => {
            let middle = from + count / 2;
            falling(n, from, middle) * falling(n, middle, to)
        }
    }
}

/// `math.comb(n, k)`; `k` is the smaller one of `k` and `n - k`, see [`comb_size`].
pub fn comb(n: &BigUint, k: u64) -> BigUint {
    if let Some(n) = n.to_u64()
        && let Some(small) = small_comb(n, k)
    {
        return small.into();
    }
    perm(n, k) / factorial(k)
}

/// The smaller one of `k` and `n - k`; `None` when `k` exceeds `n` and there is nothing to choose.
pub fn comb_size(n: &BigUint, k: &BigUint) -> Option<BigUint> {
    if k > n {
        return None;
    }
    Some((n - k).min(k.clone()))
}

/// While the products fit.
fn small_comb(n: u64, k: u64) -> Option<u64> {
    if k > n {
        return Some(0);
    }
    if k > 128 {
        return None;
    }
    let mut result = 1u128;
    for at in 1..=k {
        // Divides evenly: it is a binomial coefficient again.
        result = result.checked_mul((n - k + at) as u128)? / at as u128;
    }
    result.to_u64()
}

/// Quotient and remainder of magnitudes, the divisor not 0.
///
/// The crate's division is made for quotients as long as the divisor and costs several passes; where
/// the quotient is one word, as in spigots and remainders of like sizes, a guess and one pass do.
pub fn div_rem(a: &BigUint, b: &BigUint) -> (BigUint, BigUint) {
    let (long, short) = (a.bits(), b.bits());
    if long < short {
        return (BigUint::ZERO, a.clone());
    }
    if short <= 64 || long - short > 60 {
        return a.div_rem(b);
    }
    let shift = short - 64;
    let high = |n: &BigUint| {
        let mut digits = n.iter_u64_digits().skip((shift / 64) as usize);
        let mut next = || u128::from(digits.next().unwrap_or(0));
        let (low, middle, top) = (next(), next(), next());
        match shift % 64 {
            0 => low | middle << 64,
            bits => low >> bits | middle << (64 - bits) | top << (128 - bits),
        }
    };
    // At most two too small: the bits cut off could make the divisor only a bit larger.
    let mut quotient = (high(a) / (high(b) + 1)) as u64;
    let mut rest = a - b * quotient;
    while &rest >= b {
        rest -= b;
        quotient += 1;
    }
    (quotient.into(), rest)
}

/// `divmod(a, b)`: the quotient rounded down, the remainder with the divisor's sign.
pub fn div_mod_floor(a: &BigInt, b: &BigInt) -> (BigInt, BigInt) {
    let (quotient, rest) = div_rem(a.magnitude(), b.magnitude());
    let sign = b.sign();
    if a.is_negative() == b.is_negative() {
        return (quotient.into(), BigInt::from_biguint(sign, rest));
    }
    if rest.is_zero() {
        return (BigInt::from_biguint(Sign::Minus, quotient), BigInt::ZERO);
    }
    let rest = BigInt::from_biguint(sign, b.magnitude() - rest);
    (BigInt::from_biguint(Sign::Minus, quotient + 1u8), rest)
}

/// `math.gcd` of signed ints.
pub fn gcd_signed(a: &BigInt, b: &BigInt) -> BigInt {
    BigInt::from_biguint(Sign::Plus, gcd(a.magnitude(), b.magnitude()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn big(text: &str) -> BigInt {
        text.parse().unwrap()
    }

    fn ten(power: u32) -> BigInt {
        BigInt::from(10).pow(power)
    }

    /// Numbers of many sizes that look random.
    fn numbers(count: u32) -> impl Iterator<Item = BigUint> {
        (0..count).map(|at| (BigUint::from(3u32 + at).pow(7 + at * 13) >> (at * 5)) + at)
    }

    #[test]
    fn division_with_short_quotients() {
        let mut seed = 1u64;
        let mut number = |bits: u64| {
            let mut n = BigUint::one();
            while n.bits() < bits {
                seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
                n = (n << 64u8) + if seed >> 60 < 3 { u64::MAX } else { seed };
            }
            n >> 1u8
        };
        for bits in 60..400 {
            for more in [0, 1, 30, 59, 60, 61, 64, 65] {
                let (a, b) = (number(bits + more), number(bits));
                let (quotient, rest) = div_rem(&a, &b);
                assert!(rest < b);
                assert_eq!(quotient * &b + rest, a);
                let whole = &b * 77u8;
                assert_eq!(div_rem(&whole, &b), (77u8.into(), BigUint::ZERO));
            }
        }
    }

    #[test]
    fn floats_and_ints() {
        assert_eq!(true_divide(&ten(400), &ten(399)), Ok(10.0));
        assert_eq!(true_divide(&-ten(0), &ten(400)).map(f64::to_bits), Ok((-0.0f64).to_bits()));
        assert!(true_divide(&ten(400), &3.into()).is_err());
        for (a, b) in [(1i64, 3i64), (2, 7), (i64::MAX, 3), (-5, 9), (1 << 53, (1 << 53) - 1)] {
            // Both are floats: IEEE division rounds the exact quotient as well.
            if a.unsigned_abs() <= 1 << 53 {
                assert_eq!(true_divide(&a.into(), &b.into()), Ok(a as f64 / b as f64));
            }
        }
        // The smallest float is 2**-1074; half of it is a tie and goes to zero.
        let power = |n: u32| BigInt::from(1) << n;
        assert_eq!(true_divide(&power(0), &power(1074)), Ok(5e-324));
        assert_eq!(true_divide(&power(0), &power(1075)), Ok(0.0));
        assert_eq!(true_divide(&3.into(), &power(1076)), Ok(5e-324));
        assert_eq!(true_divide(&3.into(), &power(1075)), Ok(1e-323));
        assert_eq!(true_divide(&power(1023), &power(0)), Ok(2f64.powi(1023)));
        assert_eq!(true_divide(&(power(53) + 1), &power(1074 + 53)), Ok(5e-324));
        assert_eq!(true_divide(&1.into(), &power(1022)), Ok(f64::MIN_POSITIVE));
        let float = |n: &BigInt| Int::Big(n).to_f64().ok();
        assert_eq!(float(&(power(53) + 1)), Some(9007199254740992.0));
        assert_eq!(float(&(power(53) + 3)), Some(9007199254740996.0));
        assert_eq!(float(&(power(100) + power(47) + 1)), Some(2f64.powi(100) + 2f64.powi(48)));
        assert_eq!(float(&(power(1024) - power(970))), None);
        assert_eq!(float(&(power(1024) - power(970) - 1)), Some(f64::MAX));
        assert_eq!(float(&ten(309)), None);
        assert_eq!(from_float(-1e22), Ok(-ten(22)));
        assert_eq!(from_float(2.9), Ok(2.into()));
        assert!(from_float(f64::NAN).is_err() && from_float(f64::INFINITY).is_err());
        assert_eq!(frexp(&ten(300)), (0.7466108948025751, 997));
        assert_eq!(frexp(&(power(200) - 1)), (0.5, 201));
        let compare = |n: &BigInt, x| compare_to_float(Int::Big(n), x);
        assert_eq!(compare(&(power(53) + 1), 9007199254740992.0), Some(Ordering::Greater));
        assert_eq!(compare(&power(53), 9007199254740992.0), Some(Ordering::Equal));
        assert_eq!(compare(&ten(400), f64::INFINITY), Some(Ordering::Less));
        assert_eq!(compare(&-ten(30), -1e30), Some(Ordering::Greater));
        assert_eq!(compare_to_float(Int::Small(1), 1.5), Some(Ordering::Less));
        assert_eq!(compare_to_float(Int::Small(-2), -1.5), Some(Ordering::Less));
        assert_eq!(compare_to_float(Int::Small(i64::MAX), 9.3e18), Some(Ordering::Less));
        assert_eq!(compare_to_float(Int::Small(1), f64::NAN), None);
    }

    #[test]
    fn rounding_and_powers() {
        for (n, places, rounded) in
            [(15, 1, 20), (25, 1, 20), (-25, 1, -20), (-15, 1, -20), (5, 1, 0)]
        {
            assert_eq!(round(&n.into(), places), rounded.into());
        }
        assert_eq!(round(&6.into(), 400), 0.into());
        assert_eq!(round(&(ten(30) + ten(28) * 5), 29), ten(30));
        for (base, exponent, modulus, result) in [
            (3, -1, -7, -2),
            (-3, 5, -7, -5),
            (3, 5, 1, 0),
            (0, 0, 1, 0),
            (2, -2, 5, 4),
            (2, 10, 1000, 24),
        ] {
            let found = pow_mod(&base.into(), &exponent.into(), &modulus.into());
            assert_eq!(found, Ok(result.into()), "{base} {exponent} {modulus}");
        }
        assert!(pow_mod(&2.into(), &(-1).into(), &4.into()).is_err());
        assert!(pow_mod(&2.into(), &3.into(), &0.into()).is_err());
    }

    #[test]
    fn roots_and_divisors() {
        let all: Vec<BigUint> = numbers(60).collect();
        for n in &all {
            for n in [n.clone(), n * n, n * n + 1u32, n * n - 1u32] {
                assert_eq!(isqrt(&n), n.sqrt());
            }
        }
        for pair in all.windows(2) {
            let (a, b, c) = (&pair[0], &pair[1], &all[17]);
            assert_eq!(gcd(a, b), Integer::gcd(a, b));
            assert_eq!(gcd(&(a * c), &(b * c)), Integer::gcd(a, b) * c);
        }
        assert_eq!(gcd(&0u32.into(), &all[9]), all[9]);
        assert_eq!(gcd_signed(&(-12).into(), &18.into()), 6.into());
    }

    #[test]
    fn counting() {
        let mut expected = BigUint::one();
        for n in 0..300u64 {
            expected *= n.max(1);
            assert_eq!(factorial(n), expected, "{n}");
        }
        let mut row = vec![BigUint::one()];
        for n in 1..150u64 {
            row = (0..=n as usize)
                .map(|k| {
                    let above =
                        |k: Option<usize>| k.and_then(|k| row.get(k)).cloned().unwrap_or_default();
                    above(k.checked_sub(1)) + above(Some(k))
                })
                .collect();
            for k in 0..=n {
                assert_eq!(comb(&n.into(), k), row[k as usize]);
            }
        }
        assert_eq!(perm(&10u32.into(), 3), 720u32.into());
        assert_eq!(perm(&10u32.into(), 0), 1u32.into());
        let n = ten(30).to_biguint().unwrap();
        assert_eq!(
            BigInt::from(comb(&n, 3)),
            big(
                "166666666666666666666666666666166666666666666666666666666667000000000000000000000000000000"
            )
        );
        assert_eq!(comb_size(&5u32.into(), &3u32.into()), Some(2u32.into()));
        assert_eq!(comb_size(&5u32.into(), &6u32.into()), None);
    }
}
