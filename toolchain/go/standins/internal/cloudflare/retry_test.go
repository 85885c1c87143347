package cloudflare

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"
)

func TestRetryAfter(t *testing.T) {
	for name, c := range map[string]struct {
		attempt, status int
		wish            string
		pause           time.Duration
		again           bool
	}{
		"a success":                     {status: 200},
		"a refusal":                     {status: 400},
		"a conflict":                    {status: 409},
		"no answer":                     {status: 0, pause: 250 * time.Millisecond, again: true},
		"a timeout":                     {status: 408, pause: 250 * time.Millisecond, again: true},
		"too many requests":             {status: 429, pause: 250 * time.Millisecond, again: true},
		"an error of the server's":      {status: 500, pause: 250 * time.Millisecond, again: true},
		"a bad gateway, once more":      {attempt: 1, status: 502, pause: 500 * time.Millisecond, again: true},
		"the last attempt":              {attempt: 4, status: 503, pause: 4 * time.Second, again: true},
		"an attempt too many":           {attempt: 5, status: 503},
		"a wish of the API's":           {attempt: 2, status: 429, wish: "7", pause: 7 * time.Second, again: true},
		"a wish for no pause":           {status: 429, wish: "0", again: true},
		"a wish for a minute":           {status: 429, wish: "60", pause: time.Minute, again: true},
		"a wish for too long":           {status: 429, wish: "61", pause: 61 * time.Second},
		"a wish that is no number":      {status: 429, wish: "soon", pause: 250 * time.Millisecond, again: true},
		"a wish for a time in the past": {status: 429, wish: "-1", pause: 250 * time.Millisecond, again: true},
	} {
		t.Run(name, func(t *testing.T) {
			pause, again := retryAfter(c.attempt, c.status, c.wish)
			if pause != c.pause || again != c.again {
				t.Errorf("got %v, %v, want %v, %v", pause, again, c.pause, c.again)
			}
		})
	}
}

func TestRetrySendsTheBodyAgain(t *testing.T) {
	var bodies []string
	req, err := http.NewRequest(http.MethodPost, "http://api.test/", strings.NewReader("body"))
	if err != nil {
		t.Fatal(err)
	}
	res, err := retry(req, func(req *http.Request) (*http.Response, error) {
		body, err := io.ReadAll(req.Body)
		bodies = append(bodies, string(body))
		status := http.StatusTooManyRequests
		if len(bodies) == 3 {
			status = http.StatusOK
		}
		return &http.Response{
			StatusCode: status, Header: http.Header{"Retry-After": {"0"}}, Body: io.NopCloser(strings.NewReader("")),
		}, err
	})
	if err != nil || res.StatusCode != http.StatusOK || strings.Join(bodies, ",") != "body,body,body" {
		t.Errorf("got %v, %v after %q", res, err, bodies)
	}
}

func TestRetryEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://api.test/", nil)
	if err != nil {
		t.Fatal(err)
	}
	//nolint:bodyclose // there is none
	_, err = retry(req, func(*http.Request) (*http.Response, error) { return nil, errors.New("refused") })
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v, want a deadline error", err)
	}
}
