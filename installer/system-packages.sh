#!/usr/bin/env bash
# Makes sure that the system libraries which no Python wheel brings are there: Qt's, zbar's, one font.
# Debian and Ubuntu: installs what is missing (as root or with sudo), or prints the line to run and stops.
set -euo pipefail

say() { printf '%s\n' "$*" >&2; }

# Several names for one thing stand with a bar between them: newer releases renamed some libraries.
readonly OFFSCREEN=(
    'libglib2.0-0t64|libglib2.0-0' libegl1 libgl1 libdbus-1-3 libfontconfig1 libxkbcommon0
)
readonly WINDOWS=(
    libx11-xcb1 libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0
    libxcb-render-util0 libxcb-shape0 libxcb-sync1 libxcb-xfixes0 libxcb-xkb1 libxkbcommon-x11-0
)
readonly SCANNER_AND_PAPER=('libzbar0t64|libzbar0' fonts-dejavu-core)
readonly WANTED=("${OFFSCREEN[@]}" "${WINDOWS[@]}" "${SCANNER_AND_PAPER[@]}")

# The shared objects behind the same packages, for systems where packages have other names.
readonly LIBRARIES=(
    libglib-2.0.so.0 libEGL.so.1 libGL.so.1 libdbus-1.so.3 libfontconfig.so.1 libxkbcommon.so.0
    libX11-xcb.so.1 libxcb-cursor.so.0 libxcb-icccm.so.4 libxcb-image.so.0 libxcb-keysyms.so.1
    libxcb-randr.so.0 libxcb-render-util.so.0 libxcb-shape.so.0 libxcb-sync.so.1
    libxcb-xfixes.so.0 libxcb-xkb.so.1 libxkbcommon-x11.so.0 libzbar.so.0
)

installed_packages() {
    dpkg-query --show --showformat='${db:Status-Status} ${Package}\n' "${WANTED[@]//|*/}" \
        "${WANTED[@]//*|/}" 2>/dev/null | sed -n 's/^installed //p' || true
}

# The first of the names that this release knows; the last one where no package lists are loaded.
name_here() {
    local name
    for name in ${1//|/ }; do
        if apt-cache show --no-all-versions "$name" >/dev/null 2>&1; then break; fi
    done
    printf '%s\n' "$name"
}

python_packages() {
    if [[ -x .venv/bin/python ]]; then return; fi
    "$(dirname "$0")/find-python.sh" >/dev/null 2>&1 && return
    if apt-cache show --no-all-versions python3.11 >/dev/null 2>&1; then
        printf '%s\n' python3.11 python3.11-venv
    else
        printf '%s\n' python3 python3-venv
    fi
}

missing_packages() {
    local wanted name have
    have=" $(installed_packages | tr '\n' ' ') "
    for wanted in "${WANTED[@]}"; do
        for name in ${wanted//|/ }; do
            if [[ $have == *" $name "* ]]; then continue 2; fi
        done
        name_here "$wanted"
    done
    python_packages
}

install_packages() {
    local as_root=()
    if [[ $(id -u) -ne 0 ]]; then
        if ! sudo -n true 2>/dev/null; then
            say "Parterre needs system packages that are not installed. Please run this line, then try again:"
            say "    sudo apt-get install -y --no-install-recommends $*"
            return 1
        fi
        as_root=(sudo -n)
    fi
    say "Installing system packages: $*"
    local install=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive
        apt-get install -y -qq --no-install-recommends "$@")
    # Package lists that are absent or old refuse or miss a file: fetch new ones, once.
    "${install[@]}" </dev/null >/dev/null 2>&1 ||
        { "${as_root[@]}" apt-get update -qq </dev/null && "${install[@]}" </dev/null >/dev/null; }
}

say_missing_libraries() {
    local known missing=() library
    known=$(ldconfig -p 2>/dev/null || /sbin/ldconfig -p 2>/dev/null || true)
    if [[ -z $known ]]; then return; fi
    for library in "${LIBRARIES[@]}"; do
        if [[ $known != *"$library "* ]]; then missing+=("$library"); fi
    done
    if [[ ${#missing[@]} -gt 0 ]]; then
        say "Parterre's window, scanner and fonts use system libraries that were not found here:"
        say "    ${missing[*]}"
        say "Please install the packages of your system that bring them (for zbar and Qt's xcb platform)."
    fi
}

case "$(uname -s)" in
Linux)
    if command -v dpkg-query >/dev/null && command -v apt-get >/dev/null; then
        mapfile -t missing < <(missing_packages)
        if [[ ${#missing[@]} -gt 0 ]]; then install_packages "${missing[@]}"; fi
    else
        say_missing_libraries
    fi
    ;;
Darwin)
    # Everything else comes with the wheels; without zbar the scanner reads with its other engine alone.
    if ! ls {/opt/homebrew,/usr/local}/lib/libzbar.dylib >/dev/null 2>&1; then
        say "Optional, for a more patient scanner: brew install zbar"
    fi
    ;;
esac
