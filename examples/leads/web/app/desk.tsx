"use client";

import { useState } from "react";
import { createLead, type Lead, listLeads, logIn, uploadFile } from "./api-client";

/** The form to log in with, then the leads. */
export function Desk() {
    const [token, setToken] = useState<string>();
    const [leads, setLeads] = useState<readonly Lead[]>([]);
    const [error, setError] = useState<string>();

    async function attempt(work: () => Promise<void>) {
        setError(undefined);
        try {
            await work();
        } catch (problem) {
            setError(problem instanceof Error ? problem.message : String(problem));
        }
    }

    const enter = (fields: FormData) =>
        attempt(async () => {
            const fresh = await logIn(String(fields.get("email")), String(fields.get("password")));
            setLeads(await listLeads(fresh));
            setToken(fresh);
        });
    const add = (fields: FormData) =>
        attempt(async () => {
            if (token === undefined) return;
            const lead = await createLead(token, String(fields.get("name")), String(fields.get("phone")));
            const file = fields.get("file");
            if (file instanceof File && file.size > 0) await uploadFile(token, lead.id, file);
            setLeads(await listLeads(token));
        });

    return (
        <>
            {error !== undefined && <p className="error">{error}</p>}
            {token === undefined ? <LogIn action={enter} /> : <Leads leads={leads} add={add} />}
        </>
    );
}

function LogIn({ action }: { readonly action: (fields: FormData) => Promise<void> }) {
    return (
        <form action={action}>
            <label>
                E-mail
                <input name="email" type="email" autoComplete="username" required />
            </label>
            <label>
                Password
                <input name="password" type="password" autoComplete="current-password" required />
            </label>
            <button type="submit">Log in</button>
        </form>
    );
}

interface LeadsProps {
    readonly leads: readonly Lead[];
    readonly add: (fields: FormData) => Promise<void>;
}

function Leads({ leads, add }: LeadsProps) {
    return (
        <>
            <form action={add}>
                <label>
                    Name
                    <input name="name" dir="auto" required maxLength={200} />
                </label>
                <label>
                    Phone
                    <input name="phone" type="tel" placeholder="+966501234567" required />
                </label>
                <label>
                    File
                    <input name="file" type="file" />
                </label>
                <button type="submit">Add</button>
            </form>
            <table>
                <thead>
                    <tr>
                        <th>Name</th>
                        <th>Phone</th>
                        <th>Status</th>
                    </tr>
                </thead>
                <tbody>
                    {leads.map((lead) => (
                        <tr key={lead.id}>
                            <td dir="auto">{lead.name}</td>
                            <td>
                                <bdi>{lead.phone}</bdi>
                            </td>
                            <td>{lead.status}</td>
                        </tr>
                    ))}
                </tbody>
            </table>
        </>
    );
}
