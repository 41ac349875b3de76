#!/usr/bin/env bash
# Sets up what the commands of the Makefile need. Idempotent, and fast when everything is there.
#
#   tools/setup.sh packages     .venv with the packages of requirements.lock (every file checked by its hash)
#   tools/setup.sh libraries    the system libraries that the PDF stack loads, by apt where that is allowed
#   tools/setup.sh fonts        the fonts of the official documents, built once into a cache
#   tools/setup.sh explorer     what builds and checks the web explorer: npm packages of explorer/package-lock.json
#   tools/setup.sh fuzz         what guides `make fuzz` by coverage, into build/fuzz/packages
#   tools/setup.sh mutants      what makes the mutants of `make mutants`, into build/mutants/packages
#   tools/setup.sh office       LibreOffice, in which `make agree` recalculates workbooks, by apt where that is allowed
#   tools/setup.sh browser      the browser in which the tests open the explorer, by apt where that is allowed
set -euo pipefail
cd "$(dirname "$0")/.."

readonly venv=.venv
readonly sonames="libpango-1.0.so.0 libpangoft2-1.0.so.0 libharfbuzz-subset.so.0"
readonly debian_libraries="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"

say() { printf 'setup: %s\n' "$*"; }

stop() {
    printf 'setup: %s\n' "$@" >&2
    exit 1
}

# Installs Debian packages as root or by sudo without a password; otherwise prints the line to run and stops.
apt_install() {
    local line="apt-get update && apt-get install -y --no-install-recommends $*"
    local as_root=()
    if ! command -v apt-get >/dev/null; then
        stop "this system has no apt. Please install what Debian calls: $*"
    elif [ "$(id -u)" != 0 ]; then
        sudo -n true 2>/dev/null || stop "these system packages are missing: $*" "Please run:  sudo sh -c '$line'"
        as_root=(sudo -n)
    fi
    say "installing $*"
    ${as_root[@]+"${as_root[@]}"} sh -c "export DEBIAN_FRONTEND=noninteractive; $line" </dev/null >/dev/null ||
        stop "apt could not install: $*" "Please run:  sudo sh -c '$line'"
}

is_new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

# Prints the first Python that is new enough; PYTHON names one outright.
find_python() {
    local candidate
    for candidate in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
        if is_new_enough "$candidate"; then
            echo "$candidate"
            return
        fi
    done
    stop "no Python 3.11 or newer found. Please install one, or name it: make PYTHON=/path/to/python3 ..."
}

make_venv() {
    local python version
    python=$(find_python)
    version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    # Debian and Ubuntu keep the module that makes environments with pip in a package of its own.
    "$python" -c 'import ensurepip, venv' 2>/dev/null || apt_install "python$version-venv"
    say "making $venv with Python $version"
    "$python" -m venv --clear "$venv"
}

# Bytecode is compiled here because the environment may forbid Python to write it when it imports; by all cores, which pip does not.
# What only benchmarks and installing import is compiled when it is first used.
compile_bytecode() { "$venv/bin/python" -m compileall -q -j 0 -x "site-packages/(pip|setuptools|pandas|pyarrow)/" "$@"; }

# The block of a package in the lock file, and everything else.
only() { awk -v name="$1==" '/^[^ #]/ { on = index($0, name) == 1 } on' requirements.lock; }
without() { awk -v name="$1==" '/^[^ #]/ { on = index($0, name) == 1 } !on' requirements.lock; }

# Installs from a list with a hash for every file; the last argument is the list.
install_locked() {
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-input --no-compile --require-hashes "${@:1:$#-1}" -r "${@: -1}"
}

packages() {
    local stamp
    stamp="$venv/.stamp-$(cat requirements.lock pyproject.toml | sha256sum | cut -c 1-16)"
    if ! [ -f "$stamp" ]; then
        if ! { is_new_enough "$venv/bin/python" && "$venv/bin/python" -m pip --version >/dev/null 2>&1; }; then
            make_venv
        fi
        say "installing the locked packages"
        # pyspark is published as source only: it is built here, with a setuptools that the lock pins.
        install_locked --only-binary :all: <(without pyspark)
        install_locked --no-deps --no-build-isolation <(only pyspark)
        "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-input --no-deps --no-build-isolation --no-index --editable .
        compile_bytecode "$venv/lib"
        rm -f "$venv"/.stamp-*
        touch "$stamp"
    fi
    compile_bytecode scoring
}

loads() { "$venv/bin/python" -c 'import ctypes, sys; [ctypes.CDLL(name) for name in sys.argv[1:]]' "$@" 2>/dev/null; }

libraries() {
    # shellcheck disable=SC2086 # the lists are meant to be split
    loads $sonames || apt_install $debian_libraries
    # shellcheck disable=SC2086
    loads $sonames || stop "these libraries are installed but do not load: $sonames"
}

fonts() { "$venv/bin/scoring" fonts build; }

# Node comes with playwright, a locked package: all have the same, whatever the system has. Only npm is the system's.
node_of_tests() {
    local found
    found=$(cd "$venv/bin" && ls ../lib/python3*/site-packages/playwright/driver/node 2>/dev/null) || stop "the package playwright brings no node"
    ln -sf "$found" "$venv/bin/node"
}

explorer() {
    local stamp
    node_of_tests
    stamp="explorer/node_modules/.stamp-$(cat explorer/package.json explorer/package-lock.json | sha256sum | cut -c 1-16)"
    if ! [ -f "$stamp" ]; then
        command -v npm >/dev/null || apt_install npm
        say "installing the locked npm packages of the web explorer"
        # `npm ci` refuses a lock that lacks packages for other systems, which a mirror need not have. Versions and hashes
        # are those of the lock here too, and --no-save keeps it as it is.
        npm install --prefix explorer --no-save --no-progress --loglevel=error >/dev/null </dev/null ||
            stop "npm could not install the packages of explorer/package-lock.json. Node is only needed to check and build the web explorer."
        rm -f explorer/node_modules/.stamp-*
        touch "$stamp"
    fi
}

# atheris is built for Linux and for some versions of Python only: without it the campaign goes on unguided, and says so.
fuzz() {
    local into=build/fuzz/packages
    [ -f "$into/.stamp-$(sha256sum <requirements-fuzz.lock | cut -c 1-16)" ] && return
    rm -rf "$into"
    if install_locked --only-binary :all: --no-deps --target "$into" requirements-fuzz.lock; then
        touch "$into/.stamp-$(sha256sum <requirements-fuzz.lock | cut -c 1-16)"
    else
        say "atheris could not be installed here"
    fi
}

mutants() {
    local into=build/mutants/packages stamp
    stamp="$into/.stamp-$(sha256sum <requirements-mutants.lock | cut -c 1-16)"
    [ -f "$stamp" ] && return
    rm -rf "$into"
    say "installing what makes mutants"
    install_locked --only-binary :all: --no-deps --target "$into" requirements-mutants.lock
    touch "$stamp"
}

# Recalculates the formulas of workbooks.
office() { command -v soffice >/dev/null || apt_install libreoffice-calc-nogui; }

browser() { command -v chromium >/dev/null || command -v google-chrome >/dev/null || apt_install chromium; }

for step in "$@"; do
    case $step in
        packages | libraries | fonts | explorer | browser | office | fuzz | mutants) "$step" ;;
        *) stop "unknown step: $step (packages, libraries, fonts, explorer, browser, office, fuzz, mutants)" ;;
    esac
done
