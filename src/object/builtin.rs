//! [`Builtin`]: a number for every class that Rust code declares. The [`Vm`](super::Vm) makes each such
//! class when it is first asked for.

macro_rules! builtins {
    ($($name:ident,)*) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[repr(u16)]
        pub enum Builtin { $($name,)* }

        /// How many there are.
        pub const BUILTINS: usize = [$(Builtin::$name,)*].len();

        impl Builtin {
            pub const ALL: [Builtin; BUILTINS] = [$(Builtin::$name,)*];
        }
    };
}

builtins! {
    // types
    Object, Type, NoneType, NotImplementedType, EllipsisType,
    Int, Bool, Float, Complex, Str, Bytes, ByteArray, MemoryView, BufferWrapper,
    List, Tuple, Dict, Set, FrozenSet, Range, Slice,
    Function, NativeFunction, MethodDescriptor, ClassMethodDescriptor, WrapperDescriptor, MethodWrapper,
    GetSetDescriptor, MemberDescriptor,
    Method, Property, ClassMethod, StaticMethod, Super, Module, Code, Cell, Frame, Traceback,
    Generator, Coroutine, CoroutineWrapper, AsyncGenerator, AsyncGeneratorAsend, AsyncGeneratorAthrow,
    AnextAwaitable,
    MappingProxy, SimpleNamespace, GenericAlias, UnionType,
    TypeVar, ParamSpec, ParamSpecArgs, ParamSpecKwargs, TypeVarTuple, TypeAliasType, Generic, NoDefaultType,
    FrameLocalsProxy,
    // iterators and views
    ListIterator, ListReverseIterator, TupleIterator, StrIterator, StrAsciiIterator, BytesIterator,
    ByteArrayIterator, MemoryIterator, RangeIterator, LongRangeIterator, SetIterator,
    DictKeys, DictValues, DictItems, DictKeyIterator, DictValueIterator, DictItemIterator,
    DictReverseKeyIterator, DictReverseValueIterator, DictReverseItemIterator,
    SequenceIterator, CallableIterator, Enumerate, Zip, Map, Filter, Reversed, UnpackIterator,
    // weak references
    Weakref, WeakProxy, WeakCallableProxy,
    // modules
    Count, Cycle, Repeat, Chain, Compress, TakeWhile, DropWhile, FilterFalse, StarMap, ISlice, Tee, TeeData,
    ZipLongest, GroupBy, Grouper, Accumulate, Product, Permutations, Combinations, CombinationsWithReplacement,
    Pairwise, Batched,
    Deque, DequeIterator, DequeReverseIterator, DefaultDict, OrderedDict, OrderedDictIterator, TupleGetter,
    OrderedDictKeys, OrderedDictValues, OrderedDictItems,
    Partial, LruCacheWrapper, CmpKey,
    AttrGetter, ItemGetter, MethodCaller,
    StructSequence, SysFlags, SysVersionInfo, SysFloatInfo, SysIntInfo, SysHashInfo, SysThreadInfo,
    SysAsyncgenHooks,
    StructTime, Random, AbcData,
    IoBase, IoRawBase, IoBufferedBase, IoTextBase, StringIo, BytesIo, FileIo,
    TextStream, BufferedReader, BufferedWriter, BufferedRandom,
    ContextVar, Context, Token,
    Array, ArrayIterator,
    Quitter, Printer, Helper, BuiltinImporter, ModuleSpec,
    // exceptions
    BaseException, BaseExceptionGroup, GeneratorExit, KeyboardInterrupt, SystemExit,
    Exception, ArithmeticError, FloatingPointError, OverflowError, ZeroDivisionError,
    AssertionError, AttributeError, BufferError, EOFError, ExceptionGroup, ImportError, ModuleNotFoundError,
    LookupError, IndexError, KeyError, MemoryError, NameError, UnboundLocalError,
    OSError, BlockingIOError, ChildProcessError, ConnectionError, BrokenPipeError, ConnectionAbortedError,
    ConnectionRefusedError, ConnectionResetError, FileExistsError, FileNotFoundError, InterruptedError,
    IsADirectoryError, NotADirectoryError, PermissionError, ProcessLookupError, TimeoutError,
    ReferenceError, RuntimeError, NotImplementedError, RecursionError, PythonFinalizationError,
    StopAsyncIteration, StopIteration, SyntaxError, IncompleteInputError, IndentationError, TabError,
    SystemError, TypeError, ValueError, UnicodeError, UnicodeDecodeError, UnicodeEncodeError,
    UnicodeTranslateError,
    Warning, BytesWarning, DeprecationWarning, EncodingWarning, FutureWarning, ImportWarning,
    PendingDeprecationWarning, ResourceWarning, RuntimeWarning, SyntaxWarning, UnicodeWarning, UserWarning,
}

impl Builtin {
    /// Whether this is an exception class.
    pub fn is_exception(self) -> bool {
        self as u16 >= Builtin::BaseException as u16
    }
}
