
using namespace System.Management.Automation
using namespace System.Management.Automation.Language

Register-ArgumentCompleter -Native -CommandName 'taipan' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $commandElements = $commandAst.CommandElements
    $command = @(
        'taipan'
        for ($i = 1; $i -lt $commandElements.Count; $i++) {
            $element = $commandElements[$i]
            if ($element -isnot [StringConstantExpressionAst] -or
                $element.StringConstantType -ne [StringConstantType]::BareWord -or
                $element.Value.StartsWith('-') -or
                $element.Value -eq $wordToComplete) {
                break
        }
        $element.Value
    }) -join ';'

    $completions = @(switch ($command) {
        'taipan' {
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'run this text (options end here)')
            [CompletionResult]::new('-m', '-m', [CompletionResultType]::ParameterName, 'run the module of this name, found as by import (options end here)')
            [CompletionResult]::new('-W', '-W ', [CompletionResultType]::ParameterName, 'add a filter for warnings: action:message:category:module:line')
            [CompletionResult]::new('-X', '-X ', [CompletionResultType]::ParameterName, 'set an option of the implementation (--help-xoptions lists them)')
            [CompletionResult]::new('--check-hash-based-pycs', '--check-hash-based-pycs', [CompletionResultType]::ParameterName, 'accepted: compiled files are not used')
            [CompletionResult]::new('-b', '-b', [CompletionResultType]::ParameterName, 'warn where bytes are compared with text or shown as text; -bb: an error')
            [CompletionResult]::new('-B', '-B ', [CompletionResultType]::ParameterName, 'set sys.dont_write_bytecode; compiled files are never written anyway')
            [CompletionResult]::new('-d', '-d', [CompletionResultType]::ParameterName, 'set sys.flags.debug')
            [CompletionResult]::new('-E', '-E ', [CompletionResultType]::ParameterName, 'ignore the environment variables PYTHON*')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'show this help (also -? and --help) and leave')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'show this help (also -? and --help) and leave')
            [CompletionResult]::new('-i', '-i', [CompletionResultType]::ParameterName, 'show a prompt after the program has run, and whatever standard input is')
            [CompletionResult]::new('-I', '-I ', [CompletionResultType]::ParameterName, 'isolate the program: as -E, -P and -s')
            [CompletionResult]::new('-O', '-O ', [CompletionResultType]::ParameterName, 'leave out assertions and what depends on __debug__; -OO: docstrings too')
            [CompletionResult]::new('-P', '-P ', [CompletionResultType]::ParameterName, 'put neither the program''s folder nor the current one in front of sys.path')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'no banner before the prompt')
            [CompletionResult]::new('-s', '-s', [CompletionResultType]::ParameterName, 'set sys.flags.no_user_site')
            [CompletionResult]::new('-S', '-S ', [CompletionResultType]::ParameterName, 'no `exit`, `help` and other names for the prompt among the built-ins')
            [CompletionResult]::new('-u', '-u', [CompletionResultType]::ParameterName, 'write standard output and error at once, without buffers')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'set sys.flags.verbose')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'show the version (also --version) and leave; -VV: more of it')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'show the version (also --version) and leave; -VV: more of it')
            [CompletionResult]::new('-x', '-x', [CompletionResultType]::ParameterName, 'skip the first line of the file')
            [CompletionResult]::new('--help-env', '--help-env', [CompletionResultType]::ParameterName, 'show the environment variables and leave')
            [CompletionResult]::new('--help-xoptions', '--help-xoptions', [CompletionResultType]::ParameterName, 'show the options for -X and leave')
            [CompletionResult]::new('--help-all', '--help-all', [CompletionResultType]::ParameterName, 'show all help and leave')
            [CompletionResult]::new('-R', '-R ', [CompletionResultType]::ParameterName, 'accepted, no effect')
            [CompletionResult]::new('-t', '-t', [CompletionResultType]::ParameterName, 'accepted, no effect')
            break
        }
    })

    $completions.Where{ $_.CompletionText -like "$wordToComplete*" } |
        Sort-Object -Property ListItemText
}
