package cloudflare

import (
	"encoding/json"
	"strconv"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"slipway.dev/toolchain/standins/internal/provider"
	"slipway.dev/toolchain/standins/internal/schema"
)

// encode is the body that tells the API some properties; what is only the API's to tell is left out.
func encode(fields schema.Fields, properties resource.PropertyMap) map[string]any {
	body := map[string]any{}
	for key, value := range provider.RevealMap(properties) {
		if field, known := fields[key]; known && !field.Output && !value.IsNull() {
			body[apiName(key)] = encodeValue(field, value)
		}
	}
	return body
}

func encodeValue(field schema.Field, v resource.PropertyValue) any {
	switch {
	case field.Type == schema.Object && v.IsObject():
		return encode(field.Fields, v.ObjectValue())
	case field.Elem != nil && v.IsArray():
		list := make([]any, 0, len(v.ArrayValue()))
		for _, element := range v.ArrayValue() {
			list = append(list, encodeValue(*field.Elem, element))
		}
		return list
	default:
		return v.Mappable()
	}
}

// decode is what the API tells of the properties that there are; null and absent members tell nothing.
func decode(fields schema.Fields, result map[string]any) resource.PropertyMap {
	properties := resource.PropertyMap{}
	for key, field := range fields {
		if member := result[apiName(key)]; member != nil {
			properties[key] = decodeValue(field, member)
		}
	}
	return properties
}

func decodeValue(field schema.Field, member any) resource.PropertyValue {
	object, isObject := member.(map[string]any)
	number, isNumber := member.(float64)
	switch {
	case field.Type == schema.Object && isObject:
		return resource.NewProperty(decode(field.Fields, object))
	case field.Type == schema.Text && isObject:
		return resource.NewProperty(jsonText(object))
	case field.Type == schema.Text && isNumber:
		return resource.NewProperty(strconv.FormatFloat(number, 'f', -1, 64))
	default:
		return resource.NewPropertyValue(member)
	}
}

// renamed is a member of the API as a function's output: with Pulumi's names throughout, and without nulls.
func renamed(member any) any {
	switch member := member.(type) {
	case map[string]any:
		object := map[string]any{}
		for name, inner := range member {
			if inner != nil {
				object[string(propertyName(name))] = renamed(inner)
			}
		}
		return object
	case []any:
		list := make([]any, 0, len(member))
		for _, inner := range member {
			list = append(list, renamed(inner))
		}
		return list
	default:
		return member
	}
}

// jsonText is for members that the schema has as a text with JSON in it.
func jsonText(object map[string]any) string {
	// A map that was read from JSON can always be written as JSON.
	text, _ := json.Marshal(object)
	return string(text)
}
