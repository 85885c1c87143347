#!/usr/bin/env bash
# Health check of the app, in its image: exit 0 when it answers /health well, and is not being drained.
set -euo pipefail

[ ! -e /tmp/drain ]
exec 3<>/dev/tcp/127.0.0.1/8000
printf 'GET /health HTTP/1.0\r\n\r\n' >&3
read -r _ code _ <&3
[ "$code" = 200 ]
