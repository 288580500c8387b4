//! The abstract syntax tree, in the shape of CPython 3.13's `Python.asdl`.
//!
//! The tree is plain and never changes once built. Every node that CPython gives a position carries
//! a [`Span`]. What later passes need to keep alive beyond the walk (bodies that are lowered on the
//! first call) sits behind an [`Rc`]; the address of such a node also identifies its scope.
//!
//! Reference: Library Reference, `ast`, "Abstract grammar".

use std::rc::Rc;

use num_bigint::BigInt;

/// Where a node stands: lines from 1, columns in UTF-8 bytes from 0, the end exclusive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Span {
    pub line: u32,
    pub column: u32,
    pub end_line: u32,
    pub end_column: u32,
}

/// An identifier, already NFKC-normalised.
pub type Identifier = Rc<str>;

/// What `compile()` works on: one variant a mode.
#[derive(Debug)]
pub enum Mod {
    Module { body: Vec<Stmt>, type_ignores: Vec<TypeIgnore> },
    Interactive { body: Vec<Stmt> },
    Expression { body: Box<Expr> },
    FunctionType { argtypes: Vec<Expr>, returns: Box<Expr> },
}

#[derive(Debug)]
pub struct TypeIgnore {
    pub lineno: u32,
    pub tag: Rc<str>,
}

#[derive(Debug)]
pub struct Stmt {
    pub span: Span,
    pub kind: StmtKind,
}

#[derive(Debug)]
pub enum StmtKind {
    FunctionDef(Rc<FunctionDef>),
    AsyncFunctionDef(Rc<FunctionDef>),
    ClassDef(Rc<ClassDef>),
    Return {
        value: Option<Box<Expr>>,
    },
    Delete {
        targets: Vec<Expr>,
    },
    Assign {
        targets: Vec<Expr>,
        value: Box<Expr>,
        type_comment: Option<Rc<str>>,
    },
    TypeAlias(Rc<TypeAlias>),
    AugAssign {
        target: Box<Expr>,
        op: Operator,
        value: Box<Expr>,
    },
    /// `simple` is set where the target is a bare name without parentheses.
    AnnAssign {
        target: Box<Expr>,
        annotation: Box<Expr>,
        value: Option<Box<Expr>>,
        simple: bool,
    },
    For(Box<For>),
    AsyncFor(Box<For>),
    While {
        test: Box<Expr>,
        body: Vec<Stmt>,
        orelse: Vec<Stmt>,
    },
    If {
        test: Box<Expr>,
        body: Vec<Stmt>,
        orelse: Vec<Stmt>,
    },
    With(Box<With>),
    AsyncWith(Box<With>),
    Match {
        subject: Box<Expr>,
        cases: Vec<MatchCase>,
    },
    Raise {
        exc: Option<Box<Expr>>,
        cause: Option<Box<Expr>>,
    },
    Try(Box<Try>),
    /// `try` with `except*` clauses.
    TryStar(Box<Try>),
    Assert {
        test: Box<Expr>,
        msg: Option<Box<Expr>>,
    },
    Import {
        names: Vec<Alias>,
    },
    ImportFrom {
        module: Option<Identifier>,
        names: Vec<Alias>,
        level: u32,
    },
    Global {
        names: Vec<Identifier>,
    },
    Nonlocal {
        names: Vec<Identifier>,
    },
    Expr {
        value: Box<Expr>,
    },
    Pass,
    Break,
    Continue,
}

#[derive(Debug)]
pub struct FunctionDef {
    pub name: Identifier,
    pub args: Arguments,
    pub body: Vec<Stmt>,
    pub decorator_list: Vec<Expr>,
    pub returns: Option<Box<Expr>>,
    pub type_comment: Option<Rc<str>>,
    pub type_params: Vec<TypeParam>,
    /// The statement's own span, from `def` (or `async`), decorators excluded.
    pub span: Span,
}

#[derive(Debug)]
pub struct ClassDef {
    pub name: Identifier,
    pub bases: Vec<Expr>,
    pub keywords: Vec<Keyword>,
    pub body: Vec<Stmt>,
    pub decorator_list: Vec<Expr>,
    pub type_params: Vec<TypeParam>,
    pub span: Span,
}

