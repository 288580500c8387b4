//! The Mersenne Twister MT19937, with the seeding and the floats of CPython's `random`.
//!
//! Reference: Matsumoto and Nishimura, "Mersenne Twister: a 623-dimensionally equidistributed uniform
//! pseudorandom number generator".

const N: usize = 624;
const M: usize = 397;

#[derive(Clone)]
pub struct Twister {
    state: [u32; N],
    index: usize,
}

impl Twister {
    /// Seeded by one number.
    pub fn from_u32(seed: u32) -> Twister {
        let mut state = [0; N];
        state[0] = seed;
        for i in 1..N {
            let before: u32 = state[i - 1];
            state[i] = (before ^ (before >> 30)).wrapping_mul(1_812_433_253).wrapping_add(i as u32);
        }
        Twister { state, index: N }
    }

    /// Seeded by an array of numbers, which is not empty.
    pub fn from_array(key: &[u32]) -> Twister {
        let mut it = Twister::from_u32(19_650_218);
        let state = &mut it.state;
        let (mut i, mut j) = (1, 0);
        for _ in 0..N.max(key.len()) {
            let before = state[i - 1];
            state[i] = (state[i] ^ (before ^ (before >> 30)).wrapping_mul(1_664_525))
                .wrapping_add(key[j])
                .wrapping_add(j as u32);
            i += 1;
            j += 1;
            if i >= N {
                state[0] = state[N - 1];
                i = 1;
            }
            if j >= key.len() {
                j = 0;
            }
        }
        for _ in 0..N - 1 {
            let before = state[i - 1];
            state[i] = (state[i] ^ (before ^ (before >> 30)).wrapping_mul(1_566_083_941))
                .wrapping_sub(i as u32);
            i += 1;
            if i >= N {
                state[0] = state[N - 1];
                i = 1;
            }
        }
        state[0] = 0x8000_0000;
        it
    }

    /// Back from what [`Twister::parts`] gave; `None` where the index is none.
    pub fn from_parts(state: [u32; N], index: usize) -> Option<Twister> {
        (index <= N).then_some(Twister { state, index })
    }

    pub fn parts(&self) -> (&[u32; N], usize) {
        (&self.state, self.index)
    }

    fn twist(&mut self) {
        let state = &mut self.state;
        for i in 0..N {
            let mixed = (state[i] & 0x8000_0000) | (state[(i + 1) % N] & 0x7FFF_FFFF);
            let odd = if mixed & 1 == 0 { 0 } else { 0x9908_B0DF };
            state[i] = state[(i + M) % N] ^ (mixed >> 1) ^ odd;
        }
        self.index = 0;
    }

    /// The next 32 bits.
    pub fn next_u32(&mut self) -> u32 {
        if self.index >= N {
            self.twist();
        }
        let mut y = self.state[self.index];
        self.index += 1;
        y ^= y >> 11;
        y ^= (y << 7) & 0x9D2C_5680;
        y ^= (y << 15) & 0xEFC6_0000;
        y ^ (y >> 18)
    }

    /// The next float, at least 0 and below 1.
    pub fn next_f64(&mut self) -> f64 {
        let a = f64::from(self.next_u32() >> 5);
        let b = f64::from(self.next_u32() >> 6);
        (a * 67_108_864.0 + b) * (1.0 / 9_007_199_254_740_992.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Twister;

    #[test]
    fn first_numbers_of_the_reference_seed() {
        let mut it = Twister::from_array(&[0x123, 0x234, 0x345, 0x456]);
        let first: Vec<u32> = (0..3).map(|_| it.next_u32()).collect();
        assert_eq!(first, [1_067_595_299, 955_945_823, 477_289_528]);
    }
}
