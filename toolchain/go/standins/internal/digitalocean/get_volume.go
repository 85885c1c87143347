package digitalocean

import (
	"github.com/digitalocean/godo"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"slipway.dev/toolchain/standins/internal/provider"
)

func getVolume(c *call, args resource.PropertyMap) (map[string]any, error) {
	name, region := provider.String(args, "name"), provider.String(args, "region")
	var all []godo.Volume
	err := everyPage(func(page *godo.ListOptions) (*godo.Response, error) {
		found, response, err := c.api.Storage.ListVolumes(c, &godo.ListVolumeParams{
			Name: name, Region: region, ListOptions: page,
		})
		all = append(all, found...)
		return response, err
	})
	if err != nil {
		return nil, err
	}
	found, err := only("volumes", "name "+name, all, func(one godo.Volume) bool { return one.Name == name })
	if err != nil {
		return nil, err
	}
	record := volumeOutputs(&found).Mappable()
	record["id"] = found.ID
	record["urn"] = found.URN()
	delete(record, "volumeUrn")
	return record, nil
}
