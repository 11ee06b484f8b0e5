#!/bin/sh
# Makes the archive of loaded classes that a launcher starts faster with. Usage: train.sh LAUNCHER ARCHIVE
# The archive is dumped as the process ends; it is used only where it is newer than the jar and fits it.
set -eu

launcher=$1
archive=$2
training=$(dirname "$0")/training.rs

rm -f "$archive"
FABULA_OPTS="-XX:ArchiveClassesAtExit=$archive" "$launcher" check "$training" >/dev/null 2>&1 || status=$?
if [ "${status:-0}" -gt 1 ] || [ ! -f "$archive" ]; then
  echo "train: status ${status:-0}; 'fabula check $training' shows why" >&2
  exit 1
fi
