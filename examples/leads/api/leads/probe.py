"""Asks the API in this container how it is; the container's health check. Ends with an error unless all is well."""

import sys
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

try:
    urlopen("http://127.0.0.1:8000/api/v1/health", timeout=5)
except HTTPError as answer:
    sys.exit(answer.read().decode())
except URLError as problem:
    sys.exit(str(problem.reason))
