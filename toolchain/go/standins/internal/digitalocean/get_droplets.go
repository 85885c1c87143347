package digitalocean

import (
	"errors"

	"github.com/digitalocean/godo"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"slipway.dev/toolchain/standins/internal/provider"
)

func getDroplet(c *call, args resource.PropertyMap) (map[string]any, error) {
	if id := args["id"]; id.IsNumber() {
		found, _, err := c.api.Droplets.Get(c, int(id.NumberValue()))
		if err != nil {
			return nil, err
		}
		return dropletRecord(*found), nil
	}
	all, err := c.droplets()
	if err != nil {
		return nil, err
	}
	name, tag := provider.String(args, "name"), provider.String(args, "tag")
	var found godo.Droplet
	switch {
	case name != "":
		found, err = only("droplet", "name "+name, all, func(one godo.Droplet) bool { return one.Name == name })
	case tag != "":
		found, err = only("droplet", "tag "+tag, all, func(one godo.Droplet) bool {
			return len(without([]string{tag}, one.Tags)) == 0
		})
	default:
		err = errors.New("specify either a name, tag, or id to use to look up the droplet")
	}
	if err != nil {
		return nil, err
	}
	return dropletRecord(found), nil
}

func getDroplets(c *call, args resource.PropertyMap) (map[string]any, error) {
	all, err := c.droplets()
	if err != nil {
		return nil, err
	}
	records := make([]map[string]any, 0, len(all))
	for _, one := range all {
		records = append(records, dropletRecord(one))
	}
	found, err := chosen(args, records)
	return map[string]any{"id": "droplets", "droplets": found}, err
}

func (c *call) droplets() ([]godo.Droplet, error) {
	var all []godo.Droplet
	err := everyPage(func(page *godo.ListOptions) (*godo.Response, error) {
		found, response, err := c.api.Droplets.List(c, page)
		all = append(all, found...)
		return response, err
	})
	return all, err
}

// dropletRecord is a droplet as functions show it, which differs a little from the resource.
func dropletRecord(found godo.Droplet) map[string]any {
	record := dropletOutputs(&found).Mappable()
	record["id"] = found.ID
	record["urn"] = found.URN()
	record["image"] = imageName(found.Image)
	record["ipv6AddressPrivate"] = addressV6(&found, "private")
	delete(record, "dropletUrn")
	delete(record, "publicNetworking")
	return record
}
