package docker

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"os"

	"github.com/docker/cli/cli/connhelper"
	"github.com/docker/docker/client"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"
	"slipway.dev/toolchain/standins/internal/provider"
)

const defaultHost = client.DefaultDockerHost

// settings are the provider's configuration, as far as the stand-in has use for it.
type settings struct {
	host    string
	sshOpts []string
	lazy    bool // disableDockerDaemonCheck
}

// notServed are settings of the real provider that would be silently without effect here.
var notServed = []resource.PropertyKey{"context", "certPath", "caMaterial", "certMaterial", "keyMaterial"}

// CheckConfig refuses the settings that the stand-in has not.
func (p *Provider) CheckConfig(
	_ context.Context, req plugin.CheckConfigRequest,
) (plugin.CheckConfigResponse, error) {
	response := plugin.CheckConfigResponse{Properties: req.News}
	for _, key := range notServed {
		if provider.Given(req.News, key) {
			response.Failures = append(response.Failures, plugin.CheckFailure{
				Property: key, Reason: "not served by this stand-in of the docker provider: use host with unix:// or ssh://",
			})
		}
	}
	return response, nil
}

// Configure takes the settings. Unless told not to, it asks the engine for a sign of life, as the real
// provider does.
func (p *Provider) Configure(
	ctx context.Context, req plugin.ConfigureRequest,
) (plugin.ConfigureResponse, error) {
	given, err := parseSettings(provider.RevealMap(req.Inputs))
	if err != nil {
		return plugin.ConfigureResponse{}, err
	}
	p.settings = given
	if given.lazy {
		return plugin.ConfigureResponse{}, nil
	}
	api, err := p.connect()
	if err != nil {
		return plugin.ConfigureResponse{}, err
	}
	if _, err := api.Ping(ctx); err != nil {
		return plugin.ConfigureResponse{}, fmt.Errorf("docker engine at %s does not answer: %w", given.host, err)
	}
	return plugin.ConfigureResponse{}, nil
}

// parseSettings reads the configuration; SDKs pass everything that is not a string as JSON text.
func parseSettings(inputs resource.PropertyMap) (settings, error) {
	parsed := settings{host: provider.String(inputs, "host")}
	if parsed.host == "" {
		parsed.host = os.Getenv("DOCKER_HOST")
	}
	if parsed.host == "" {
		parsed.host = defaultHost
	}
	if err := decode(inputs, "disableDockerDaemonCheck", &parsed.lazy); err != nil {
		return settings{}, err
	}
	return parsed, decode(inputs, "sshOpts", &parsed.sshOpts)
}

func decode(inputs resource.PropertyMap, key resource.PropertyKey, into any) error {
	if !provider.Given(inputs, key) {
		return nil
	}
	text := provider.String(inputs, key)
	if !inputs[key].IsString() {
		encoded, err := json.Marshal(inputs[key].Mappable())
		if err != nil {
			return err
		}
		text = string(encoded)
	}
	if err := json.Unmarshal([]byte(text), into); err != nil {
		return fmt.Errorf("provider setting docker:%s: found %s: %w", key, text, err)
	}
	return nil
}

// connect makes the engine's client, which opens connections when they are needed.
func (p *Provider) connect() (client.APIClient, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.api != nil {
		return p.api, nil
	}
	options, err := clientOptions(p.settings)
	if err != nil {
		return nil, fmt.Errorf("docker host %q: %w", p.settings.host, err)
	}
	api, err := client.NewClientWithOpts(options...)
	if err != nil {
		return nil, fmt.Errorf("docker host %q: %w", p.settings.host, err)
	}
	p.api = api
	return api, nil
}

func clientOptions(s settings) ([]client.Opt, error) {
	options := []client.Opt{client.WithAPIVersionNegotiation()}
	helper, err := connhelper.GetConnectionHelperWithSSHOpts(s.host, s.sshOpts)
	if err != nil {
		return nil, err
	}
	if helper == nil {
		return append(options, client.WithHost(s.host)), nil
	}
	transport := &http.Client{Transport: &http.Transport{DialContext: helper.Dialer}}
	return append(options,
		client.WithHTTPClient(transport), client.WithHost(helper.Host), client.WithDialContext(helper.Dialer)), nil
}
