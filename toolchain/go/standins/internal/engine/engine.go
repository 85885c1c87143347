// Package engine is a plugin's line back to the Pulumi engine: its log.
package engine

import (
	"bytes"
	"context"
	"sync"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/util/rpcutil"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
)

// Log writes lines to the engine's log. Without an engine (a test that drives the plugin) it drops them.
type Log struct {
	client pulumirpc.EngineClient
}

// Dial prepares the log of the engine at address, which may be empty; the connection is made on first use.
func Dial(address string) (*Log, error) {
	if address == "" {
		return &Log{}, nil
	}
	conn, err := grpc.NewClient(address,
		grpc.WithTransportCredentials(insecure.NewCredentials()), rpcutil.GrpcChannelOptions())
	if err != nil {
		return nil, err
	}
	return &Log{client: pulumirpc.NewEngineClient(conn)}, nil
}

// Status shows one line beside the resource's row for as long as it is at work.
func (l *Log) Status(ctx context.Context, urn resource.URN, line string) {
	if l.client == nil {
		return
	}
	// A lost line must not fail the operation that it tells about.
	_, _ = l.client.Log(ctx, &pulumirpc.LogRequest{
		Severity: pulumirpc.LogSeverity_INFO, Message: line, Urn: string(urn), Ephemeral: true,
	})
}

// Lines is a writer that hands every complete line to emit; Flush hands over the unfinished rest.
type Lines struct {
	mu   sync.Mutex
	rest []byte
	emit func(line string)
}

// NewLines makes a writer for emit, which one writer never calls twice at once.
func NewLines(emit func(line string)) *Lines { return &Lines{emit: emit} }

// Write splits p into lines. It never fails.
func (l *Lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.rest = append(l.rest, p...)
	for {
		line, rest, found := bytes.Cut(l.rest, []byte("\n"))
		if !found {
			return len(p), nil
		}
		l.emit(string(line))
		l.rest = rest
	}
}

// Flush emits what follows the last line break.
func (l *Lines) Flush() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.rest) > 0 {
		l.emit(string(l.rest))
		l.rest = nil
	}
}
