complete -c taipan -s c -d 'run this text (options end here)' -r
complete -c taipan -s m -d 'run the module of this name, found as by import (options end here)' -r
complete -c taipan -s W -d 'add a filter for warnings: action:message:category:module:line' -r
complete -c taipan -s X -d 'set an option of the implementation (--help-xoptions lists them)' -r
complete -c taipan -l check-hash-based-pycs -d 'accepted: compiled files are not used' -r
complete -c taipan -s b -d 'warn where bytes are compared with text or shown as text; -bb: an error'
complete -c taipan -s B -d 'set sys.dont_write_bytecode; compiled files are never written anyway'
complete -c taipan -s d -d 'set sys.flags.debug'
complete -c taipan -s E -d 'ignore the environment variables PYTHON*'
complete -c taipan -s h -l help -d 'show this help (also -? and --help) and leave'
complete -c taipan -s i -d 'show a prompt after the program has run, and whatever standard input is'
complete -c taipan -s I -d 'isolate the program: as -E, -P and -s'
complete -c taipan -s O -d 'leave out assertions and what depends on __debug__; -OO: docstrings too'
complete -c taipan -s P -d 'put neither the program\'s folder nor the current one in front of sys.path'
complete -c taipan -s q -d 'no banner before the prompt'
complete -c taipan -s s -d 'set sys.flags.no_user_site'
complete -c taipan -s S -d 'no `exit`, `help` and other names for the prompt among the built-ins'
complete -c taipan -s u -d 'write standard output and error at once, without buffers'
complete -c taipan -s v -d 'set sys.flags.verbose'
complete -c taipan -s V -l version -d 'show the version (also --version) and leave; -VV: more of it'
complete -c taipan -s x -d 'skip the first line of the file'
complete -c taipan -l help-env -d 'show the environment variables and leave'
complete -c taipan -l help-xoptions -d 'show the options for -X and leave'
complete -c taipan -l help-all -d 'show all help and leave'
complete -c taipan -s R -d 'accepted, no effect'
complete -c taipan -s t -d 'accepted, no effect'
