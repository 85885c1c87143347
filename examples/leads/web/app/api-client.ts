/** A lead as the API gives it. */
export interface Lead {
    readonly id: string;
    readonly name: string;
    readonly phone: string;
    readonly status: string;
    readonly country: string | null;
}

/** Logs in and returns the token for the other calls. */
export async function logIn(email: string, password: string): Promise<string> {
    const answer = await call<{ access_token: string }>("auth/login", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ email, password }),
    });
    return answer.access_token;
}

/** The newest leads first. */
export function listLeads(token: string): Promise<readonly Lead[]> {
    return call("leads", { headers: bearer(token) });
}

/** Stores a lead; the worker checks it a moment later. */
export function createLead(token: string, name: string, phone: string): Promise<Lead> {
    return call("leads", {
        method: "POST",
        headers: { ...bearer(token), "content-type": "application/json" },
        body: JSON.stringify({ name, phone }),
    });
}

/** Adds a file to a lead. */
export async function uploadFile(token: string, lead: string, file: File): Promise<void> {
    const body = new FormData();
    body.set("file", file);
    await call(`leads/${lead}/files`, { method: "POST", headers: bearer(token), body });
}

function bearer(token: string): Record<string, string> {
    return { authorization: `Bearer ${token}` };
}

async function call<T>(path: string, request: RequestInit): Promise<T> {
    const response = await fetch(`/api/v1/${path}`, request);
    if (!response.ok) throw new Error(reason(await response.json().catch(() => ({})), response.status));
    return (await response.json()) as T;
}

/** FastAPI says what is wrong as a sentence, or as a list with one entry for each field. */
function reason({ detail }: { detail?: string | readonly { msg: string }[] }, status: number): string {
    if (typeof detail === "string") return detail;
    return detail?.map(({ msg }) => msg).join(", ") ?? `the API answers ${status}`;
}
