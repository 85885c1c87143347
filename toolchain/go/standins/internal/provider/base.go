// Package provider holds what the stand-in providers have in common.
package provider

import (
	"context"
	"encoding/json"

	"github.com/blang/semver"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"
)

// Base answers the calls that need no knowledge of the resources. Embed it in a provider.
type Base struct {
	plugin.UnimplementedProvider

	// Name is the package's name, Version that of the npm SDK whose provider this stands in for.
	Name, Version string
}

// Handshake accepts secrets and resource references, and honours the engine's autonaming settings.
func (b *Base) Handshake(
	context.Context, plugin.ProviderHandshakeRequest,
) (*plugin.ProviderHandshakeResponse, error) {
	return &plugin.ProviderHandshakeResponse{
		AcceptSecrets: true, AcceptResources: true, AcceptOutputs: true, SupportsAutonamingConfiguration: true,
	}, nil
}

// GetPluginInfo says the version, which must equal the npm SDK's.
func (b *Base) GetPluginInfo(context.Context) (plugin.PluginInfo, error) {
	version, err := semver.Parse(b.Version)
	if err != nil {
		return plugin.PluginInfo{}, err
	}
	return plugin.PluginInfo{Version: &version}, nil
}

// GetSchema answers with an empty package: a stand-in serves programs, it does not generate SDKs.
func (b *Base) GetSchema(context.Context, plugin.GetSchemaRequest) (plugin.GetSchemaResponse, error) {
	schema, err := json.Marshal(map[string]string{"name": b.Name, "version": b.Version})
	return plugin.GetSchemaResponse{Schema: schema}, err
}

// CheckConfig takes the configuration as it is.
func (b *Base) CheckConfig(
	_ context.Context, req plugin.CheckConfigRequest,
) (plugin.CheckConfigResponse, error) {
	return plugin.CheckConfigResponse{Properties: req.News}, nil
}

// DiffConfig reports what changed; nothing in a provider's configuration replaces its resources.
func (b *Base) DiffConfig(
	_ context.Context, req plugin.DiffConfigRequest,
) (plugin.DiffConfigResponse, error) {
	diff := req.OldInputs.Diff(req.NewInputs)
	if diff == nil {
		return plugin.DiffResult{Changes: plugin.DiffNone}, nil
	}
	return plugin.DiffResult{Changes: plugin.DiffSome, ChangedKeys: diff.ChangedKeys()}, nil
}

// Configure has nothing to do.
func (b *Base) Configure(context.Context, plugin.ConfigureRequest) (plugin.ConfigureResponse, error) {
	return plugin.ConfigureResponse{}, nil
}

// Close has nothing to release.
func (b *Base) Close() error { return nil }
