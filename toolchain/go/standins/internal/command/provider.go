// Package command stands in for the provider of the npm package @pulumi/command: its resource
// command:local:Command.
package command

import (
	"context"
	"fmt"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"
	"github.com/pulumi/pulumi/sdk/v3/go/common/tokens"
	"slipway.dev/toolchain/standins/internal/engine"
	"slipway.dev/toolchain/standins/internal/process"
	"slipway.dev/toolchain/standins/internal/provider"
)

const localCommand tokens.Type = "command:local:Command"

var shapes = map[resource.PropertyKey]provider.Shape{
	"create": provider.Text, "update": provider.Text, "delete": provider.Text, "dir": provider.Text,
	"stdin": provider.Text, "logging": provider.Text, "addPreviousOutputInEnv": provider.Flag,
	"interpreter": provider.TextList, "archivePaths": provider.TextList, "assetPaths": provider.TextList,
	"environment": provider.TextMap, "triggers": provider.AnyList,
}

// Provider runs local commands.
type Provider struct {
	provider.Base

	log   *engine.Log
	group process.Group
}

// New makes the provider; commands' output lines go to log.
func New(version string, log *engine.Log) *Provider {
	return &Provider{Base: provider.Base{Name: "command", Version: version}, log: log}
}

// Stop ends the running commands within the time that the engine leaves a plugin to end.
func (p *Provider) Stop() { p.group.Stop(process.Hasty) }

// SignalCancellation asks the running commands to end. It does not wait: their calls report the end.
func (p *Provider) SignalCancellation(context.Context) error {
	go p.group.Stop(process.Patient)
	return nil
}

// Check validates the inputs' types and adds the one default.
func (p *Provider) Check(_ context.Context, req plugin.CheckRequest) (plugin.CheckResponse, error) {
	if err := mine(req.Type); err != nil {
		return plugin.CheckResponse{}, err
	}
	inputs := req.News.Copy()
	if !provider.Given(inputs, "addPreviousOutputInEnv") {
		inputs["addPreviousOutputInEnv"] = resource.NewProperty(true)
	}
	return plugin.CheckResponse{Properties: inputs, Failures: provider.CheckShapes(inputs, shapes)}, nil
}

// Diff compares the inputs: changed triggers replace, everything else updates.
func (p *Provider) Diff(_ context.Context, req plugin.DiffRequest) (plugin.DiffResult, error) {
	if err := mine(req.Type); err != nil {
		return plugin.DiffResult{}, err
	}
	old := resource.PropertyMap{}
	for key := range shapes {
		if v, ok := req.OldOutputs[key]; ok {
			old[key] = v
		}
	}
	changed := old.Diff(req.NewInputs)
	if changed == nil {
		return plugin.DiffResult{Changes: plugin.DiffNone}, nil
	}
	detailed := plugin.NewDetailedDiffFromObjectDiff(changed, false)
	for path, diff := range detailed {
		if strings.HasPrefix(path, "triggers") {
			detailed[path] = plugin.PropertyDiff{Kind: diff.Kind.AsReplace(), InputDiff: diff.InputDiff}
		}
	}
	return plugin.DiffResult{Changes: plugin.DiffSome, DetailedDiff: detailed}, nil
}

// Create runs the create command, if there is one.
func (p *Provider) Create(ctx context.Context, req plugin.CreateRequest) (plugin.CreateResponse, error) {
	if err := mine(req.Type); err != nil {
		return plugin.CreateResponse{}, err
	}
	if req.Preview {
		return plugin.CreateResponse{Properties: previewed(req.Properties, nil)}, nil
	}
	id, err := resource.NewUniqueHex(req.Name, 8, 0)
	if err != nil {
		return plugin.CreateResponse{}, err
	}
	state, err := p.run(ctx, operation{
		urn: req.URN, timeout: req.Timeout, script: script(req.Properties, "create"), inputs: req.Properties,
	})
	return plugin.CreateResponse{ID: resource.ID(id), Properties: state}, err
}

// Update runs the update command, or else the create command, with what the last run printed.
func (p *Provider) Update(ctx context.Context, req plugin.UpdateRequest) (plugin.UpdateResponse, error) {
	if err := mine(req.Type); err != nil {
		return plugin.UpdateResponse{}, err
	}
	if req.Preview {
		return plugin.UpdateResponse{Properties: previewed(req.NewInputs, req.OldOutputs)}, nil
	}
	state, err := p.run(ctx, operation{
		urn: req.URN, timeout: req.Timeout, script: script(req.NewInputs, "update", "create"),
		inputs: req.NewInputs, last: req.OldOutputs,
	})
	return plugin.UpdateResponse{Properties: state}, err
}

// Delete runs the delete command, if there is one, with the environment that was recorded.
func (p *Provider) Delete(ctx context.Context, req plugin.DeleteRequest) (plugin.DeleteResponse, error) {
	if err := mine(req.Type); err != nil {
		return plugin.DeleteResponse{}, err
	}
	_, err := p.run(ctx, operation{
		urn: req.URN, timeout: req.Timeout, script: script(req.Outputs, "delete"),
		inputs: req.Outputs, last: req.Outputs,
	})
	return plugin.DeleteResponse{}, err
}

// Read returns what is recorded: a command that has run leaves nothing that could be looked at.
func (p *Provider) Read(_ context.Context, req plugin.ReadRequest) (plugin.ReadResponse, error) {
	if err := mine(req.Type); err != nil {
		return plugin.ReadResponse{}, err
	}
	return plugin.ReadResponse{ReadResult: plugin.ReadResult{ID: req.ID, Inputs: req.Inputs, Outputs: req.State}}, nil
}

// script is the first command that is set, or nil.
func script(inputs resource.PropertyMap, keys ...resource.PropertyKey) *string {
	for _, key := range keys {
		if v := provider.Reveal(inputs[key]); v.IsString() {
			text := v.StringValue()
			return &text
		}
	}
	return nil
}

func mine(typ tokens.Type) error {
	if typ != localCommand {
		return fmt.Errorf("resource type %s is not served by this stand-in of the command provider: it knows %s only",
			typ, localCommand)
	}
	return nil
}
