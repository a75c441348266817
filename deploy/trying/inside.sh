#!/bin/sh
# What deploy/try.sh looks at in the machine it started; one line each in /root/seen.
exec >/root/seen 2>/root/trouble
set -x
export LC_ALL=C.UTF-8

seen() {
    what=$1
    shift
    if "$@"; then echo "  ✓ $what"; else echo "  ✗ $what"; fi
}

# until_so SECONDS COMMAND…
until_so() {
    left=$1
    shift
    until "$@"; do
        left=$((left - 1))
        [ "$left" -gt 0 ] || return 1
        sleep 1
    done
}

open() { [ "$(systemctl is-active kiosk.service)" = active ]; }
pid() { systemctl show --property MainPID --value kiosk.service; }
opened_anew() {
    now=$(pid)
    [ "$now" != 0 ] && [ "$now" != "$before" ] && open
}
owner() { ps -o user= -p "$(pid)"; }
closed() { [ "$(systemctl is-active kiosk.service)" = inactive ]; }
on_screen() { DISPLAY=:0 XAUTHORITY=/run/kiosk-screen/authority "$@"; }
shown() { [ -n "$(on_screen xdotool search --onlyvisible --class .)" ]; }

seen "the hall opens by itself" until_so 60 open
seen "as its own user" [ "$(owner)" = kiosk ]
seen "on the screen" until_so 10 shown
on_screen xset q >/root/xset
seen "which never goes dark" sh -c 'grep -q "timeout:  0" /root/xset && ! grep -q "DPMS is Enabled" /root/xset'
seen "it cannot write to its program" [ "$(runuser -u kiosk -- sh -c 'touch /opt/kiosk/current/x 2>&1 || echo no' | tail -1)" = no ]
seen "staff's commands work" sh -c 'kiosk check >/root/checked 2>&1'
before=$(pid)
systemctl kill --signal=KILL kiosk-screen.service
seen "the screen fallen, both are there again" until_so 60 opened_anew
seen "and the hall is shown" until_so 10 shown
before=$(pid)
kill -9 "$before"
seen "killed, it opens again" until_so 30 opened_anew
before=$(pid)
kill -STOP "$before"
seen "frozen, it is ended and opens again" until_so 60 opened_anew
before=$(pid)
kiosk update /root/kiosk-other.tar >/root/updated 2>&1
seen "updated, it opens again" until_so 60 opened_anew
seen "with the other version" [ -e /opt/kiosk/current/deploy/other ]
kiosk update /root/kiosk-bad.tar >/root/updated-bad 2>&1
seen "a version that cannot open is taken back" [ -e /opt/kiosk/current/deploy/other ]
seen "and the hall is open" open
seen "and staff are told" grep -q 已经退回 /root/updated-bad
nft list table inet kiosk >/root/firewall
seen "the firewall stands" grep -q 'policy drop' /root/firewall
mv /opt/kiosk/current/venv/bin/kiosk /opt/kiosk/current/venv/bin/kiosk.away
systemctl reset-failed kiosk.service
systemctl --no-block restart kiosk.service
seen "a hall that cannot open ends on the maintenance page" until_so 60 systemctl --quiet is-active kiosk-maintenance.service
mv /opt/kiosk/current/venv/bin/kiosk.away /opt/kiosk/current/venv/bin/kiosk
systemctl reset-failed kiosk.service
systemctl start kiosk.service
seen "started by staff, it opens, and the page goes" until_so 60 open
seen "and the page is gone" [ "$(systemctl is-active kiosk-maintenance.service)" != active ]
on_screen xdotool key ctrl+shift+q
seen "staff's keys close it, and it stays closed" until_so 20 closed
seen "they get a prompt to log in" until_so 10 systemctl --quiet is-active kiosk-console.service
seen "on the screen" until_so 10 shown
systemctl start kiosk.service
seen "the hall opened again, the prompt is gone" until_so 10 sh -c '! systemctl --quiet is-active kiosk-console.service'
sed -i 's/rotation: 0/rotation: 90/' /opt/kiosk/current/hall/zones.yaml
systemctl restart kiosk-machine.service
seen "turned in zones.yaml, touch is turned with it" grep -q '"0 1 0 -1 0 1"' /run/udev/rules.d/71-kiosk-touch.rules
journalctl --no-pager -b >/root/journal
