package digitalocean

import (
	"fmt"

	"github.com/digitalocean/godo"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"slipway.dev/toolchain/standins/internal/provider"
)

func getVPC(c *call, args resource.PropertyMap) (map[string]any, error) {
	found, err := c.vpc(provider.String(args, "id"), provider.String(args, "region"), provider.String(args, "name"))
	if err != nil {
		return nil, err
	}
	return map[string]any{
		"id": found.ID, "name": found.Name, "region": found.RegionSlug, "description": found.Description,
		"ipRange": found.IPRange, "urn": found.URN, "default": found.Default, "createdAt": found.CreatedAt.UTC().String(),
	}, nil
}

func (c *call) vpc(id, region, name string) (*godo.VPC, error) {
	if id != "" {
		found, _, err := c.api.VPCs.Get(c, id)
		return found, err
	}
	var all []*godo.VPC
	err := everyPage(func(page *godo.ListOptions) (*godo.Response, error) {
		found, response, err := c.api.VPCs.List(c, page)
		all = append(all, found...)
		return response, err
	})
	if err != nil {
		return nil, err
	}
	if region != "" {
		found, err := only("VPCs", "region", all, func(one *godo.VPC) bool { return one.RegionSlug == region && one.Default })
		if err != nil {
			return nil, fmt.Errorf("unable to find default VPC in %s region", region)
		}
		return found, nil
	}
	return only("VPCs", "name "+name, all, func(one *godo.VPC) bool { return one.Name == name })
}
