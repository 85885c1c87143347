package cloudflare

import (
	"context"
	"net/http"
	"net/url"
	"os"
	"time"

	"github.com/cloudflare/cloudflare-go/v6/option"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"
	"slipway.dev/toolchain/standins/internal/provider"
)

const (
	defaultBaseURL = "https://api.cloudflare.com/client/v4/"
	requestLimit   = 30 * time.Second
)

// notServed are settings of the real provider that would be silently without effect here.
var notServed = []resource.PropertyKey{"apiKey", "apiUserServiceKey", "email"}

// CheckConfig refuses the settings that the stand-in has not, and a base URL that is none.
func (p *Provider) CheckConfig(
	_ context.Context, req plugin.CheckConfigRequest,
) (plugin.CheckConfigResponse, error) {
	response := plugin.CheckConfigResponse{Properties: req.News}
	for _, key := range notServed {
		if provider.Given(req.News, key) {
			response.Failures = append(response.Failures, plugin.CheckFailure{
				Property: key, Reason: "not served by this stand-in of the cloudflare provider: use apiToken",
			})
		}
	}
	base := provider.String(req.News, "baseUrl")
	if parsed, err := url.Parse(base); base != "" && (err != nil || parsed.Host == "") {
		response.Failures = append(response.Failures, plugin.CheckFailure{
			Property: "baseUrl", Reason: "expected a URL such as " + defaultBaseURL,
		})
	}
	return response, nil
}

// Configure takes the settings. It does not ask the API: a token is tried by the first resource that needs it.
func (p *Provider) Configure(
	_ context.Context, req plugin.ConfigureRequest,
) (plugin.ConfigureResponse, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.options = clientOptions(provider.RevealMap(req.Inputs))
	return plugin.ConfigureResponse{}, nil
}

// clientOptions are the client's settings, by the configuration or the environment. Without a token requests are sent
// without one: what the API says then is the clearest error.
func clientOptions(config resource.PropertyMap) []option.RequestOption {
	options := []option.RequestOption{
		option.WithBaseURL(setting(config, "baseUrl", "CLOUDFLARE_BASE_URL", defaultBaseURL)),
		option.WithHTTPClient(&http.Client{Timeout: requestLimit}),
		option.WithMaxRetries(0),
		option.WithMiddleware(retry),
	}
	if token := setting(config, "apiToken", "CLOUDFLARE_API_TOKEN", ""); token != "" {
		options = append(options, option.WithAPIToken(token))
	}
	if suffix := setting(
		config, "userAgentOperatorSuffix", "CLOUDFLARE_USER_AGENT_OPERATOR_SUFFIX", "",
	); suffix != "" {
		options = append(options, option.WithHeader("user-agent", "pulumi-cloudflare "+suffix))
	}
	return options
}

func setting(config resource.PropertyMap, key resource.PropertyKey, variable, fallback string) string {
	if value := provider.String(config, key); value != "" {
		return value
	}
	if value := os.Getenv(variable); value != "" {
		return value
	}
	return fallback
}
