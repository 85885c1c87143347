/**
 * Splits a command line into words as a shell does, without running anything: blanks part words, `'…'` keeps
 * everything, `"…"` lets a backslash escape `"` and `\`, a backslash elsewhere keeps the next character. Undefined when
 * a quote is not closed.
 */
export function splitWords(line: string): readonly string[] | undefined {
    const words: string[] = [];
    let word: string | undefined;
    let rest = line;
    while (rest !== "") {
        const piece = takePiece(rest);
        if (piece === undefined) {
            return undefined;
        }
        if (piece.text === undefined) {
            if (word !== undefined) {
                words.push(word);
            }
            word = undefined;
        } else {
            word = (word ?? "") + piece.text;
        }
        rest = rest.slice(piece.length);
    }
    return word === undefined ? words : [...words, word];
}

interface Piece {
    /** Undefined for blanks, which end a word. */
    readonly text?: string;
    readonly length: number;
}

function takePiece(rest: string): Piece | undefined {
    const blanks = /^[ \t\r\n]+/.exec(rest);
    if (blanks) {
        return { length: blanks[0].length };
    }
    const single = /^'([^']*)'/.exec(rest);
    if (single) {
        return { text: single[1] ?? "", length: single[0].length };
    }
    const double = /^"((?:[^"\\]|\\[\s\S])*)"/.exec(rest);
    if (double) {
        return { text: (double[1] ?? "").replaceAll(/\\(["\\])/g, "$1"), length: double[0].length };
    }
    const escaped = /^\\([\s\S])/.exec(rest);
    if (escaped) {
        return { text: escaped[1] ?? "", length: 2 };
    }
    const plain = /^[^ \t\r\n'"\\]+/.exec(rest);
    return plain ? { text: plain[0], length: plain[0].length } : undefined;
}
