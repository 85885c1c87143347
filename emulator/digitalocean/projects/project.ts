/** A named group of resources. */
export interface Project {
    readonly id: string;
    readonly name: string;
    readonly description: string;
    readonly purpose: string;
    readonly environment: "" | "Development" | "Staging" | "Production";
    readonly isDefault: boolean;
    /** Milliseconds since 1970. */
    readonly createdAt: number;
    readonly updatedAt: number;
}

/** That a resource is in a project: each is in exactly one. */
export interface Belonging {
    readonly urn: string;
    readonly projectId: string;
    /** Milliseconds since 1970. */
    readonly assignedAt: number;
}
