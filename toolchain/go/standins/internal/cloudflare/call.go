package cloudflare

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"

	"github.com/cloudflare/cloudflare-go/v6/option"
)

// call is one operation of the engine's.
type call struct {
	context.Context
	// options are those of the provider's client.
	options []option.RequestOption
}

// place is where in the API a resource is.
type place struct{ zone, id string }

// endpoint sends one request with the vendor's client.
type endpoint func(c *call, at place, options ...option.RequestOption) error

// ask sends a request, with a body unless it is nil, and gives the answer's result; one that is no object is empty, and of
// a list it is what is said of the resource's host name.
// Answers are read as they are: the client's types lag behind the API, and lose what they do not know.
func (c *call) ask(to endpoint, at place, body map[string]any) (map[string]any, error) {
	var res *http.Response
	options := []option.RequestOption{option.WithResponseBodyInto(&res)}
	if body != nil {
		text, err := json.Marshal(body)
		if err != nil {
			return nil, err
		}
		options = append(options, option.WithRequestBody("application/json", text))
	}
	if err := failure(to(c, at, options...), res); err != nil {
		return nil, err
	}
	text, err := io.ReadAll(res.Body)
	if err != nil {
		return nil, fmt.Errorf("failed to deserialize http request: %w", err)
	}
	var answer struct {
		Result any `json:"result"`
	}
	if err := json.Unmarshal(text, &answer); err != nil {
		return nil, fmt.Errorf("failed to deserialize http request: %w", err)
	}
	if list, isList := answer.Result.([]any); isList {
		return ofHostname(list, at.id)
	}
	result, _ := answer.Result.(map[string]any)
	return result, nil
}

func ofHostname(list []any, hostname string) (map[string]any, error) {
	for _, member := range list {
		if object, isObject := member.(map[string]any); isObject && object["hostname"] == hostname {
			return object, nil
		}
	}
	return nil, fmt.Errorf("hostname %q not found in API response", hostname)
}
