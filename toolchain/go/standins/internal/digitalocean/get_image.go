package digitalocean

import (
	"strconv"

	"github.com/digitalocean/godo"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"slipway.dev/toolchain/standins/internal/provider"
)

func getImage(c *call, args resource.PropertyMap) (map[string]any, error) {
	found, err := c.image(args)
	if err != nil {
		return nil, err
	}
	image := found.Slug
	if image == "" {
		image = strconv.Itoa(found.ID)
	}
	return map[string]any{
		"id": found.ID, "slug": found.Slug, "name": found.Name, "type": found.Type, "distribution": found.Distribution,
		"private": !found.Public, "image": image, "minDiskSize": found.MinDiskSize, "regions": list(found.Regions),
		"sizeGigabytes": found.SizeGigaBytes, "created": found.Created, "description": found.Description,
		"status": found.Status, "errorMessage": found.ErrorMessage, "tags": list(found.Tags),
	}, nil
}

func (c *call) image(args resource.PropertyMap) (*godo.Image, error) {
	if id := args["id"]; id.IsNumber() {
		found, _, err := c.api.Images.GetByID(c, int(id.NumberValue()))
		return found, err
	}
	if slug := provider.String(args, "slug"); slug != "" {
		found, _, err := c.api.Images.GetBySlug(c, slug)
		return found, err
	}
	name, from := provider.String(args, "name"), provider.String(args, "source")
	ask := c.api.Images.ListUser
	switch from {
	case "all":
		ask = c.api.Images.List
	case "applications":
		ask = c.api.Images.ListApplication
	case "distributions":
		ask = c.api.Images.ListDistribution
	}
	var all []godo.Image
	err := everyPage(func(page *godo.ListOptions) (*godo.Response, error) {
		found, response, err := ask(c, page)
		all = append(all, found...)
		return response, err
	})
	if err != nil {
		return nil, err
	}
	found, err := only("images", "name "+name, all, func(one godo.Image) bool { return one.Name == name })
	return &found, err
}
