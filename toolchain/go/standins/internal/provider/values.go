package provider

import (
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
)

// Reveal takes the secret and output wrappers off a value and everything in it, for use inside the
// plugin. Unknown values stay as they are.
func Reveal(v resource.PropertyValue) resource.PropertyValue {
	switch {
	case v.IsSecret():
		return Reveal(v.SecretValue().Element)
	case v.IsOutput() && v.OutputValue().Known:
		return Reveal(v.OutputValue().Element)
	case v.IsArray():
		elements := make([]resource.PropertyValue, 0, len(v.ArrayValue()))
		for _, element := range v.ArrayValue() {
			elements = append(elements, Reveal(element))
		}
		return resource.NewProperty(elements)
	case v.IsObject():
		return resource.NewProperty(RevealMap(v.ObjectValue()))
	default:
		return v
	}
}

// RevealMap is Reveal for every value of a map.
func RevealMap(m resource.PropertyMap) resource.PropertyMap {
	revealed := make(resource.PropertyMap, len(m))
	for key, value := range m {
		revealed[key] = Reveal(value)
	}
	return revealed
}

// String is the revealed string at key, or "".
func String(m resource.PropertyMap, key resource.PropertyKey) string {
	if v := Reveal(m[key]); v.IsString() {
		return v.StringValue()
	}
	return ""
}

// Bool is the revealed flag at key, or fallback.
func Bool(m resource.PropertyMap, key resource.PropertyKey, fallback bool) bool {
	if v := Reveal(m[key]); v.IsBool() {
		return v.BoolValue()
	}
	return fallback
}

// Strings is the revealed list of strings at key.
func Strings(m resource.PropertyMap, key resource.PropertyKey) []string {
	var values []string
	if v := Reveal(m[key]); v.IsArray() {
		for _, element := range v.ArrayValue() {
			if element.IsString() {
				values = append(values, element.StringValue())
			}
		}
	}
	return values
}

// StringMap is the revealed map of strings at key; nil when there is none.
func StringMap(m resource.PropertyMap, key resource.PropertyKey) map[string]string {
	v := Reveal(m[key])
	if !v.IsObject() {
		return nil
	}
	values := map[string]string{}
	for name, element := range v.ObjectValue() {
		if element.IsString() {
			values[string(name)] = element.StringValue()
		}
	}
	return values
}

// Unknown tells whether a value is not known before the update runs.
func Unknown(v resource.PropertyValue) bool {
	return v.IsComputed() || v.IsOutput() && !v.OutputValue().Known || v.IsSecret() && Unknown(v.SecretValue().Element)
}

// Given tells whether a property was set to something, known or not.
func Given(m resource.PropertyMap, key resource.PropertyKey) bool {
	v, ok := m[key]
	return ok && !v.IsNull()
}

// MakeUnknown stands for an output that only the update will tell.
func MakeUnknown() resource.PropertyValue {
	return resource.MakeComputed(resource.NewProperty(""))
}
