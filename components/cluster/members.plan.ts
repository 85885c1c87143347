/** What a server is in the swarm: managers keep its state, and lose it when the half of them is gone. */
export type Role = "manager" | "worker";

/**
 * The role of each server. An odd number of managers, at most three: two would stop when either is gone, which one alone
 * does half as often; and more than three make every change slower.
 *
 * @param count of the servers
 */
export function rolesOf(count: number): readonly Role[] {
    const managers = count < 3 ? 1 : 3;
    return Array.from({ length: count }, (_, index) => (index < managers ? "manager" : "worker"));
}
