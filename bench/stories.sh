#!/bin/sh
# The verdict on every story and twin in some folders, as the table of docs/stories-in-the-wild.md. Paths are shown without
# what all of them start with. Usage: bench/stories.sh FOLDER... (source of real crates)
set -eu
home=$(CDPATH='' cd -P -- "$(dirname "$0")/.." && pwd)
[ $# -gt 0 ] || { echo "usage: bench/stories.sh FOLDER..." >&2; exit 2; }
above=$(CDPATH='' cd -P -- "$1/.." && pwd)
echo "| place | target | verdict |"
echo "|---|---|---|"
# Exit status 1 only says that something was found.
{ "$home/fabula" prove --format json "$@" || [ $? -eq 1 ]; } | awk -v above="$above/" '
  function field(name, rest) {
    if (!match($0, "\"" name "\":(\"[^\"]*\"|[0-9]+|null)")) return ""
    rest = substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 3)
    gsub(/"/, "", rest)
    return rest == "null" ? "" : rest
  }
  /"totals"/ { next }
  {
    place = field("file")
    if (index(place, above) == 1) place = substr(place, length(above) + 1)
    reason = field("reason")
    printf "| %s:%s | %s | *%s*%s |\n", place, field("line"), field("target"), field("verdict"), reason == "" ? "" : ": " reason
  }'
