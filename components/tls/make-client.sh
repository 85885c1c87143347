#!/usr/bin/env bash
# Makes the certificate by which the edges know Cloudflare: prints its key, the certificate itself, and that of the
# authority that signed it, as PEM and in this order. The authority's key goes at once: it signs nothing else, ever.
set -euo pipefail
. components/tls/openssl.sh

# As long as Cloudflare's own origin certificates; there are 15 years to take a new one.
days=5475
printf '%s\n' '[authority]' 'basicConstraints = critical, CA:TRUE, pathlen:0' 'keyUsage = critical, keyCertSign' \
    'subjectKeyIdentifier = hash' >>"$plain_settings"
printf '%s\n' 'basicConstraints = critical, CA:FALSE' 'keyUsage = critical, digitalSignature' \
    'extendedKeyUsage = clientAuth' >client.conf

# RSA, as in Cloudflare's own instructions for certificates that it is given.
openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out authority.key
openssl req -new -x509 -key authority.key -sha256 -days "$days" -subj "/CN=Slipway origin pulls" \
    -config "$plain_settings" -extensions authority -out authority.pem
openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out client.key
openssl req -new -key client.key -sha256 -subj "/CN=Cloudflare for Slipway" -config "$plain_settings" -out client.csr
openssl x509 -req -in client.csr -CA authority.pem -CAkey authority.key -set_serial "0x$(openssl rand -hex 16)" -sha256 \
    -days "$days" -extfile client.conf -out client.pem
cat client.key client.pem authority.pem
