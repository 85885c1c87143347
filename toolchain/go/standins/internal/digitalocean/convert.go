package digitalocean

import (
	"encoding/json"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"slipway.dev/toolchain/standins/internal/provider"
)

// decode reads properties into a value whose fields bear their names.
func decode[T any](properties resource.PropertyMap) (T, error) {
	var into T
	text, err := json.Marshal(provider.RevealMap(properties).Mappable())
	if err == nil {
		err = json.Unmarshal(text, &into)
	}
	return into, err
}

// outputs are properties in the protocol's form.
func outputs(values map[string]any) resource.PropertyMap {
	return resource.NewPropertyMapFromMap(values)
}

// list is a list in the form that outputs takes; an absent one is empty.
func list[T any](values []T) []any {
	all := make([]any, 0, len(values))
	for _, value := range values {
		all = append(all, value)
	}
	return all
}
