//! `time`: clocks, and moments as fields.
//!
//! Reference: Library Reference, "time — Time access and conversions".

mod clocks;
mod fields;

use crate::native;
use crate::object::{Builtin, Native, TypeSpec, Value, Vm};
use crate::stdlib::struct_sequence::{self, BASE, field, hidden_field};

pub use fields::Local;

pub const DOC: &str = "Clocks, and moments as fields.";

pub static STRUCT_TIME: TypeSpec = TypeSpec {
    name: "time.struct_time",
    flags: crate::object::flags::PREFIX,
    doc: "A moment in fields: year, month, day, hour, minute, second, day of week, day of year, daylight \
          saving time.",
    slots: |slots| {
        (BASE.slots)(slots);
        slots.new.set(Some(|vm, class, args| struct_sequence::construct(vm, class, args, 11)));
    },
    getset: &[
        field::<0>("tm_year"),
        field::<1>("tm_mon"),
        field::<2>("tm_mday"),
        field::<3>("tm_hour"),
        field::<4>("tm_min"),
        field::<5>("tm_sec"),
        field::<6>("tm_wday"),
        field::<7>("tm_yday"),
        field::<8>("tm_isdst"),
        hidden_field::<0>("tm_zone"),
        hidden_field::<1>("tm_gmtoff"),
    ],
    ..BASE
};

pub static CLASSES: &[(&str, Builtin)] = &[("struct_time", Builtin::StructTime)];

pub static FUNCTIONS: &[Native] = &[
    native!("time($module)" as "($self, /)", "Seconds since 1970.", clocks::time),
    native!("time_ns($module)" as "($self, /)", "Nanoseconds since 1970.", clocks::time_ns),
    native!("monotonic($module)" as "($self, /)", "Seconds of a clock that never goes back.", clocks::monotonic),
    native!("monotonic_ns($module)" as "($self, /)", "Nanoseconds of a clock that never goes back.", clocks::monotonic_ns),
    native!("perf_counter($module)" as "($self, /)", "Seconds of the clock for measuring.", clocks::monotonic),
    native!("perf_counter_ns($module)" as "($self, /)", "Nanoseconds of the clock for measuring.", clocks::monotonic_ns),
    native!("process_time($module)" as "($self, /)", "Seconds that this process has used the processor.", clocks::process_time),
    native!("process_time_ns($module)" as "($self, /)", "Nanoseconds that this process has used the processor.", clocks::process_time_ns),
    native!("thread_time($module)" as "($self, /)", "Seconds that this thread has used the processor.", clocks::thread_time),
    native!("thread_time_ns($module)" as "($self, /)", "Nanoseconds that this thread has used the processor.", clocks::thread_time_ns),
    native!(
        "clock_gettime($module, clk_id, /)",
        "Seconds of a clock of the system.",
        clocks::clock_gettime
    ),
    native!(
        "clock_gettime_ns($module, clk_id, /)",
        "Nanoseconds of a clock of the system.",
        clocks::clock_gettime_ns
    ),
    native!("clock_getres($module, clk_id, /)" as "", "The finest step of a clock of the system, in seconds.", clocks::clock_getres),
    native!("get_clock_info($module, name, /)" as "", "Facts about a clock.", clocks::get_clock_info),
    native!("sleep($module, object, /)" as "($self, object, /)", "Wait so many seconds.", clocks::sleep),
    native!(raw "gmtime($module, *args)" as "", "A moment in fields of UTC.", fields::gmtime),
    native!(raw "localtime($module, *args)" as "", "A moment in fields of local time.", fields::localtime),
    native!("mktime($module, object, /)" as "($self, object, /)", "Seconds since 1970 of fields of local time.", fields::mktime),
    native!("asctime($module, tuple=None, /)" as "", "Fields as text, as in 'Sat Jun 06 16:26:11 1998'.", fields::asctime),
    native!("ctime($module, seconds=None, /)" as "", "A moment as text, in local time.", fields::ctime),
    native!("strftime($module, format, tuple=None, /)" as "", "Fields as text, as the format says.", fields::strftime),
    native!("strptime($module, string, format='%a %b %d %H:%M:%S %Y', /)" as "", "Fields read from text, as the format says.", fields::strptime),
    native!("tzset($module)" as "($self, /)", "Look up the local time zone anew.", fields::tzset),
];

pub fn constants(vm: &Vm) -> Vec<(&'static str, Value)> {
    let mut all = vec![("_STRUCT_TM_ITEMS", Value::Int(11))];
    for (name, clock) in clocks::CLOCKS {
        all.push((name, Value::Int(i64::from(*clock))));
    }
    let local = Local::now();
    all.extend([
        ("timezone", Value::Int(-local.offsets[0])),
        ("altzone", Value::Int(-local.offsets[1])),
        ("daylight", Value::Int(i64::from(local.has_dst))),
        ("tzname", vm.tuple(local.names.iter().map(|it| vm.text(it)).collect())),
    ]);
    all
}
