#!/bin/sh
# Finds encodings of all instructions that LLVM decodes, and writes docs/isa.md anew. Called by ./dev isa.
# Usage: isa.sh [ARCHITECTURE...]; without names, those of all.
set -eu

cd "$(dirname "$0")/.."
jdk=$(./fabula --jdk)
run() {
  "$jdk/bin/java" -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED -Dfabula.natives=target/natives \
    -cp "target/test-classes:target/classes:target/lib/*" "$@"
}
run dev.fabula.repertoire.WriteSamples src/main/resources/dev/fabula/exec "$@"
cp src/main/resources/dev/fabula/exec/*.samples target/classes/dev/fabula/exec/
{ cat build/isa.head.md; echo '```'; run dev.fabula.cli.Main isa; echo '```'; } >docs/isa.md
