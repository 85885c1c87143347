package digitalocean

import (
	"strings"
	"testing"
)

func TestParseSettings(t *testing.T) {
	defaults := settings{endpoint: "https://api.digitalocean.com", retries: 4, waitMin: 1, waitMax: 30}
	with := func(change func(*settings)) settings {
		changed := defaults
		change(&changed)
		return changed
	}
	for name, c := range map[string]struct {
		inputs map[string]any
		env    map[string]string
		want   settings
		err    string
	}{
		"nothing":            {want: defaults},
		"the token":          {inputs: map[string]any{"token": "a"}, want: with(func(s *settings) { s.token = "a" })},
		"the token's second": {env: map[string]string{"DIGITALOCEAN_ACCESS_TOKEN": "b"}, want: with(func(s *settings) { s.token = "b" })},
		"configuration first": {
			inputs: map[string]any{"token": "a"}, env: map[string]string{"DIGITALOCEAN_TOKEN": "b"},
			want: with(func(s *settings) { s.token = "a" }),
		},
		"numbers as text": {
			inputs: map[string]any{"httpRetryMax": "0", "httpRetryWaitMin": "0.5", "requestsPerSecond": "2"},
			want:   with(func(s *settings) { s.retries, s.waitMin, s.requestsPerSecond = 0, 0.5, 2 }),
		},
		"numbers": {inputs: map[string]any{"httpRetryMax": 7}, want: with(func(s *settings) { s.retries = 7 })},
		"from the environment": {
			env: map[string]string{
				"DIGITALOCEAN_API_URL": "http://127.0.0.1:1", "DIGITALOCEAN_HTTP_RETRY_MAX": "1",
				"DIGITALOCEAN_HTTP_RETRY_WAIT_MAX": "2",
			},
			want: with(func(s *settings) { s.endpoint, s.retries, s.waitMax = "http://127.0.0.1:1", 1, 2 }),
		},
		"no address":      {inputs: map[string]any{"apiEndpoint": "localhost"}, err: "digitalocean:apiEndpoint: expected a URL"},
		"no number":       {inputs: map[string]any{"httpRetryWaitMin": "soon"}, err: `expected a number, found "soon"`},
		"no whole number": {inputs: map[string]any{"httpRetryMax": "1.5"}, err: `expected a whole number, found "1.5"`},
	} {
		t.Run(name, func(t *testing.T) {
			for _, variable := range []string{
				"DIGITALOCEAN_TOKEN", "DIGITALOCEAN_ACCESS_TOKEN", "DIGITALOCEAN_API_URL", "DIGITALOCEAN_HTTP_RETRY_MAX",
				"DIGITALOCEAN_HTTP_RETRY_WAIT_MIN", "DIGITALOCEAN_HTTP_RETRY_WAIT_MAX", "DIGITALOCEAN_REQUESTS_PER_SECOND",
			} {
				t.Setenv(variable, c.env[variable])
			}
			got, err := parseSettings(outputs(c.inputs))
			if c.err != "" {
				if err == nil || !strings.Contains(err.Error(), c.err) {
					t.Errorf("got error %v, want %q", err, c.err)
				}
				return
			}
			if err != nil || got != c.want {
				t.Errorf("got %+v, %v, want %+v", got, err, c.want)
			}
		})
	}
}
