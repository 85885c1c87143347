package cloudflare

import (
	"fmt"
	"io"
	"net/http"
	"strconv"
	"time"

	"github.com/cloudflare/cloudflare-go/v6/option"
)

const (
	// retries bounds how often a request is sent again: after 8 seconds an API that is down is reported as such.
	retries    = 5
	firstPause = 250 * time.Millisecond
	// longestPause is the longest wait that the API can ask for; more is for the user to decide.
	longestPause = time.Minute
)

// retryAfter decides whether a request is sent again, and after which pause. The answer's status is 0 where there was
// none; the API's own wish, the header Retry-After, is empty where it has none.
func retryAfter(attempt, status int, wish string) (time.Duration, bool) {
	passing := status == 0 || status == http.StatusRequestTimeout || status == http.StatusTooManyRequests ||
		status >= http.StatusInternalServerError
	if !passing || attempt >= retries {
		return 0, false
	}
	if seconds, err := strconv.ParseFloat(wish, 64); err == nil && seconds >= 0 {
		pause := time.Duration(seconds * float64(time.Second))
		return pause, pause <= longestPause
	}
	return firstPause << attempt, true
}

// retry sends requests again as retryAfter decides.
func retry(req *http.Request, next option.MiddlewareNext) (*http.Response, error) {
	for attempt := 0; ; attempt++ {
		if attempt > 0 && req.GetBody != nil {
			body, err := req.GetBody()
			if err != nil {
				return nil, fmt.Errorf("reading the request again: %w", err)
			}
			req.Body = body
		}
		res, err := next(req)
		status, wish := 0, ""
		if err == nil {
			status, wish = res.StatusCode, res.Header.Get("Retry-After")
		}
		pause, again := retryAfter(attempt, status, wish)
		if !again || req.Context().Err() != nil {
			return res, err
		}
		if err == nil {
			// So that the connection can be used again.
			_, _ = io.Copy(io.Discard, res.Body)
			_ = res.Body.Close()
		}
		select {
		case <-req.Context().Done():
			return nil, req.Context().Err()
		case <-time.After(pause):
		}
	}
}
