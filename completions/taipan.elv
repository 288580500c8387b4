
use builtin;
use str;

set edit:completion:arg-completer[taipan] = {|@words|
    fn spaces {|n|
        builtin:repeat $n ' ' | str:join ''
    }
    fn cand {|text desc|
        edit:complex-candidate $text &display=$text' '(spaces (- 14 (wcswidth $text)))$desc
    }
    var command = 'taipan'
    for word $words[1..-1] {
        if (str:has-prefix $word '-') {
            break
        }
        set command = $command';'$word
    }
    var completions = [
        &'taipan'= {
            cand -c 'run this text (options end here)'
            cand -m 'run the module of this name, found as by import (options end here)'
            cand -W 'add a filter for warnings: action:message:category:module:line'
            cand -X 'set an option of the implementation (--help-xoptions lists them)'
            cand --check-hash-based-pycs 'accepted: compiled files are not used'
            cand -b 'warn where bytes are compared with text or shown as text; -bb: an error'
            cand -B 'set sys.dont_write_bytecode; compiled files are never written anyway'
            cand -d 'set sys.flags.debug'
            cand -E 'ignore the environment variables PYTHON*'
            cand -h 'show this help (also -? and --help) and leave'
            cand --help 'show this help (also -? and --help) and leave'
            cand -i 'show a prompt after the program has run, and whatever standard input is'
            cand -I 'isolate the program: as -E, -P and -s'
            cand -O 'leave out assertions and what depends on __debug__; -OO: docstrings too'
            cand -P 'put neither the program''s folder nor the current one in front of sys.path'
            cand -q 'no banner before the prompt'
            cand -s 'set sys.flags.no_user_site'
            cand -S 'no `exit`, `help` and other names for the prompt among the built-ins'
            cand -u 'write standard output and error at once, without buffers'
            cand -v 'set sys.flags.verbose'
            cand -V 'show the version (also --version) and leave; -VV: more of it'
            cand --version 'show the version (also --version) and leave; -VV: more of it'
            cand -x 'skip the first line of the file'
            cand --help-env 'show the environment variables and leave'
            cand --help-xoptions 'show the options for -X and leave'
            cand --help-all 'show all help and leave'
            cand -R 'accepted, no effect'
            cand -t 'accepted, no effect'
        }
    ]
    $completions[$command]
}
