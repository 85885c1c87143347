// Package nodehost is a small Pulumi language host for Node.js programs: it answers the engine's
// LanguageRuntime protocol by starting node on the entry points inside the @pulumi/pulumi npm package.
package nodehost

import (
	"context"
	"os/exec"
	"strings"
	"sync"
	"time"

	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/grpc"
	"google.golang.org/protobuf/types/known/emptypb"
)

// Host serves one engine session.
type Host struct {
	pulumirpc.UnimplementedLanguageRuntimeServer

	version string
	engine  string
	ctx     context.Context
	cancel  context.CancelFunc
	running sync.WaitGroup
}

// New makes a host that says it is version and tells programs the engine's address.
func New(version, engine string) *Host {
	ctx, cancel := context.WithCancel(context.Background())
	return &Host{version: version, engine: engine, ctx: ctx, cancel: cancel}
}

// Register adds the host to a server.
func (h *Host) Register(server *grpc.Server) {
	pulumirpc.RegisterLanguageRuntimeServer(server, h)
}

// Stop interrupts every running program and waits for them, no longer than the engine waits for the host.
func (h *Host) Stop() {
	h.cancel()
	ended := make(chan struct{})
	go func() { h.running.Wait(); close(ended) }()
	select {
	case <-ended:
	case <-time.After(endGrace + 500*time.Millisecond):
	}
}

// Handshake takes the engine's address, which newer engines send here too.
func (h *Host) Handshake(
	_ context.Context, req *pulumirpc.LanguageHandshakeRequest,
) (*pulumirpc.LanguageHandshakeResponse, error) {
	h.engine = req.EngineAddress
	return &pulumirpc.LanguageHandshakeResponse{}, nil
}

// GetPluginInfo says the host's version.
func (h *Host) GetPluginInfo(context.Context, *emptypb.Empty) (*pulumirpc.PluginInfo, error) {
	return &pulumirpc.PluginInfo{Version: h.version}, nil
}

// Cancel interrupts every running program; their calls then end with an error.
func (h *Host) Cancel(context.Context, *emptypb.Empty) (*emptypb.Empty, error) {
	h.cancel()
	return &emptypb.Empty{}, nil
}

// About says which node runs programs.
func (h *Host) About(ctx context.Context, _ *pulumirpc.AboutRequest) (*pulumirpc.AboutResponse, error) {
	node, err := exec.LookPath("node")
	if err != nil {
		return nil, errNoNode
	}
	version, err := exec.CommandContext(ctx, node, "--version").Output()
	if err != nil {
		return nil, err
	}
	return &pulumirpc.AboutResponse{Executable: node, Version: strings.TrimSpace(string(version))}, nil
}

// RuntimeOptionsPrompts has nothing to ask: `pulumi new` is not what a stand-in is for.
func (h *Host) RuntimeOptionsPrompts(
	context.Context, *pulumirpc.RuntimeOptionsRequest,
) (*pulumirpc.RuntimeOptionsResponse, error) {
	return &pulumirpc.RuntimeOptionsResponse{}, nil
}

// Template has nothing to add to a new project.
func (h *Host) Template(context.Context, *pulumirpc.TemplateRequest) (*pulumirpc.TemplateResponse, error) {
	return &pulumirpc.TemplateResponse{}, nil
}
