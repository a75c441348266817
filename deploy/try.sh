#!/usr/bin/env bash
# Tries an installation in a Debian of its own and says what it saw:
# sudo deploy/try.sh [--suite bookworm|trixie] [--bundle FILE] [--in DIR]
# Needs debootstrap, systemd-container, a network and some minutes; for another Debian's Python a bundle made with it.
# Debian is made in DIR (/var/tmp/kiosk-try-SUITE; one that is there is used again), the hall is installed twice, booted
# with systemd, killed, frozen, updated, broken, closed, uninstalled. There is no screen in a container: Xorg draws into
# memory. Everything else is as in a hall.
set -euo pipefail
export LC_ALL=C.UTF-8

here=$(cd "$(dirname "$(readlink -f -- "${BASH_SOURCE[0]}")")" && pwd)
bundle="" suite=bookworm root="" failed=0

says() { echo "== $*"; }

# seen WHAT COMMAND…: runs it and says whether what it stands for is so.
seen() {
    local what=$1
    shift
    if "$@"; then
        echo "  ✓ $what"
    else
        echo "  ✗ $what"
        failed=1
    fi
}

inside() {
    systemd-nspawn --quiet --register=no --keep-unit --as-pid2 --setenv=DEBIAN_FRONTEND=noninteractive \
        --directory="$root" --bind-ro="$place:/mnt" "$@" 2>&1 </dev/null |
        grep -v 'nspawn/propagate' || true
}

# Two more bundles: one that is another version, and one whose program is sound but for opening the hall.
others() {
    PYTHONPATH=$here/.. python3 -B - "$place" <<'PYTHON'
import sys
from pathlib import Path
from zipfile import ZipFile

from kiosk.ops import bundling
from kiosk.ops.bundling import looked_through, unpack, write_bundle

place = Path(sys.argv[1])
first = looked_through(place / "kiosk.tar")
bundling.here = lambda: (first.python, first.platform)
unpack(first, place / "unpacked")
(place / "unpacked/deploy/other").write_text("another version\n")
write_bundle(place / "unpacked", place / "kiosk-other.tar", "0.0.0")
(place / "unpacked/deploy/other").unlink()
program = next((place / "unpacked/wheels").glob("antifraud_hall_kiosk-*"))
with ZipFile(program) as good, ZipFile(place / "bad.whl", "w") as bad:
    for entry in good.infolist():
        sound = entry.filename != "kiosk/opening.py"
        bad.writestr(entry, good.read(entry) if sound else b"raise RuntimeError('this one cannot open')\n")
(place / "bad.whl").replace(program)
write_bundle(place / "unpacked", place / "kiosk-bad.tar", "0.0.1")
PYTHON
    mv "$place"/kiosk-*.tar "$root/root/"
}

debian() {
    if [ ! -e "$root/etc/debian_version" ]; then
        says "Debian $suite → $root"
        debootstrap --variant=minbase --include=python3,systemd-sysv,udev,dbus "$suite" "$root" >/dev/null
    fi
}

# What there is on the machine but for what Debian's own packages, its caches and the journal are.
listing() {
    mkdir -p "$root/var/lib/kiosk"
    (cd "$root" && find etc opt usr/local var/lib/kiosk media -not -path '*/__pycache__*' \
        \( -type d -printf '%y %m %u %g - %p\n' -o -printf '%y %m %u %g %s%l %p\n' \) | sort -k6)
}

# Leaves out what is the hall's own, and what useradd, the first start of a systemd and this trial write.
elsewhere() {
    grep -v -E ' (var/lib/kiosk.*|etc/X11/xorg\.conf\.d|etc/(passwd|group|g?shadow|sub[ug]id)-?|etc/\.pwd\.lock|etc/machine-id|etc/resolv\.conf|etc/\.updated|etc/systemd/system/timers\.target\.wants/apt-daily.*)$'
}

main() {
    while [ $# -gt 0 ]; do
        case "$1" in
        --bundle) bundle=$(readlink -f -- "$2"); shift 2 ;;
        --suite) suite=$2; shift 2 ;;
        --in) root=$2; shift 2 ;;
        *) echo "deploy/try.sh [--suite bookworm|trixie] [--bundle FILE] [--in DIR]" >&2; exit 2 ;;
        esac
    done
    root=${root:-/var/tmp/kiosk-try-$suite}
    place=$(mktemp -d)
    trap 'rm -rf "$place"' EXIT
    if [ -z "$bundle" ]; then
        says "安装包"
        bundle=$place/made.tar
        (cd "$here/.." && PYTHONPATH=. python3 -m kiosk.cli bundle --out "$bundle")
    fi
    ln -f "$bundle" "$place/kiosk.tar" 2>/dev/null || cp "$bundle" "$place/kiosk.tar"
    cp -r "$here" "$place/deploy"
    debian
    # Debian's own, before anything is looked at: what install.sh needs, and what stands in for a screen and a finger.
    local packages
    packages=$(sed -n '/^PACKAGES=(/,/)$/p' "$here/install.sh" | tr '()\n' '   ')
    inside /bin/sh -c "apt-get update -qq && apt-get install -y -qq --no-install-recommends ${packages#PACKAGES=} xserver-xorg-video-dummy xdotool procps >/dev/null"
    local before first second
    before=$(listing)

    says "install.sh"
    inside /mnt/deploy/install.sh --bundle /mnt/kiosk.tar
    first=$(listing)
    seen "the hall starts with the machine" [ "$(systemctl --root="$root" is-enabled kiosk.service)" = enabled ]
    seen "its user cannot log in" grep -q '^kiosk:.*nologin$' "$root/etc/passwd"
    seen "its records are its own" [ "$(stat -c '%a' "$root/var/lib/kiosk/data")" = 700 ]
    seen "nothing of the program can be written by the hall's user" \
        [ -z "$(find "$root/opt/kiosk" ! -type l \( ! -uid 0 -o -perm /022 \) -print -quit)" ]
    inside /mnt/deploy/install.sh --bundle /mnt/kiosk.tar >/dev/null
    second=$(listing)
    seen "a second run changes nothing" diff <(echo "$first") <(echo "$second")

    says "systemd"
    others
    mkdir -p "$root/etc/systemd/system/kiosk-screen.service.d"
    mkdir -p "$root/etc/X11/xorg.conf.d"
    cp "$here/trying/dummy.conf" "$root/etc/X11/xorg.conf.d/"
    cp "$here/trying/screen.conf" "$root/etc/systemd/system/kiosk-screen.service.d/"
    cp "$here/trying/try.service" "$root/etc/systemd/system/"
    cp "$here/trying/inside.sh" "$root/root/"
    systemctl --quiet --root="$root" enable try.service
    timeout 600 systemd-nspawn --quiet --register=no --keep-unit --private-network --directory="$root" --boot >"$root/root/console" 2>&1 || true
    cat "$root/root/seen" || failed=1
    ! grep -q ✗ "$root/root/seen" || failed=1
    systemctl --quiet --root="$root" disable try.service
    rm -rf "$root/etc/X11/xorg.conf.d/dummy.conf" "$root/etc/systemd/system/kiosk-screen.service.d" "$root/etc/systemd/system/try.service" "$root"/root/inside.sh "$root"/root/kiosk-*.tar

    says "uninstall.sh"
    inside /opt/kiosk/current/deploy/uninstall.sh
    seen "only what is the hall's own is left" \
        diff <(echo "$before" | elsewhere) <(listing | elsewhere)
    seen "records are left" [ -s "$root/var/lib/kiosk/data/kiosk.db" ]
    return "$failed"
}

main "$@"
