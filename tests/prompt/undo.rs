//! `%undo`: the session as it was before an input, and the process that stays behind.

use std::process::Command;

use super::pty::Pty;
use super::pty::keys::{CTRL_C, CTRL_D};
use super::{editor, taipan};

fn ask(pty: &mut Pty, line: &str, answer: &str) {
    pty.ask(line, answer);
    pty.expect(">>> ");
}

/// Undoes, and waits for the prompt of the session that goes on.
fn undo(pty: &mut Pty, line: &str, told: &str) {
    pty.ask(line, told);
    pty.expect("; files, network and other processes are as they are; this is process ");
    pty.expect(">>> ");
}

#[test]
fn an_input_is_undone() {
    let mut pty = editor("undo");
    ask(&mut pty, "x = [1]", "");
    ask(&mut pty, "x.append(2)", "");
    pty.ask("x", "[1, 2]\n>>> ");
    undo(&mut pty, "%undo", "the last input is undone");
    undo(&mut pty, "%undo", "the last input is undone");
    pty.ask("x", "[1]\n>>> ");
    ask(&mut pty, "x.append(3)", "");
    pty.ask("x", "[1, 3]\n>>> ");
    pty.keys(CTRL_D);
    assert_eq!(pty.finish().1, 0);
}

#[test]
fn several_inputs_are_undone_at_once() {
    let mut pty = editor("undo-several");
    for line in ["a = 1", "a = 2", "a = 3", "a = 4"] {
        ask(&mut pty, line, "");
    }
    undo(&mut pty, "%undo 3", "the last 3 inputs are undone");
    pty.ask("a", "1\n>>> ");
    undo(&mut pty, "%undo 2", "the last 2 inputs are undone");
    pty.ask("a", "Traceback");
    pty.expect("NameError: name 'a' is not defined\n");
    pty.expect(">>> ");
    pty.ask("%undo 5", "only the last input can be undone\n>>> ");
}

#[test]
fn there_may_be_nothing_to_undo() {
    let mut pty = editor("undo-nothing");
    pty.ask("%undo", "there is nothing to undo\n>>> ");
    pty.ask("%undo x", "%undo [n]: n is the number of inputs to undo\n>>> ");
    pty.ask("%undo 0", "%undo [n]: n is the number of inputs to undo\n>>> ");
    ask(&mut pty, "y = 1", "");
    undo(&mut pty, "%undo", "the last input is undone");
    pty.ask("%undo", "there is nothing to undo\n>>> ");
}

#[test]
fn there_is_an_end_to_it() {
    let mut pty = editor("undo-depth");
    for i in 0..13 {
        ask(&mut pty, &format!("a = {i}"), "");
    }
    pty.ask("%undo 11", "only the last 10 can be undone\n>>> ");
    undo(&mut pty, "%undo 10", "the last 10 inputs are undone");
    pty.ask("a", "2\n>>> ");
}

#[test]
fn commands_that_change_the_session_are_undone() {
    let mut pty = editor("undo-commands");
    ask(&mut pty, "a = 1", "");
    ask(&mut pty, "%time a = 2", "took ");
    undo(&mut pty, "%undo", "the last input is undone");
    pty.ask("a", "1\n>>> ");
    ask(&mut pty, "a = !echo x", "");
    undo(&mut pty, "%undo", "the last input is undone");
    pty.ask("a", "1\n>>> ");
    // Looking changes nothing, so there is nothing to be undone of it.
    ask(&mut pty, "a = 5", "");
    ask(&mut pty, "a?", "type:");
    ask(&mut pty, "%who", "a  int");
    undo(&mut pty, "%undo", "the last input is undone");
    pty.ask("a", "1\n>>> ");
}

#[test]
fn an_input_that_failed_is_undone() {
    let mut pty = editor("undo-failed");
    ask(&mut pty, "a = 1", "");
    pty.ask("a = 2; 1/0", "Traceback");
    pty.expect(">>> ");
    undo(&mut pty, "%undo", "the last input is undone");
    pty.ask("a", "1\n>>> ");
}

#[test]
fn an_input_that_was_stopped_is_undone() {
    let mut pty = editor("undo-stopped");
    ask(&mut pty, "a = 1", "");
    pty.line("exec(\"print('go' 'ing', flush=True)\\nwhile True: a += 1\")");
    pty.expect("\ngoing\n");
    pty.keys(CTRL_C);
    pty.expect("KeyboardInterrupt");
    pty.expect(">>> ");
    undo(&mut pty, "%undo", "the last input is undone");
    pty.ask("a", "1\n>>> ");
}

