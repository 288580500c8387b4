//! Moments as fields: `gmtime`, `localtime`, `mktime`, `strftime`, `strptime`.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::algo::calendar::{DAYS, Fields, MONTHS, days_from_date};
use crate::algo::escape::repr_str;
use crate::algo::strftime::{Zone, strftime as text_of};
use crate::algo::strptime::{Unread, strptime as read};
use crate::err;
use crate::object::{Builtin, Raised, Raises, Ref, Str, Tuple, Value, Vm};
use crate::protocol;
use crate::stdlib::struct_sequence;

/// What local time is, this year.
pub struct Local {
    /// Names and offsets without and with daylight saving time.
    pub names: [String; 2],
    pub offsets: [i64; 2],
    pub has_dst: bool,
}

impl Local {
    pub fn now() -> Local {
        let now = Timestamp::now().as_second();
        let year = Fields::from_seconds(now, 0).year;
        let at = |month: i64| offset_at(days_from_date(year, month, 1) * 86_400);
        let (january, july) = (at(1), at(7));
        let (winter, summer) =
            if january.offset <= july.offset { (january, july) } else { (july, january) };
        let has_dst = winter.offset != summer.offset;
        Local {
            offsets: [winter.offset, summer.offset],
            names: [winter.name, summer.name],
            has_dst,
        }
    }
}

struct Offset {
    name: String,
    offset: i64,
    dst: bool,
}

/// The local zone at a moment.
fn offset_at(seconds: i64) -> Offset {
    let Ok(moment) = Timestamp::from_second(seconds) else {
        return Offset { name: "UTC".to_owned(), offset: 0, dst: false };
    };
    let zone = TimeZone::system();
    let info = zone.to_offset_info(moment);
    Offset {
        name: info.abbreviation().to_owned(),
        offset: i64::from(info.offset().seconds()),
        dst: info.dst().is_dst(),
    }
}

fn make(vm: &Vm, it: Fields, zone: Value, offset: Value) -> Value {
    let items =
        [it.year, it.month, it.day, it.hour, it.minute, it.second, it.weekday, it.yearday, it.dst];
    let items = items.map(Value::Int).to_vec();
    struct_sequence::make(vm, vm.class(Builtin::StructTime), items, vec![zone, offset])
}

#[cold]
fn out_of_range() -> Raised {
    err!(OverflowError, "timestamp out of range for platform time_t")
}

/// The moment given, in whole seconds; the present one if there is none.
fn moment(vm: &Vm, slots: &[Value], name: &str) -> Raises<i64> {
    let args = slots.first().and_then(|it| it.downcast::<Tuple>());
    let given = match args.map_or(&[][..], |it| it.items()) {
        [] => &Value::None,
        [one] => one,
        more => {
            return Err(err!(
                TypeError,
                "{name}() takes at most 1 argument ({} given)",
                more.len()
            ));
        }
    };
    seconds_of(vm, given)
}

fn seconds_of(vm: &Vm, given: &Value) -> Raises<i64> {
    let seconds = match given {
        Value::None => return Ok(Timestamp::now().as_second()),
        Value::Float(bits) => {
            let x = f64::from_bits(*bits);
            if x.is_nan() {
                return Err(err!(ValueError, "Invalid value NaN (not a number)"));
            }
            let whole = x.floor();
            if !(-9.2e18..9.2e18).contains(&whole) {
                return Err(out_of_range());
            }
            whole as i64
        }
        other => match protocol::index(vm, other)? {
            Value::Int(n) => n,
            _ => return Err(out_of_range()),
        },
    };
    // Years that a C int holds.
    if seconds.unsigned_abs() > 67_000_000_000_000_000 {
        let error = std::io::Error::from_raw_os_error(libc::EOVERFLOW);
        return Err(crate::stdlib::sys::channel::system_error(vm, &error, &[]));
    }
    Ok(seconds)
}

pub fn gmtime(vm: &Vm, slots: &[Value]) -> Raises<Value> {
    let seconds = moment(vm, slots, "gmtime")?;
    Ok(make(vm, Fields::from_seconds(seconds, 0), vm.text("GMT"), Value::Int(0)))
}

fn local(vm: &Vm, seconds: i64) -> Value {
    let at = offset_at(seconds);
    let fields = Fields::from_seconds(seconds + at.offset, i64::from(at.dst));
    make(vm, fields, vm.text(&at.name), Value::Int(at.offset))
}

pub fn localtime(vm: &Vm, slots: &[Value]) -> Raises<Value> {
    Ok(local(vm, moment(vm, slots, "localtime")?))
}

/// The nine fields of a tuple, as C's `struct tm` would have them but for the numbering.
fn fields_of(vm: &Vm, value: &Value, name: &str) -> Raises<Fields> {
    let Some(tuple) = value.downcast::<Tuple>() else {
        return Err(err!(TypeError, "Tuple or struct_time argument required"));
    };
    let items = tuple.items();
    if items.len() != 9 {
        return Err(err!(TypeError, "{name}(): illegal time tuple argument"));
    }
    let mut n = [0; 9];
    for (slot, item) in n.iter_mut().zip(items) {
        let number = crate::native::to_i64(vm, item, "int")?;
        let number = i32::try_from(number)
            .map_err(|_| err!(OverflowError, "Python int too large to convert to C int"))?;
        *slot = i64::from(number);
    }
    let [year, month, day, hour, minute, second, weekday, yearday, dst] = n;
    Ok(Fields { year, month, day, hour, minute, second, weekday, yearday, dst })
}

