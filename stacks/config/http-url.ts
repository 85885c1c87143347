/** Tells whether a text is a URL that a request can be sent to, without white space around it. */
export function isHttpUrl(text: string): boolean {
    return /^https?:\/\/\S+$/i.test(text) && URL.canParse(text);
}
