package cloudflare

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
)

func TestFailure(t *testing.T) {
	client := errors.New("what the client says")
	for name, c := range map[string]struct {
		err    error
		status int
		method string
		url    string
		body   string
		want   string
		gone   bool
	}{
		"a success": {status: 200},
		"a refusal": {
			err: client, status: 400, method: "POST", url: "http://api.test/zones/z/dns_records", body: `{"errors":[]}`,
			want: `failed to make http request: POST "http://api.test/zones/z/dns_records": 400 Bad Request {"errors":[]}`,
		},
		"a gateway's page": {
			err: client, status: 502, method: "GET", url: "http://api.test/ips", body: "<html>",
			want: `failed to make http request: GET "http://api.test/ips": 502 Bad Gateway <html>`,
		},
		"nothing there": {
			err: client, status: 404, method: "GET", url: "http://api.test/x", body: "{}",
			want: `failed to make http request: GET "http://api.test/x": 404 Not Found {}`, gone: true,
		},
		"a certificate that is revoked already": {
			err: client, status: 400, method: "DELETE", url: "http://api.test/certificates/1", body: `{"errors":[{"code":1014}]}`,
			want: `failed to make http request: DELETE "http://api.test/certificates/1": 400 Bad Request {"errors":[{"code":1014}]}`,
			gone: true,
		},
		"the same code elsewhere": {
			err: client, status: 400, method: "POST", url: "http://api.test/purge_cache", body: `{"errors":[{"code":1014}]}`,
			want: `failed to make http request: POST "http://api.test/purge_cache": 400 Bad Request {"errors":[{"code":1014}]}`,
		},
		"no answer": {err: client, want: "failed to make http request: what the client says"},
	} {
		t.Run(name, func(t *testing.T) {
			var res *http.Response
			if c.status != 0 {
				req, err := http.NewRequest(c.method, c.url, nil)
				if err != nil {
					t.Fatal(err)
				}
				res = &http.Response{StatusCode: c.status, Request: req, Body: io.NopCloser(strings.NewReader(c.body))}
			}
			err := failure(c.err, res)
			said := ""
			if err != nil {
				said = err.Error()
			}
			if said != c.want || isGone(err) != c.gone {
				t.Errorf("got %q, gone %v; want %q, gone %v", said, isGone(err), c.want, c.gone)
			}
		})
	}
}
