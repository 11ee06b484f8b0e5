#!/bin/sh
# Checks whole repositories and writes docs/real-code.md. Usage: bench/real-code.sh FOLDER...
set -eu
home=$(CDPATH='' cd -P -- "$(dirname "$0")/.." && pwd)
jdk=$("$home/fabula" --jdk)
[ $# -gt 0 ] || { echo "bench/real-code.sh: name the folders to check" >&2; exit 0; }
exec "$jdk/bin/java" -Dhome="$home" "$home/bench/RealCode.java" "$@"
