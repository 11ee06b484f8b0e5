#!/bin/sh
# Changes one thing at a time in the stubs that Fabula makes, and tells how many of the changes are refuted.
# Called by ./dev mutate-stubs. Usage: mutate-stubs.sh [--run] [COUNT]; with --run, how many go wrong under the virtual
# kernel; with a count, so many drawn at random, always the same.
set -eu

cd "$(dirname "$0")/.."
jdk=$(./fabula --jdk)
class=MutateStubs
if [ "${1:-}" = --run ]; then
  class=RunMutants
  shift
fi
exec "$jdk/bin/java" -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED -Dfabula.natives=target/natives \
  -cp "target/test-classes:target/classes:target/lib/*" "dev.fabula.abi.$class" "$@"
