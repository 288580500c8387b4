"""Compile what was typed so far: complete, incomplete or wrong."""

import __future__
from _codeop import ALLOW_INCOMPLETE_INPUT as PyCF_ALLOW_INCOMPLETE_INPUT
from _codeop import DONT_IMPLY_DEDENT as PyCF_DONT_IMPLY_DEDENT
from _codeop import judge as _maybe_compile

__all__ = ["compile_command", "Compile", "CommandCompiler"]

_features = [getattr(__future__, name) for name in __future__.all_feature_names]


def _compile(source, filename, symbol, incomplete_input=True):
    flags = 0
    if incomplete_input:
        flags |= PyCF_ALLOW_INCOMPLETE_INPUT | PyCF_DONT_IMPLY_DEDENT
    return compile(source, filename, symbol, flags)


def compile_command(source, filename="<input>", symbol="single"):
    """Return a code object if the source is complete, None if it is incomplete.

    SyntaxError, ValueError or OverflowError is raised if no further line could make it right.
    """
    return _maybe_compile(_compile, source, filename, symbol)


class Compile:
    """Compiles like compile(), and keeps the future features that a source asked for."""

    def __init__(self):
        self.flags = PyCF_DONT_IMPLY_DEDENT | PyCF_ALLOW_INCOMPLETE_INPUT

    def __call__(self, source, filename, symbol, **kwargs):
        flags = self.flags
        if not kwargs.get("incomplete_input", True):
            flags &= ~(PyCF_DONT_IMPLY_DEDENT | PyCF_ALLOW_INCOMPLETE_INPUT)
        code = compile(source, filename, symbol, flags, True)
        for feature in _features:
            if code.co_flags & feature.compiler_flag:
                self.flags |= feature.compiler_flag
        return code


class CommandCompiler:
    """compile_command() with a memory for future features."""

    def __init__(self):
        self.compiler = Compile()

    def __call__(self, source, filename="<input>", symbol="single"):
        """As compile_command(), with the future features of earlier sources."""
        return _maybe_compile(self.compiler, source, filename, symbol)
