package cloudflare

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/cloudflare/cloudflare-go/v6/ips"
	"github.com/cloudflare/cloudflare-go/v6/option"
	"github.com/cloudflare/cloudflare-go/v6/zones"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"
	"github.com/pulumi/pulumi/sdk/v3/go/common/tokens"
	"slipway.dev/toolchain/standins/internal/provider"
)

// function is one that programs call for what is there already.
type function struct {
	// args are those that it knows.
	args []resource.PropertyKey
	run  func(c *call, args resource.PropertyMap) (map[string]any, error)
}

var functions = map[tokens.ModuleMember]function{
	"cloudflare:index/getZone:getZone": {[]resource.PropertyKey{"zoneId", "filter"}, getZone},
	"cloudflare:index/getZones:getZones": {
		[]resource.PropertyKey{"account", "direction", "match", "maxItems", "name", "order", "status"}, getZones,
	},
	"cloudflare:index/getDnsRecords:getDnsRecords": {
		[]resource.PropertyKey{"zoneId", "type", "name", "content", "comment", "tag", "tagMatch", "proxied", "search",
			"direction", "match", "order", "maxItems"}, getDNSRecords,
	},
	"cloudflare:index/getIpRanges:getIpRanges": {[]resource.PropertyKey{"networks"}, getIPRanges},
}

// Invoke answers a program's question.
func (p *Provider) Invoke(ctx context.Context, req plugin.InvokeRequest) (plugin.InvokeResponse, error) {
	f, known := functions[req.Tok]
	if !known {
		return plugin.InvokeResponse{}, fmt.Errorf(
			"function %s is not served by this stand-in of the cloudflare provider: it knows %s only", req.Tok, names(functions))
	}
	args := provider.RevealMap(req.Args)
	var failures []plugin.CheckFailure
	for _, key := range args.StableKeys() {
		if !slices.Contains(f.args, key) && !args[key].IsNull() {
			failures = append(failures, plugin.CheckFailure{
				Property: key, Reason: "not served by this stand-in of the cloudflare provider",
			})
		}
	}
	if len(failures) > 0 {
		return plugin.InvokeResponse{Failures: failures}, nil
	}
	c, release := p.call(ctx)
	defer release()
	found, err := f.run(c, args)
	if err != nil {
		return plugin.InvokeResponse{}, err
	}
	answer := resource.NewPropertyMapFromMap(found)
	for key, value := range args {
		if !value.IsNull() {
			answer[key] = value
		}
	}
	return plugin.InvokeResponse{Properties: answer}, nil
}

func getZone(c *call, args resource.PropertyMap) (map[string]any, error) {
	id := provider.String(args, "zoneId")
	if provider.Given(args, "zoneId") == provider.Given(args, "filter") {
		return nil, fmt.Errorf("invalid attribute combination: exactly one of zoneId and filter is needed")
	}
	if filter := args["filter"]; filter.IsObject() {
		found, err := c.list(listZones, "", query(filter.ObjectValue()), 0)
		if err != nil {
			return nil, err
		}
		if len(found) != 1 {
			return nil, fmt.Errorf("failed to find exactly one result: %d found", len(found))
		}
		zone, _ := found[0].(map[string]any)
		id, _ = zone["id"].(string)
	}
	zone, err := c.ask(func(c *call, at place, options ...option.RequestOption) error {
		var params zones.ZoneGetParams
		params.ZoneID.Value = at.zone
		_, err := zones.NewZoneService(c.options...).Get(c, params, options...)
		return err
	}, place{zone: id}, nil)
	if err != nil {
		return nil, err
	}
	answer := map[string]any{"zoneId": id}
	maps.Copy(answer, renamed(zone).(map[string]any))
	return answer, nil
}

func getZones(c *call, args resource.PropertyMap) (map[string]any, error) {
	found, err := c.list(listZones, "", query(args), limit(args))
	return map[string]any{"results": renamed(found)}, err
}

func getDNSRecords(c *call, args resource.PropertyMap) (map[string]any, error) {
	found, err := c.list(listRecords, provider.String(args, "zoneId"), query(args), limit(args))
	for _, record := range found {
		if object, isObject := record.(map[string]any); isObject {
			if meta, isObject := object["meta"].(map[string]any); isObject {
				object["meta"] = jsonText(meta)
			}
		}
	}
	return map[string]any{"results": renamed(found)}, err
}

func getIPRanges(c *call, args resource.PropertyMap) (map[string]any, error) {
	ranges, err := c.ask(func(c *call, _ place, options ...option.RequestOption) error {
		for key, value := range query(args) {
			options = append(options, option.WithQuery(key, value))
		}
		_, err := ips.NewIPService(c.options...).List(c, ips.IPListParams{}, options...)
		return err
	}, place{}, nil)
	if err != nil {
		return nil, err
	}
	return renamed(ranges).(map[string]any), nil
}
