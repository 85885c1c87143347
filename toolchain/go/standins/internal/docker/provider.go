// Package docker stands in for the provider of the npm package @pulumi/docker: networks, volumes, and
// Swarm's secrets and configs.
package docker

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/docker/docker/client"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"
	"github.com/pulumi/pulumi/sdk/v3/go/common/tokens"
	"slipway.dev/toolchain/standins/internal/provider"
)

// Provider talks to one Docker Engine.
type Provider struct {
	provider.Base

	ctx    context.Context // ends when the engine cancels
	cancel context.CancelFunc

	mu       sync.Mutex
	settings settings
	api      client.APIClient
}

// New makes the provider; it connects when the first resource needs the engine.
func New(version string) *Provider {
	ctx, cancel := context.WithCancel(context.Background())
	return &Provider{
		Base: provider.Base{Name: "docker", Version: version}, ctx: ctx, cancel: cancel,
		settings: settings{host: defaultHost},
	}
}

// Stop ends the calls under way.
func (p *Provider) Stop() { p.cancel() }

// SignalCancellation ends the calls under way.
func (p *Provider) SignalCancellation(context.Context) error {
	p.cancel()
	return nil
}

// Create makes the object and reads it back.
func (p *Provider) Create(ctx context.Context, req plugin.CreateRequest) (plugin.CreateResponse, error) {
	k, err := lookUp(req.Type)
	if err != nil {
		return plugin.CreateResponse{}, err
	}
	if req.Preview {
		return plugin.CreateResponse{Properties: k.previewed(req.Properties)}, nil
	}
	ctx, release := p.call(ctx)
	defer release()
	api, err := p.connect()
	if err != nil {
		return plugin.CreateResponse{}, err
	}
	inputs := provider.RevealMap(req.Properties)
	id, err := k.create(ctx, api, inputs)
	if err != nil {
		return plugin.CreateResponse{}, fmt.Errorf("creating %s %q: %w", k.noun, provider.String(inputs, "name"), err)
	}
	live, err := k.read(ctx, api, id)
	if err != nil {
		return plugin.CreateResponse{}, fmt.Errorf("reading new %s %q: %w", k.noun, provider.String(inputs, "name"), err)
	}
	return plugin.CreateResponse{ID: resource.ID(id), Properties: k.state(req.Properties, live)}, nil
}

// Read looks at the live object: for a refresh beside the recorded state, for an import without one.
func (p *Provider) Read(ctx context.Context, req plugin.ReadRequest) (plugin.ReadResponse, error) {
	k, err := lookUp(req.Type)
	if err != nil {
		return plugin.ReadResponse{}, err
	}
	importing := len(req.State) == 0
	if importing && k.noImport != "" {
		return plugin.ReadResponse{}, errors.New(k.noImport)
	}
	ctx, release := p.call(ctx)
	defer release()
	api, err := p.connect()
	if err != nil {
		return plugin.ReadResponse{}, err
	}
	live, err := k.read(ctx, api, string(req.ID))
	if errors.Is(err, errGone) {
		return plugin.ReadResponse{}, nil
	}
	if err != nil {
		return plugin.ReadResponse{}, fmt.Errorf("reading %s %s: %w", k.noun, req.ID, err)
	}
	inputs := req.Inputs
	if importing {
		inputs = k.imported(live)
	}
	return plugin.ReadResponse{ReadResult: plugin.ReadResult{
		ID: req.ID, Inputs: inputs, Outputs: k.state(req.State, live),
	}}, nil
}

// Delete removes the object; one that is gone already is what was wanted.
func (p *Provider) Delete(ctx context.Context, req plugin.DeleteRequest) (plugin.DeleteResponse, error) {
	k, err := lookUp(req.Type)
	if err != nil {
		return plugin.DeleteResponse{}, err
	}
	ctx, release := p.call(ctx)
	defer release()
	api, err := p.connect()
	if err != nil {
		return plugin.DeleteResponse{}, err
	}
	if err := k.remove(ctx, api, string(req.ID)); err != nil && !errors.Is(err, errGone) {
		return plugin.DeleteResponse{}, fmt.Errorf("removing %s %q: %w", k.noun, provider.String(req.Outputs, "name"), err)
	}
	return plugin.DeleteResponse{}, nil
}

// call is a context that also ends when the engine cancels.
func (p *Provider) call(ctx context.Context) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancel(ctx)
	detach := context.AfterFunc(p.ctx, cancel)
	return ctx, func() { detach(); cancel() }
}

func lookUp(typ tokens.Type) (kind, error) {
	if k, ok := kinds[typ]; ok {
		return k, nil
	}
	names := make([]string, 0, len(kinds))
	for name := range kinds {
		names = append(names, string(name))
	}
	slices.Sort(names)
	return kind{}, fmt.Errorf("resource type %s is not served by this stand-in of the docker provider: it knows %s only",
		typ, strings.Join(names, ", "))
}
