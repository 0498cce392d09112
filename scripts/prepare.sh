# shellcheck shell=bash
# What ./demo and ./test share: the stages they report, what a bare Debian machine lacks, and where
# the build goes. Sourced, never run. It changes the machine only through apt-get, and says so first.

rust_needed=1.95
node_needed=18

# Sets the number of stages and answers Ctrl-C with one line in place of a trail of errors.
begin() { # program, stages
    program=$1 stages=$2 stage_number=0 stage_name='' stage_began=$SECONDS began=$SECONDS
    trap 'stop_on_signal 130' INT
    trap 'stop_on_signal 143' TERM
    trap 'report_failure $?' EXIT
}

stop_on_signal() { # exit code
    trap - EXIT INT TERM
    printf '\n%s: stopped in "%s". Run ./%s again: it goes on from what is done.\n' "$program" "$stage_name" "$program" >&2
    exit "$1"
}

# A stage that failed is named last, where a reader of a log looks first.
report_failure() { # exit code
    [ "$1" -eq 0 ] && return
    [ -n "$stage_name" ] || return 0
    printf '%s: failed in stage [%d/%d] %s after %d s (exit code %d); the reason stands above.\n' \
        "$program" "$stage_number" "$stages" "$stage_name" "$((SECONDS - stage_began))" "$1" >&2
}

stage() { # name
    stage_number=$((stage_number + 1)) stage_name=$1 stage_began=$SECONDS
    printf '[%d/%d] %s …\n' "$stage_number" "$stages" "$stage_name"
}

stage_done() {
    printf '[%d/%d] %s: %d s\n' "$stage_number" "$stages" "$stage_name" "$((SECONDS - stage_began))"
    stage_name=''
}

all_done() { # what was reached
    printf '%s: %s, %d s in all\n' "$program" "$1" "$((SECONDS - began))"
}

# Ends with the reason and the next step. Code 2: the machine is not ready and the user has to act.
not_ready() { # lines
    printf '%s\n' "$@" >&2
    trap - EXIT
    exit 2
}

