#!/usr/bin/env bash
# Takes the hall off this machine again: sudo /opt/kiosk/current/deploy/uninstall.sh
# What is the hall's own stays: /var/lib/kiosk (records, zones.yaml, content). So do Debian's packages.
set -euo pipefail
export LC_ALL=C.UTF-8

OPT=/opt/kiosk HALLS=/var/lib/kiosk/halls
ENABLED=(kiosk.service kiosk-maintenance.service kiosk-console.service kiosk-screen.service kiosk-firewall.service kiosk-machine.service)

main() {
    local from target user hall
    [ "$(id -u)" -eq 0 ] || { echo "要用管理员身份运行：sudo $0" >&2; exit 1; }
    from=$(cd "$(dirname "$(readlink -f -- "${BASH_SOURCE[0]}")")" && pwd)
    user=$(sed -n 's/^User=//p' /etc/systemd/system/kiosk.service 2>/dev/null || true)
    if [ -d /run/systemd/system ]; then
        systemctl --quiet stop "${ENABLED[@]}" 2>/dev/null || true
    fi
    systemctl --quiet disable "${ENABLED[@]}" 2>/dev/null || true
    systemctl --quiet unmask ctrl-alt-del.target
    systemctl --quiet enable apt-daily.timer apt-daily-upgrade.timer 2>/dev/null || true
    # Which of the hall's folders is the one in use: the next installation takes up what staff wrote in it.
    if hall=$(readlink -e "$OPT/current/hall"); then
        basename "$hall" >"$HALLS/last"
    fi
    if [ -f "$OPT/laid" ]; then cat "$OPT/laid"; else find "$from/files" -type f -printf '/%P\n'; fi |
        while IFS= read -r target; do rm -f "$target"; done
    rm -f /run/udev/rules.d/71-kiosk-touch.rules
    for target in /etc/kiosk /usr/local/lib/kiosk /media/kiosk /etc/systemd/journald.conf.d \
        /etc/systemd/timesyncd.conf.d /etc/systemd/logind.conf.d; do
        [ ! -d "$target" ] || rmdir --ignore-fail-on-non-empty "$target"
    done
    rm -rf "$OPT"
    if [ -n "$user" ] && getent passwd "$user" >/dev/null; then
        userdel "$user"
    fi
    if [ -d /run/systemd/system ]; then
        systemctl daemon-reload
        systemctl try-restart systemd-journald.service systemd-timesyncd.service
    fi
    echo "卸掉了。本馆的记录和内容还在 /var/lib/kiosk，不要了再自己删。"
}

main "$@"
exit 0
