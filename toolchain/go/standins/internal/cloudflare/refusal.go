package cloudflare

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
)

// refusal is an answer of the API that is not what was asked for.
type refusal struct {
	method, url string
	status      int
	body        string
}

// Error is worded as the real provider does it.
func (r *refusal) Error() string {
	return fmt.Sprintf("%s %q: %d %s %s", r.method, r.url, r.status, http.StatusText(r.status), r.body)
}

// failure turns the client's error into one that tells what the API said. The client loses that where an answer is not
// JSON, such as a gateway's page.
func failure(err error, res *http.Response) error {
	if err == nil {
		return nil
	}
	if res != nil && res.StatusCode >= http.StatusBadRequest {
		// The client keeps the body of a refusal in memory.
		body, _ := io.ReadAll(res.Body)
		err = &refusal{res.Request.Method, res.Request.URL.String(), res.StatusCode, string(body)}
	}
	return fmt.Errorf("failed to make http request: %w", err)
}

// alreadyRevoked is what the API says of an origin's certificate that is gone: it is no 404.
const alreadyRevoked = 1014

// isGone tells by an error whether there is nothing there any more.
func isGone(err error) bool {
	var refused *refusal
	if !errors.As(err, &refused) {
		return false
	}
	return refused.status == http.StatusNotFound ||
		strings.Contains(refused.url, "/certificates/") && refused.says(alreadyRevoked)
}

// says tells whether a code is among the answer's errors.
func (r *refusal) says(code int) bool {
	var answer struct {
		Errors []struct {
			Code int `json:"code"`
		} `json:"errors"`
	}
	if json.Unmarshal([]byte(r.body), &answer) != nil {
		return false
	}
	for _, problem := range answer.Errors {
		if problem.Code == code {
			return true
		}
	}
	return false
}
