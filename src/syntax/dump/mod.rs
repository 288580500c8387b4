//! A tree as text, as `ast.dump(tree, include_attributes=True)` writes it with `ascii` for `repr`.
//!
//! The tests compare trees with CPython's this way. What CPython leaves out is left out: absent
//! fields and empty lists.
//!
//! Reference: Library Reference, `ast.dump`.

mod expression;
mod literal;

use super::ast::{
    Alias, Arg, Arguments, ExceptHandler, FunctionDef, Keyword, Mod, Operator, Pattern,
    PatternKind, Span, Stmt, StmtKind, Try, TypeParam, TypeParamKind, WithItem,
};

/// The text of `tree`.
pub fn dump(tree: &Mod) -> String {
    let mut dump = Dump { out: String::new() };
    dump.module(tree);
    dump.out
}

/// `ascii(text)`, for text that is UTF-8 but for surrogates.
pub fn ascii(text: &[u8]) -> String {
    let mut out = String::new();
    literal::text(&mut out, text);
    out
}

struct Dump {
    out: String,
}

impl Dump {
    fn open(&mut self, class: &str) {
        self.out.push_str(class);
        self.out.push('(');
    }

    fn close(&mut self) {
        self.out.push(')');
    }

    /// Ends a node that has a place.
    fn close_at(&mut self, span: Span) {
        self.number("lineno", span.line.into());
        self.number("col_offset", span.column.into());
        self.number("end_lineno", span.end_line.into());
        self.number("end_col_offset", span.end_column.into());
        self.close();
    }

    fn field(&mut self, name: &str) {
        if !self.out.ends_with('(') {
            self.out.push_str(", ");
        }
        self.out.push_str(name);
        self.out.push('=');
    }

    fn number(&mut self, name: &str, value: i64) {
        self.field(name);
        self.out.push_str(&value.to_string());
    }

    fn text(&mut self, name: &str, value: &str) {
        self.field(name);
        literal::text(&mut self.out, value.as_bytes());
    }

