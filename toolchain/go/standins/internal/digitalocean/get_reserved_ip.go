package digitalocean

import (
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"slipway.dev/toolchain/standins/internal/provider"
)

func getReservedIP(c *call, args resource.PropertyMap) (map[string]any, error) {
	address := provider.String(args, "ipAddress")
	found, _, err := c.api.ReservedIPs.Get(c, address)
	if err != nil {
		return nil, err
	}
	droplet := 0
	if found.Droplet != nil {
		droplet = found.Droplet.ID
	}
	return map[string]any{
		"id": address, "ipAddress": found.IP, "urn": found.URN(), "region": found.Region.Slug, "dropletId": droplet,
	}, nil
}
