//! `%time` and `%timeit`: how long code takes.

use std::time::{Duration, Instant};

use crate::compile::{self, Input, Mode};
use crate::eval;
use crate::object::{Builtin, Raised, Raises, Value, Vm};
use crate::protocol;

use super::command::options;
use super::{Comforts, process, tell};

/// Below this, a measurement says more about the clock.
const LONG_ENOUGH: Duration = Duration::from_millis(200);
const RUNS: u64 = 7;

/// Runs `body` and tells how long it took, also if it raises.
pub fn time(vm: &Vm, body: impl FnOnce() -> Raises<()>) -> Raises<()> {
    let (user, system) = process::cpu_time();
    let start = Instant::now();
    let result = body();
    let wall = start.elapsed();
    let (user_after, system_after) = process::cpu_time();
    let (user, system) = (user_after.saturating_sub(user), system_after.saturating_sub(system));
    let text = format!(
        "took {}; processor {} (user {}, system {})",
        duration(wall.as_secs_f64()),
        duration((user + system).as_secs_f64()),
        duration(user.as_secs_f64()),
        duration(system.as_secs_f64())
    );
    super::flush(vm);
    tell(vm, &text);
    result
}

/// `%timeit [-n COUNT] [-r RUNS] statement`.
pub fn timeit(comforts: &Comforts, arguments: &str) -> Raises<()> {
    let vm = comforts.vm();
    let (given, statement) = match options(arguments, "nr") {
        Ok(it) => it,
        Err(message) => {
            tell(vm, &format!("%timeit: {message}"));
            return Ok(());
        }
    };
    if statement.is_empty() {
        tell(vm, "%timeit [-n COUNT] [-r RUNS] statement");
        return Ok(());
    }
    let last = |letter| given.iter().rev().find(|it| it.0 == letter).map(|it| it.1.max(1));
    let runs = last('r').unwrap_or(RUNS);
    let timed = Timed::new(comforts, statement)?;
    let was_enabled = vm.heap.is_enabled();
    vm.heap.set_enabled(false);
    let result = measured(&timed, last('n'), runs);
    vm.heap.set_enabled(was_enabled);
    let (count, took) = result?;
    tell(vm, &summary(&took, count));
    Ok(())
}

fn measured(timed: &Timed, count: Option<u64>, runs: u64) -> Raises<(u64, Vec<f64>)> {
    let count = match count {
        Some(count) => count,
        None => enough(timed)?,
    };
    let mut took = Vec::new();
    for _ in 0..runs {
        took.push(timed.run(count)?.as_secs_f64() / count as f64);
    }
    Ok((count, took))
}

/// The first power of ten of loops that takes long enough.
fn enough(timed: &Timed) -> Raises<u64> {
    let mut count = 1;
    while timed.run(count)? < LONG_ENOUGH && count < 10_000_000_000 {
        count *= 10;
    }
    Ok(count)
}

/// A function that runs a statement as often as it is told.
struct Timed<'a> {
    vm: &'a Vm,
    function: Value,
}

impl Timed<'_> {
    fn new<'a>(comforts: &'a Comforts, statement: &str) -> Raises<Timed<'a>> {
        let vm = comforts.vm();
        // What is wrong with it is to be told of the statement as it was typed.
        compile::compile(vm, Input::Text(statement), &vm.str("<timeit>"), Mode::Exec, 0, true, -1)?;
        let body = statement.replace('\n', "\n        ");
        let source = format!("def _timed(_times):\n    for _ in _times:\n        {body}\n");
        let name = vm.str("<timeit>");
        let code = compile::compile(vm, Input::Text(&source), &name, Mode::Exec, 0, true, -1)?;
        // The function's globals are those of the prompt; its own name stays out of them.
        let locals = vm.dict();
        eval::run(vm, &code, comforts.session.main(), Some(&Value::Dict(locals.clone())))?;
        match locals.get_str(&vm.intern("_timed")) {
            Some(function) => Ok(Timed { vm, function }),
            None => Err(Raised::new(Builtin::SystemError, "there is nothing to time")),
        }
    }

    fn run(&self, count: u64) -> Raises<Duration> {
        let range = Value::Type(self.vm.class(Builtin::Range).clone());
        let count = i64::try_from(count).unwrap_or(i64::MAX);
        let times = protocol::call1(self.vm, &range, &Value::Int(count))?;
        let start = Instant::now();
        protocol::call1(self.vm, &self.function, &times)?;
        Ok(start.elapsed())
    }
}

/// What the measurements come to.
fn summary(took: &[f64], count: u64) -> String {
    let runs = took.len() as f64;
    let mean = took.iter().sum::<f64>() / runs;
    let variance = took.iter().map(|it| (it - mean) * (it - mean)).sum::<f64>() / runs;
    let plural = |count: u64, what: &str| match count {
        1 => format!("1 {what}"),
        count => format!("{} {what}s", grouped(count)),
    };
    format!(
        "{} ± {} per loop (mean ± std. dev. of {}, {} each)",
        duration(mean),
        duration(variance.sqrt()),
        plural(took.len() as u64, "run"),
        plural(count, "loop")
    )
}

/// Three figures of a time in seconds, in the unit that suits it.
fn duration(seconds: f64) -> String {
    if seconds >= 60.0 {
        let whole = seconds as u64;
        return format!("{} min {} s", whole / 60, whole % 60);
    }
    let units = [(1.0, "s"), (1e-3, "ms"), (1e-6, "µs")];
    let (scale, unit) = *units.iter().find(|it| seconds >= it.0).unwrap_or(&(1e-9, "ns"));
    let value = seconds / scale;
    let digits = match value {
        it if it >= 99.95 => 0,
        it if it >= 9.995 => 1,
        _ => 2,
    };
    if value == 0.0 { format!("0 {unit}") } else { format!("{value:.digits$} {unit}") }
}

/// A number with its thousands marked.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations() {
        assert_eq!(duration(0.0), "0 ns");
        assert_eq!(duration(12.34e-9), "12.3 ns");
        assert_eq!(duration(1.5e-6), "1.50 µs");
        assert_eq!(duration(0.123), "123 ms");
        assert_eq!(duration(2.0), "2.00 s");
        assert_eq!(duration(125.0), "2 min 5 s");
    }

    #[test]
    fn summaries() {
        assert_eq!(
            summary(&[1e-9; 7], 10_000_000),
            "1.00 ns ± 0 ns per loop (mean ± std. dev. of 7 runs, 10,000,000 loops each)"
        );
        assert_eq!(
            summary(&[1.0], 1),
            "1.00 s ± 0 ns per loop (mean ± std. dev. of 1 run, 1 loop each)"
        );
    }

    #[test]
    fn thousands() {
        assert_eq!(grouped(0), "0");
        assert_eq!(grouped(999), "999");
        assert_eq!(grouped(1000), "1,000");
        assert_eq!(grouped(12_345_678), "12,345,678");
    }
}
