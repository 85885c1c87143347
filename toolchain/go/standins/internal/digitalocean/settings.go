package digitalocean

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"strconv"

	"github.com/digitalocean/godo"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"
	"golang.org/x/oauth2"
	"slipway.dev/toolchain/standins/internal/provider"
)

// settings are the provider's configuration, as far as the stand-in has use for it.
type settings struct {
	token    string
	endpoint string
	// How often a request is repeated at the most, and the seconds before it is.
	retries          int
	waitMin, waitMax float64
	// Zero: as many as there are.
	requestsPerSecond float64
}

// Configure takes the settings; whether the token is good shows when the API is first asked.
func (p *Provider) Configure(
	_ context.Context, req plugin.ConfigureRequest,
) (plugin.ConfigureResponse, error) {
	given, err := parseSettings(provider.RevealMap(req.Inputs))
	if err != nil {
		return plugin.ConfigureResponse{}, err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.settings, p.api = given, nil
	return plugin.ConfigureResponse{}, nil
}

// parseSettings reads the configuration, then the environment, then the defaults of the real provider.
func parseSettings(inputs resource.PropertyMap) (settings, error) {
	parsed := settings{
		token:    setting(inputs, "token", "", "DIGITALOCEAN_TOKEN", "DIGITALOCEAN_ACCESS_TOKEN"),
		endpoint: setting(inputs, "apiEndpoint", "https://api.digitalocean.com", "DIGITALOCEAN_API_URL"),
	}
	if endpoint, err := url.Parse(parsed.endpoint); err != nil || endpoint.Host == "" {
		return settings{}, fmt.Errorf(
			"provider setting digitalocean:apiEndpoint: expected a URL such as https://api.digitalocean.com, found %q",
			parsed.endpoint)
	}
	numbers := []struct {
		key               resource.PropertyKey
		variable, instead string
		into              *float64
	}{
		{"httpRetryWaitMin", "DIGITALOCEAN_HTTP_RETRY_WAIT_MIN", "1", &parsed.waitMin},
		{"httpRetryWaitMax", "DIGITALOCEAN_HTTP_RETRY_WAIT_MAX", "30", &parsed.waitMax},
		{"requestsPerSecond", "DIGITALOCEAN_REQUESTS_PER_SECOND", "0", &parsed.requestsPerSecond},
	}
	for _, number := range numbers {
		text := setting(inputs, number.key, number.instead, number.variable)
		value, err := strconv.ParseFloat(text, 64)
		if err != nil {
			return settings{}, fmt.Errorf("provider setting digitalocean:%s: expected a number, found %q", number.key, text)
		}
		*number.into = value
	}
	text := setting(inputs, "httpRetryMax", "4", "DIGITALOCEAN_HTTP_RETRY_MAX")
	retries, err := strconv.Atoi(text)
	if err != nil {
		return settings{}, fmt.Errorf("provider setting digitalocean:httpRetryMax: expected a whole number, found %q", text)
	}
	parsed.retries = retries
	return parsed, nil
}

// setting is what is configured, or else what the first of the variables says that is set. SDKs pass numbers as text.
func setting(inputs resource.PropertyMap, key resource.PropertyKey, instead string, variables ...string) string {
	if value := inputs[key]; value.IsNumber() {
		return strconv.FormatFloat(value.NumberValue(), 'f', -1, 64)
	} else if value.IsString() && value.StringValue() != "" {
		return value.StringValue()
	}
	for _, variable := range variables {
		if value := os.Getenv(variable); value != "" {
			return value
		}
	}
	return instead
}

// connect makes the API's client, which repeats requests that fail with 429 or by the server's fault.
func (p *Provider) connect() (*godo.Client, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.api != nil {
		return p.api, nil
	}
	if p.settings.endpoint == "" {
		var err error
		if p.settings, err = parseSettings(nil); err != nil {
			return nil, err
		}
	}
	given := p.settings
	options := []godo.ClientOpt{godo.SetBaseURL(given.endpoint), godo.SetUserAgent("slipway-standin/" + p.Version)}
	if given.retries > 0 {
		options = append(options, godo.WithRetryAndBackoffs(godo.RetryConfig{
			RetryMax: given.retries, RetryWaitMin: &given.waitMin, RetryWaitMax: &given.waitMax,
		}))
	}
	if given.requestsPerSecond > 0 {
		options = append(options, godo.SetStaticRateLimit(given.requestsPerSecond))
	}
	source := oauth2.StaticTokenSource(&oauth2.Token{AccessToken: given.token})
	api, err := godo.New(oauth2.NewClient(context.Background(), source), options...)
	if err != nil {
		return nil, err
	}
	p.api = api
	return api, nil
}
