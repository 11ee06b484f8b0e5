#!/bin/sh
# Runs the programs of folders of Miri's tests and counts verdicts that are as these say. Called by ./dev miri.
# Usage: miri.sh FOLDER...; the folders are of a copy of Miri's own repository, with tests/utils beside them.
set -eu

cd "$(dirname "$0")/.."
jdk=$(./fabula --jdk)
"$jdk/bin/java" -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED -Dfabula.natives=target/natives \
  -cp "target/test-classes:target/classes:target/lib/*" dev.fabula.machine.OutsideTests "$@"
