#!/bin/sh
# What the build runs: installs the npm packages where they are missing, then builds the assets.
# Several build folders share one web/node_modules, so they take turns.
set -eu
cd "$(dirname "$0")"
exec 9>.build-lock
flock 9
if [ ! -d node_modules/esbuild ] || [ ! -d node_modules/dkfds ]; then npm ci --no-audit --no-fund; fi
node build.mjs --out "$KLYNGE_WEB_OUT"
