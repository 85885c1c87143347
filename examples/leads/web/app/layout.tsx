import type { Metadata } from "next";
import type { ReactNode } from "react";
import "./globals.css";

export const metadata: Metadata = { title: "Leads", description: "Who wants to be called back" };

// biome-ignore lint/style/noDefaultExport: Next.js asks for it
export default function Layout({ children }: { readonly children: ReactNode }) {
    return (
        <html lang="en">
            <body>
                <main>{children}</main>
            </body>
        </html>
    );
}
