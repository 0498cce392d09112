//! Killed at any moment and run again, a county ends as if nothing had happened: nothing lost, nothing doubled.
//!
//! `DOUDI_KILLS` sets how often on each database (50), `DOUDI_KILL_SEED` the moments; both are printed.

use std::process::Stdio;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use operations::test_postgres::TestServer;

use crate::demonstration::{County, MODEL_COUNTY, copy_folder};

const DEMO: [&str; 6] = ["demo", "--no-serve", "--people", "200", "--seed", "11"];

fn setting(name: &str, usual: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

/// A county that is set up and has done nothing yet.
fn set_up(county: &County) {
    county.text(&["init"]);
    std::fs::write(county.path().join("policy").join("model-county.toml"), MODEL_COUNTY).expect("written");
}

fn state(county: &County) -> String {
    county.json(&["audit", "state"])["sm3"].as_str().expect("a hash").to_owned()
}

/// Kills the demonstration after so long; gives whether it was still running.
fn kill_after(county: &County, moment: Duration) -> bool {
    let mut child = county.command(&DEMO).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the binary runs");
    std::thread::sleep(moment);
    let running = child.try_wait().expect("a child").is_none();
    // SIGKILL: the process gets no chance to tidy up.
    let _ = child.kill();
    child.wait().expect("a child");
    running
}

/// A moment within `whole`, by a fixed sequence of the seed.
fn moment(seed: u64, kill: u64, whole: Duration) -> Duration {
    let mixed = (seed ^ (kill + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let mixed = (mixed ^ (mixed >> 31)).wrapping_mul(0x94D0_49BB_1331_11EB);
    whole.mul_f64((mixed >> 11) as f64 / (1u64 << 53) as f64)
}

/// Kills `another()` again and again and compares its state with an undisturbed run's.
fn kills(name: &str, another: impl Fn() -> County + Sync) {
    let (times, seed) = (setting("DOUDI_KILLS", 50), setting("DOUDI_KILL_SEED", 2022));
    println!("{name}: DOUDI_KILLS={times} DOUDI_KILL_SEED={seed}");
    let undisturbed = another();
    let started = Instant::now();
    undisturbed.text(&DEMO);
    let whole = started.elapsed();
    let expected = state(&undisturbed);
    let (next, hit) = (AtomicUsize::new(0), AtomicUsize::new(0));
    std::thread::scope(|scope| {
        for _worker in 0..2 {
            scope.spawn(|| {
                loop {
                    let kill = next.fetch_add(1, Ordering::Relaxed) as u64;
                    if kill >= times {
                        break;
                    }
                    let county = another();
                    if kill_after(&county, moment(seed, kill, whole)) {
                        hit.fetch_add(1, Ordering::Relaxed);
                    }
                    county.text(&DEMO);
                    assert_eq!(state(&county), expected, "{name}: kill {kill} of seed {seed}");
                    county.text(&["audit", "verify"]);
                }
            });
        }
    });
    println!("{name}: {} of {times} kills hit a running process; a whole run takes {whole:?}", hit.load(Ordering::Relaxed));
    assert!(hit.load(Ordering::Relaxed) as u64 * 2 >= times, "most kills must hit a running process");
}

#[test]
fn killed_at_any_moment_and_continued_a_county_in_a_file_is_as_undisturbed() {
    let base = County::new();
    set_up(&base);
    kills("SQLite", || {
        let county = County::new();
        copy_folder(base.path(), county.path());
        county
    });
}

#[test]
fn killed_at_any_moment_and_continued_a_county_on_a_server_is_as_undisturbed() {
    let server = TestServer::start().expect("PostgreSQL starts");
    let address = server.empty_database().expect("a database");
    let template = address.rsplit('/').next().expect("a name").to_owned();
    let base = County::on(address);
    set_up(&base);
    kills("PostgreSQL", || {
        let county = County::on(server.database_from(&template).expect("a database"));
        copy_folder(base.path(), county.path());
        county
    });
}

#[test]
fn both_databases_end_in_the_same_state() {
    let server = TestServer::start().expect("PostgreSQL starts");
    let in_file = County::new();
    set_up(&in_file);
    let on_server = County::on(server.empty_database().expect("a database"));
    copy_folder(in_file.path(), on_server.path());
    let _ = std::fs::remove_file(on_server.path().join("doudi.sqlite"));
    // The same keys; the accounts are opened again, in the empty database.
    std::fs::remove_file(on_server.path().join("settings.toml")).expect("settings");
    on_server.text(&["init"]);
    in_file.text(&DEMO);
    on_server.text(&DEMO);
    assert_eq!(state(&in_file), state(&on_server));
}
