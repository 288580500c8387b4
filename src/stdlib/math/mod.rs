//! `math`: functions of real numbers and of ints.
//!
//! Reference: Library Reference, "math — Mathematical functions".

mod real;
mod sums;
mod whole;

use crate::native;
use crate::object::{Native, Value, Vm};

pub const DOC: &str =
    "The functions of the C standard's mathematical library, and more of the kind.";

pub fn constants(_: &Vm) -> Vec<(&'static str, Value)> {
    vec![
        ("pi", Value::float(std::f64::consts::PI)),
        ("e", Value::float(std::f64::consts::E)),
        ("tau", Value::float(std::f64::consts::TAU)),
        ("inf", Value::float(f64::INFINITY)),
        ("nan", Value::float(f64::NAN)),
    ]
}

pub static FUNCTIONS: &[Native] = &[
    native!(
        "acos($module, x, /)",
        "The angle, in radians from 0 to pi, whose cosine is x.",
        real::acos
    ),
    native!("acosh($module, x, /)", "The inverse hyperbolic cosine of x.", real::acosh),
    native!(
        "asin($module, x, /)",
        "The angle, in radians from -pi/2 to pi/2, whose sine is x.",
        real::asin
    ),
    native!("asinh($module, x, /)", "The inverse hyperbolic sine of x.", real::asinh),
    native!(
        "atan($module, x, /)",
        "The angle, in radians from -pi/2 to pi/2, whose tangent is x.",
        real::atan
    ),
    native!(
        "atan2($module, y, x, /)",
        "The angle of the point (x, y) in radians: that of y/x, in the quadrant both signs say.",
        real::atan2
    ),
    native!("atanh($module, x, /)", "The inverse hyperbolic tangent of x.", real::atanh),
    native!("cbrt($module, x, /)", "The cube root of x.", real::cbrt),
    native!("ceil($module, x, /)", "The smallest int that is at least x.", real::ceil),
    native!(
        "copysign($module, x, y, /)",
        "A float of the size of x with the sign of y.",
        real::copysign
    ),
    native!("cos($module, x, /)", "The cosine of x radians.", real::cos),
    native!("cosh($module, x, /)", "The hyperbolic cosine of x.", real::cosh),
    native!("degrees($module, x, /)", "The angle of x radians in degrees.", real::degrees),
    native!(
        "dist($module, p, q, /)",
        "The distance between two points, given as their coordinates.",
        sums::dist
    ),
    native!("erf($module, x, /)", "The error function at x.", real::erf),
    native!("erfc($module, x, /)", "1 - erf(x), also where that is tiny.", real::erfc),
    native!("exp($module, x, /)", "e to the power of x.", real::exp),
    native!("exp2($module, x, /)", "2 to the power of x.", real::exp2),
    native!("expm1($module, x, /)", "exp(x) - 1, also where that is tiny.", real::expm1),
    native!("fabs($module, x, /)", "The size of x, a float.", real::fabs),
    native!("factorial($module, n, /)", "The product of the ints from 1 to n.", whole::factorial),
    native!("floor($module, x, /)", "The largest int that is at most x.", real::floor),
    native!("fma($module, x, y, z, /)", "x * y + z, rounded only once.", real::fma),
    native!("fmod($module, x, y, /)", "The remainder of x / y with the sign of x.", real::fmod),
    native!(
        "frexp($module, x, /)",
        "A float m of size 0.5 to 1 and an int e such that x is m * 2**e; both 0 for 0.",
        real::frexp
    ),
    native!(
        "fsum($module, seq, /)",
        "The sum of the numbers, exact up to one rounding.",
        sums::fsum
    ),
    native!("gamma($module, x, /)", "The gamma function at x.", real::gamma),
    native!("gcd($module, *integers)", "The greatest common divisor of the ints.", whole::gcd),
    native!(
        "hypot($module, *coordinates)" as "",
        "hypot(*coordinates) -> value\n\nThe distance of the point from the origin.\n\n>>> hypot(3.0, 4.0)\n5.0",
        sums::hypot
    ),
    native!(
        "isclose($module, /, a, b, *, rel_tol=1e-09, abs_tol=0.0)",
        "Whether a and b differ by at most rel_tol of the larger one, or by at most abs_tol.\n\n\
         A nan is close to nothing, an infinity only to itself.",
        real::isclose
    ),
    native!("isfinite($module, x, /)", "Whether x is neither infinite nor nan.", real::isfinite),
    native!("isinf($module, x, /)", "Whether x is infinite.", real::isinf),
    native!("isnan($module, x, /)", "Whether x is nan.", real::isnan),
    native!(
        "isqrt($module, n, /)",
        "The whole part of the square root of the int n.",
        whole::isqrt
    ),
    native!("lcm($module, *integers)", "The least common multiple of the ints.", whole::lcm),
    native!("ldexp($module, x, i, /)", "x * 2**i: what frexp took apart.", real::ldexp),
    native!(
        "lgamma($module, x, /)",
        "The natural logarithm of the size of the gamma function at x.",
        real::lgamma
    ),
    native!(
        "log($module, x, base=<unrepresentable>, /)" as "",
        "log(x, [base=math.e])\nThe logarithm of x in that base, the natural one if none is given.",
        real::log
    ),
    native!("log10($module, x, /)", "The logarithm of x in base 10.", real::log10),
    native!(
        "log1p($module, x, /)",
        "The natural logarithm of 1 + x, also where x is tiny.",
        real::log1p
    ),
    native!("log2($module, x, /)", "The logarithm of x in base 2.", real::log2),
    native!(
        "modf($module, x, /)",
        "The fraction and the whole part of x, both with its sign.",
        real::modf
    ),
    native!(
        "nextafter($module, x, y, /, *, steps=None)",
        "The float that many steps (1 if not given) from x towards y; y if they lead past it.",
        real::nextafter
    ),
    native!(
        "perm($module, n, k=None, /)",
        "In how many ways k of n things can be put in a row; all of them if k is None.",
        whole::perm
    ),
    native!("comb($module, n, k, /)", "In how many ways k of n things can be chosen.", whole::comb),
    native!("pow($module, x, y, /)", "x to the power of y, as floats.", real::pow),
    native!(
        "prod($module, iterable, /, *, start=1)",
        "The product of start and all items; start if there are none.",
        sums::prod
    ),
    native!("radians($module, x, /)", "The angle of x degrees in radians.", real::radians),
    native!(
        "remainder($module, x, y, /)",
        "x - n*y, where n is the int nearest to x / y, the even one of two.",
        real::remainder
    ),
    native!("sin($module, x, /)", "The sine of x radians.", real::sin),
    native!("sinh($module, x, /)", "The hyperbolic sine of x.", real::sinh),
    native!("sqrt($module, x, /)", "The square root of x.", real::sqrt),
    native!(
        "sumprod($module, p, q, /)",
        "The sum of the products of the items of p and q, pair by pair.\n\nFloats lose little on the way.",
        sums::sumprod
    ),
    native!("tan($module, x, /)", "The tangent of x radians.", real::tan),
    native!("tanh($module, x, /)", "The hyperbolic tangent of x.", real::tanh),
    native!("trunc($module, x, /)", "x cut towards zero, by its __trunc__ method.", real::trunc),
    native!("ulp($module, x, /)", "What the last bit of the float x is worth.", real::ulp),
];
