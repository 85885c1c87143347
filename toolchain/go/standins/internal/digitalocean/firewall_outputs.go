package digitalocean

import (
	"github.com/digitalocean/godo"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
)

// firewallOutputs are what the API tells of a firewall.
func firewallOutputs(found *godo.Firewall) resource.PropertyMap {
	inbound := []any{}
	for _, rule := range found.InboundRules {
		ends := rule.Sources
		if ends == nil {
			ends = &godo.Sources{}
		}
		inbound = append(inbound, ruleOutputs("source", rule.Protocol, rule.PortRange, godo.Destinations(*ends)))
	}
	outbound := []any{}
	for _, rule := range found.OutboundRules {
		ends := rule.Destinations
		if ends == nil {
			ends = &godo.Destinations{}
		}
		outbound = append(outbound, ruleOutputs("destination", rule.Protocol, rule.PortRange, *ends))
	}
	pending := []any{}
	for _, change := range found.PendingChanges {
		pending = append(pending, map[string]any{
			"dropletId": change.DropletID, "removing": change.Removing, "status": change.Status,
		})
	}
	return outputs(map[string]any{
		"name": found.Name, "status": found.Status, "createdAt": found.Created, "dropletIds": list(found.DropletIDs),
		"tags": list(found.Tags), "inboundRules": inbound, "outboundRules": outbound, "pendingChanges": pending,
	})
}

func ruleOutputs(end, protocol, ports string, ends godo.Destinations) map[string]any {
	rule := map[string]any{"protocol": protocol}
	switch {
	case ports == "0" && protocol != "icmp":
		// The API says 0 for all.
		rule["portRange"] = "all"
	case ports != "0" && ports != "":
		rule["portRange"] = ports
	}
	for suffix, values := range map[string][]any{
		"Addresses": list(ends.Addresses), "DropletIds": list(ends.DropletIDs), "Tags": list(ends.Tags),
		"LoadBalancerUids": list(ends.LoadBalancerUIDs), "KubernetesIds": list(ends.KubernetesIDs),
	} {
		if len(values) > 0 {
			rule[end+suffix] = values
		}
	}
	return rule
}