    fn optional_text(&mut self, name: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.text(name, value);
        }
    }

    fn list<T>(&mut self, name: &str, items: &[T], mut each: impl FnMut(&mut Self, &T)) {
        if items.is_empty() {
            return;
        }
        self.field(name);
        for (i, item) in items.iter().enumerate() {
            self.out.push_str(if i == 0 { "[" } else { ", " });
            each(self, item);
        }
        self.out.push(']');
    }

    fn names(&mut self, name: &str, names: &[super::ast::Identifier]) {
        self.list(name, names, |dump, it| literal::text(&mut dump.out, it.as_bytes()));
    }

    fn module(&mut self, tree: &Mod) {
        match tree {
            Mod::Module { body, type_ignores } => {
                self.open("Module");
                self.body("body", body);
                self.list("type_ignores", type_ignores, |dump, it| {
                    dump.open("TypeIgnore");
                    dump.number("lineno", it.lineno.into());
                    dump.text("tag", &it.tag);
                    dump.close();
                });
            }
            Mod::Interactive { body } => {
                self.open("Interactive");
                self.body("body", body);
            }
            Mod::Expression { body } => {
                self.open("Expression");
                self.expr("body", body);
            }
            Mod::FunctionType { argtypes, returns } => {
                self.open("FunctionType");
                self.exprs("argtypes", argtypes);
                self.expr("returns", returns);
            }
        }
        self.close();
    }

    fn body(&mut self, name: &str, body: &[Stmt]) {
        self.list(name, body, |dump, it| dump.stmt(it));
    }

    fn stmt(&mut self, it: &Stmt) {
        match &it.kind {
            StmtKind::FunctionDef(it) => self.function("FunctionDef", it),
            StmtKind::AsyncFunctionDef(it) => self.function("AsyncFunctionDef", it),
            StmtKind::ClassDef(it) => {
                self.open("ClassDef");
                self.text("name", &it.name);
                self.exprs("bases", &it.bases);
                self.keywords(&it.keywords);
                self.body("body", &it.body);
                self.exprs("decorator_list", &it.decorator_list);
                self.type_params(&it.type_params);
            }
            StmtKind::Return { value } => {
                self.open("Return");
                self.optional_expr("value", value.as_deref());
            }
            StmtKind::Delete { targets } => {
                self.open("Delete");
                self.exprs("targets", targets);
            }
            StmtKind::Assign { targets, value, type_comment } => {
                self.open("Assign");
                self.exprs("targets", targets);
                self.expr("value", value);
                self.optional_text("type_comment", type_comment.as_deref());
            }
            StmtKind::TypeAlias(it) => {
                self.open("TypeAlias");
                self.expr("name", &it.name);
                self.type_params(&it.type_params);
                self.expr("value", &it.value);
            }
            StmtKind::AugAssign { target, op, value } => {
                self.open("AugAssign");
                self.expr("target", target);
                self.operator(*op);
                self.expr("value", value);
            }
            StmtKind::AnnAssign { target, annotation, value, simple } => {
                self.open("AnnAssign");
                self.expr("target", target);
                self.expr("annotation", annotation);
                self.optional_expr("value", value.as_deref());
                self.number("simple", (*simple).into());
            }
            StmtKind::For(loop_) | StmtKind::AsyncFor(loop_) => {
                self.open(match it.kind {
                    StmtKind::For(_) => "For",
                    _ => "AsyncFor",
                });
                self.expr("target", &loop_.target);
                self.expr("iter", &loop_.iter);
                self.body("body", &loop_.body);
                self.body("orelse", &loop_.orelse);
                self.optional_text("type_comment", loop_.type_comment.as_deref());
            }
            StmtKind::While { test, body, orelse } => {
                self.open("While");
                self.expr("test", test);
                self.body("body", body);
                self.body("orelse", orelse);
            }
            StmtKind::If { test, body, orelse } => {
                self.open("If");
                self.expr("test", test);
                self.body("body", body);
                self.body("orelse", orelse);
            }
            StmtKind::With(with) | StmtKind::AsyncWith(with) => {
                self.open(match it.kind {
                    StmtKind::With(_) => "With",
                    _ => "AsyncWith",
                });
                self.list("items", &with.items, Self::with_item);
                self.body("body", &with.body);
                self.optional_text("type_comment", with.type_comment.as_deref());
            }
            StmtKind::Match { subject, cases } => {
                self.open("Match");
                self.expr("subject", subject);
                self.list("cases", cases, |dump, it| {
                    dump.open("match_case");
                    dump.field("pattern");
                    dump.pattern(&it.pattern);
                    dump.optional_expr("guard", it.guard.as_deref());
                    dump.body("body", &it.body);
                    dump.close();
                });
            }
            StmtKind::Raise { exc, cause } => {
                self.open("Raise");
                self.optional_expr("exc", exc.as_deref());
                self.optional_expr("cause", cause.as_deref());
            }
            StmtKind::Try(it) => self.try_("Try", it),
            StmtKind::TryStar(it) => self.try_("TryStar", it),
            StmtKind::Assert { test, msg } => {
                self.open("Assert");
                self.expr("test", test);
                self.optional_expr("msg", msg.as_deref());
            }
            StmtKind::Import { names } => {
                self.open("Import");
                self.list("names", names, Self::alias);
            }
            StmtKind::ImportFrom { module, names, level } => {
                self.open("ImportFrom");
                self.optional_text("module", module.as_deref());
                self.list("names", names, Self::alias);
                self.number("level", (*level).into());
            }
            StmtKind::Global { names } => {
                self.open("Global");
                self.names("names", names);
            }
            StmtKind::Nonlocal { names } => {
                self.open("Nonlocal");
                self.names("names", names);
            }
            StmtKind::Expr { value } => {
                self.open("Expr");
                self.expr("value", value);
            }
            StmtKind::Pass => self.open("Pass"),
            StmtKind::Break => self.open("Break"),
            StmtKind::Continue => self.open("Continue"),
        }
        self.close_at(it.span);
    }

    fn function(&mut self, class: &str, it: &FunctionDef) {
        self.open(class);
        self.text("name", &it.name);
        self.field("args");
        self.arguments(&it.args);
        self.body("body", &it.body);
        self.exprs("decorator_list", &it.decorator_list);
        self.optional_expr("returns", it.returns.as_deref());
        self.optional_text("type_comment", it.type_comment.as_deref());
        self.type_params(&it.type_params);
    }

    fn with_item(&mut self, it: &WithItem) {
        self.open("withitem");
        self.expr("context_expr", &it.context_expr);
        self.optional_expr("optional_vars", it.optional_vars.as_deref());
        self.close();
    }

    fn try_(&mut self, class: &str, it: &Try) {
        self.open(class);
        self.body("body", &it.body);
        self.list("handlers", &it.handlers, Self::handler);
        self.body("orelse", &it.orelse);
        self.body("finalbody", &it.finalbody);
    }

    fn handler(&mut self, it: &ExceptHandler) {
        self.open("ExceptHandler");
        self.optional_expr("type", it.type_.as_deref());
        self.optional_text("name", it.name.as_deref());
        self.body("body", &it.body);
        self.close_at(it.span);
    }

    fn alias(&mut self, it: &Alias) {
        self.open("alias");
        self.text("name", &it.name);
        self.optional_text("asname", it.asname.as_deref());
        self.close_at(it.span);
    }

    fn arguments(&mut self, it: &Arguments) {
        self.open("arguments");
        self.list("posonlyargs", &it.posonlyargs, Self::arg);
        self.list("args", &it.args, Self::arg);
        if let Some(it) = &it.vararg {
            self.field("vararg");
            self.arg(it);
        }
        self.list("kwonlyargs", &it.kwonlyargs, Self::arg);
        self.list("kw_defaults", &it.kw_defaults, Self::expr_or_none);
        if let Some(it) = &it.kwarg {
            self.field("kwarg");
            self.arg(it);
        }
        self.exprs("defaults", &it.defaults);
        self.close();
    }

    fn arg(&mut self, it: &Arg) {
        self.open("arg");
        self.text("arg", &it.arg);
        self.optional_expr("annotation", it.annotation.as_deref());
        self.optional_text("type_comment", it.type_comment.as_deref());
        self.close_at(it.span);
    }

    fn keywords(&mut self, keywords: &[Keyword]) {
        self.list("keywords", keywords, |dump, it| {
            dump.open("keyword");
            dump.optional_text("arg", it.arg.as_deref());
            dump.expr("value", &it.value);
            dump.close_at(it.span);
        });
    }

    fn type_params(&mut self, parameters: &[TypeParam]) {
        self.list("type_params", parameters, |dump, it| {
            dump.open(match it.kind {
                TypeParamKind::TypeVar { .. } => "TypeVar",
                TypeParamKind::ParamSpec => "ParamSpec",
                TypeParamKind::TypeVarTuple => "TypeVarTuple",
            });
            dump.text("name", &it.name);
            if let TypeParamKind::TypeVar { bound } = &it.kind {
                dump.optional_expr("bound", bound.as_deref());
            }
            dump.optional_expr("default_value", it.default.as_deref());
            dump.close_at(it.span);
        });
    }

    fn operator(&mut self, op: Operator) {
        self.field("op");
        self.out.push_str(&format!("{op:?}()"));
    }

    fn pattern(&mut self, it: &Pattern) {
        match &it.kind {
            PatternKind::Value { value } => {
                self.open("MatchValue");
                self.expr("value", value);
            }
            PatternKind::Singleton { value } => {
                self.open("MatchSingleton");
                self.field("value");
                literal::constant(&mut self.out, value);
            }
            PatternKind::Sequence { patterns } => {
                self.open("MatchSequence");
                self.list("patterns", patterns, Self::pattern);
            }
            PatternKind::Mapping { keys, patterns, rest } => {
                self.open("MatchMapping");
                self.exprs("keys", keys);
                self.list("patterns", patterns, Self::pattern);
                self.optional_text("rest", rest.as_deref());
            }
            PatternKind::Class { cls, patterns, kwd_attrs, kwd_patterns } => {
                self.open("MatchClass");
                self.expr("cls", cls);
                self.list("patterns", patterns, Self::pattern);
                self.names("kwd_attrs", kwd_attrs);
                self.list("kwd_patterns", kwd_patterns, Self::pattern);
            }
            PatternKind::Star { name } => {
                self.open("MatchStar");
                self.optional_text("name", name.as_deref());
            }
            PatternKind::As { pattern, name } => {
                self.open("MatchAs");
                if let Some(pattern) = pattern {
                    self.field("pattern");
                    self.pattern(pattern);
                }
                self.optional_text("name", name.as_deref());
            }
            PatternKind::Or { patterns } => {
                self.open("MatchOr");
                self.list("patterns", patterns, Self::pattern);
            }
        }
        self.close_at(it.span);
    }
}
