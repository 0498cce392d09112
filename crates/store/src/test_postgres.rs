//! A private PostgreSQL server for tests, behind the feature `test-postgres`.
//!
//! It is made in a folder of its own and listens on a free port of the loopback address. A guard process stops it and removes
//! the folder when the handle is dropped or the test process ends, in whatever way. Each test gets a database cloned from
//! a template that is brought up to the schema once.

use std::io::Read;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};

/// Where Debian and others put the programs of a version; the newest found is taken.
const FOLDERS: [&str; 3] = ["/usr/lib/postgresql", "/usr/local/pgsql", "/opt/homebrew/opt"];
/// What to do where there is no server.
const INSTALL: &str = "These tests run on PostgreSQL too, and it could not be started. Install it (Debian: `apt-get install postgresql`; \
    no service needs to run) or set PG_BIN to the folder with initdb and pg_ctl, then run the tests again.";

/// Waits until its input ends, which it does when this process ends, then stops the server and removes its folder.
const GUARD: &str = "cat >/dev/null; cd /; \"$@\" >/dev/null 2>&1; rm -rf \"$0\"";

/// A running server; dropping it stops it and removes its folder.
#[derive(Debug)]
pub struct TestServer {
    programs: PathBuf,
    folder: PathBuf,
    port: u16,
    made: AtomicU64,
    guard: Option<Child>,
}

impl TestServer {
    /// Starts a server. The error says what failed and how to install PostgreSQL.
    pub fn start() -> Result<TestServer, String> {
        let programs = programs()?;
        let folder = new_folder()?;
        let port = free_port()?;
        let mut server = TestServer { programs, folder, port, made: AtomicU64::new(0), guard: None };
        let data = server.folder.join("data").display().to_string();
        server.run("initdb", &["-D", &data, "-U", "doudi", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"])?;
        // Tests may lose everything at a power cut, so nothing waits for the disk.
        let settings = format!(
            "-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories='' -c fsync=off -c full_page_writes=off \
             -c synchronous_commit=off -c max_connections=200"
        );
        let log = server.folder.join("log").display().to_string();
        server.run("pg_ctl", &["-D", &data, "-l", &log, "-w", "-t", "60", "-o", &settings, "start"])?;
        server.guard = Some(server.start_guard(&data)?);
        Ok(server)
    }

    fn start_guard(&self, data: &str) -> Result<Child, String> {
        let stop = as_server_user(&self.programs.join("pg_ctl"), &self.folder);
        let mut guard = Command::new("sh");
        guard.arg("-c").arg(GUARD).arg(&self.folder).arg(stop.get_program()).args(stop.get_args());
        guard.args(["-D", data, "-m", "immediate", "-w", "stop"]);
        guard.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
        guard.spawn().map_err(|fault| failed("sh", &fault.to_string()))
    }

    /// The address of a new database, cloned from another one.
    pub fn database_from(&self, template: &str) -> Result<String, String> {
        let name = format!("test_{}", self.made.fetch_add(1, Ordering::Relaxed));
        let port = self.port.to_string();
        self.run("createdb", &["-h", "127.0.0.1", "-p", &port, "-U", "doudi", "-T", template, &name])?;
        Ok(self.address(&name))
    }

    /// The address of a database by its name.
    pub fn address(&self, name: &str) -> String {
        format!("postgres://doudi@127.0.0.1:{}/{name}", self.port)
    }

    /// The address of a new, empty database.
    pub fn empty_database(&self) -> Result<String, String> {
        self.database_from("template0")
    }

    fn run(&self, program: &str, arguments: &[&str]) -> Result<(), String> {
        let output = as_server_user(&self.programs.join(program), &self.folder)
            .args(arguments)
            .stdin(Stdio::null())
            // pg_ctl's server inherits the streams; it must not hold ours open.
            .stdout(Stdio::null())
            .stderr(std::fs::File::create(self.folder.join("errors")).map_err(|fault| failed(program, &fault.to_string()))?)
            .status()
            .map_err(|fault| failed(program, &fault.to_string()))?;
        if output.success() {
            return Ok(());
        }
        let mut said = String::new();
        for name in ["errors", "log"] {
            if let Ok(mut file) = std::fs::File::open(self.folder.join(name)) {
                file.read_to_string(&mut said).map_err(|fault| failed(program, &fault.to_string()))?;
            }
        }
        Err(failed(program, said.trim()))
    }
}

impl Drop for TestServer {
    fn drop(&mut self) {
        if let Some(mut guard) = self.guard.take() {
            drop(guard.stdin.take());
            if let Err(fault) = guard.wait() {
                tracing::warn!(%fault, "the test server was not stopped");
            }
        }
    }
}

fn failed(what: &str, why: &str) -> String {
    format!("{INSTALL}\nWhat failed: {what}: {why}")
}

/// The folder with `initdb` and `pg_ctl`: that of `PG_BIN`, or the newest version in the usual places.
fn programs() -> Result<PathBuf, String> {
    let named = std::env::var_os("PG_BIN").map(PathBuf::from);
    let mut found: Vec<PathBuf> = FOLDERS
        .iter()
        .filter_map(|folder| std::fs::read_dir(folder).ok())
        .flatten()
        .filter_map(|entry| entry.ok().map(|entry| entry.path().join("bin")))
        .filter(|folder| folder.join("initdb").exists())
        .collect();
    found.sort();
    named.or_else(|| found.pop()).ok_or_else(|| failed("looking for initdb", "it is in none of the usual folders"))
}

fn run_as_root() -> Result<bool, String> {
    let Output { stdout, .. } = Command::new("id").arg("-u").output().map_err(|fault| failed("id", &fault.to_string()))?;
    Ok(String::from_utf8_lossy(&stdout).trim() == "0")
}

/// A server refuses to run as root; then it runs as `postgres`, the user its package makes.
fn as_server_user(program: &Path, folder: &Path) -> Command {
    let mut command = if run_as_root().unwrap_or(false) {
        let mut command = Command::new("runuser");
        command.args(["-u", "postgres", "--"]).arg(program);
        command
    } else {
        Command::new(program)
    };
    command.current_dir(folder);
    command
}

fn new_folder() -> Result<PathBuf, String> {
    let bytes: [u8; 8] = crate::cipher::random().map_err(|fault| failed("naming a folder", &fault.to_string()))?;
    let folder = std::env::temp_dir().join(format!("doudi-postgres-{}", crate::cipher::hexadecimal(&bytes)));
    std::fs::create_dir(&folder).map_err(|fault| failed("making a folder", &fault.to_string()))?;
    if run_as_root()? {
        let owned = Command::new("chown").arg("postgres").arg(&folder).status();
        if !owned.is_ok_and(|status| status.success()) {
            return Err(failed("giving the folder to the user postgres", "there is no such user"));
        }
    }
    Ok(folder)
}

fn free_port() -> Result<u16, String> {
    let listener = TcpListener::bind("127.0.0.1:0").map_err(|fault| failed("finding a free port", &fault.to_string()))?;
    listener.local_addr().map(|address| address.port()).map_err(|fault| failed("finding a free port", &fault.to_string()))
}
