import { testAttribute } from "./support/attribute";

testAttribute("image", {
    of: ({ image, platform, pullPolicy }) => ({ image, platform, pullPolicy }),
    good: [
        ["platform: linux/amd64", { image: "app", platform: "linux/amd64", pullPolicy: undefined }],
        ["platform: linux/arm64/v8", { image: "app", platform: "linux/arm64", pullPolicy: undefined }],
        ["pull_policy: if_not_present", { image: "app", platform: undefined, pullPolicy: "missing" }],
        ["pull_policy: always", { image: "app", platform: undefined, pullPolicy: "always" }],
    ],
    bad: [
        [
            "pull_policy: daily",
            "4:5 services.app.pull_policy: daily is not supported; write always, missing, never or build",
        ],
        [
            "platform: windows/amd64",
            "4:5 services.app.platform: windows/amd64 is not supported; write linux/amd64 or linux/arm64",
        ],
        [
            "image: UPPER",
            "4:5 key image is written twice in one map; keep one of the two",
            '4:5 services.app.image: "UPPER" is not an image; write NAME:TAG in lower case',
        ],
    ],
});