# True where dotted number $1 is at least $2.
at_least() { [ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1)" = "$2" ]; }

# Rust is the one thing that is never installed here: which release a machine builds with is its owner's choice.
require_rust() {
    local found
    if ! command -v cargo >/dev/null && [ -x "$HOME/.cargo/bin/cargo" ]; then
        PATH=$HOME/.cargo/bin:$PATH
    fi
    command -v cargo >/dev/null || not_ready \
        "Rust is not installed (no cargo in PATH or in ~/.cargo/bin); Doudi needs $rust_needed or newer." \
        "Install it with rustup (on Debian 13: apt-get install rustup && rustup default stable), then run ./$program again." \
        "Debian's own rustc and cargo packages are older than $rust_needed."
    found=$(cargo --version | cut -d ' ' -f 2)
    at_least "$found" "$rust_needed" || not_ready \
        "Rust $found is installed ($(command -v cargo)); Doudi needs $rust_needed or newer." \
        "Run: rustup update stable && rustup default stable, then run ./$program again."
    printf '      Rust %s\n' "$found"
}

require_rust_component() { # cargo subcommand, its component in rustup
    cargo "$1" --version >/dev/null 2>&1 || not_ready \
        "cargo $1 is missing beside $(cargo --version)." "Run: rustup component add $2, then run ./$program again."
}

# The newest installed directory of PostgreSQL's server programs; empty where there is none.
postgresql_programs() {
    find /usr/lib/postgresql/*/bin -maxdepth 1 -name initdb -printf '%h\n' 2>/dev/null | sort -V | tail -n 1
}

# Prints the Debian packages that are missing for the needs named.
missing_packages() { # needs: compiler, web, postgresql, git
    local need
    # Without the authorities' certificates neither cargo nor npm reaches its registry.
    [ -e /etc/ssl/certs/ca-certificates.crt ] || echo ca-certificates
    for need in "$@"; do
        case $need in
            compiler)
                command -v cc >/dev/null && command -v make >/dev/null || echo build-essential
                command -v pkg-config >/dev/null || echo pkg-config
                ;;
            web)
                command -v node >/dev/null || echo nodejs
                command -v npm >/dev/null || echo npm
                ;;
            postgresql) [ -n "$(postgresql_programs)" ] || echo postgresql ;;
            git) command -v git >/dev/null || echo git ;;
            *) echo "missing_packages: no such need: $need" >&2; return 1 ;;
        esac
    done
}

# Runs a command as root: directly, or through sudo where it asks for no password.
as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -n "$@"; fi
}

may_be_root() { [ "$(id -u)" -eq 0 ] || { command -v sudo >/dev/null && sudo -n true 2>/dev/null; }; }

# Debian's postgresql package starts a cluster on port 5432 by itself. The tests start their own and
# stop them, so this machine is told not to make one. A machine that has PostgreSQL keeps its settings.
forbid_main_cluster() {
    local settings=/etc/postgresql-common/createcluster.d/doudi.conf
    printf '      writing %s (create_main_cluster = false): no PostgreSQL is left running\n' "$settings"
    as_root mkdir -p "${settings%/*}"
    echo 'create_main_cluster = false' | as_root tee "$settings" >/dev/null
}

# Installs what is missing, or prints the line that does and ends with 2.
install_packages() { # packages
    local install=(apt-get install -y --no-install-recommends "$@")
    if ! command -v apt-get >/dev/null; then
        not_ready "Missing on this machine, by their Debian names: $*" "Install them, then run ./$program again."
    fi
    if ! may_be_root; then
        not_ready "Missing on this machine: $*" "Installing needs root, and there is no sudo without a password here. Run as root:" \
            "    apt-get update && ${install[*]}" "then run ./$program again."
    fi
    case " $* " in *" postgresql "*) forbid_main_cluster ;; esac
    printf '      apt-get update\n'
    as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq </dev/null \
        || printf '      apt-get update failed; going on with the package lists that are here\n'
    printf '      %s\n' "${install[*]}"
    as_root env DEBIAN_FRONTEND=noninteractive "${install[@]}" -qq -o Dpkg::Use-Pty=0 </dev/null >"$install_log" 2>&1 || {
        tail -n 30 "$install_log" >&2
        not_ready "apt-get could not install: $*" "Its whole output is in $install_log. Put that right, then run ./$program again."
    }
}

# Makes the machine ready: Rust is asked for, everything else is installed.
prepare_machine() { # needs, as in missing_packages
    local missing node_found
    install_log=$build_directory/apt-get.log
    mkdir -p "$build_directory"
    mapfile -t missing < <(missing_packages "$@")
    if [ "${#missing[@]}" -gt 0 ]; then install_packages "${missing[@]}"; fi
    hash -r
    node_found=$(node --version | tr -d v)
    at_least "$node_found" "$node_needed" || not_ready \
        "Node.js $node_found is installed ($(command -v node)); $node_needed or newer is needed." \
        "Remove it so that Debian's own can be installed, or update it, then run ./$program again."
}

# npm ci, only where the installed files are not those of the lock file.
install_web_files() {
    local installed=web/node_modules/.package-lock.json
    if [ -e "$installed" ] && ! [ web/package-lock.json -nt "$installed" ]; then
        printf '      web/node_modules is up to date\n'
        return
    fi
    # Debian 12 has Node.js 18; Tabler asks for 20 to be built, not to be used, so that warning is left out.
    (cd web && npm ci --loglevel=error --no-progress)
    touch "$installed"
}

# A machine without HOME (a bare chroot, a unit file) still has one in its user list.
export HOME=${HOME:-$(getent passwd "$(id -u)" | cut -d : -f 6)}
# Outside the checkout, so that a copy or a clean of the tree does not cost a build.
build_directory=${XDG_CACHE_HOME:-$HOME/.cache}/doudi
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$build_directory/target}
