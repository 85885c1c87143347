package schema

import (
	"strconv"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
)

// coerce turns a text into the number or flag that it spells where the field has one, and back, as bridged
// providers do: ids are texts in Pulumi, and numbers in other resources' inputs.
func (f Field) coerce(v resource.PropertyValue) resource.PropertyValue {
	switch {
	case f.Type == Number && v.IsString():
		if number, err := strconv.ParseFloat(v.StringValue(), 64); err == nil {
			return resource.NewProperty(number)
		}
	case f.Type == Flag && v.IsString():
		if flag, err := strconv.ParseBool(v.StringValue()); err == nil {
			return resource.NewProperty(flag)
		}
	case f.Type == Text && v.IsNumber():
		return resource.NewProperty(strconv.FormatFloat(v.NumberValue(), 'f', -1, 64))
	case f.Type == Text && v.IsBool():
		return resource.NewProperty(strconv.FormatBool(v.BoolValue()))
	}
	return v
}
