#!/bin/sh
# Patches a copy of the benchmark of an earlier checker, and says what is left: sh build/rustina-patch.sh DIR,
# behind ./dev rustina DIR.
set -eu

patched=target/rustina-patched
rm -rf "$patched"
cp -r "$1/samples" "$patched"
./fabula check --fix --target i386 --hints --format rustina-table "$patched" >target/rustina-patched.txt || [ $? -eq 1 ]
awk -F '\t' 'NF == 3' target/rustina-patched.txt >target/rustina-patched.tsv

paste target/rustina.tsv target/rustina-patched.tsv | awk -F '\t' '
  function count(names, which,   list, n, i) {
    n = split(names, list, ",")
    for (i = 1; i <= n; i++) {
      if (list[i] == "other") continue
      issues[which]++
      if (list[i] != "flags") significant[which]++
    }
  }
  $2 != "unknown" {
    relevant++
    count($3, "before")
    count($6, "after")
    if ($5 == "compliant" || $5 == "other") hold++
    if ($5 == "compliant") all++
  }
  function row(what, theirs, before, after) {
    printf "%-40s %8s %7.1f%%  (%d of %d)\n", what, theirs, 100 * (before - after) / before, before - after, before
  }
  END {
    printf "%-40s %8s %8s\n", "after patching", "theirs", "ours"
    row("issues patched", "92%", issues["before"], issues["after"])
    row("significant issues patched", "81%", significant["before"], significant["after"])
    row("relevant chunks without issues of theirs", "97%", relevant, relevant - hold)
    row("relevant chunks without any issue", "", relevant, relevant - all)
  }'

gcc=${GCC:-i686-linux-gnu-gcc}
if ! command -v "$gcc" >/dev/null; then
  echo "not compiled: there is no $gcc (GCC=... names another)"
  exit 0
fi
for folder in "$1/samples" "$patched"; do
  compiled=0
  for file in "$folder"/*.i; do
    ! "$gcc" -mmmx -msse2 -w -O1 -fno-pie -x cpp-output -S -o /dev/null "$file" 2>/dev/null || compiled=$((compiled + 1))
  done
  echo "files in $folder that compile: $compiled of $(find "$folder" -name '*.i' | wc -l)"
done