/// Refuses fields that have no text.
fn checked(mut it: Fields) -> Raises<Fields> {
    let check = |ok: bool, what: &str| {
        if ok { Ok(()) } else { Err(err!(ValueError, "{what} out of range")) }
    };
    it.month = if it.month == 0 { 1 } else { it.month };
    it.day = if it.day == 0 { 1 } else { it.day };
    it.yearday = if it.yearday == 0 { 1 } else { it.yearday };
    check((1..=12).contains(&it.month), "month")?;
    check((1..=31).contains(&it.day), "day of month")?;
    check((0..=23).contains(&it.hour), "hour")?;
    check((0..=59).contains(&it.minute), "minute")?;
    check((0..=61).contains(&it.second), "seconds")?;
    check(it.weekday >= -1, "day of week")?;
    it.weekday = it.weekday.rem_euclid(7);
    check((1..=366).contains(&it.yearday), "day of year")?;
    Ok(it)
}

pub fn mktime(vm: &Vm, tuple: Value) -> Raises<f64> {
    let fields = fields_of(vm, &tuple, "mktime")?;
    let naive = fields.to_seconds();
    // The offset is that of the moment itself, which is only known once the offset is.
    let mut at = offset_at(naive - offset_at(naive).offset);
    at = offset_at(naive - at.offset);
    if fields.dst == 0 && at.dst {
        at = Offset { offset: Local::now().offsets[0], ..at };
    }
    Ok((naive - at.offset) as f64)
}

fn plain_text(it: Fields) -> String {
    let (day, month) = (DAYS[it.weekday as usize], MONTHS[it.month as usize - 1]);
    format!(
        "{} {} {:2} {:02}:{:02}:{:02} {}",
        &day[..3],
        &month[..3],
        it.day,
        it.hour,
        it.minute,
        it.second,
        it.year
    )
}

pub fn asctime(vm: &Vm, tuple: Option<Value>) -> Raises<String> {
    let tuple = tuple.unwrap_or_else(|| local(vm, Timestamp::now().as_second()));
    Ok(plain_text(checked(fields_of(vm, &tuple, "asctime")?)?))
}

pub fn ctime(vm: &Vm, seconds: Option<Value>) -> Raises<String> {
    let seconds = seconds_of(vm, &seconds.unwrap_or(Value::None))?;
    Ok(plain_text(fields_of(vm, &local(vm, seconds), "ctime")?))
}

pub fn strftime(vm: &Vm, format: Ref<Str>, tuple: Option<Value>) -> Raises<Value> {
    let tuple = tuple.unwrap_or_else(|| local(vm, Timestamp::now().as_second()));
    let fields = checked(fields_of(vm, &tuple, "strftime")?)?;
    let local = Local::now();
    let dst = usize::from(fields.dst > 0);
    let mut zone = Zone { name: local.names[dst].clone(), offset: local.offsets[dst] };
    // A struct_time knows its own zone.
    if vm.is_instance(&tuple, Builtin::StructTime) {
        let name = protocol::getattr(vm, &tuple, &vm.intern("tm_zone"))?;
        let offset = protocol::getattr(vm, &tuple, &vm.intern("tm_gmtoff"))?;
        if let Some(name) = name.downcast::<Str>() {
            zone.name = name.to_string_lossy().into_owned();
        }
        if let Value::Int(offset) = offset {
            zone.offset = offset;
        }
    }
    Ok(Value::Str(vm.str_from_bytes(&text_of(format.bytes(), &fields, &zone))))
}

pub fn strptime(vm: &Vm, string: Value, format: Value) -> Raises<Value> {
    let text = |value: &Value, index: usize| match value.downcast::<Str>() {
        Some(text) => Ok(text.clone()),
        None => Err(err!(
            TypeError,
            "strptime() argument {index} must be str, not {}",
            protocol::repr(vm, &Value::Type(vm.type_of(value).clone()))?.to_string_lossy()
        )),
    };
    let (string, format) = (text(&string, 0)?, text(&format, 1)?);
    let local = Local::now();
    let zones = [&local.names[0][..], &local.names[1][..]];
    let shown = || (repr_str(string.bytes()), repr_str(format.bytes()));
    match read(&string.to_string_lossy(), &format.to_string_lossy(), zones) {
        Ok(it) => {
            let zone = it.zone.map_or(Value::None, |it| vm.text(&it));
            let offset = it.offset.map_or(Value::None, Value::Int);
            Ok(make(vm, it.fields, zone, offset))
        }
        Err(Unread::Mismatch) => {
            let (data, format) = shown();
            Err(err!(ValueError, "time data {data} does not match format {format}"))
        }
        Err(Unread::Remains(count)) => {
            let text = string.to_string_lossy();
            let from = text.chars().count() - count;
            let rest: String = text.chars().skip(from).collect();
            Err(err!(ValueError, "unconverted data remains: {rest}"))
        }
        Err(Unread::BadDirective(c)) => {
            Err(err!(ValueError, "'{c}' is a bad directive in format {}", shown().1))
        }
        Err(Unread::Stray) => Err(err!(ValueError, "stray % in format {}", shown().1)),
        Err(Unread::Other(message)) => Err(err!(ValueError, "{message}")),
    }
}

pub fn tzset(_: &Vm) {}
