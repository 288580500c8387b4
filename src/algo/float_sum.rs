//! Sums of floats that lose less than adding them up does: `sum`, `math.fsum`, `sumprod`, `hypot`, `dist`.
//!
//! Reference: Shewchuk, "Adaptive Precision Floating-Point Arithmetic"; Ogita, Rump and Oishi,
//! "Accurate Sum and Dot Product"; Neumaier's variant of Kahan's summation.

use super::fault::Fault;

/// `a + b` and what rounding took from it.
#[inline]
fn two_sum(a: f64, b: f64) -> (f64, f64) {
    let sum = a + b;
    let b_part = sum - a;
    (sum, (a - (sum - b_part)) + (b - b_part))
}

/// `a * b` and what rounding took from it.
#[inline]
fn two_product(a: f64, b: f64) -> (f64, f64) {
    let product = a * b;
    (product, a.mul_add(b, -product))
}

/// What `sum()` keeps while it adds floats.
#[derive(Clone, Copy, Debug, Default)]
pub struct Compensated {
    sum: f64,
    lost: f64,
}

impl Compensated {
    pub fn new(start: f64) -> Compensated {
        Compensated { sum: start, lost: 0.0 }
    }

    #[inline]
    pub fn add(&mut self, x: f64) {
        let sum = self.sum + x;
        self.lost +=
            if self.sum.abs() >= x.abs() { (self.sum - sum) + x } else { (x - sum) + self.sum };
        self.sum = sum;
    }

    /// An int among the floats: CPython does not keep what rounding takes from the sum here.
    #[inline]
    pub fn add_int(&mut self, n: f64) {
        self.sum += n;
    }

    pub fn finish(self) -> f64 {
        // Infinities and nan are in the sum; what they make of the rest is none of it.
        if self.lost != 0.0 && self.lost.is_finite() { self.sum + self.lost } else { self.sum }
    }
}

/// `math.fsum`: the exact sum, rounded once.
#[derive(Clone, Debug, Default)]
pub struct ExactSum {
    /// Do not overlap, smallest first; their exact sum is that of all finite terms.
    partials: Vec<f64>,
    infinities: f64,
    special: f64,
}

impl ExactSum {
    /// OverflowError when finite terms leave the range of floats on the way.
    pub fn add(&mut self, x: f64) -> Result<(), Fault> {
        let mut high = x;
        let mut kept = 0;
        for at in 0..self.partials.len() {
            let (sum, rest) = two_sum_ordered(high, self.partials[at]);
            if rest != 0.0 {
                self.partials[kept] = rest;
                kept += 1;
            }
            high = sum;
        }
        self.partials.truncate(kept);
        if high.is_finite() {
            if high != 0.0 {
                self.partials.push(high);
            }
            return Ok(());
        }
        if x.is_finite() {
            return Err(Fault::overflow("intermediate overflow in fsum"));
        }
        if x.is_infinite() {
            self.infinities += x;
        }
        self.special += x;
        self.partials.clear();
        Ok(())
    }

    /// ValueError for infinities of both signs.
    pub fn finish(mut self) -> Result<f64, Fault> {
        if self.special != 0.0 {
            if self.infinities.is_nan() {
                return Err(Fault::value("-inf + inf in fsum"));
            }
            return Ok(self.special);
        }
        let Some(mut high) = self.partials.pop() else { return Ok(0.0) };
        let mut low = 0.0;
        while let Some(next) = self.partials.pop() {
            let before = high;
            high = before + next;
            low = next - (high - before);
            if low != 0.0 {
                break;
            }
        }
        // A tie was rounded to even; what is left below decides it.
        if let Some(&next) = self.partials.last()
            && (low < 0.0) == (next < 0.0)
            && low != 0.0
        {
            let twice = low * 2.0;
            let up = high + twice;
            if twice == up - high {
                high = up;
            }
        }
        Ok(high)
    }
}

/// The sum and what rounding took from it, whichever is larger in size.
#[inline]
fn two_sum_ordered(a: f64, b: f64) -> (f64, f64) {
    let (large, small) = if a.abs() < b.abs() { (b, a) } else { (a, b) };
    let sum = large + small;
    (sum, small - (sum - large))
}

/// `math.sumprod` of floats: products and sums in triple precision.
#[derive(Clone, Copy, Debug, Default)]
pub struct ProductSum {
    high: f64,
    low: f64,
    tiny: f64,
    /// The plain sum: what counts when infinities or nan come in.
    plain: f64,
}

impl ProductSum {
    #[inline]
    pub fn add(&mut self, x: f64, y: f64) {
        let (product, product_lost) = two_product(x, y);
        let (high, high_lost) = two_sum(self.high, product);
        let (low, low_lost) = two_sum(self.low, product_lost);
        let (low, tiny) = two_sum(low, high_lost);
        self.high = high;
        self.low = low;
        self.tiny += low_lost + tiny;
        self.plain += product;
    }

    pub fn finish(self) -> f64 {
        if !self.high.is_finite() || !self.low.is_finite() {
            return self.plain;
        }
        let (sum, lost) = two_sum(self.high, self.low);
        sum + (lost + self.tiny)
    }
}

/// The length of a vector, as `math.hypot` has it: infinite if a coordinate is, else nan if one is.
pub fn hypot(coordinates: &[f64]) -> f64 {
    let largest = coordinates.iter().fold(0.0, |most: f64, x| most.max(x.abs()));
    if largest.is_infinite() {
        return f64::INFINITY;
    }
    if coordinates.iter().any(|x| x.is_nan()) {
        return f64::NAN;
    }
    if largest == 0.0 || coordinates.len() == 1 {
        return largest;
    }
    // Scaled by a power of two to below 2, so that squares neither overflow nor vanish.
    let (_, exponent) = super::float_arith::frexp(largest);
    if exponent < -1023 {
        let lifted: Vec<f64> = coordinates.iter().map(|x| x * 2f64.powi(537)).collect();
        return hypot(&lifted) / 2f64.powi(537);
    }
    let scale = 2f64.powi(-exponent.min(1023));
    let (mut sum, mut lost) = (1.0, 0.0);
    for x in coordinates {
        let (square, square_lost) = two_product(x * scale, x * scale);
        let (next, next_lost) = two_sum(sum, square);
        sum = next;
        lost += next_lost + square_lost;
    }
    // The 1 kept the sum the larger one; the root is then put right by what its square lacks.
    let root = (sum - 1.0 + lost).sqrt();
    let (square, square_lost) = two_product(root, root);
    let (rest, rest_lost) = two_sum(sum - 1.0, -square);
    let root = root + (rest + (rest_lost + lost - square_lost)) / (2.0 * root);
    root / scale
}

/// `math.dist(p, q)` of points with as many coordinates.
pub fn dist(p: &[f64], q: &[f64]) -> f64 {
    let apart: Vec<f64> = p.iter().zip(q).map(|(p, q)| p - q).collect();
    hypot(&apart)
}
