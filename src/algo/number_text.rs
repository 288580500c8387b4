//! Small numbers to text, straight into a buffer: what most formatting comes down to.
//!
//! Each function does the frequent cases exactly and says so where it leaves one to the general ways of
//! [`float_text`](super::float_text) and [`int_text`](super::int_text).

/// The digits of a number, without a sign.
pub struct Digits {
    room: [u8; 64],
    at: usize,
}

/// Two digits at once halve the divisions.
static PAIRS: [u8; 200] = {
    let mut pairs = [0; 200];
    let mut n = 0;
    while n < 100 {
        pairs[2 * n] = b'0' + (n / 10) as u8;
        pairs[2 * n + 1] = b'0' + (n % 10) as u8;
        n += 1;
    }
    pairs
};

impl Digits {
    #[inline]
    pub fn decimal(n: u64) -> Digits {
        let mut it = Digits { room: [0; 64], at: 64 };
        let mut left = n;
        while left >= 100 {
            it.pair(left % 100);
            left /= 100;
        }
        if left >= 10 {
            it.pair(left);
        } else {
            it.at -= 1;
            it.room[it.at] = b'0' + left as u8;
        }
        it
    }

    #[inline(always)]
    fn pair(&mut self, n: u64) {
        self.at -= 2;
        let pair = 2 * n as usize;
        self.room[self.at..self.at + 2].copy_from_slice(&PAIRS[pair..pair + 2]);
    }

    /// The digits to the base `1 << bits`.
    pub fn binary(n: u64, bits: u32, upper: bool) -> Digits {
        let table = if upper { b"0123456789ABCDEF" } else { b"0123456789abcdef" };
        let mut it = Digits { room: [0; 64], at: 64 };
        let mut left = n;
        loop {
            it.at -= 1;
            it.room[it.at] = table[left as usize & ((1 << bits) - 1)];
            left >>= bits;
            if left == 0 {
                return it;
            }
        }
    }

    #[inline(always)]
    pub fn bytes(&self) -> &[u8] {
        &self.room[self.at..]
    }
}

/// The decimal text of an int.
#[inline]
pub fn push_int(out: &mut Vec<u8>, n: i64) {
    if n < 0 {
        out.push(b'-');
    }
    out.extend_from_slice(Digits::decimal(n.unsigned_abs()).bytes());
}

/// Digits in groups of `size`.
pub fn push_grouped(out: &mut Vec<u8>, digits: &[u8], size: usize, separator: u8) {
    let first = digits.len() % size;
    out.extend_from_slice(&digits[..first]);
    for (i, group) in digits[first..].chunks(size).enumerate() {
        if first > 0 || i > 0 {
            out.push(separator);
        }
        out.extend_from_slice(group);
    }
}

static POWERS: [u64; 18] = {
    let mut powers = [1; 18];
    let mut i = 1;
    while i < 18 {
        powers[i] = powers[i - 1] * 10;
        i += 1;
    }
    powers
};

/// `x` with `precision` digits after the point, a tie to the even one; false, with nothing written, where
/// that takes more than 64 bits.
pub fn push_fixed(out: &mut Vec<u8>, x: f64, precision: usize) -> bool {
    let bits = x.to_bits();
    let biased = (bits >> 52) as i32 & 0x7FF;
    if biased == 0x7FF || precision >= POWERS.len() {
        return false;
    }
    let fraction = bits & ((1 << 52) - 1);
    let (mantissa, exponent) =
        if biased == 0 { (fraction, -1074) } else { (fraction | 1 << 52, biased - 1075) };
    let power = POWERS[precision];
    let product = u128::from(mantissa) * u128::from(power);
    // Below 2 to the 110.
    let rounded = match exponent {
        0..=10 => product << exponent,
        11.. => return false,
        ..=-127 => 0,
        _ => {
            let shift = exponent.unsigned_abs();
            let whole = product >> shift;
            let lost = product & ((1 << shift) - 1);
            let half = 1 << (shift - 1);
            whole + u128::from(lost > half || lost == half && whole & 1 == 1)
        }
    };
    let Ok(rounded) = u64::try_from(rounded) else { return false };
    if x.is_sign_negative() {
        out.push(b'-');
    }
    if precision == 0 {
        out.extend_from_slice(Digits::decimal(rounded).bytes());
        return true;
    }
    push_with_point(out, rounded, power, precision);
    true
}

