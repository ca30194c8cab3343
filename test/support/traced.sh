#!/bin/sh
# Runs the program named by GRATICULE_TRACED and writes every network call of it and its children to GRATICULE_TRACE.
exec strace -f --seccomp-bpf -qq -e trace=network -o "$GRATICULE_TRACE" "$GRATICULE_TRACED" "$@"
