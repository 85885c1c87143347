package digitalocean

import (
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"slipway.dev/toolchain/standins/internal/schema"
)

// What many resources have.
var (
	text    = schema.Field{Type: schema.Text}
	flag    = schema.Field{Type: schema.Flag}
	number  = schema.Field{Type: schema.Number}
	texts   = schema.SetOf(text)
	numbers = schema.SetOf(number)

	// slug is a name in the API's catalogue, which is in small letters whatever the program says.
	slug = schema.Field{Type: schema.Text, Stored: func(v resource.PropertyValue) resource.PropertyValue {
		return resource.NewProperty(strings.ToLower(v.StringValue()))
	}}
	// tags are the same whether in capital or small letters.
	tags = schema.SetOf(schema.Field{Type: schema.Text, Meaning: strings.ToLower})

	named = &schema.Autoname{Limit: 255}
)
