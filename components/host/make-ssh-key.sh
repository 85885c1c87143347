#!/usr/bin/env bash
# Prints a new key pair for SSH: the private key in OpenSSH's format, then the public one on the last line.
set -euo pipefail

work=$(umask 077 && mktemp -d)
trap 'rm -rf "$work"' EXIT
ssh-keygen -q -t ed25519 -N '' -C "${SLIPWAY_COMMENT:?}" -f "$work/key"
cat "$work/key" "$work/key.pub"
