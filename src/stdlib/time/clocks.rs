//! The clocks.

use std::time::{Duration, Instant};

use nix::time::{ClockId, clock_getres as resolution_of, clock_gettime as read_clock};

use crate::err;
use crate::object::{Builtin, Instance, Raises, Ref, Str, Type, Value, Vm};
use crate::protocol;
use crate::protocol::attr::instance_dict;
use crate::stdlib::sys::channel::system_error;

pub static CLOCKS: &[(&str, libc::clockid_t)] = &[
    ("CLOCK_REALTIME", libc::CLOCK_REALTIME),
    ("CLOCK_MONOTONIC", libc::CLOCK_MONOTONIC),
    #[cfg(target_os = "linux")]
    ("CLOCK_MONOTONIC_RAW", libc::CLOCK_MONOTONIC_RAW),
    ("CLOCK_PROCESS_CPUTIME_ID", libc::CLOCK_PROCESS_CPUTIME_ID),
    ("CLOCK_THREAD_CPUTIME_ID", libc::CLOCK_THREAD_CPUTIME_ID),
    #[cfg(target_os = "linux")]
    ("CLOCK_BOOTTIME", libc::CLOCK_BOOTTIME),
    #[cfg(target_os = "linux")]
    ("CLOCK_TAI", libc::CLOCK_TAI),
];

/// Nanoseconds of a clock.
fn read(vm: &Vm, clock: ClockId) -> Raises<i64> {
    match read_clock(clock) {
        Ok(time) => Ok(time.tv_sec() * 1_000_000_000 + time.tv_nsec()),
        Err(error) => Err(system_error(vm, &error.into(), &[])),
    }
}

fn seconds(nanoseconds: i64) -> f64 {
    // Rounded once: whole seconds are exact, and the quotient is right to the last bit.
    nanoseconds as f64 / 1e9
}

macro_rules! clocks {
    ($($seconds:ident $nanoseconds:ident $clock:ident;)*) => {$(
        pub fn $seconds(vm: &Vm) -> Raises<f64> {
            read(vm, ClockId::$clock).map(seconds)
        }

        pub fn $nanoseconds(vm: &Vm) -> Raises<i64> {
            read(vm, ClockId::$clock)
        }
    )*};
}

clocks! {
    time time_ns CLOCK_REALTIME;
    monotonic monotonic_ns CLOCK_MONOTONIC;
    process_time process_time_ns CLOCK_PROCESS_CPUTIME_ID;
    thread_time thread_time_ns CLOCK_THREAD_CPUTIME_ID;
}

pub fn clock_gettime(vm: &Vm, clock: i32) -> Raises<f64> {
    read(vm, ClockId::from_raw(clock)).map(seconds)
}

pub fn clock_gettime_ns(vm: &Vm, clock: i32) -> Raises<i64> {
    read(vm, ClockId::from_raw(clock))
}

pub fn clock_getres(vm: &Vm, clock: i32) -> Raises<f64> {
    match resolution_of(ClockId::from_raw(clock)) {
        Ok(time) => Ok(seconds(time.tv_sec() * 1_000_000_000 + time.tv_nsec())),
        Err(error) => Err(system_error(vm, &error.into(), &[])),
    }
}

pub fn get_clock_info(vm: &Vm, name: Ref<Str>) -> Raises<Value> {
    let (clock, shown, adjustable) = match &name.to_string_lossy()[..] {
        "time" => (ClockId::CLOCK_REALTIME, "CLOCK_REALTIME", true),
        "monotonic" | "perf_counter" => (ClockId::CLOCK_MONOTONIC, "CLOCK_MONOTONIC", false),
        "process_time" => (ClockId::CLOCK_PROCESS_CPUTIME_ID, "CLOCK_PROCESS_CPUTIME_ID", false),
        "thread_time" => (ClockId::CLOCK_THREAD_CPUTIME_ID, "CLOCK_THREAD_CPUTIME_ID", false),
        _ => return Err(err!(ValueError, "unknown clock")),
    };
    let class: &Ref<Type> = vm.class(Builtin::SimpleNamespace);
    let made = Value::of(Ref::<Instance>::new(vm, class).into_any());
    let resolution = resolution_of(clock).map(|it| it.tv_nsec() as f64 / 1e9).unwrap_or(1e-9);
    if let Some(dict) = instance_dict(vm, &made) {
        let set = |name: &str, value: Value| dict.set_str(vm, &vm.intern(name), value);
        set("implementation", vm.text(&format!("clock_gettime({shown})")));
        set("monotonic", Value::bool(!adjustable));
        set("adjustable", Value::bool(adjustable));
        set("resolution", Value::float(resolution));
    }
    Ok(made)
}

/// Between two looks at whether Ctrl-C was pressed.
const SLICE: Duration = Duration::from_millis(50);

pub fn sleep(vm: &Vm, length: Value) -> Raises<()> {
    let seconds = match &length {
        Value::Float(bits) => f64::from_bits(*bits),
        other if vm.is_instance(other, Builtin::Float) => protocol::number::to_f64(vm, other)?,
        other => protocol::number::to_f64(vm, &protocol::index(vm, other)?)?,
    };
    if seconds.is_nan() {
        return Err(err!(ValueError, "Invalid value NaN (not a number)"));
    }
    if seconds < 0.0 {
        return Err(err!(ValueError, "sleep length must be non-negative"));
    }
    if seconds > 9.2e9 {
        return Err(err!(OverflowError, "timestamp too large to convert to C PyTime_t"));
    }
    let end = Instant::now() + Duration::from_secs_f64(seconds);
    loop {
        let left = end.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return vm.poll();
        }
        std::thread::sleep(left.min(SLICE));
        vm.poll()?;
    }
}
