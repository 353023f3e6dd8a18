#!/bin/sh
# Makes node_modules and the pinned runtime ready, once per lockfile. Needs only sh, coreutils and npm.
# No step before the install calls node: the shell would remember where the machine's own one was.
set -eu
cd "$(dirname "$0")/.."
want=$(cat package-lock.json tools/runtime.sha256 | sha256sum | cut -d' ' -f1)
[ "$(cat node_modules/.ready 2>/dev/null || true)" = "$want" ] && exit 0
echo "Installing dependencies (once) …" >&2
# better-sqlite3 ships prebuilt binaries; only the runtime package needs its install script.
npm ci --no-audit --no-fund --loglevel=error >&2
npm rebuild node --ignore-scripts=false --loglevel=error >&2
system="$(uname -s)-$(uname -m)"
pinned=$(sed -n "s/^\([0-9a-f]\{64\}\)  $system\$/\1/p" tools/runtime.sha256)
if [ -z "$pinned" ]; then
  echo "error: no pinned runtime for $system" >&2
  echo "hint: add the SHA-256 of its node binary to tools/runtime.sha256 after checking it" >&2
  exit 1
fi
found=$(sha256sum node_modules/node/bin/node | cut -d' ' -f1)
if [ "$found" != "$pinned" ]; then
  echo "error: the runtime in node_modules/node is not the pinned one" >&2
  echo "hint: remove node_modules and try again; if it differs again, do not run it" >&2
  exit 1
fi
echo "$want" > node_modules/.ready
