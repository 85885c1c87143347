const component = "[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*";
const address = new RegExp(`^([a-z0-9][a-z0-9.-]*(?::\\d{1,5})?)(?:/${component})*$`);

/**
 * Tells whether a text is the start of an image's name that says in which registry it lies, such as
 * `registry.example.com/acme` or `10.0.0.5:5000`.
 */
export function isRegistryAddress(text: string): boolean {
    const [, host] = address.exec(text) ?? [];
    // Docker takes a first part without a dot and a port for a user of Docker Hub.
    return host !== undefined && /[.:]/.test(host);
}
