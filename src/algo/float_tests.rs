//! The float functions against tests/recorded/float_math.tsv.

use super::erf::{erf, erfc};
use super::fault::Fault;
use super::float_arith::{self, Power};
use super::float_sum::{self, Compensated, ExactSum, ProductSum};
use super::gamma::{NoValue, gamma, lgamma};
use super::recorded::{ascii, cases};

fn floats(field: &str) -> Vec<f64> {
    let float = |text: &str| Some(f64::from_bits(u64::from_str_radix(text, 16).ok()?));
    field.split(' ').filter_map(float).collect()
}

fn fault(text: &str) -> Fault {
    Fault::value(text)
}

fn call(name: &str, args: &[f64]) -> Result<Vec<f64>, Fault> {
    let special = |value: Result<f64, NoValue>| {
        value.map_err(|why| match why {
            NoValue::Domain => fault("math domain error"),
            NoValue::Range => Fault::overflow("math range error"),
        })
    };
    Ok(vec![match name {
        "divmod" => {
            let (quotient, modulus) = float_arith::divmod(args[0], args[1])
                .ok_or_else(|| Fault::zero_division("float divmod()"))?;
            return Ok(vec![quotient, modulus]);
        }
        "floordiv" => float_arith::floor_divide(args[0], args[1])?,
        "mod" => float_arith::modulo(args[0], args[1])?,
        "pow" => match float_arith::power(args[0], args[1]) {
            Power::Float(x) => x,
            Power::Complex => return Ok(vec![]),
            Power::ZeroToNegative => {
                return Err(Fault::zero_division("0.0 cannot be raised to a negative power"));
            }
            Power::Overflow => {
                return Err(Fault::overflow("(34, 'Numerical result out of range')"));
            }
        },
        "remainder" => {
            float_arith::remainder(args[0], args[1]).ok_or_else(|| fault("math domain error"))?
        }
        "nextafter" => float_arith::next_after(args[0], args[1], 1),
        "ulp" => float_arith::ulp(args[0]),
        "gamma" => special(gamma(args[0]))?,
        "lgamma" => special(lgamma(args[0]))?,
        "erf" => erf(args[0]),
        "erfc" => erfc(args[0]),
        "hypot" => float_sum::hypot(args),
        "fsum" => {
            let mut sum = ExactSum::default();
            for &x in args {
                sum.add(x)?;
            }
            sum.finish()?
        }
        "sum" => {
            let mut sum = Compensated::default();
            args.iter().for_each(|&x| sum.add(x));
            sum.finish()
        }
        "sumprod" => {
            let mut sum = ProductSum::default();
            args.chunks(2).for_each(|pair| sum.add(pair[0], pair[1]));
            sum.finish()
        }
        _ => panic!("{name} is not compared"),
    }])
}

#[test]
fn as_recorded() {
    let mut apart = 0;
    for case in cases(include_str!("../../tests/recorded/float_math.tsv")) {
        let [name, args, expected] = case.try_into().unwrap();
        let (name, args, expected) = (ascii(&name), ascii(&args), ascii(&expected));
        let found = call(name, &floats(args));
        let args = floats(args);
        match found {
            Err(fault) => {
                assert_eq!(format!("{:?}: {fault}", fault.kind), expected, "{name} {args:?}")
            }
            Ok(found) if found.is_empty() => assert_eq!(expected, "complex"),
            Ok(found) => {
                let wanted = floats(expected);
                for (found, wanted) in found.iter().zip(&wanted) {
                    let same =
                        found.to_bits() == wanted.to_bits() || found.is_nan() && wanted.is_nan();
                    if !same {
                        apart += 1;
                        eprintln!("{name}{args:?} = {found:?}, not {wanted:?}");
                    }
                }
                assert_eq!(found.len(), wanted.len(), "{name} {args:?} {expected}");
            }
        }
    }
    assert_eq!(apart, 0);
}
