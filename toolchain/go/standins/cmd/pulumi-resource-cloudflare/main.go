// Command pulumi-resource-cloudflare is a stand-in for the provider of the npm package @pulumi/cloudflare.
package main

import (
	"os"

	"slipway.dev/toolchain/standins/internal/cloudflare"
	"slipway.dev/toolchain/standins/internal/engine"
	"slipway.dev/toolchain/standins/internal/serve"
)

// version is set by the build: that of the npm package.
var version = "0.0.0"

func main() {
	os.Exit(serve.Provider(func(*engine.Log) serve.Stoppable { return cloudflare.New(version) }))
}
