package cloudflare

import (
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"slipway.dev/toolchain/standins/internal/provider"
	"slipway.dev/toolchain/standins/internal/schema"
)

// What many resources have.
var (
	text   = schema.Field{Type: schema.Text}
	flag   = schema.Field{Type: schema.Flag}
	number = schema.Field{Type: schema.Number}

	zoneID = text.MustBeGiven().Replacing()
)

// zoneIsID is the id of what a zone has once.
func zoneIsID(inputs resource.PropertyMap, _ map[string]any) string {
	return provider.String(inputs, "zoneId")
}

// toldID is the id that the API gives.
func toldID(_ resource.PropertyMap, result map[string]any) string {
	id, _ := result["id"].(string)
	return id
}
