package digitalocean

import (
	"fmt"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"
	"slipway.dev/toolchain/standins/internal/provider"
	"slipway.dev/toolchain/standins/internal/schema"
)

var loadBalancerFields = schema.Fields{
	"algorithm":                    text.Among("round_robin", "least_connections").OrDefault("round_robin"),
	"disableLetsEncryptDnsRecords": flag.OrDefault(false),
	"dropletIds":                   numbers.OrComputed(),
	"dropletTag":                   {Type: schema.Text, Meaning: strings.ToLower},
	"enableBackendKeepalive":       flag.OrDefault(false),
	"enableProxyProtocol":          flag.OrDefault(false),
	"firewall": schema.Field{Type: schema.Object, Fields: schema.Fields{
		"allows": schema.ListOf(text), "denies": schema.ListOf(text),
	}}.OrComputed(),
	"forwardingRules": schema.SetOf(schema.Field{Type: schema.Object, Fields: schema.Fields{
		"entryProtocol":  text.Among("http", "https", "http2", "http3", "tcp", "udp").MustBeGiven(),
		"entryPort":      number.MustBeGiven(),
		"targetProtocol": text.Among("http", "https", "http2", "tcp", "udp").MustBeGiven(),
		"targetPort":     number.MustBeGiven(),
		"tlsPassthrough": flag.OrDefault(false),
	}}),
	"healthcheck": schema.Field{Type: schema.Object, Fields: schema.Fields{
		"protocol":               text.Among("http", "https", "tcp").MustBeGiven(),
		"port":                   number.MustBeGiven(),
		"path":                   text,
		"checkIntervalSeconds":   number.OrDefault(10.0),
		"responseTimeoutSeconds": number.OrDefault(5.0),
		"unhealthyThreshold":     number.OrDefault(3.0),
		"healthyThreshold":       number.OrDefault(5.0),
	}}.OrComputed(),
	"httpIdleTimeoutSeconds": number.OrComputed(),
	"ip":                     text.OnlyComputed(),
	"ipv6":                   text.OnlyComputed(),
	"loadBalancerUrn":        text.OnlyComputed(),
	"name":                   text.MustBeGiven(),
	"network":                {Type: schema.Text, Replaces: true, OneOf: []string{"EXTERNAL", "INTERNAL"}},
	"networkStack":           {Type: schema.Text, Replaces: true, OneOf: []string{"IPV4", "DUALSTACK"}},
	"projectId":              text.OrComputed(),
	"redirectHttpToHttps":    flag.OrDefault(false),
	"region":                 slug.Replacing(),
	"size":                   text.Among("lb-small", "lb-medium", "lb-large"),
	"sizeUnit":               number.OrComputed(),
	"status":                 text.OnlyComputed(),
	"stickySessions": schema.Field{Type: schema.Object, Fields: schema.Fields{
		"type": text.Among("cookies", "none").OrDefault("none"), "cookieName": text, "cookieTtlSeconds": number,
	}}.OrComputed(),
	"tlsCipherPolicy": text.Among("DEFAULT", "STRONG"),
	"type":            text.Among("REGIONAL", "REGIONAL_NETWORK").OrComputed().Replacing(),
	"vpcUuid":         text.OrComputed().Replacing(),
}

func checkLoadBalancer(inputs resource.PropertyMap) []plugin.CheckFailure {
	failures := append(checkHealthCheck(inputs["healthcheck"]), checkStickySessions(inputs["stickySessions"])...)
	for _, key := range []resource.PropertyKey{"name", "vpcUuid"} {
		failures = append(failures, checkNotEmpty(inputs, key)...)
	}
	if provider.Given(inputs, "dropletIds") && provider.Given(inputs, "dropletTag") {
		failures = append(failures, plugin.CheckFailure{
			Property: "dropletIds", Reason: "dropletIds: conflicts with dropletTag",
		})
	}
	if !provider.Given(inputs, "region") {
		failures = append(failures, plugin.CheckFailure{Property: "region", Reason: "missing 'region' value"})
	}
	if units := inputs["sizeUnit"]; units.IsNumber() && (units.NumberValue() < 1 || units.NumberValue() > 200) {
		failures = append(failures, plugin.CheckFailure{
			Property: "sizeUnit", Reason: fmt.Sprintf("sizeUnit: expected 1 to 200, found %v", units.NumberValue()),
		})
	}
	return failures
}

func checkHealthCheck(value resource.PropertyValue) []plugin.CheckFailure {
	if !value.IsObject() || !value.ObjectValue()["protocol"].IsString() {
		return nil
	}
	check := value.ObjectValue()
	protocol, hasPath := provider.String(check, "protocol"), provider.Given(check, "path")
	switch {
	case protocol == "tcp" && hasPath:
		return []plugin.CheckFailure{{
			Property: "healthcheck", Reason: "health check `path` is not allowed for when protocol is `tcp`",
		}}
	case protocol != "tcp" && !hasPath:
		return []plugin.CheckFailure{{
			Property: "healthcheck",
			Reason:   fmt.Sprintf("health check `path` is required for when protocol is `%s`", protocol),
		}}
	default:
		return nil
	}
}

func checkStickySessions(value resource.PropertyValue) []plugin.CheckFailure {
	if !value.IsObject() || !value.ObjectValue()["type"].IsString() {
		return nil
	}
	sticky := value.ObjectValue()
	byCookie := provider.String(sticky, "type") == "cookies"
	var failures []plugin.CheckFailure
	for _, key := range []resource.PropertyKey{"cookieName", "cookieTtlSeconds"} {
		switch given := provider.Given(sticky, key); {
		case byCookie && !given:
			failures = append(failures, plugin.CheckFailure{
				Property: "stickySessions", Reason: fmt.Sprintf("stickySessions.%s: is required when type is `cookies`", key),
			})
		case !byCookie && given:
			failures = append(failures, plugin.CheckFailure{
				Property: "stickySessions", Reason: fmt.Sprintf("stickySessions.%s: is not allowed when type is `none`", key),
			})
		}
	}
	return failures
}
