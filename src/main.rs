//! The `taipan` binary: hands the command line to the library.

fn main() -> std::process::ExitCode {
    taipan::cli::main()
}
