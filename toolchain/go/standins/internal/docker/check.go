package docker

import (
	"context"
	"slices"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"
	"slipway.dev/toolchain/standins/internal/provider"
)

const (
	// defaulted is the input under which a bridged provider remembers which inputs it filled in itself.
	defaulted resource.PropertyKey = "__defaults"

	nameLimit     = 255
	nameSeparator = "-"
	suffixLength  = 7
)

// Check fills in the name and the defaults, and reports every input that is not valid.
func (p *Provider) Check(_ context.Context, req plugin.CheckRequest) (plugin.CheckResponse, error) {
	k, err := lookUp(req.Type)
	if err != nil {
		return plugin.CheckResponse{}, err
	}
	inputs := req.News.Copy()
	var filled []string
	for key, value := range k.defaults {
		if !provider.Given(inputs, key) {
			inputs[key] = value
			filled = append(filled, string(key))
		}
	}
	failures := provider.CheckShapes(inputs, k.shapes)
	if !provider.Given(inputs, "name") {
		name, failure := autoname(req)
		if failure != nil {
			failures = append(failures, *failure)
		} else {
			inputs["name"] = resource.NewProperty(name)
			filled = append(filled, "name")
		}
	}
	if k.check != nil && len(failures) == 0 {
		failures = append(failures, k.check(provider.RevealMap(inputs))...)
	}
	inputs[defaulted] = textList(filled)
	return plugin.CheckResponse{Properties: inputs, Failures: failures}, nil
}

// autoname keeps the name that an earlier check made up, or makes one as the engine's settings ask.
func autoname(req plugin.CheckRequest) (string, *plugin.CheckFailure) {
	if old := provider.String(req.Olds, "name"); old != "" && isDefault(req.Olds, "name") {
		return old, nil
	}
	if req.Autonaming != nil {
		if req.Autonaming.Mode == plugin.AutonamingModeDisabled {
			return "", &plugin.CheckFailure{
				Property: "name", Reason: "required, because automatic naming is disabled for this stack",
			}
		}
		return req.Autonaming.ProposedName, nil
	}
	name, err := resource.NewUniqueName(req.RandomSeed, req.Name+nameSeparator, suffixLength, nameLimit, nil)
	if err != nil {
		return "", &plugin.CheckFailure{Property: "name", Reason: err.Error()}
	}
	return name, nil
}

// isDefault tells whether an input was filled in by Check rather than given by the program.
func isDefault(inputs resource.PropertyMap, key resource.PropertyKey) bool {
	return slices.Contains(provider.Strings(inputs, defaulted), string(key))
}

func textList(values []string) resource.PropertyValue {
	slices.Sort(values)
	elements := make([]resource.PropertyValue, 0, len(values))
	for _, value := range values {
		elements = append(elements, resource.NewProperty(value))
	}
	return resource.NewProperty(elements)
}
