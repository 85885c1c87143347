package serve

import (
	"fmt"
	"os"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/grpc"
	"slipway.dev/toolchain/standins/internal/engine"
)

// Stoppable is a provider that can end what it has running.
type Stoppable interface {
	plugin.Provider
	// Stop returns within the five seconds that the engine leaves a plugin to end.
	Stop()
}

// Provider serves the resource provider that build makes, like Plugin.
func Provider(build func(log *engine.Log) Stoppable) int {
	stop := func() {}
	return Plugin(func(server *grpc.Server, address string) {
		log, err := engine.Dial(address)
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		served := build(log)
		stop = served.Stop
		pulumirpc.RegisterResourceProviderServer(server, plugin.NewProviderServer(served))
	}, func() { stop() })
}
