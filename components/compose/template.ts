/** A piece of a text with variables. */
export type TemplatePart = string | TemplateVariable;

/** A variable of a template, and what stands in for it. */
export interface TemplateVariable {
    readonly name: string;
    /** Empty for `$NAME` and `${NAME}`. */
    readonly operator: "" | ":-" | "-" | ":?" | "?" | ":+" | "+";
    /** What follows the operator. */
    readonly word: readonly TemplatePart[];
}

/** Where a text stops being a template. */
export interface TemplateFault {
    readonly rest: string;
}

/** Takes a text with `$NAME`, `${NAME…}` and `$$` apart. */
export function parseTemplate(source: string): readonly TemplatePart[] | TemplateFault {
    const parts: TemplatePart[] = [];
    let rest = source;
    while (rest !== "") {
        const dollar = rest.indexOf("$");
        if (dollar !== 0) {
            const end = dollar < 0 ? rest.length : dollar;
            parts.push(rest.slice(0, end));
            rest = rest.slice(end);
            continue;
        }
        const next = parseDollar(rest);
        if ("rest" in next) {
            return next;
        }
        parts.push(next.part);
        rest = rest.slice(next.length);
    }
    return parts;
}

interface Taken {
    readonly part: TemplatePart;
    /** Characters of the source that it takes. */
    readonly length: number;
}

function parseDollar(rest: string): Taken | TemplateFault {
    if (rest.startsWith("$$")) {
        return { part: "$", length: 2 };
    }
    const bare = /^\$([A-Za-z_][A-Za-z0-9_]*)/.exec(rest);
    if (bare?.[1]) {
        return { part: { name: bare[1], operator: "", word: [] }, length: bare[0].length };
    }
    const braced = /^\$\{([A-Za-z_][A-Za-z0-9_]*)(:?[-?+])?/.exec(rest);
    const end = braced ? closingBrace(rest) : -1;
    if (!braced?.[1] || end < 0) {
        return { rest };
    }
    const [start, name, operator] = braced;
    const inner = rest.slice(start.length, end);
    if (operator === undefined) {
        return inner === "" ? { part: { name, operator: "", word: [] }, length: end + 1 } : { rest };
    }
    const word = parseTemplate(inner);
    return "rest" in word
        ? word
        : { part: { name, operator: operator as TemplateVariable["operator"], word }, length: end + 1 };
}

/** Index of the brace that closes the first one; braces inside come in pairs. */
function closingBrace(text: string): number {
    let depth = 0;
    for (let index = 0; index < text.length; index++) {
        if (text[index] === "{") {
            depth += 1;
        } else if (text[index] === "}") {
            depth -= 1;
            if (depth === 0) {
                return index;
            }
        }
    }
    return -1;
}
