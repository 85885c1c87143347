import type { NextConfig } from "next";

const config: NextConfig = {
    output: "standalone",
    poweredByHeader: false,
    images: { unoptimized: true },
    // Pages call /api on their own host. A proxy in front usually sends that to the API directly; without one, as
    // under plain `docker compose up`, this server passes it on.
    rewrites: async () => [{ source: "/api/:path*", destination: "http://api:8000/api/:path*" }],
};

// biome-ignore lint/style/noDefaultExport: Next.js asks for it
export default config;
