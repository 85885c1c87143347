// The container's health check: ends with status 1 unless the server in this container answers.
const response = await fetch("http://127.0.0.1:3000/health", { signal: AbortSignal.timeout(4_000) });
process.exit(response.ok ? 0 : 1);
