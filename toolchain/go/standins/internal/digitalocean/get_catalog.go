package digitalocean

import (
	"github.com/digitalocean/godo"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"slipway.dev/toolchain/standins/internal/provider"
)

func getRegion(c *call, args resource.PropertyMap) (map[string]any, error) {
	slug := provider.String(args, "slug")
	all, err := c.regions()
	if err != nil {
		return nil, err
	}
	found, err := only("region", "slug "+slug, all, func(one map[string]any) bool { return one["slug"] == slug })
	if err != nil {
		return nil, err
	}
	found["id"] = slug
	return found, nil
}

func getRegions(c *call, args resource.PropertyMap) (map[string]any, error) {
	all, err := c.regions()
	if err != nil {
		return nil, err
	}
	found, err := chosen(args, all)
	return map[string]any{"id": "regions", "regions": found}, err
}

func getSizes(c *call, args resource.PropertyMap) (map[string]any, error) {
	var all []map[string]any
	err := everyPage(func(page *godo.ListOptions) (*godo.Response, error) {
		found, response, err := c.api.Sizes.List(c, page)
		for _, one := range found {
			all = append(all, map[string]any{
				"slug": one.Slug, "available": one.Available, "transfer": one.Transfer, "memory": one.Memory,
				"priceMonthly": one.PriceMonthly, "priceHourly": one.PriceHourly, "vcpus": one.Vcpus, "disk": one.Disk,
				"regions": list(one.Regions),
			})
		}
		return response, err
	})
	if err != nil {
		return nil, err
	}
	found, err := chosen(args, all)
	return map[string]any{"id": "sizes", "sizes": found}, err
}

func (c *call) regions() ([]map[string]any, error) {
	var all []map[string]any
	err := everyPage(func(page *godo.ListOptions) (*godo.Response, error) {
		found, response, err := c.api.Regions.List(c, page)
		for _, one := range found {
			all = append(all, map[string]any{
				"slug": one.Slug, "name": one.Name, "available": one.Available, "sizes": list(one.Sizes),
				"features": list(one.Features),
			})
		}
		return response, err
	})
	return all, err
}
