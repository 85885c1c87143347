package schema

import (
	"slices"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"slipway.dev/toolchain/standins/internal/provider"
)

// same tells whether two values of a field mean the same to the API.
func (f Field) same(a, b resource.PropertyValue) bool {
	one, other := f.normal(a), f.normal(b)
	if f.Same != nil && one.IsString() && other.IsString() {
		return f.Same(one.StringValue(), other.StringValue())
	}
	return one.DeepEquals(other)
}

// normal is a value as it counts: revealed, with an object's defaults, a set in order, and null for every value that
// means the same as none.
func (f Field) normal(v resource.PropertyValue) resource.PropertyValue {
	v = f.coerce(provider.Reveal(v))
	switch {
	case f.Meaning != nil && v.IsString():
		v = resource.NewProperty(f.Meaning(v.StringValue()))
	case f.Type == Object && v.IsObject():
		v = resource.NewProperty(f.Fields.normal(v.ObjectValue()))
	case (f.Type == List || f.Type == Set) && v.IsArray():
		elements := make([]resource.PropertyValue, 0, len(v.ArrayValue()))
		for _, element := range v.ArrayValue() {
			elements = append(elements, f.Elem.normal(element))
		}
		if f.Type == Set {
			elements = sorted(elements)
		}
		v = resource.NewProperty(elements)
	}
	if isZero(v) {
		return resource.NewNullProperty()
	}
	return v
}

func (f Fields) normal(object resource.PropertyMap) resource.PropertyMap {
	kept := resource.PropertyMap{}
	for key, field := range f {
		value := object[key]
		if value.IsNull() {
			value = field.Default
		}
		if value = field.normal(value); !value.IsNull() {
			kept[key] = value
		}
	}
	return kept
}

// sorted orders a set, and drops what is in it twice.
func sorted(elements []resource.PropertyValue) []resource.PropertyValue {
	slices.SortFunc(elements, func(a, b resource.PropertyValue) int { return strings.Compare(a.String(), b.String()) })
	return slices.CompactFunc(elements, func(a, b resource.PropertyValue) bool { return a.DeepEquals(b) })
}

// isZero tells whether a value means the same as none, as in Terraform's SDK.
func isZero(v resource.PropertyValue) bool {
	switch {
	case v.IsNull():
		return true
	case v.IsBool():
		return !v.BoolValue()
	case v.IsNumber():
		return v.NumberValue() == 0
	case v.IsString():
		return v.StringValue() == ""
	case v.IsArray():
		return len(v.ArrayValue()) == 0
	case v.IsObject():
		return len(v.ObjectValue()) == 0
	default:
		return false
	}
}
