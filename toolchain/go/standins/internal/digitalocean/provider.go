// Package digitalocean stands in for the provider of the npm package @pulumi/digitalocean: servers, their networks,
// disks and addresses, load balancers and projects.
package digitalocean

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"github.com/digitalocean/godo"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"
	"slipway.dev/toolchain/standins/internal/provider"
	"slipway.dev/toolchain/standins/internal/schema"
)

// Provider talks to the API with one account's token.
type Provider struct {
	provider.Base

	ctx    context.Context // ends when the engine cancels
	cancel context.CancelFunc

	mu       sync.Mutex
	settings settings
	api      *godo.Client
}

// New makes the provider; it asks the API nothing before a resource needs it.
func New(version string) *Provider {
	ctx, cancel := context.WithCancel(context.Background())
	return &Provider{Base: provider.Base{Name: "digitalocean", Version: version}, ctx: ctx, cancel: cancel}
}

// Stop ends the calls under way.
func (p *Provider) Stop() { p.cancel() }

// SignalCancellation ends the calls under way.
func (p *Provider) SignalCancellation(context.Context) error {
	p.cancel()
	return nil
}

// Check fills in the name and the defaults, and reports every input that is not valid.
func (p *Provider) Check(_ context.Context, req plugin.CheckRequest) (plugin.CheckResponse, error) {
	k, err := lookUp(req.Type)
	if err != nil {
		return plugin.CheckResponse{}, err
	}
	inputs, failures := k.fields.Check(req, k.autoname)
	if k.check != nil && len(failures) == 0 {
		failures = k.check(provider.RevealMap(inputs))
	}
	return plugin.CheckResponse{Properties: inputs, Failures: failures}, nil
}

// Diff compares the inputs with the state, as it was last seen.
func (p *Provider) Diff(_ context.Context, req plugin.DiffRequest) (plugin.DiffResult, error) {
	k, err := lookUp(req.Type)
	if err != nil {
		return plugin.DiffResult{}, err
	}
	found := k.fields.Diff(req.OldOutputs, req.NewInputs)
	if k.changes != nil {
		if err := k.changes(found, provider.RevealMap(req.OldOutputs), provider.RevealMap(req.NewInputs)); err != nil {
			return plugin.DiffResult{}, err
		}
	}
	return schema.Result(found, req), nil
}

// Create makes the resource, waits until it is ready, and reads it back.
func (p *Provider) Create(ctx context.Context, req plugin.CreateRequest) (plugin.CreateResponse, error) {
	k, err := lookUp(req.Type)
	if err != nil {
		return plugin.CreateResponse{}, err
	}
	if req.Preview {
		return plugin.CreateResponse{Properties: k.fields.Created(req.Properties)}, nil
	}
	c, release, err := p.call(ctx, req.Timeout, k.limits.create)
	if err != nil {
		return plugin.CreateResponse{}, err
	}
	defer release()
	id, err := k.create(c, provider.RevealMap(req.Properties))
	if err != nil && id == "" {
		return plugin.CreateResponse{}, fmt.Errorf("creating %s: %w", k.title(req.Properties), err)
	}
	known := k.fields.Recorded(req.Properties)
	live, readErr := k.read(c, id, known)
	state := k.recorded(id, known, live)
	if err = errors.Join(err, readErr); err != nil {
		// Recorded all the same: the next update goes on from there.
		return plugin.CreateResponse{}, half(id, state, fmt.Errorf("creating %s: %w", k.title(req.Properties), err))
	}
	return plugin.CreateResponse{ID: resource.ID(id), Properties: state}, nil
}

// Update brings the live resource in line with new inputs, and reads it back.
func (p *Provider) Update(ctx context.Context, req plugin.UpdateRequest) (plugin.UpdateResponse, error) {
	k, err := lookUp(req.Type)
	if err != nil {
		return plugin.UpdateResponse{}, err
	}
	known := k.fields.Updated(req.OldOutputs, req.NewInputs)
	if req.Preview {
		return plugin.UpdateResponse{Properties: withID(string(req.ID), known)}, nil
	}
	c, release, err := p.call(ctx, req.Timeout, k.limits.update)
	if err != nil {
		return plugin.UpdateResponse{}, err
	}
	defer release()
	if k.update != nil {
		err = k.update(c, string(req.ID), provider.RevealMap(req.OldOutputs), provider.RevealMap(known))
	}
	if err != nil {
		// What was changed before the failure is found by the next comparison, with the state of before.
		return plugin.UpdateResponse{}, fmt.Errorf("updating %s: %w", k.title(req.NewInputs), err)
	}
	live, err := k.read(c, string(req.ID), known)
	if err != nil {
		return plugin.UpdateResponse{}, fmt.Errorf("reading updated %s: %w", k.title(req.NewInputs), err)
	}
	return plugin.UpdateResponse{Properties: k.recorded(string(req.ID), known, live)}, nil
}

// Read looks at the live resource: for a refresh beside the recorded state, for an import without one.
func (p *Provider) Read(ctx context.Context, req plugin.ReadRequest) (plugin.ReadResponse, error) {
	k, err := lookUp(req.Type)
	if err != nil {
		return plugin.ReadResponse{}, err
	}
	c, release, err := p.call(ctx, 0, 0)
	if err != nil {
		return plugin.ReadResponse{}, err
	}
	defer release()
	id, known, importing := string(req.ID), req.State, len(req.State) == 0
	if importing && k.locate != nil {
		if id, known, err = k.locate(id); err != nil {
			return plugin.ReadResponse{}, err
		}
	}
	live, err := k.read(c, id, known)
	if errors.Is(err, errGone) {
		return plugin.ReadResponse{}, nil
	}
	if err != nil {
		return plugin.ReadResponse{}, fmt.Errorf("reading %s %s: %w", k.noun, req.ID, err)
	}
	state := k.recorded(id, known, live)
	inputs := k.fields.Refreshed(req.Inputs, live)
	if importing {
		inputs = k.fields.Imported(state)
	}
	return plugin.ReadResponse{ReadResult: plugin.ReadResult{ID: resource.ID(id), Inputs: inputs, Outputs: state}}, nil
}

// recorded is the state of a resource, by what is known of it and what the API tells.
func (k kind) recorded(id string, known, live resource.PropertyMap) resource.PropertyMap {
	return withID(id, k.fields.State(known, live))
}

// withID adds the id to the outputs: the bridge records it among them, too.
func withID(id string, state resource.PropertyMap) resource.PropertyMap {
	state["id"] = resource.NewProperty(id)
	return state
}

// Delete removes the resource; one that is gone already is what was wanted.
func (p *Provider) Delete(ctx context.Context, req plugin.DeleteRequest) (plugin.DeleteResponse, error) {
	k, err := lookUp(req.Type)
	if err != nil {
		return plugin.DeleteResponse{}, err
	}
	c, release, err := p.call(ctx, req.Timeout, k.limits.remove)
	if err != nil {
		return plugin.DeleteResponse{}, err
	}
	defer release()
	if err := k.remove(c, string(req.ID), provider.RevealMap(req.Outputs)); err != nil && !isGone(err) {
		return plugin.DeleteResponse{}, fmt.Errorf("deleting %s: %w", k.title(req.Outputs), err)
	}
	return plugin.DeleteResponse{}, nil
}
