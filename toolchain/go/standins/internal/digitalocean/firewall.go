package digitalocean

import (
	"fmt"

	"github.com/digitalocean/godo"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"
	"slipway.dev/toolchain/standins/internal/provider"
	"slipway.dev/toolchain/standins/internal/schema"
)

var firewall = kind{
	noun: "firewall",
	fields: schema.Fields{
		"name":          text.MustBeGiven(),
		"dropletIds":    numbers,
		"inboundRules":  schema.SetOf(ruleField("source")),
		"outboundRules": schema.SetOf(ruleField("destination")),
		"tags":          tags,
		"status":        text.OnlyComputed(),
		"createdAt":     text.OnlyComputed(),
		"pendingChanges": schema.ListOf(schema.Field{Type: schema.Object, Fields: schema.Fields{
			"dropletId": number, "removing": flag, "status": text,
		}}).OnlyComputed(),
	},
	autoname: named,
	check:    checkFirewall,
	create: func(c *call, inputs resource.PropertyMap) (string, error) {
		request, err := firewallRequest(inputs)
		if err != nil {
			return "", err
		}
		created, _, err := c.api.Firewalls.Create(c, request)
		if err != nil {
			return "", err
		}
		return created.ID, nil
	},
	update: func(c *call, id string, _, inputs resource.PropertyMap) error {
		request, err := firewallRequest(inputs)
		if err != nil {
			return err
		}
		_, _, err = c.api.Firewalls.Update(c, id, request)
		return err
	},
	read: func(c *call, id string, _ resource.PropertyMap) (resource.PropertyMap, error) {
		found, _, err := c.api.Firewalls.Get(c, id)
		if err != nil {
			return nil, gone(err)
		}
		return firewallOutputs(found), nil
	},
	remove: func(c *call, id string, _ resource.PropertyMap) error {
		_, err := c.api.Firewalls.Delete(c, id)
		return err
	},
}

func ruleField(end string) schema.Field {
	key := func(suffix string) resource.PropertyKey { return resource.PropertyKey(end + suffix) }
	return schema.Field{Type: schema.Object, Fields: schema.Fields{
		"protocol":              text.Among("tcp", "udp", "icmp").MustBeGiven(),
		"portRange":             text,
		key("Addresses"):        texts,
		key("DropletIds"):       numbers,
		key("LoadBalancerUids"): texts,
		key("KubernetesIds"):    texts,
		key("Tags"):             tags,
	}}
}

func checkFirewall(inputs resource.PropertyMap) []plugin.CheckFailure {
	var failures []plugin.CheckFailure
	unknown, rules := false, 0
	for _, key := range []resource.PropertyKey{"inboundRules", "outboundRules"} {
		unknown = unknown || provider.Unknown(inputs[key])
		if !inputs[key].IsArray() {
			continue
		}
		for i, element := range inputs[key].ArrayValue() {
			rules++
			if !element.IsObject() {
				continue
			}
			rule := element.ObjectValue()
			if rule["protocol"].IsString() && provider.String(rule, "protocol") != "icmp" && !provider.Given(rule, "portRange") {
				failures = append(failures, plugin.CheckFailure{
					Property: key,
					Reason:   fmt.Sprintf("%s[%d]: `port_range` is required if protocol is `tcp` or `udp`", key, i),
				})
			}
		}
	}
	if rules == 0 && !unknown {
		failures = append(failures, plugin.CheckFailure{
			Property: "inboundRules", Reason: "At least one rule must be specified",
		})
	}
	return failures
}

func firewallRequest(inputs resource.PropertyMap) (*godo.FirewallRequest, error) {
	given, err := decode[firewallInputs](inputs)
	if err != nil {
		return nil, err
	}
	request := &godo.FirewallRequest{Name: given.Name, DropletIDs: given.DropletIDs, Tags: given.Tags}
	for _, rule := range given.InboundRules {
		request.InboundRules = append(request.InboundRules, godo.InboundRule{
			Protocol: rule.Protocol, PortRange: rule.PortRange, Sources: &godo.Sources{
				Addresses: rule.Addresses, DropletIDs: rule.DropletIDs, LoadBalancerUIDs: rule.LoadBalancerUIDs,
				KubernetesIDs: rule.KubernetesIDs, Tags: rule.Tags,
			},
		})
	}
	for _, rule := range given.OutboundRules {
		request.OutboundRules = append(request.OutboundRules, godo.OutboundRule{
			Protocol: rule.Protocol, PortRange: rule.PortRange, Destinations: &godo.Destinations{
				Addresses: rule.Addresses, DropletIDs: rule.DropletIDs, LoadBalancerUIDs: rule.LoadBalancerUIDs,
				KubernetesIDs: rule.KubernetesIDs, Tags: rule.Tags,
			},
		})
	}
	return request, nil
}

type firewallInputs struct {
	Name          string            `json:"name"`
	DropletIDs    []int             `json:"dropletIds"`
	Tags          []string          `json:"tags"`
	InboundRules  []inboundRule     `json:"inboundRules"`
	OutboundRules []destinationRule `json:"outboundRules"`
}

type inboundRule struct {
	Protocol         string   `json:"protocol"`
	PortRange        string   `json:"portRange"`
	Addresses        []string `json:"sourceAddresses"`
	DropletIDs       []int    `json:"sourceDropletIds"`
	LoadBalancerUIDs []string `json:"sourceLoadBalancerUids"`
	KubernetesIDs    []string `json:"sourceKubernetesIds"`
	Tags             []string `json:"sourceTags"`
}

type destinationRule struct {
	Protocol         string   `json:"protocol"`
	PortRange        string   `json:"portRange"`
	Addresses        []string `json:"destinationAddresses"`
	DropletIDs       []int    `json:"destinationDropletIds"`
	LoadBalancerUIDs []string `json:"destinationLoadBalancerUids"`
	KubernetesIDs    []string `json:"destinationKubernetesIds"`
	Tags             []string `json:"destinationTags"`
}
