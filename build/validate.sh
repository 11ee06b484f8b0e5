#!/bin/sh
# Compares meanings with this processor and with qemu. Called by ./dev validate.
# Usage: validate.sh [TARGET...] [OPTION...] [MNEMONIC...]; with nothing named, docs/validation.md is written.
set -eu

cd "$(dirname "$0")/.."
jdk=$(./fabula --jdk)
status=0
"$jdk/bin/java" -XX:+UseSerialGC -Xmx3g --enable-native-access=ALL-UNNAMED -Dfabula.natives=target/natives \
  -cp "target/test-classes:target/classes:target/lib/*" dev.fabula.isa.validate.Validate target/validation "$@" || status=$?
echo "what was left out, and what is undefined: target/validation/summary.md"
[ $# -gt 0 ] || cat build/validation.head.md target/validation/summary.md >docs/validation.md
exit $status