#[derive(Debug)]
pub struct TypeAlias {
    pub name: Box<Expr>,
    pub type_params: Vec<TypeParam>,
    /// Behind an `Rc` of its own: it is evaluated lazily, in a scope that its address identifies.
    pub value: Rc<Expr>,
    pub span: Span,
}

#[derive(Debug)]
pub struct For {
    pub target: Expr,
    pub iter: Expr,
    pub body: Vec<Stmt>,
    pub orelse: Vec<Stmt>,
    pub type_comment: Option<Rc<str>>,
}

#[derive(Debug)]
pub struct With {
    pub items: Vec<WithItem>,
    pub body: Vec<Stmt>,
    pub type_comment: Option<Rc<str>>,
}

#[derive(Debug)]
pub struct WithItem {
    pub context_expr: Expr,
    pub optional_vars: Option<Box<Expr>>,
}

#[derive(Debug)]
pub struct Try {
    pub body: Vec<Stmt>,
    pub handlers: Vec<ExceptHandler>,
    pub orelse: Vec<Stmt>,
    pub finalbody: Vec<Stmt>,
}

#[derive(Debug)]
pub struct ExceptHandler {
    /// The exception type or tuple of types; absent in a bare `except:`.
    pub type_: Option<Box<Expr>>,
    pub name: Option<Identifier>,
    pub body: Vec<Stmt>,
    pub span: Span,
}

#[derive(Debug)]
pub struct Alias {
    pub name: Identifier,
    pub asname: Option<Identifier>,
    pub span: Span,
}

#[derive(Debug)]
pub struct MatchCase {
    pub pattern: Pattern,
    pub guard: Option<Box<Expr>>,
    pub body: Vec<Stmt>,
}

#[derive(Debug)]
pub struct Pattern {
    pub span: Span,
    pub kind: PatternKind,
}

#[derive(Debug)]
pub enum PatternKind {
    Value {
        value: Box<Expr>,
    },
    /// `None`, `True` or `False`.
    Singleton {
        value: Constant,
    },
    Sequence {
        patterns: Vec<Pattern>,
    },
    Mapping {
        keys: Vec<Expr>,
        patterns: Vec<Pattern>,
        rest: Option<Identifier>,
    },
    Class {
        cls: Box<Expr>,
        patterns: Vec<Pattern>,
        kwd_attrs: Vec<Identifier>,
        kwd_patterns: Vec<Pattern>,
    },
    Star {
        name: Option<Identifier>,
    },
    /// `pattern as name`, a bare capture, or with neither the wildcard `_`.
    As {
        pattern: Option<Box<Pattern>>,
        name: Option<Identifier>,
    },
    Or {
        patterns: Vec<Pattern>,
    },
}

#[derive(Debug)]
pub struct Expr {
    pub span: Span,
    pub kind: ExprKind,
}

#[derive(Debug)]
pub enum ExprKind {
    BoolOp {
        op: BoolOp,
        values: Vec<Expr>,
    },
    NamedExpr {
        target: Box<Expr>,
        value: Box<Expr>,
    },
    BinOp {
        left: Box<Expr>,
        op: Operator,
        right: Box<Expr>,
    },
    UnaryOp {
        op: UnaryOp,
        operand: Box<Expr>,
    },
    Lambda(Rc<Lambda>),
    IfExp {
        test: Box<Expr>,
        body: Box<Expr>,
        orelse: Box<Expr>,
    },
    /// A missing key stands for `**value`.
    Dict {
        keys: Vec<Option<Expr>>,
        values: Vec<Expr>,
    },
    Set {
        elts: Vec<Expr>,
    },
    ListComp(Rc<Comp>),
    SetComp(Rc<Comp>),
    DictComp(Rc<DictComp>),
    GeneratorExp(Rc<Comp>),
    Await {
        value: Box<Expr>,
    },
    Yield {
        value: Option<Box<Expr>>,
    },
    YieldFrom {
        value: Box<Expr>,
    },
    Compare {
        left: Box<Expr>,
        ops: Vec<CmpOp>,
        comparators: Vec<Expr>,
    },
    Call {
        func: Box<Expr>,
        args: Vec<Expr>,
        keywords: Vec<Keyword>,
    },
    /// One `{…}` of an f-string; `conversion` is -1 or the code of `s`, `r` or `a`.
    FormattedValue {
        value: Box<Expr>,
        conversion: i32,
        format_spec: Option<Box<Expr>>,
    },
    JoinedStr {
        values: Vec<Expr>,
    },
    Constant {
        value: Constant,
        kind: Option<Rc<str>>,
    },
    Attribute {
        value: Box<Expr>,
        attr: Identifier,
        ctx: ExprContext,
    },
    Subscript {
        value: Box<Expr>,
        slice: Box<Expr>,
        ctx: ExprContext,
    },
    Starred {
        value: Box<Expr>,
        ctx: ExprContext,
    },
    Name {
        id: Identifier,
        ctx: ExprContext,
    },
    List {
        elts: Vec<Expr>,
        ctx: ExprContext,
    },
    Tuple {
        elts: Vec<Expr>,
        ctx: ExprContext,
    },
    Slice {
        lower: Option<Box<Expr>>,
        upper: Option<Box<Expr>>,
        step: Option<Box<Expr>>,
    },
}

