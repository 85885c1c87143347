// Package serve runs a Pulumi plugin process: it announces the port on standard output, answers until
// the engine goes away, and then lets the plugin stop what it has started.
package serve

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"github.com/pulumi/pulumi/sdk/v3/go/common/util/rpcutil"
	"google.golang.org/grpc"
)

// healthInterval is how often the engine is asked whether it still lives: a killed engine sends no signal.
const healthInterval = 5 * time.Second

// Plugin serves what register adds until the process is told to end or the engine is gone, calls stop,
// which must be bounded in time, and returns the exit status.
func Plugin(register func(server *grpc.Server, engine string), stop func()) int {
	ctx, cancel := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer cancel()

	engine := engineAddress(os.Args[1:])
	handle, err := rpcutil.ServeWithOptions(rpcutil.ServeOptions{
		Init: func(server *grpc.Server) error {
			register(server, engine)
			return nil
		},
	})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	if engine != "" {
		if err := rpcutil.Healthcheck(ctx, engine, healthInterval, cancel); err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
	}
	fmt.Println(handle.Port)

	select {
	case <-ctx.Done():
		stop()
		return 0
	case err := <-handle.Done:
		stop()
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
		return 0
	}
}

// engineAddress finds the engine's address: the last argument, after the flags that the engine passes
// to every plugin (--logtostderr, -v=N, --tracing URL).
func engineAddress(args []string) string {
	if len(args) == 0 {
		return ""
	}
	last := args[len(args)-1]
	if strings.HasPrefix(last, "-") {
		return ""
	}
	return last
}
