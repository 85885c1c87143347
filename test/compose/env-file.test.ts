import { expect } from "chai";
import { parseEnvFile } from "../../components/compose/env-file";
import { testAttribute } from "./support/attribute";

testAttribute("env_file", {
    around: {
        files: {
            "/app/a.env": "A=1\nB='two'\n",
            "/app/b.env": "B=three\nC=4 # four\n",
            "/app/raw.env": "A='1' # one\nB=$x\n",
            "/app/bad.env": "A=1\nwhat\nB=$x\n",
        },
    },
    of: (service) => service.environment,
    good: [
        ["env_file: a.env", { A: ["1"], B: ["two"] }],
        ["env_file: [a.env, ./b.env]", { A: ["1"], B: ["three"], C: ["4"] }],
        ["env_file: [b.env]\nenvironment: { B: above, D: d }", { B: ["above"], C: ["4"], D: ["d"] }],
        ["env_file: [{ path: a.env }, { path: nope.env, required: false }]", { A: ["1"], B: ["two"] }],
        ["env_file: [{ path: raw.env, format: raw }]", { A: ["'1' # one"], B: ["$x"] }],
    ],
    bad: [
        [
            "env_file: nope.env",
            "4:5 services.app.env_file: file nope.env does not exist; make /app/nope.env, or write {path: nope.env, required: false}",
        ],
        ["env_file: [{ required: false }]", "4:16 services.app.env_file[0]: has no path; add path"],
        ["env_file: [{ path: a.env, format: ini }]", '4:31 services.app.env_file[0].format: is "ini"; write raw'],
    ],
});

describe("compose: .env format", () => {
    const good: readonly (readonly [text: string, values: object])[] = [
        ["", {}],
        ["A=1\n\n# comment\n  B = 2  \nexport C=3\nD: 4", { A: "1", B: "2", C: "3", D: "4" }],
        ["A=\nB=''\nC=\"\"", { A: "", B: "", C: "" }],
        ["A=one two # three\nB=one#two\nC=# none", { A: "one two", B: "one#two", C: "" }],
        ["A='# $x \\n'  # literal", { A: "# $x \\n" }],
        ['A="line\\nnext \\"q\\" \\$x"', { A: 'line\nnext "q" $x' }],
        ["A='first\nsecond'\nB=\"third\nfourth\"\nC=5", { A: "first\nsecond", B: "third\nfourth", C: "5" }],
        ["\uFEFFA=1\r\nB=2\r\n", { A: "1", B: "2" }],
        ["A=a=b\nA=c", { A: "c" }],
        ["PRICE=5$\nHASH=$2", { PRICE: "5$", HASH: "$2" }],
    ];
    for (const [text, values] of good) {
        it(`reads ${JSON.stringify(text)}`, () => {
            const { lines: _, ...read } = parseEnvFile(text, ".env");
            expect(read).to.deep.equal({ values, problems: [] });
        });
    }

    it("tells the line of each value, the last one that counts", () => {
        const { lines } = parseEnvFile("A=1\n\nB='x\ny'\nC=2\nA=3\n", ".env");
        expect(lines).to.deep.equal({ A: 6, B: 3, C: 5 });
    });

    const bad: readonly (readonly [text: string, line: number, found: string])[] = [
        ["A=1\nnot a pair", 2, "the line is not of the form NAME=VALUE"],
        ["A='open", 1, "the quote is not closed"],
        ["A='x'\nB='y' z", 2, "something follows the closing quote"],
        ["\nA=x$B", 2, "the value mentions a variable ($ and a name), but values here are taken as they are"],
        [
            "A='a\nb'\nC=\"${B}\"",
            3,
            "the value mentions a variable ($ and a name), but values here are taken as they are",
        ],
    ];
    for (const [text, line, found] of bad) {
        it(`refuses ${JSON.stringify(text)}`, () => {
            const { problems } = parseEnvFile(text, ".env");
            expect(problems.map((problem) => [problem.file, problem.line, problem.found])).to.deep.equal([
                [".env", line, found],
            ]);
        });
    }

    it("shows no value in a message", () => {
        const { problems } = parseEnvFile("PASSWORD=sesame$x\nsesame\nA='sesame' sesame\nB='sesame", ".env");
        expect(problems).to.have.length(4);
        expect(JSON.stringify(problems)).not.to.contain("sesame");
    });
});
