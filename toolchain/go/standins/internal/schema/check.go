package schema

import (
	"fmt"
	"slices"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"
	"slipway.dev/toolchain/standins/internal/provider"
)

// Check completes a program's inputs with defaults and an automatic name, and reports every one that is not valid.
// auto says how automatic names are made; nil for a resource that has none.
func (f Fields) Check(req plugin.CheckRequest, auto *Autoname) (resource.PropertyMap, []plugin.CheckFailure) {
	inputs := req.News.Copy()
	delete(inputs, defaulted)
	var filled []string
	var failures []plugin.CheckFailure
	if auto != nil && !provider.Given(inputs, "name") {
		name, failure := auto.name(req)
		if failure != nil {
			failures = append(failures, *failure)
			// Reported once is enough.
			inputs["name"] = resource.NewProperty("")
		} else {
			inputs["name"] = resource.NewProperty(name)
			filled = append(filled, "name")
		}
	}
	inputs, more := f.complete(inputs, "")
	for key, field := range f {
		if !field.Default.IsNull() && !provider.Given(req.News, key) {
			filled = append(filled, string(key))
		}
	}
	inputs[defaulted] = textList(filled)
	return inputs, append(failures, more...)
}

// complete puts in the defaults, brings texts and numbers into the form that the field has, and checks.
func (f Fields) complete(given resource.PropertyMap, path string) (resource.PropertyMap, []plugin.CheckFailure) {
	completed := resource.PropertyMap{}
	var failures []plugin.CheckFailure
	for _, key := range given.StableKeys() {
		field, known := f[key]
		at := join(path, string(key))
		switch {
		case key == defaulted, given[key].IsNull():
			continue
		case !known || field.Output:
			failures = append(failures, failure(at, "there is no such input"))
		default:
			value, more := field.completeValue(given[key], at)
			completed[key] = value
			failures = append(failures, more...)
		}
	}
	for _, key := range sortedKeys(f) {
		field := f[key]
		if _, has := completed[key]; has {
			continue
		}
		if !field.Default.IsNull() {
			completed[key] = field.Default
		} else if field.Required {
			failures = append(failures, failure(join(path, string(key)), "is required, and was not given"))
		}
	}
	return completed, failures
}

func (f Field) completeValue(
	v resource.PropertyValue, at string,
) (resource.PropertyValue, []plugin.CheckFailure) {
	switch {
	case provider.Unknown(v):
		return v, nil
	case v.IsSecret():
		inner, failures := f.completeValue(v.SecretValue().Element, at)
		return resource.MakeSecret(inner), failures
	case v.IsOutput():
		return f.completeValue(v.OutputValue().Element, at)
	}
	v = f.coerce(v)
	switch f.Type {
	case Text:
		if !v.IsString() {
			return v, []plugin.CheckFailure{mistyped(at, "a string", v)}
		}
		if f.OneOf != nil && !slices.Contains(f.OneOf, v.StringValue()) {
			return v, []plugin.CheckFailure{failure(at, fmt.Sprintf(
				"expected one of %s, found %q", strings.Join(f.OneOf, ", "), v.StringValue()))}
		}
	case Flag:
		if !v.IsBool() {
			return v, []plugin.CheckFailure{mistyped(at, "true or false", v)}
		}
	case Number:
		if !v.IsNumber() {
			return v, []plugin.CheckFailure{mistyped(at, "a number", v)}
		}
	case List, Set:
		return f.completeList(v, at)
	case Object:
		if !v.IsObject() {
			return v, []plugin.CheckFailure{mistyped(at, "an object", v)}
		}
		inner, failures := f.Fields.complete(v.ObjectValue(), at)
		return resource.NewProperty(inner), failures
	}
	return v, nil
}

func (f Field) completeList(
	v resource.PropertyValue, at string,
) (resource.PropertyValue, []plugin.CheckFailure) {
	if !v.IsArray() {
		return v, []plugin.CheckFailure{mistyped(at, "a list", v)}
	}
	var failures []plugin.CheckFailure
	elements := make([]resource.PropertyValue, 0, len(v.ArrayValue()))
	for i, element := range v.ArrayValue() {
		value, more := f.Elem.completeValue(element, fmt.Sprintf("%s[%d]", at, i))
		elements = append(elements, value)
		failures = append(failures, more...)
	}
	return resource.NewProperty(elements), failures
}

func failure(at, reason string) plugin.CheckFailure {
	return plugin.CheckFailure{Property: resource.PropertyKey(at), Reason: at + ": " + reason}
}

func mistyped(at, expected string, found resource.PropertyValue) plugin.CheckFailure {
	return failure(at, fmt.Sprintf("expected %s, found %s", expected, found.TypeString()))
}

func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}

func sortedKeys(f Fields) []resource.PropertyKey {
	keys := make([]resource.PropertyKey, 0, len(f))
	for key := range f {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

func textList(values []string) resource.PropertyValue {
	slices.Sort(values)
	elements := make([]resource.PropertyValue, 0, len(values))
	for _, value := range values {
		elements = append(elements, resource.NewProperty(value))
	}
	return resource.NewProperty(elements)
}
