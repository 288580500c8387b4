//! The limit on the digits of decimal conversion: `sys.set_int_max_str_digits`.
//!
//! Reference: Library Reference, "Integer string conversion length limitation".

use std::cell::Cell;

use crate::algo::int_text::{DEFAULT_LIMIT, Int};
use crate::object::Vm;

struct DigitLimit(Cell<usize>);

impl Default for DigitLimit {
    fn default() -> Self {
        DigitLimit(Cell::new(DEFAULT_LIMIT))
    }
}

/// The most digits; 0: there is no limit.
pub fn digit_limit(vm: &Vm) -> usize {
    vm.state::<DigitLimit>().0.get()
}

/// The limit where a number could exceed it, which no word does.
pub fn limit_for(vm: &Vm, n: Int<'_>) -> usize {
    match n {
        Int::Small(_) => 0,
        Int::Big(_) => digit_limit(vm),
    }
}

/// Sets the limit; the caller has checked it.
pub fn set_digit_limit(vm: &Vm, limit: usize) {
    vm.state::<DigitLimit>().0.set(limit);
}
