#!/usr/bin/env bash
# Makes the certificate by which the edges and what has certificates for them know each other, on either side: prints its
# key and the certificate itself, as PEM and in this order. The name that it is for: SLIPWAY_PEER.
set -euo pipefail
. components/tls/openssl.sh

printf '%s\n' '[peer]' 'basicConstraints = critical, CA:FALSE' 'keyUsage = critical, digitalSignature' \
    'extendedKeyUsage = serverAuth, clientAuth' "subjectAltName = DNS:$SLIPWAY_PEER" >>"$plain_settings"
openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out key.pem
openssl req -new -x509 -key key.pem -sha256 -days 5475 -subj "/CN=Slipway certificates" -config "$plain_settings" \
    -extensions peer -out peer.pem
cat key.pem peer.pem
