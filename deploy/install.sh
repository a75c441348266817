#!/usr/bin/env bash
# Installs the hall on Debian 12 or 13: sudo deploy/install.sh [--bundle FILE] [--user kiosk]
# It can be repeated: a second run changes nothing. deploy/uninstall.sh takes everything away again but what is the
# hall's own. What it puts where stands below deploy/files, in the places it goes to; docs/operating.md says what for.
set -euo pipefail
export LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive
umask 022

PACKAGES=(python3 python3-venv xserver-xorg-core xserver-xorg-input-libinput x11-xserver-utils xauth xterm fonts-dejavu-core
    fonts-wqy-microhei libasound2-plugins alsa-utils nftables systemd-timesyncd udev kbd util-linux ca-certificates)
MASKED=(ctrl-alt-del.target)
DISABLED=(apt-daily.timer apt-daily-upgrade.timer)
ENABLED=(kiosk-machine.service kiosk-firewall.service kiosk-screen.service kiosk.service)
OPT=/opt/kiosk HOME_OF_HALL=/var/lib/kiosk

fail() {
    echo "$*" >&2
    exit 1
}

usage() {
    fail "用法：sudo deploy/install.sh [--bundle 安装包] [--user kiosk]"
}

arguments() {
    bundle="" user=kiosk
    while [ $# -gt 0 ]; do
        case "$1" in
        --bundle) [ $# -ge 2 ] || usage; bundle=$(readlink -m -- "$2"); shift 2 ;;
        --user) [ $# -ge 2 ] || usage; user=$2; shift 2 ;;
        *) usage ;;
        esac
    done
    [[ $user =~ ^[a-z][a-z0-9-]{0,30}$ && $user != root ]] || fail "用户名只能用小写字母、数字和连字符，不能是 root：$user"
    [ -z "$bundle" ] || [ -f "$bundle" ] || fail "没有找到安装包：$bundle"
    [ "$(id -u)" -eq 0 ] || fail "要用管理员身份运行：sudo deploy/install.sh"
}

system() {
    # shellcheck disable=SC1091
    [ -r /etc/os-release ] && . /etc/os-release
    case "${ID:-}${VERSION_ID:-}" in
    debian12 | debian13) ;;
    *) fail "这里是 ${PRETTY_NAME:-不认得的系统}，只在 Debian 12 和 13 上试过。请先装好其中一个" ;;
    esac
}

packages() {
    local missing=() package
    for package in "${PACKAGES[@]}"; do
        [ "$(dpkg-query -W -f '${db:Status-Abbrev}' "$package" 2>/dev/null)" = "ii " ] || missing+=("$package")
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    echo "正在装系统里缺的软件：${missing[*]}"
    apt-get update -qq || fail "取不到系统的软件：这一步要网（或插着 Debian 的安装盘），以后就不用了"
    apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

account() {
    if ! getent passwd "$user" >/dev/null; then
        useradd --system --user-group --home-dir "$HOME_OF_HALL/data" --no-create-home --shell /usr/sbin/nologin "$user"
    fi
    case "$(getent passwd "$user" | cut -d: -f7)" in
    */nologin | */false) ;;
    *) fail "已经有一个能登录的用户叫 $user：用 --user 换一个名字" ;;
    esac
    install -d -m 0750 -o root -g "$user" "$HOME_OF_HALL"
    install -d -m 0711 -o root -g root "$HOME_OF_HALL/halls"
    install -d -m 0700 -o "$user" -g "$user" "$HOME_OF_HALL/data"
    # Records of an installation before this one: the user may have had another number then.
    find "$HOME_OF_HALL/data" "$HOME_OF_HALL/halls" -mindepth 1 ! -user "$user" ! -path "$HOME_OF_HALL/halls/last" \
        -exec chown --no-dereference "$user:$user" {} +
}

# Every file below deploy/files to its place, with the user's name in it; one that is already so is left alone. What was
# laid is listed, so that a later version takes away what it has no more, and uninstall.sh everything.
files() {
    local source target mode made laid=$OPT/laid
    made=$(mktemp)
    find "$from/files" -type f -printf '/%P\n' | sort >"$made"
    if [ -f "$laid" ]; then
        comm -23 "$laid" "$made" | while IFS= read -r target; do rm -f "$target"; done
    fi
    cmp -s "$made" "$laid" || install -m 0644 "$made" "$laid"
    while IFS= read -r -d '' source; do
        target=${source#"$from/files"}
        mode=0644
        [[ $target != /usr/local/* ]] || mode=0755
        sed "s/@USER@/$user/g" "$source" >"$made"
        if ! cmp -s "$made" "$target" || [ "$(stat -c %a "$target")" != "${mode#0}" ]; then
            install -D -m "$mode" "$made" "$target"
            changed=yes
        fi
    done < <(find "$from/files" -type f -print0 | sort -z)
    rm -f "$made"
}

# The program itself: the very step that `kiosk update` makes, from the code inside the bundle.
program() {
    local place
    place=$(mktemp -d)
    # shellcheck disable=SC2064
    trap "rm -rf '$place'" EXIT
    if [ -z "$bundle" ]; then
        [ -f "$from/../pyproject.toml" ] || fail "写明用哪个安装包：sudo deploy/install.sh --bundle 安装包"
        bundle=$place/kiosk.tar
        (cd "$from/.." && python3 -B -m kiosk.cli bundle --out "$bundle") || exit 1
    fi
    tar -xf "$bundle" -C "$place" --wildcards --no-same-owner 'wheels/antifraud_hall_kiosk-*.whl' 2>/dev/null ||
        fail "这不是展馆的安装包：$bundle"
    (cd / && PYTHONPATH=$(echo "$place"/wheels/*.whl) python3 -B -m kiosk.cli update "$bundle") || exit 1
}

units() {
    local unit
    for unit in "${MASKED[@]}"; do
        [ "$(systemctl is-enabled "$unit" 2>/dev/null)" = masked ] || systemctl --quiet mask "$unit"
    done
    for unit in "${DISABLED[@]}"; do
        [ "$(systemctl is-enabled "$unit" 2>/dev/null)" != enabled ] || systemctl --quiet disable "$unit"
    done
    for unit in "${ENABLED[@]}" systemd-timesyncd.service; do
        [ "$(systemctl is-enabled "$unit" 2>/dev/null)" = enabled ] || systemctl --quiet enable "$unit"
    done
    [ -d /run/systemd/system ] || return 0
    if [ "$changed" = yes ]; then
        systemctl daemon-reload
        systemctl try-restart systemd-journald.service systemd-timesyncd.service
        sysctl --quiet --load /etc/sysctl.d/60-kiosk.conf || true
    fi
    systemctl restart kiosk-machine.service kiosk-firewall.service
    systemctl --no-block start kiosk-screen.service kiosk.service
}

main() {
    arguments "$@"
    system
    from=$(cd "$(dirname "$(readlink -f -- "${BASH_SOURCE[0]}")")" && pwd) changed=no
    packages
    account
    program
    files
    units
    echo "装好了。开机就开馆；以后换新版：sudo kiosk update 安装包"
}

main "$@"
exit 0
