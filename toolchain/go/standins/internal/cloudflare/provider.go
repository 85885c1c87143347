// Package cloudflare stands in for the provider of the npm package @pulumi/cloudflare: DNS records and DNSSEC, a zone's
// settings, origins' certificates and authenticated origin pulls.
package cloudflare

import (
	"context"
	"fmt"
	"sync"

	"github.com/cloudflare/cloudflare-go/v6/option"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"
	"slipway.dev/toolchain/standins/internal/provider"
	"slipway.dev/toolchain/standins/internal/schema"
)

// Provider talks to the API with one token.
type Provider struct {
	provider.Base

	ctx    context.Context // ends when the engine cancels
	cancel context.CancelFunc

	mu      sync.Mutex
	options []option.RequestOption
}

// New makes the provider; it asks the API nothing before a resource needs it.
func New(version string) *Provider {
	ctx, cancel := context.WithCancel(context.Background())
	return &Provider{
		Base: provider.Base{Name: "cloudflare", Version: version}, ctx: ctx, cancel: cancel, options: clientOptions(nil),
	}
}

// Stop ends the calls under way.
func (p *Provider) Stop() { p.cancel() }

// SignalCancellation ends the calls under way.
func (p *Provider) SignalCancellation(context.Context) error {
	p.cancel()
	return nil
}

// Check fills in the defaults, and reports every input that is not valid.
func (p *Provider) Check(_ context.Context, req plugin.CheckRequest) (plugin.CheckResponse, error) {
	k, err := lookUp(req.Type)
	if err != nil {
		return plugin.CheckResponse{}, err
	}
	inputs, failures := k.fields.Check(req, nil)
	if k.check != nil && len(failures) == 0 {
		failures = k.check(provider.RevealMap(inputs))
	}
	return plugin.CheckResponse{Properties: inputs, Failures: failures}, nil
}

// Diff compares the inputs with the state, as it was last seen. It never deletes first, even where the API cannot have
// both: neither does the real provider.
func (p *Provider) Diff(_ context.Context, req plugin.DiffRequest) (plugin.DiffResult, error) {
	k, err := lookUp(req.Type)
	if err != nil {
		return plugin.DiffResult{}, err
	}
	result := schema.Result(k.changes(req), req)
	result.DeleteBeforeReplace = false
	return result, nil
}

func (k kind) changes(req plugin.DiffRequest) changes {
	found := k.fields.Diff(req.OldOutputs, req.NewInputs)
	if k.adapt != nil {
		k.adapt(found, req)
	}
	return found
}

// Create makes the resource.
func (p *Provider) Create(ctx context.Context, req plugin.CreateRequest) (plugin.CreateResponse, error) {
	k, err := lookUp(req.Type)
	if err != nil {
		return plugin.CreateResponse{}, err
	}
	if req.Preview {
		return plugin.CreateResponse{Properties: k.finished(k.fields.Created(req.Properties))}, nil
	}
	inputs := provider.RevealMap(req.Properties)
	if k.refuse != nil {
		if err := k.refuse("", inputs); err != nil {
			return plugin.CreateResponse{}, err
		}
	}
	c, release := p.call(ctx)
	defer release()
	result, err := c.ask(k.create, k.at(k.idOf(inputs, nil), inputs), k.body(inputs))
	if err != nil {
		return plugin.CreateResponse{}, err
	}
	id := k.idOf(inputs, result)
	if id == "" {
		return plugin.CreateResponse{}, fmt.Errorf("the API did not tell the id of the new %s", k.noun)
	}
	state := k.written(k.fields.Recorded(req.Properties), k.told(id, result))
	return plugin.CreateResponse{ID: resource.ID(id), Properties: state}, nil
}

// Update brings the live resource in line with new inputs.
func (p *Provider) Update(ctx context.Context, req plugin.UpdateRequest) (plugin.UpdateResponse, error) {
	k, err := lookUp(req.Type)
	if err != nil {
		return plugin.UpdateResponse{}, err
	}
	if req.Preview {
		return plugin.UpdateResponse{Properties: k.previewed(req.OldOutputs, req.NewInputs)}, nil
	}
	if k.update == nil {
		return plugin.UpdateResponse{Properties: req.OldOutputs}, nil
	}
	planned := provider.RevealMap(k.fields.Updated(req.OldOutputs, req.NewInputs))
	if k.refuse != nil {
		if err := k.refuse(string(req.ID), planned); err != nil {
			return plugin.UpdateResponse{}, err
		}
	}
	body := k.body(planned)
	if k.patches {
		body = k.body(k.changed(planned, req))
	}
	c, release := p.call(ctx)
	defer release()
	result, err := c.ask(k.update, k.at(string(req.ID), planned), body)
	if err != nil {
		return plugin.UpdateResponse{}, err
	}
	state := k.written(k.fields.Recorded(req.NewInputs), k.told(string(req.ID), result))
	return plugin.UpdateResponse{Properties: state}, nil
}

// changed are the planned properties that are not so yet.
func (k kind) changed(planned resource.PropertyMap, req plugin.UpdateRequest) resource.PropertyMap {
	changed := resource.PropertyMap{}
	for key := range k.changes(plugin.DiffRequest{
		OldInputs: req.OldInputs, OldOutputs: req.OldOutputs, NewInputs: req.NewInputs,
	}) {
		changed[key] = planned[key]
	}
	return changed
}

// Read looks at the live resource: for a refresh beside the recorded state, for an import without one.
func (p *Provider) Read(ctx context.Context, req plugin.ReadRequest) (plugin.ReadResponse, error) {
	k, err := lookUp(req.Type)
	if err != nil {
		return plugin.ReadResponse{}, err
	}
	id, known, importing := string(req.ID), req.State, len(req.State) == 0
	if importing {
		if id, known, err = k.locate(id); err != nil {
			return plugin.ReadResponse{}, err
		}
	}
	c, release := p.call(ctx)
	defer release()
	result, err := c.ask(k.read, k.at(id, known), nil)
	if isGone(err) && !importing {
		return plugin.ReadResponse{}, nil
	}
	if err != nil {
		return plugin.ReadResponse{}, err
	}
	live := k.told(id, result)
	state := k.seen(known, live)
	inputs := k.fields.Refreshed(req.Inputs, live)
	if importing {
		inputs = k.fields.Imported(state)
	}
	return plugin.ReadResponse{ReadResult: plugin.ReadResult{ID: resource.ID(id), Inputs: inputs, Outputs: state}}, nil
}

// Delete removes the resource, if the API can; one that is gone already is what was wanted.
func (p *Provider) Delete(ctx context.Context, req plugin.DeleteRequest) (plugin.DeleteResponse, error) {
	k, err := lookUp(req.Type)
	if err != nil {
		return plugin.DeleteResponse{}, err
	}
	c, release := p.call(ctx)
	defer release()
	for _, step := range k.remove {
		var body map[string]any
		if step.body != nil {
			body = step.body(req.Outputs)
		}
		if _, err := c.ask(step.to, k.at(string(req.ID), req.Outputs), body); err != nil && !isGone(err) {
			return plugin.DeleteResponse{}, err
		}
	}
	return plugin.DeleteResponse{}, nil
}

// call prepares an operation that also ends when the engine cancels.
func (p *Provider) call(ctx context.Context) (*call, context.CancelFunc) {
	p.mu.Lock()
	defer p.mu.Unlock()
	ctx, cancel := context.WithCancel(ctx)
	detach := context.AfterFunc(p.ctx, cancel)
	return &call{Context: ctx, options: p.options}, func() { detach(); cancel() }
}
