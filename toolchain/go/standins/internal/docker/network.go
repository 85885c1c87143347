package docker

import (
	"context"
	"time"

	dockernetwork "github.com/docker/docker/api/types/network"
	"github.com/docker/docker/client"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"slipway.dev/toolchain/standins/internal/provider"
)

// Swarm allocates a new overlay's subnet a moment after it has answered.
const (
	allocationLimit    = 3 * time.Second
	allocationInterval = 100 * time.Millisecond
)

var network = kind{
	noun: "network",
	shapes: map[resource.PropertyKey]provider.Shape{
		"attachable": provider.Flag, "driver": provider.Text, "ingress": provider.Flag, "internal": provider.Flag,
		"ipamConfigs": provider.ObjectList, "ipamDriver": provider.Text, "ipamOptions": provider.TextMap,
		"ipv6": provider.Flag, "labels": provider.ObjectList, "name": provider.Text, "options": provider.TextMap,
	},
	defaults: resource.PropertyMap{"ipamDriver": resource.NewProperty("default")},
	computed: []resource.PropertyKey{"driver", "internal", "ipamConfigs", "options", "scope"},
	check:    checkLabels,
	create:   createNetwork,
	read:     readNetwork,
	remove: func(ctx context.Context, api client.APIClient, id string) error {
		return removeWhenFree(ctx, func() error { return api.NetworkRemove(ctx, id) })
	},
}

func createNetwork(ctx context.Context, api client.APIClient, inputs resource.PropertyMap) (string, error) {
	ipv6 := provider.Bool(inputs, "ipv6", false)
	created, err := api.NetworkCreate(ctx, provider.String(inputs, "name"), dockernetwork.CreateOptions{
		Driver:     provider.String(inputs, "driver"),
		EnableIPv6: &ipv6,
		Internal:   provider.Bool(inputs, "internal", false),
		Attachable: provider.Bool(inputs, "attachable", false),
		Ingress:    provider.Bool(inputs, "ingress", false),
		Options:    provider.StringMap(inputs, "options"),
		Labels:     labels(inputs),
		IPAM: &dockernetwork.IPAM{
			Driver:  provider.String(inputs, "ipamDriver"),
			Options: provider.StringMap(inputs, "ipamOptions"),
			Config:  ipamConfigs(inputs),
		},
	})
	if err != nil {
		return "", err
	}
	return created.ID, awaitAllocation(ctx, api, created.ID)
}

func readNetwork(ctx context.Context, api client.APIClient, id string) (resource.PropertyMap, error) {
	found, err := api.NetworkInspect(ctx, id, dockernetwork.InspectOptions{})
	if err != nil {
		return nil, gone(err)
	}
	return withLabels(resource.PropertyMap{
		"name":        resource.NewProperty(found.Name),
		"driver":      resource.NewProperty(found.Driver),
		"scope":       resource.NewProperty(found.Scope),
		"internal":    resource.NewProperty(found.Internal),
		"attachable":  resource.NewProperty(found.Attachable),
		"ingress":     resource.NewProperty(found.Ingress),
		"ipv6":        resource.NewProperty(found.EnableIPv6),
		"options":     stringMap(found.Options),
		"ipamDriver":  resource.NewProperty(found.IPAM.Driver),
		"ipamConfigs": ipamProperties(found.IPAM.Config),
	}, found.Labels), nil
}

func awaitAllocation(ctx context.Context, api client.APIClient, id string) error {
	for deadline := time.Now().Add(allocationLimit); time.Now().Before(deadline); {
		found, err := api.NetworkInspect(ctx, id, dockernetwork.InspectOptions{})
		if err != nil || found.Scope != "swarm" || len(found.IPAM.Config) > 0 {
			return err
		}
		time.Sleep(allocationInterval)
	}
	return nil
}

func ipamConfigs(inputs resource.PropertyMap) []dockernetwork.IPAMConfig {
	var configs []dockernetwork.IPAMConfig
	if !inputs["ipamConfigs"].IsArray() {
		return nil
	}
	for _, element := range inputs["ipamConfigs"].ArrayValue() {
		given := element.ObjectValue()
		configs = append(configs, dockernetwork.IPAMConfig{
			Subnet:     provider.String(given, "subnet"),
			IPRange:    provider.String(given, "ipRange"),
			Gateway:    provider.String(given, "gateway"),
			AuxAddress: provider.StringMap(given, "auxAddress"),
		})
	}
	return configs
}

func ipamProperties(configs []dockernetwork.IPAMConfig) resource.PropertyValue {
	elements := make([]resource.PropertyValue, 0, len(configs))
	for _, config := range configs {
		element := resource.PropertyMap{}
		for key, value := range map[resource.PropertyKey]string{
			"subnet": config.Subnet, "ipRange": config.IPRange, "gateway": config.Gateway,
		} {
			if value != "" {
				element[key] = resource.NewProperty(value)
			}
		}
		if len(config.AuxAddress) > 0 {
			element["auxAddress"] = stringMap(config.AuxAddress)
		}
		elements = append(elements, resource.NewProperty(element))
	}
	return resource.NewProperty(elements)
}
