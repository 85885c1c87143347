import { testAttribute } from "./support/attribute";

testAttribute("image", {
    of: ({ image, platform }) => ({ image, platform }),
    good: [
        ["platform: linux/amd64", { image: "app", platform: "linux/amd64" }],
        ["platform: linux/arm64/v8", { image: "app", platform: "linux/arm64" }],
    ],
    bad: [
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
