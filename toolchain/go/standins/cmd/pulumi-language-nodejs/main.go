// Command pulumi-language-nodejs is a stand-in for Pulumi's Node.js language host.
package main

import (
	"os"

	"google.golang.org/grpc"
	"slipway.dev/toolchain/standins/internal/nodehost"
	"slipway.dev/toolchain/standins/internal/serve"
)

// version is set by the build: the version of Pulumi whose protocol this host speaks.
var version = "0.0.0"

func main() {
	var host *nodehost.Host
	os.Exit(serve.Plugin(
		func(server *grpc.Server, engine string) {
			host = nodehost.New(version, engine)
			host.Register(server)
		},
		func() { host.Stop() },
	))
}
