//! `math.erf` and `math.erfc`.
//!
//! The interval's rational approximations are Sun's (fdlibm), as in the C libraries; their terms are
//! added in glibc's order, so that the last digit agrees with what CPython prints on Linux.
//!
//! Reference: Library Reference, "math"; the comment in fdlibm's s_erf.c derives the approximations.

type Terms = &'static [f64];

/// erf(1), cut short.
const ERF_1: f64 = 0.8450629115104675;
/// 2/sqrt(pi) - 1, near 0, erf(x) is x + EFX*x.
const EFX: f64 = 0.1283791670955126;
/// |x| below 0.84375: erf(x) = x + x*P(x*x)/Q(x*x).
const SMALL: (Terms, Terms) = (
    &[
        0.12837916709551256,
        -0.3250421072470015,
        -0.02848174957559851,
        -0.005770270296489442,
        -2.3763016656650163e-05,
    ],
    &[
        1.0,
        0.39791722395915535,
        0.0650222499887673,
        0.005081306281875766,
        0.00013249473800432164,
        -3.960228278775368e-06,
    ],
);
/// Up to 1.25: ERF_1 + P(|x| - 1)/Q(|x| - 1).
const MIDDLE: (Terms, Terms) = (
    &[
        -0.0023621185607526594,
        0.41485611868374833,
        -0.3722078760357013,
        0.31834661990116175,
        -0.11089469428239668,
        0.035478304325618236,
        -0.002166375594868791,
    ],
    &[
        1.0,
        0.10642088040084423,
        0.540397917702171,
        0.07182865441419627,
        0.12617121980876164,
        0.01363708391202905,
        0.011984499846799107,
    ],
);
/// Up to 1/0.35: erfc(x) = exp(-x*x - 0.5625 + P(1/(x*x))/Q(1/(x*x)))/x.
const LARGE: (Terms, Terms) = (
    &[
        -0.009864944034847148,
        -0.6938585727071818,
        -10.558626225323291,
        -62.375332450326006,
        -162.39666946257347,
        -184.60509290671104,
        -81.2874355063066,
        -9.814329344169145,
    ],
    &[
        1.0,
        19.651271667439257,
        137.65775414351904,
        434.56587747522923,
        645.3872717332679,
        429.00814002756783,
        108.63500554177944,
        6.570249770319282,
        -0.0604244152148581,
    ],
);
/// And from there to 28.
const HUGE: (Terms, Terms) = (
    &[
        -0.0098649429247001,
        -0.799283237680523,
        -17.757954917754752,
        -160.63638485582192,
        -637.5664433683896,
        -1025.0951316110772,
        -483.5191916086514,
    ],
    &[
        1.0,
        30.33806074348246,
        325.7925129965739,
        1536.729586084437,
        3199.8582195085955,
        2553.0504064331644,
        474.52854120695537,
        -22.44095244658582,
    ],
);

/// The polynomial at `x`, term by term in pairs.
fn polynomial(terms: Terms, x: f64) -> f64 {
    let (x2, mut powers) = (x * x, [0.0; 4]);
    powers[0] = x2;
    powers[1] = x2 * x2;
    powers[2] = powers[1] * x2;
    powers[3] = powers[1] * powers[1];
    let pair = |pair: &[f64]| match pair {
        [a, b] => a + x * b,
        _ => pair[0],
    };
    let mut pairs = terms.chunks(2).map(pair);
    let first = pairs.next().unwrap_or(0.0);
    pairs.zip(powers).fold(first, |sum, (pair, power)| sum + power * pair)
}

fn quotient((above, below): (Terms, Terms), x: f64) -> f64 {
    polynomial(above, x) / polynomial(below, x)
}

/// x*erfc(x) for x of at least 1.25.
fn tail(x: f64, terms: (Terms, Terms)) -> f64 {
    // exp(-x*x) through a value whose square is exact.
    let cut = f64::from_bits(x.to_bits() & !0xFFFF_FFFF);
    (-cut * cut - 0.5625).exp() * ((cut - x) * (cut + x) + quotient(terms, 1.0 / (x * x))).exp()
}

/// Where LARGE ends: at 1/0.35, of which fdlibm looks at the upper half only.
fn interval(x: f64, end: u64) -> (Terms, Terms) {
    if x.to_bits() >> 32 < end { LARGE } else { HUGE }
}

/// `math.erf(x)`.
pub fn erf(x: f64) -> f64 {
    let size = x.abs();
    if x.is_nan() {
        return x;
    }
    if size < 0.84375 {
        if size < 2f64.powi(-28) {
            // Lifted, or the sum of two subnormals would be rounded twice.
            return if size < f64::MIN_POSITIVE {
                0.0625 * (16.0 * x + 16.0 * EFX * x)
            } else {
                x + EFX * x
            };
        }
        return x + x * quotient(SMALL, x * x);
    }
    let value = if size < 1.25 {
        ERF_1 + quotient(MIDDLE, size - 1.0)
    } else if size >= 6.0 {
        1.0
    } else {
        1.0 - tail(size, interval(size, 0x4006_DB6E)) / size
    };
    value.copysign(x)
}

/// `math.erfc(x)`.
pub fn erfc(x: f64) -> f64 {
    let size = x.abs();
    if x.is_nan() {
        return x;
    }
    if size < 0.84375 {
        if size < 2f64.powi(-56) {
            return 1.0 - x;
        }
        let rest = x * quotient(SMALL, x * x);
        return if x < 0.25 { 1.0 - (x + rest) } else { 0.5 - (rest + (x - 0.5)) };
    }
    if size < 1.25 {
        let rest = quotient(MIDDLE, size - 1.0);
        return if x > 0.0 { 1.0 - ERF_1 - rest } else { 1.0 + (ERF_1 + rest) };
    }
    if size >= 28.0 || x < -6.0 {
        return if x > 0.0 { 0.0 } else { 2.0 };
    }
    let rest = tail(size, interval(size, 0x4006_DB6D)) / size;
    if x > 0.0 { rest } else { 2.0 - rest }
}