#[derive(Debug)]
pub struct Lambda {
    pub args: Arguments,
    pub body: Expr,
    pub span: Span,
}

/// A list, set or generator comprehension.
#[derive(Debug)]
pub struct Comp {
    pub elt: Expr,
    pub generators: Vec<Comprehension>,
    pub span: Span,
}

#[derive(Debug)]
pub struct DictComp {
    pub key: Expr,
    pub value: Expr,
    pub generators: Vec<Comprehension>,
    pub span: Span,
}

#[derive(Debug)]
pub struct Comprehension {
    pub target: Expr,
    pub iter: Expr,
    pub ifs: Vec<Expr>,
    pub is_async: bool,
}

/// A literal's value.
#[derive(Clone, Debug, PartialEq)]
pub enum Constant {
    None,
    Bool(bool),
    Ellipsis,
    Int(i64),
    /// Only what does not fit an `i64`.
    BigInt(Rc<BigInt>),
    Float(f64),
    /// An imaginary literal: the real part is zero.
    Complex {
        real: f64,
        imag: f64,
    },
    /// UTF-8, except that lone surrogates are encoded as three bytes each too.
    Str(Rc<[u8]>),
    Bytes(Rc<[u8]>),
    /// Never written by the parser: `compile()` accepts it in trees made by hand, and folding makes it.
    Tuple(Rc<[Constant]>),
    FrozenSet(Rc<[Constant]>),
}

#[derive(Debug, Default)]
pub struct Arguments {
    pub posonlyargs: Vec<Arg>,
    pub args: Vec<Arg>,
    pub vararg: Option<Box<Arg>>,
    pub kwonlyargs: Vec<Arg>,
    /// As long as `kwonlyargs`; `None` where the parameter is required.
    pub kw_defaults: Vec<Option<Expr>>,
    pub kwarg: Option<Box<Arg>>,
    /// Of the last positional parameters.
    pub defaults: Vec<Expr>,
}

#[derive(Debug)]
pub struct Arg {
    pub arg: Identifier,
    pub annotation: Option<Box<Expr>>,
    pub type_comment: Option<Rc<str>>,
    pub span: Span,
}

#[derive(Debug)]
pub struct Keyword {
    /// Absent in `**value`.
    pub arg: Option<Identifier>,
    pub value: Expr,
    pub span: Span,
}

/// A type parameter; bound and default are evaluated lazily, each in a scope its address identifies.
#[derive(Debug)]
pub struct TypeParam {
    pub span: Span,
    pub name: Identifier,
    pub kind: TypeParamKind,
    pub default: Option<Rc<Expr>>,
}

#[derive(Debug)]
pub enum TypeParamKind {
    TypeVar { bound: Option<Rc<Expr>> },
    ParamSpec,
    TypeVarTuple,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExprContext {
    Load,
    Store,
    Del,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BoolOp {
    And,
    Or,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Operator {
    Add,
    Sub,
    Mult,
    MatMult,
    Div,
    Mod,
    Pow,
    LShift,
    RShift,
    BitOr,
    BitXor,
    BitAnd,
    FloorDiv,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnaryOp {
    Invert,
    Not,
    UAdd,
    USub,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum CmpOp {
    Eq,
    NotEq,
    Lt,
    LtE,
    Gt,
    GtE,
    Is,
    IsNot,
    In,
    NotIn,
}
