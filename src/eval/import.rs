//! `import` statements.
//!
//! Reference: Language Reference, "The import statement".

use crate::err;
use crate::object::{Args, Flow, Fp, Name, Raises, Ref, Stmt, Str, Value, Vm};
use crate::protocol;

use super::fail::raise_flow;
use super::names::Store;
use crate::types::module::import_from;

/// Calls `__import__` as the statement does.
fn import(vm: &Vm, fp: Fp, name: &Ref<Str>, from: Value, level: i64) -> Raises<Value> {
    let function = fp.head().function();
    let Some(callee) = function.builtins.get_str(vm.name(Name::Import)) else {
        return Err(err!(ImportError, "__import__ not found"));
    };
    let globals = Value::Dict(function.globals.clone());
    let locals = if function.namespace { fp.get(0) } else { globals.clone() };
    let args = [Value::Str(name.clone()), globals, locals, from, Value::Int(level)];
    protocol::call(vm, &callee, Args::positional(&args))
}

/// `import a.b.c`, `import a.b.c as d`.
pub struct Import {
    pub name: Ref<Str>,
    pub target: Box<dyn Store>,
    /// `as` was given: the attributes on the way down to the module itself.
    pub path: Box<[Ref<Str>]>,
    pub at: u32,
}

impl Stmt for Import {
    fn exec(&self, vm: &Vm, fp: Fp) -> Flow {
        fp.head().position.set(self.at);
        let module = import(vm, fp, &self.name, Value::None, 0).and_then(|mut module| {
            for part in &self.path {
                module = import_from(vm, &module, part)?;
            }
            Ok(module)
        });
        match module {
            Ok(module) => self.target.store(vm, fp, module),
            Err(raised) => raise_flow(vm, fp, self.at, raised),
        }
    }
}

/// `from a import b, c as d`.
pub struct ImportFrom {
    pub module: Ref<Str>,
    pub level: i64,
    pub names: Box<[(Ref<Str>, Box<dyn Store>)]>,
    pub at: u32,
}

impl Stmt for ImportFrom {
    fn exec(&self, vm: &Vm, fp: Fp) -> Flow {
        fp.head().position.set(self.at);
        let from = vm.tuple(self.names.iter().map(|it| Value::Str(it.0.clone())).collect());
        let module = match import(vm, fp, &self.module, from, self.level) {
            Ok(module) => module,
            Err(raised) => return raise_flow(vm, fp, self.at, raised),
        };
        for (name, target) in &self.names {
            match import_from(vm, &module, name) {
                Ok(value) => {
                    if target.store(vm, fp, value) != Flow::Next {
                        return Flow::Err;
                    }
                }
                Err(raised) => return raise_flow(vm, fp, self.at, raised),
            }
        }
        Flow::Next
    }
}

/// `from a import *`.
pub struct ImportStar {
    pub module: Ref<Str>,
    pub level: i64,
    /// Names go into the mapping in the frame's first slot, not into the globals.
    pub namespace: bool,
    pub at: u32,
}

impl Stmt for ImportStar {
    fn exec(&self, vm: &Vm, fp: Fp) -> Flow {
        fp.head().position.set(self.at);
        match self.run(vm, fp) {
            Ok(()) => Flow::Next,
            Err(raised) => raise_flow(vm, fp, self.at, raised),
        }
    }
}

impl ImportStar {
    fn run(&self, vm: &Vm, fp: Fp) -> Raises<()> {
        let from = vm.tuple(vec![vm.text("*")]);
        let module = import(vm, fp, &self.module, from, self.level)?;
        let namespace = if self.namespace {
            fp.get(0)
        } else {
            Value::Dict(fp.head().function().globals.clone())
        };
        let (names, all) = match protocol::getattr_opt(vm, &module, vm.name(Name::All))? {
            Some(names) => (protocol::to_vec(vm, &names)?, true),
            None => {
                let Some(dict) = protocol::getattr_opt(vm, &module, &vm.intern("__dict__"))? else {
                    return Err(err!(
                        ImportError,
                        "from-import-* object has no __dict__ and no __all__"
                    ));
                };
                let keys = protocol::call_method(vm, &dict, &vm.intern("keys"), &[])?;
                (protocol::to_vec(vm, &keys)?, false)
            }
        };
        for name in names {
            let Some(text) = name.downcast::<Str>() else {
                let shown = match protocol::getattr_opt(vm, &module, vm.name(Name::Name))? {
                    Some(Value::Str(shown)) => shown.to_string_lossy().into_owned(),
                    _ => "?".to_owned(),
                };
                let what = if all { "Item in" } else { "Key in" };
                let place = if all { "__all__" } else { "__dict__" };
                return Err(err!(
                    TypeError,
                    "{what} {shown}.{place} must be str, not {}",
                    vm.type_name(&name)
                ));
            };
            if !all && text.bytes().starts_with(b"_") {
                continue;
            }
            let value = protocol::getattr(vm, &module, &vm.intern_bytes(text.bytes()))?;
            match &namespace {
                Value::Dict(dict) => dict.set_str(vm, &vm.intern_bytes(text.bytes()), value),
                other => protocol::setitem(vm, other, &name, value)?,
            }
        }
        Ok(())
    }
}
