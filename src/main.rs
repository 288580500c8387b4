//! The `taipan` binary: hands the command line to [`taipan::cli`].

fn main() {
    println!("taipan");
}
