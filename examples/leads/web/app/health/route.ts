export const dynamic = "force-dynamic";

/** This server answers; what it needs of the API is the API's health. */
export function GET(): Response {
    return Response.json({ status: "ok" });
}
