package docker

import (
	"fmt"
	"slices"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"
	"slipway.dev/toolchain/standins/internal/provider"
)

// labels reads the list of {label, value} that the provider's schema has for an engine's map.
func labels(inputs resource.PropertyMap) map[string]string {
	read := map[string]string{}
	if !inputs["labels"].IsArray() {
		return read
	}
	for _, element := range inputs["labels"].ArrayValue() {
		if element.IsObject() {
			read[provider.String(element.ObjectValue(), "label")] = provider.String(element.ObjectValue(), "value")
		}
	}
	return read
}

// withLabels adds an engine's labels, ordered by name, if there are any.
func withLabels(live resource.PropertyMap, found map[string]string) resource.PropertyMap {
	if len(found) == 0 {
		return live
	}
	names := make([]string, 0, len(found))
	for name := range found {
		names = append(names, name)
	}
	slices.Sort(names)
	elements := make([]resource.PropertyValue, 0, len(names))
	for _, name := range names {
		elements = append(elements, resource.NewProperty(resource.PropertyMap{
			"label": resource.NewProperty(name), "value": resource.NewProperty(found[name]),
		}))
	}
	live["labels"] = resource.NewProperty(elements)
	return live
}

// checkLabels reports labels without a name or a value.
func checkLabels(inputs resource.PropertyMap) []plugin.CheckFailure {
	var failures []plugin.CheckFailure
	if !inputs["labels"].IsArray() {
		return nil
	}
	for i, element := range inputs["labels"].ArrayValue() {
		for _, key := range []resource.PropertyKey{"label", "value"} {
			if element.IsObject() && !provider.Given(element.ObjectValue(), key) {
				failures = append(failures, plugin.CheckFailure{
					Property: "labels", Reason: fmt.Sprintf("labels[%d].%s is required", i, key),
				})
			}
		}
	}
	return failures
}

// stringMap is an engine's map as a property.
func stringMap(values map[string]string) resource.PropertyValue {
	m := resource.PropertyMap{}
	for name, value := range values {
		m[resource.PropertyKey(name)] = resource.NewProperty(value)
	}
	return resource.NewProperty(m)
}
