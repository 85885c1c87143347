// Command pulumi-resource-command is a stand-in for the provider of the npm package @pulumi/command.
package main

import (
	"os"

	"slipway.dev/toolchain/standins/internal/command"
	"slipway.dev/toolchain/standins/internal/engine"
	"slipway.dev/toolchain/standins/internal/serve"
)

// version is set by the build: that of the npm package.
var version = "0.0.0"

func main() {
	os.Exit(serve.Provider(func(log *engine.Log) serve.Stoppable { return command.New(version, log) }))
}
