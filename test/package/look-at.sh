#!/bin/sh
# Starts a command, waits up to 20 s for a window whose title contains "Graticule", looks at it for a second, asks it to quit and
# tells on stdout what happened: "window", "sandboxed renderer", "exit N".
"$@" &
app=$!
tenths=0
while kill -0 "$app" 2>/dev/null && [ "$tenths" -lt 200 ]; do
  # A title is not printed in a locale that lacks one of its characters.
  if LC_ALL=C.UTF-8 xwininfo -root -tree | grep '"[^"]*Graticule[^"]*": *(' | grep -vq ' 10x10+'; then
    echo window
    for status in $(grep -lsa -e '--type=renderer' /proc/[0-9]*/cmdline | sed 's/cmdline$/status/'); do
      grep -qs '^Seccomp:[[:space:]]*2' "$status" && echo 'sandboxed renderer'
    done
    sleep 1
    [ -n "$EXTRA_SIGNAL" ] && kill "-$EXTRA_SIGNAL" "$app" && sleep 1
    break
  fi
  sleep 0.1
  tenths=$((tenths + 1))
done
kill -TERM "$app" 2>/dev/null
tenths=0
while kill -0 "$app" 2>/dev/null && [ "$tenths" -lt 100 ]; do
  sleep 0.1
  tenths=$((tenths + 1))
done
kill -KILL "$app" 2>/dev/null && echo 'did not quit when asked'
wait "$app"
echo "exit $?"