#[test]
fn numbers_and_values_are_those_of_then() {
    let mut pty = editor("undo-values");
    pty.ask("'first'", "'first'\n>>> ");
    pty.ask("'second'", "'second'\n>>> ");
    undo(&mut pty, "%undo", "the last input is undone");
    pty.ask("_", "'first'\n>>> ");
    pty.ask("%history", "    0  'first'\n");
    pty.expect(">>> ");
}

#[test]
fn the_history_is_not_undone() {
    let mut pty = editor("undo-history");
    ask(&mut pty, "a = 1", "");
    ask(&mut pty, "a = 'undone'", "");
    undo(&mut pty, "%undo", "the last input is undone");
    pty.keys("\x1b[A\x1b[A");
    pty.expect("a = 'undone'");
    pty.keys("\r");
    pty.expect(">>> ");
    pty.ask("a", "'undone'\n>>> ");
}

#[test]
fn the_status_is_that_of_the_session() {
    for (line, status) in [("exit()", 0), ("exit(7)", 7), ("raise SystemExit(3)", 3)] {
        let mut pty = editor("undo-status");
        ask(&mut pty, "a = 1", "");
        ask(&mut pty, "a = 2", "");
        undo(&mut pty, "%undo", "the last input is undone");
        ask(&mut pty, "a = 3", "");
        undo(&mut pty, "%undo 2", "the last 2 inputs are undone");
        pty.line(line);
        assert_eq!(pty.finish().1, status, "{line}");
    }
}

#[test]
fn exit_handlers_run_once() {
    let mut pty = editor("undo-atexit");
    ask(&mut pty, "import atexit; r = atexit.register(print, 'end' 'ing')", "");
    ask(&mut pty, "a = 1", "");
    undo(&mut pty, "%undo", "the last input is undone");
    pty.keys(CTRL_D);
    let (screen, status) = pty.finish();
    assert_eq!(screen.matches("\nending\n").count(), 1, "{screen}");
    assert_eq!(status, 0);
}

#[test]
fn interrupts_reach_the_session() {
    let mut pty = editor("undo-interrupt");
    ask(&mut pty, "a = 1", "");
    undo(&mut pty, "%undo", "the last input is undone");
    pty.line("import time; print('wait' 'ing', flush=True); time.sleep(1000)");
    pty.expect("\nwaiting\n");
    pty.keys(CTRL_C);
    pty.expect("KeyboardInterrupt");
    pty.expect(">>> ");
    pty.keys("a = 1");
    pty.keys(CTRL_C);
    pty.expect("KeyboardInterrupt\n>>> ");
    pty.ask("'alive'", "'alive'\n>>> ");
}

#[test]
fn signals_reach_the_session() {
    for (signal, number) in [("TERM", 15), ("HUP", 1)] {
        let mut pty = editor("undo-signal");
        ask(&mut pty, "a = 1", "");
        undo(&mut pty, "%undo", "the last input is undone");
        let sent =
            Command::new("kill").arg(format!("-{signal}")).arg(pty.id().to_string()).status();
        assert!(sent.is_ok_and(|it| it.success()));
        assert_eq!(pty.finish().1, -number, "SIG{signal}");
    }
}

#[test]
fn no_copy_outlives_the_session() {
    for kill in [false, true] {
        let mut pty = editor("undo-outlive");
        for i in 0..5 {
            ask(&mut pty, &format!("a = {i}"), "");
        }
        if kill {
            let sent = Command::new("kill").arg("-9").arg(pty.id().to_string()).status();
            assert!(sent.is_ok_and(|it| it.success()));
        } else {
            pty.keys(CTRL_D);
        }
        // The end of the terminal is seen only when nobody holds it any more.
        assert_eq!(pty.finish().1, if kill { -9 } else { 0 });
    }
}

#[test]
fn it_can_be_switched_off() {
    let mut pty = Pty::start(
        taipan("undo-off")
            .arg("-q")
            .env("XDG_CONFIG_HOME", super::config("undo-off", "undo = 0\n")),
    );
    pty.expect(">>> ");
    ask(&mut pty, "a = 1", "");
    pty.ask("%undo", "%undo is switched off in the configuration\n>>> ");
}
