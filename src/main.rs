//! The command line: opens the window, or runs a command without one.

mod cli;

use std::{env, process::ExitCode};

fn main() -> ExitCode {
    cli::run(env::args_os().skip(1).collect())
}
