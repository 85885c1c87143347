#!/usr/bin/env bash
# Makes the key of the origin's certificate and the request for it: prints both as PEM, the key first. The names that the
# certificate is for stand in Cloudflare's order, not in the request.
set -euo pipefail
. components/tls/openssl.sh

openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out key.pem
openssl req -new -key key.pem -sha256 -subj "/CN=Slipway origin" -config "$plain_settings" -out request.pem
cat key.pem request.pem
