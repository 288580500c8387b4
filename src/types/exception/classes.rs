//! Which exception classes there are, and the declarations of those that add nothing of their own.

use crate::object::{Builtin, Ref, Type, TypeSpec, Vm};
use crate::types::class::make::add_constructor;

use super::{group, import, names, os, stop, syntax_error, unicode};

/// Each class counts as having an `__init__` of its own; those that `BaseException` itself makes also a
/// `__new__`.
pub(super) fn constructor(vm: &Vm, class: &Ref<Type>) {
    let families =
        [Builtin::ImportError, Builtin::NameError, Builtin::OSError, Builtin::SyntaxError];
    let with_new = !families.iter().any(|it| class.is_subclass(vm.class(*it)));
    add_constructor(vm, class, with_new);
}

macro_rules! classes {
    (own { $($own:ident => $spec:expr,)* } plain { $($name:ident: $base:ident, $doc:literal;)* }) => {
        /// The declaration of an exception class.
        pub fn spec(which: Builtin) -> Option<&'static TypeSpec> {
            Some(match which {
                $(Builtin::$own => $spec,)*
                $(Builtin::$name => {
                    static SPEC: TypeSpec = TypeSpec {
                        name: stringify!($name),
                        base: Builtin::$base,
                        flags: crate::object::flags::BASE,
                        doc: $doc,
                        attributes: constructor,
                        ..TypeSpec::DEFAULT
                    };
                    &SPEC
                })*
                _ => return None,
            })
        }
    };
}

classes! {
    own {
        BaseException => &super::SPEC,
        BaseExceptionGroup => &group::BASE_SPEC,
        ExceptionGroup => &group::SPEC,
        SystemExit => &stop::SYSTEM_EXIT,
        StopIteration => &stop::STOP_ITERATION,
        KeyError => &names::KEY_ERROR,
        AttributeError => &names::ATTRIBUTE_ERROR,
        NameError => &names::NAME_ERROR,
        ImportError => &import::SPEC,
        OSError => &os::SPEC,
        SyntaxError => &syntax_error::SPEC,
        IncompleteInputError => &syntax_error::INCOMPLETE_INPUT,
        UnicodeEncodeError => &unicode::ENCODE,
        UnicodeDecodeError => &unicode::DECODE,
        UnicodeTranslateError => &unicode::TRANSLATE,
    }
    plain {
        GeneratorExit: BaseException, "Raised in a generator or coroutine that is closed.";
        KeyboardInterrupt: BaseException, "The user pressed the interrupt key.";
        Exception: BaseException, "The base of all exceptions that do not ask to leave the program.";
        ArithmeticError: Exception, "The base of errors of calculation.";
        FloatingPointError: ArithmeticError, "A floating-point operation failed.";
        OverflowError: ArithmeticError, "A result is too large to be represented.";
        ZeroDivisionError: ArithmeticError, "Division or modulo by zero.";
        AssertionError: Exception, "An assert statement failed.";
        BufferError: Exception, "A buffer cannot be used as asked.";
        EOFError: Exception, "The end of the input came before any data.";
        ModuleNotFoundError: ImportError, "There is no such module.";
        LookupError: Exception, "The base of errors of looking something up.";
        IndexError: LookupError, "A sequence index is out of range.";
        MemoryError: Exception, "There is not enough memory.";
        UnboundLocalError: NameError, "A local variable was read before it got a value.";
        BlockingIOError: OSError, "An operation would have to wait.";
        ChildProcessError: OSError, "An operation on a child process failed.";
        ConnectionError: OSError, "The base of errors of connections.";
        BrokenPipeError: ConnectionError, "The other end of a pipe or socket is closed.";
        ConnectionAbortedError: ConnectionError, "The connection was aborted.";
        ConnectionRefusedError: ConnectionError, "The connection was refused.";
        ConnectionResetError: ConnectionError, "The connection was reset.";
        FileExistsError: OSError, "The file is there already.";
        FileNotFoundError: OSError, "There is no such file or directory.";
        InterruptedError: OSError, "A signal interrupted the operation.";
        IsADirectoryError: OSError, "A directory cannot be used like this.";
        NotADirectoryError: OSError, "Only a directory can be used like this.";
        PermissionError: OSError, "The rights do not suffice.";
        ProcessLookupError: OSError, "There is no such process.";
        TimeoutError: OSError, "The time for the operation is over.";
        ReferenceError: Exception, "The object behind a weak proxy is gone.";
        RuntimeError: Exception, "An error that fits no other class.";
        NotImplementedError: RuntimeError, "A method is yet to be written, or to be overridden.";
        RecursionError: RuntimeError, "Calls are nested too deeply.";
        PythonFinalizationError: RuntimeError, "The interpreter is shutting down.";
        StopAsyncIteration: Exception, "An asynchronous iterator has no more items.";
        IndentationError: SyntaxError, "The indentation is wrong.";
        TabError: IndentationError, "Tabs and spaces are mixed in a way that has no clear meaning.";
        SystemError: Exception, "The interpreter itself is in error.";
        TypeError: Exception, "An argument or operand has the wrong type.";
        ValueError: Exception, "An argument has the right type but a value that does not do.";
        UnicodeError: ValueError, "The base of errors of encoding and decoding text.";
        Warning: Exception, "The base of the categories of warnings.";
        BytesWarning: Warning, "Text and bytes are mixed up.";
        DeprecationWarning: Warning, "A feature is on its way out; for developers.";
        EncodingWarning: Warning, "The encoding was left to the locale.";
        FutureWarning: Warning, "A feature is going to change; for users.";
        ImportWarning: Warning, "An import is doubtful.";
        PendingDeprecationWarning: Warning, "A feature will be on its way out some day.";
        ResourceWarning: Warning, "A resource was not released.";
        RuntimeWarning: Warning, "Something doubtful happened while running.";
        SyntaxWarning: Warning, "Something doubtful is written in the source.";
        UnicodeWarning: Warning, "Something about text is doubtful.";
        UserWarning: Warning, "A warning made by user code.";
    }
}
