//! [`IntoResult`]: what a body may return.

use crate::object::{Payload, Raises, Ref, Value, Vm};

/// A Rust type that becomes the value of a call.
pub trait IntoResult {
    fn into_result(self, vm: &Vm) -> Raises<Value>;
}

impl<T: IntoResult> IntoResult for Raises<T> {
    #[inline(always)]
    fn into_result(self, vm: &Vm) -> Raises<Value> {
        self?.into_result(vm)
    }
}

impl<T: IntoResult> IntoResult for Option<T> {
    #[inline(always)]
    fn into_result(self, vm: &Vm) -> Raises<Value> {
        self.map_or(Ok(Value::None), |it| it.into_result(vm))
    }
}

impl<T: Payload> IntoResult for Ref<T> {
    #[inline(always)]
    fn into_result(self, _: &Vm) -> Raises<Value> {
        Ok(Value::of(self.into_any()))
    }
}

impl<A: IntoResult, B: IntoResult> IntoResult for (A, B) {
    fn into_result(self, vm: &Vm) -> Raises<Value> {
        Ok(vm.tuple(vec![self.0.into_result(vm)?, self.1.into_result(vm)?]))
    }
}

impl<A: IntoResult, B: IntoResult, C: IntoResult> IntoResult for (A, B, C) {
    fn into_result(self, vm: &Vm) -> Raises<Value> {
        let (a, b, c) = self;
        Ok(vm.tuple(vec![a.into_result(vm)?, b.into_result(vm)?, c.into_result(vm)?]))
    }
}

macro_rules! results {
    ($($T:ty: |$vm:pat_param, $it:pat_param| $value:expr;)*) => {$(
        impl IntoResult for $T {
            #[inline(always)]
            fn into_result(self, $vm: &Vm) -> Raises<Value> {
                let $it = self;
                Ok($value)
            }
        }
    )*};
}

results! {
    Value: |_, it| it;
    (): |_, ()| Value::None;
    bool: |_, it| Value::bool(it);
    i64: |_, it| Value::Int(it);
    isize: |_, it| Value::Int(it as i64);
    i32: |_, it| Value::Int(i64::from(it));
    u32: |_, it| Value::Int(i64::from(it));
    // Lengths and counts: what memory can hold fits.
    usize: |_, it| Value::Int(it as i64);
    f64: |_, it| Value::float(it);
    char: |vm, it| Value::Str(vm.str_from_code(u32::from(it)));
    String: |vm, it| vm.text(&it);
    &str: |vm, it| vm.text(it);
    // A list.
    Vec<Value>: |vm, it| vm.list(it);
}
