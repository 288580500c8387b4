"""An interpreter and a prompt to build into other programs."""

import builtins
import sys
from _codeop import format_exception as _format
from codeop import CommandCompiler, compile_command

__all__ = ["InteractiveInterpreter", "InteractiveConsole", "interact", "compile_command"]


class InteractiveInterpreter:
    """Compiles inputs, runs them in a namespace and shows what goes wrong."""

    def __init__(self, locals=None):
        if locals is None:
            locals = self._create_default_namespace()
        self.locals = locals
        self.compile = CommandCompiler()

    @staticmethod
    def _create_default_namespace():
        return {"__name__": "__console__", "__doc__": None}

    def runsource(self, source, filename="<input>", symbol="single"):
        """Run a source if it is complete. True is returned if it needs more lines.

        What is wrong is shown by showsyntaxerror().
        """
        try:
            code = self.compile(source, filename, symbol)
        except (OverflowError, SyntaxError, ValueError):
            self.showsyntaxerror(filename, source=source)
            return False
        if code is None:
            return True
        self.runcode(code)
        return False

    def runcode(self, code):
        """Run a code object; exceptions are shown, SystemExit goes on."""
        try:
            exec(code, self.locals)
        except SystemExit:
            raise
        except:
            self.showtraceback()

    def showsyntaxerror(self, filename=None, **kwargs):
        """Show the SyntaxError being handled; a filename replaces the one it has."""
        exception = sys.exception()
        try:
            if filename and isinstance(exception, SyntaxError):
                exception.filename = filename
            if type(exception) is SyntaxError and not exception.text:
                # Later stages of the compiler know the number of the line only.
                lines = kwargs.get("source", "").splitlines()
                if exception.lineno is not None and len(lines) >= exception.lineno > 0:
                    exception.text = lines[exception.lineno - 1]
            self._show(exception.with_traceback(None), kwargs.pop("source", ""))
        finally:
            del exception

    def showtraceback(self):
        """Show the exception being handled, without the frame that ran the code."""
        exception = sys.exception()
        try:
            traceback = exception.__traceback__
            if traceback is not None:
                traceback = traceback.tb_next
            self._show(exception.with_traceback(traceback), "")
        finally:
            exception = traceback = None

    def _show(self, exception, source):
        sys.last_exc = sys.last_value = exception
        sys.last_type = type(exception)
        sys.last_traceback = exception.__traceback__
        if sys.excepthook is sys.__excepthook__:
            self._excepthook(exception, source)
            return
        try:
            sys.excepthook(type(exception), exception, exception.__traceback__)
        except SystemExit:
            raise
        except BaseException as failure:
            failure.__context__ = None
            traceback = failure.__traceback__
            failure = failure.with_traceback(traceback and traceback.tb_next)
            print("Error in sys.excepthook:", file=sys.stderr)
            sys.__excepthook__(type(failure), failure, failure.__traceback__)
            print("\nOriginal exception was:", file=sys.stderr)
            sys.__excepthook__(type(exception), exception, exception.__traceback__)

    def _excepthook(self, exception, source):
        self.write(_format(exception))

    def write(self, data):
        """Write a text to sys.stderr; subclasses may put it elsewhere."""
        sys.stderr.write(data)


class InteractiveConsole(InteractiveInterpreter):
    """A prompt: reads lines and runs an input when it is complete."""

    def __init__(self, locals=None, filename="<console>", *, local_exit=False):
        super().__init__(locals)
        self.filename = filename
        self.local_exit = local_exit
        self.resetbuffer()

    def resetbuffer(self):
        """Forget the lines of an input that is not complete."""
        self.buffer = []

    def interact(self, banner=None, exitmsg=None):
        """Read and run inputs until there are no more.

        The banner is shown first, the exit message last; empty ones are not, and None stands for the usual
        ones.
        """
        for name, prompt in (("ps1", ">>> "), ("ps2", "... ")):
            if not hasattr(sys, name):
                setattr(sys, name, prompt)
        saved = {}
        if self.local_exit:
            for name in ("exit", "quit"):
                if hasattr(builtins, name):
                    saved[name] = getattr(builtins, name)
                    setattr(builtins, name, Quitter(name))
        try:
            if banner is None:
                self.write(
                    f"Python {sys.version} on {sys.platform}\n"
                    'Type "help", "copyright", "credits" or "license" for more information.\n'
                    f"({self.__class__.__name__})\n"
                )
            elif banner:
                self.write(f"{banner}\n")
            self._read_and_run()
        finally:
            for name, value in saved.items():
                setattr(builtins, name, value)
            if exitmsg is None:
                self.write(f"now exiting {self.__class__.__name__}...\n")
            elif exitmsg != "":
                self.write(f"{exitmsg}\n")

    def _read_and_run(self):
        more = False
        while True:
            try:
                line = self.raw_input(sys.ps2 if more else sys.ps1)
            except EOFError:
                self.write("\n")
                break
            except KeyboardInterrupt:
                self.write("\nKeyboardInterrupt\n")
                self.resetbuffer()
                more = False
                continue
            try:
                more = self.push(line)
            except KeyboardInterrupt:
                self.write("\nKeyboardInterrupt\n")
                self.resetbuffer()
                more = False
            except SystemExit:
                if not self.local_exit:
                    raise
                self.write("\n")
                break

    def push(self, line, filename=None, _symbol="single"):
        """Add a line and run the input if that completes it. True is returned if it needs more lines."""
        self.buffer.append(line)
        source = "\n".join(self.buffer)
        more = self.runsource(source, self.filename if filename is None else filename, symbol=_symbol)
        if not more:
            self.resetbuffer()
        return more

    def raw_input(self, prompt=""):
        """Read a line, without its end; EOFError if there is none."""
        return input(prompt)


class Quitter:
    """exit and quit of a console that does not leave the program."""

    def __init__(self, name):
        self.name = name

    def __repr__(self):
        end = "Ctrl-Z plus Return" if sys.platform == "win32" else "Ctrl-D (i.e. EOF)"
        return f"Use {self.name} or {end} to exit"

    def __call__(self, code=None):
        raise SystemExit(code)


def interact(banner=None, readfunc=None, local=None, exitmsg=None, local_exit=False):
    """Show a prompt: an InteractiveConsole with these settings.

    readfunc replaces the console's raw_input(), local is the namespace.
    """
    console = InteractiveConsole(local, local_exit=local_exit)
    if readfunc is not None:
        console.raw_input = readfunc
    console.interact(banner, exitmsg)


if __name__ == "__main__":
    interact(None if "-q" not in sys.argv[1:] else "")