/// `n / power`, which is ten to the `places`, with all digits after the point.
#[inline]
fn push_with_point(out: &mut Vec<u8>, n: u64, power: u64, places: usize) {
    out.extend_from_slice(Digits::decimal(n / power).bytes());
    // The power in front keeps the zeros.
    let after = Digits::decimal(n % power + power);
    let bytes = after.bytes();
    out.push(b'.');
    out.extend_from_slice(&bytes[bytes.len() - places..]);
}

/// `repr(x)` where `x` is written with few digits; false, with nothing written, otherwise.
pub fn push_repr(out: &mut Vec<u8>, x: f64) -> bool {
    let size = x.abs();
    if !(size < 1e15 && (size >= 1e-4 || size == 0.0)) {
        return false;
    }
    for (places, &power) in POWERS.iter().enumerate().take(7) {
        // A decimal of at most 15 digits is the shortest for the float nearest to it, and both numbers
        // here are exact, so that their quotient is that float.
        let scaled = (size * power as f64).round();
        if scaled >= 1e15 {
            return false;
        }
        if scaled / power as f64 == size {
            if x.is_sign_negative() {
                out.push(b'-');
            }
            if places == 0 {
                out.extend_from_slice(Digits::decimal(scaled as u64).bytes());
                out.extend_from_slice(b".0");
            } else {
                push_with_point(out, scaled as u64, power, places);
            }
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fixed(x: f64, precision: usize) -> Option<String> {
        let mut out = Vec::new();
        push_fixed(&mut out, x, precision).then(|| String::from_utf8(out).unwrap())
    }

    #[test]
    fn fixed_is_exact() {
        let mut x: f64 = 1e-7;
        while x < 1e12 {
            for precision in 0..8 {
                for x in [x, -x, x.round() + 0.5, x * 0.125] {
                    if let Some(text) = fixed(x, precision) {
                        assert_eq!(text, format!("{x:.precision$}"));
                    }
                }
            }
            x *= 1.37;
        }
        assert_eq!(fixed(0.125, 2).as_deref(), Some("0.12"));
        assert_eq!(fixed(-0.0, 1).as_deref(), Some("-0.0"));
        assert_eq!(fixed(5e-324, 3).as_deref(), Some("0.000"));
        assert_eq!(fixed(1e19, 0), None);
    }

    #[test]
    fn short_reprs() {
        let repr = |x: f64| {
            let mut out = Vec::new();
            push_repr(&mut out, x).then(|| String::from_utf8(out).unwrap())
        };
        for (x, text) in [
            (0.0, "0.0"),
            (-0.0, "-0.0"),
            (1.5, "1.5"),
            (0.1, "0.1"),
            (-3.25148, "-3.25148"),
            (0.0001, "0.0001"),
            (999999999999999.0, "999999999999999.0"),
            (100.25, "100.25"),
        ] {
            assert_eq!(repr(x).as_deref(), Some(text));
        }
        assert_eq!(repr(1e15), None);
        assert_eq!(repr(0.00005), None);
        assert_eq!(repr(1.0 / 3.0), None);
        assert_eq!(repr(f64::NAN), None);
    }

    #[test]
    fn digits() {
        for n in [0, 7, 10, 99, 100, 12345, u64::MAX] {
            assert_eq!(Digits::decimal(n).bytes(), n.to_string().as_bytes());
            assert_eq!(Digits::binary(n, 4, false).bytes(), format!("{n:x}").as_bytes());
            assert_eq!(Digits::binary(n, 1, false).bytes(), format!("{n:b}").as_bytes());
            assert_eq!(Digits::binary(n, 3, true).bytes(), format!("{n:o}").as_bytes());
        }
        let grouped = |digits: &[u8]| {
            let mut out = Vec::new();
            push_grouped(&mut out, digits, 3, b',');
            String::from_utf8(out).unwrap()
        };
        assert_eq!(grouped(b"1"), "1");
        assert_eq!(grouped(b"123"), "123");
        assert_eq!(grouped(b"1234567"), "1,234,567");
    }
}
