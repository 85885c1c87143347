package provider

import (
	"fmt"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"
)

// Shape is the type of an input property.
type Shape int

// The shapes that the resources' inputs have.
const (
	AnyList Shape = iota
	Text
	Flag
	TextList
	TextMap
	ObjectList
)

var shapeNames = map[Shape]string{
	AnyList: "a list", Text: "a string", Flag: "true or false", TextList: "a list of strings",
	TextMap: "a map of strings", ObjectList: "a list of objects",
}

// CheckShapes reports every known value that has not its property's shape. Properties without a shape
// are left alone.
func CheckShapes(inputs resource.PropertyMap, shapes map[resource.PropertyKey]Shape) []plugin.CheckFailure {
	var failures []plugin.CheckFailure
	for _, key := range inputs.StableKeys() {
		shape, known := shapes[key]
		if v := Reveal(inputs[key]); known && !fits(v, shape) {
			failures = append(failures, plugin.CheckFailure{
				Property: key,
				Reason:   fmt.Sprintf("expected %s, found %s", shapeNames[shape], v.TypeString()),
			})
		}
	}
	return failures
}

func fits(v resource.PropertyValue, shape Shape) bool {
	if v.IsNull() || Unknown(v) {
		return true
	}
	switch shape {
	case Text:
		return v.IsString()
	case Flag:
		return v.IsBool()
	case AnyList:
		return v.IsArray()
	case TextList:
		return v.IsArray() && all(v.ArrayValue(), resource.PropertyValue.IsString)
	case ObjectList:
		return v.IsArray() && all(v.ArrayValue(), resource.PropertyValue.IsObject)
	default:
		return v.IsObject() && all(values(v.ObjectValue()), resource.PropertyValue.IsString)
	}
}

func all(vs []resource.PropertyValue, is func(resource.PropertyValue) bool) bool {
	for _, v := range vs {
		if !is(v) && !Unknown(v) {
			return false
		}
	}
	return true
}

func values(m resource.PropertyMap) []resource.PropertyValue {
	vs := make([]resource.PropertyValue, 0, len(m))
	for _, v := range m {
		vs = append(vs, v)
	}
	return vs
}
