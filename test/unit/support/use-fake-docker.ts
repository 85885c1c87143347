import { FakeDocker } from "./fake-docker";
import { setEnvironment } from "./set-environment";

/**
 * Gives each test of a suite a docker of its own, which the code under test finds as the pinned one.
 *
 * @returns that of the test that runs
 */
export function useFakeDocker(): () => FakeDocker {
    let fake: FakeDocker | undefined;
    let restore = () => {};
    beforeEach(() => {
        fake = new FakeDocker();
        restore = setEnvironment({
            SLIPWAY_CACHE: fake.cache,
            PULUMI_BACKEND_URL: "file:///nowhere",
            PULUMI_CONFIG_PASSPHRASE: "",
        });
    });
    afterEach(() => {
        restore();
        fake?.remove();
    });
    return () => {
        if (fake === undefined) throw new Error("no test runs yet");
        return fake;
    };
}
