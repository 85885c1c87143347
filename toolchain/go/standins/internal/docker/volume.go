package docker

import (
	"context"

	dockervolume "github.com/docker/docker/api/types/volume"
	"github.com/docker/docker/client"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"
	"slipway.dev/toolchain/standins/internal/provider"
)

// volume: the engine answers a request for a name that exists with the volume that has it, so creating
// adopts, and keeps the data.
var volume = kind{
	noun: "volume",
	shapes: map[resource.PropertyKey]provider.Shape{
		"driver": provider.Text, "driverOpts": provider.TextMap, "labels": provider.ObjectList, "name": provider.Text,
	},
	computed: []resource.PropertyKey{"driver", "mountpoint"},
	check: func(inputs resource.PropertyMap) []plugin.CheckFailure {
		failures := checkLabels(inputs)
		if provider.Given(inputs, "cluster") {
			failures = append(failures, plugin.CheckFailure{
				Property: "cluster", Reason: "cluster volumes are not served by this stand-in of the docker provider",
			})
		}
		return failures
	},
	create: func(ctx context.Context, api client.APIClient, inputs resource.PropertyMap) (string, error) {
		created, err := api.VolumeCreate(ctx, dockervolume.CreateOptions{
			Name:       provider.String(inputs, "name"),
			Driver:     provider.String(inputs, "driver"),
			DriverOpts: provider.StringMap(inputs, "driverOpts"),
			Labels:     labels(inputs),
		})
		return created.Name, err
	},
	read: func(ctx context.Context, api client.APIClient, id string) (resource.PropertyMap, error) {
		found, err := api.VolumeInspect(ctx, id)
		if err != nil {
			return nil, gone(err)
		}
		live := resource.PropertyMap{
			"name":       resource.NewProperty(found.Name),
			"driver":     resource.NewProperty(found.Driver),
			"mountpoint": resource.NewProperty(found.Mountpoint),
		}
		if len(found.Options) > 0 {
			live["driverOpts"] = stringMap(found.Options)
		}
		return withLabels(live, found.Labels), nil
	},
	remove: func(ctx context.Context, api client.APIClient, id string) error {
		return removeWhenFree(ctx, func() error { return api.VolumeRemove(ctx, id, true) })
	},
}
