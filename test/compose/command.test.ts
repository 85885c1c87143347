import { testAttribute } from "./support/attribute";

testAttribute("command and entrypoint", {
    around: { plain: { PORT: "80" } },
    of: ({ command, entrypoint }) => [entrypoint, command],
    good: [
        ["command: serve --port $PORT", [undefined, ["serve", "--port", "80"]]],
        ["command: sh -c 'echo \"$$HOME\"'", [undefined, ["sh", "-c", 'echo "$HOME"']]],
        ['command: [serve, "", 80, true]', [undefined, ["serve", "", "80", "true"]]],
        ["entrypoint: /run.sh\ncommand: a", [["/run.sh"], ["a"]]],
        ["entrypoint: [sh, -c]", [["sh", "-c"], undefined]],
        ["command:", [undefined, undefined]],
    ],
    bad: [
        [
            "command: a 'b",
            "4:5 services.app.command: has a quote that is not closed; close it, or write a list of words",
        ],
        [
            "command: []",
            "4:5 services.app.command: is empty: Swarm cannot take the image's own words away; name the words to run, or delete the key to run what the image says",
        ],
        [
            'entrypoint: ""',
            "4:5 services.app.entrypoint: is empty: Swarm cannot take the image's own words away; name the words to run, or delete the key to run what the image says",
        ],
        [
            "command: { a: b }",
            "4:5 services.app.command: is a map; write a text, in quotes if it looks like something else",
        ],
        [
            "command: [a, [b]]",
            "4:18 services.app.command[1]: is a list; write a text, in quotes if it looks like something else",
        ],
    ],
});
