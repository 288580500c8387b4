//! SHA-512, for seeding `random` with text.
//!
//! Reference: FIPS 180-4.

/// The first 64 bits of the fractional parts of roots of the first primes are the constants.
fn primes() -> impl Iterator<Item = u64> {
    (2u64..).filter(|n| (2..).take_while(|d| d * d <= *n).all(|d| n % d != 0))
}

/// The first 64 bits of the fractional part of the `degree`-th root of `n`.
fn fraction_of_root(n: u64, degree: u32) -> u64 {
    // The largest x with x**degree <= n * 2**(64 * degree), bit by bit; its lower 64 bits.
    let mut x: u128 = 0;
    for bit in (0..72).rev() {
        let candidate = x | 1 << bit;
        if power_fits(candidate, degree, n) {
            x = candidate;
        }
    }
    x as u64
}

/// Whether `x**degree <= n << (64 * degree)`.
fn power_fits(x: u128, degree: u32, n: u64) -> bool {
    use num_bigint::BigUint;
    BigUint::from(x).pow(degree) <= BigUint::from(n) << (64 * degree)
}

pub fn sha512(data: &[u8]) -> [u8; 64] {
    let constants: Vec<u64> = primes().take(80).map(|it| fraction_of_root(it, 3)).collect();
    let mut hash: Vec<u64> = primes().take(8).map(|it| fraction_of_root(it, 2)).collect();
    let mut message = data.to_vec();
    message.push(0x80);
    while message.len() % 128 != 112 {
        message.push(0);
    }
    message.extend_from_slice(&(data.len() as u128 * 8).to_be_bytes());
    for block in message.chunks_exact(128) {
        let mut words = [0u64; 80];
        for (word, bytes) in words.iter_mut().zip(block.chunks_exact(8)) {
            *word = bytes.iter().fold(0, |all, byte| all << 8 | u64::from(*byte));
        }
        for i in 16..80 {
            let (a, b) = (words[i - 15], words[i - 2]);
            let s0 = a.rotate_right(1) ^ a.rotate_right(8) ^ (a >> 7);
            let s1 = b.rotate_right(19) ^ b.rotate_right(61) ^ (b >> 6);
            words[i] = words[i - 16].wrapping_add(s0).wrapping_add(words[i - 7]).wrapping_add(s1);
        }
        let mut v = hash.clone();
        for i in 0..80 {
            let s1 = v[4].rotate_right(14) ^ v[4].rotate_right(18) ^ v[4].rotate_right(41);
            let choice = (v[4] & v[5]) ^ (!v[4] & v[6]);
            let t1 = v[7]
                .wrapping_add(s1)
                .wrapping_add(choice)
                .wrapping_add(constants[i])
                .wrapping_add(words[i]);
            let s0 = v[0].rotate_right(28) ^ v[0].rotate_right(34) ^ v[0].rotate_right(39);
            let majority = (v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]);
            v.rotate_right(1);
            v[4] = v[4].wrapping_add(t1);
            v[0] = t1.wrapping_add(s0.wrapping_add(majority));
        }
        for (total, part) in hash.iter_mut().zip(v) {
            *total = total.wrapping_add(part);
        }
    }
    let mut out = [0; 64];
    for (bytes, word) in out.chunks_exact_mut(8).zip(hash) {
        bytes.copy_from_slice(&word.to_be_bytes());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::sha512;

    #[test]
    fn digest_of_the_standard_example() {
        let digest = sha512(b"abc");
        assert_eq!(digest[..8], [0xdd, 0xaf, 0x35, 0xa1, 0x93, 0x61, 0x7a, 0xba]);
        assert_eq!(sha512(&[b'a'; 200])[..4], [0x4b, 0x11, 0x45, 0x9c]);
    }
}
