package digitalocean

import (
	"github.com/digitalocean/godo"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"slipway.dev/toolchain/standins/internal/provider"
	"slipway.dev/toolchain/standins/internal/schema"
)

var tag = kind{
	noun: "tag",
	fields: schema.Fields{
		"name":                 text.MustBeGiven().Replacing(),
		"totalResourceCount":   number.OnlyComputed(),
		"dropletsCount":        number.OnlyComputed(),
		"imagesCount":          number.OnlyComputed(),
		"volumesCount":         number.OnlyComputed(),
		"volumeSnapshotsCount": number.OnlyComputed(),
		"databasesCount":       number.OnlyComputed(),
	},
	autoname: named,
	create: func(c *call, inputs resource.PropertyMap) (string, error) {
		created, _, err := c.api.Tags.Create(c, &godo.TagCreateRequest{Name: provider.String(inputs, "name")})
		if err != nil {
			return "", err
		}
		return created.Name, nil
	},
	read: func(c *call, id string, _ resource.PropertyMap) (resource.PropertyMap, error) {
		found, _, err := c.api.Tags.Get(c, id)
		if err != nil {
			return nil, gone(err)
		}
		counted := map[string]any{"name": found.Name}
		if all := found.Resources; all != nil {
			counted["totalResourceCount"] = all.Count
			counted["dropletsCount"] = all.Droplets.Count
			counted["imagesCount"] = all.Images.Count
			counted["volumesCount"] = all.Volumes.Count
			counted["volumeSnapshotsCount"] = all.VolumeSnapshots.Count
			counted["databasesCount"] = all.Databases.Count
		}
		return outputs(counted), nil
	},
	remove: func(c *call, id string, _ resource.PropertyMap) error {
		_, err := c.api.Tags.Delete(c, id)
		return err
	},
}
