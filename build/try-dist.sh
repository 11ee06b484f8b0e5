#!/bin/sh
# Unpacks an archive of ./dev dist in a new place and runs it there. Usage: try-dist.sh ARCHIVE
set -eu

archive=$(CDPATH='' cd -P -- "$(dirname "$1")" && pwd)/$(basename "$1")
java=$("$(dirname "$0")/../fabula" --jdk)/bin/java
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
tar -xf "$archive"
mkdir bin elsewhere
ln -s ../"$(ls -d fabula-*)"/fabula bin/fabula
cat >elsewhere/site.rs <<'END'
pub unsafe fn f(a: u64) { core::arch::asm!("mov rdx, {}", in(reg) a, options(nomem, nostack, preserves_flags)) }
END
cd elsewhere

# Runs a command in an empty environment with nothing but the usual tools and a JDK, and compares its status.
expect() {
  wanted=$1
  shift
  status=0
  env -i PATH=/usr/bin:/bin FABULA_JAVA="$java" ${share:+FABULA_OPTS="$share"} ../bin/fabula "$@" >out 2>&1 || status=$?
  if [ "$status" -ne "$wanted" ]; then
    cat out
    echo "try-dist: status $status and not $wanted: fabula $*" >&2
    exit 1
  fi
}

expect 1 check --target x86_64 site.rs
grep -q register-not-declared out
expect 0 explain register-not-declared
expect 0 show --target x86_64 site.rs:1
grep -q 'rdx becomes' out
expect 2 nonsense
# The archive of classes is used at its new place, too: with this option a run without it would not start.
share=-Xshare:on
expect 0 explain register-not-declared
echo "unpacked elsewhere it runs"
