package digitalocean

import (
	"net"
	"slices"
	"strconv"
	"strings"

	"github.com/digitalocean/godo"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
)

func readDroplet(c *call, id string, known resource.PropertyMap) (resource.PropertyMap, error) {
	number, err := dropletID(id)
	if err != nil {
		return nil, err
	}
	found, _, err := c.api.Droplets.Get(c, number)
	if err != nil {
		return nil, gone(err)
	}
	live := dropletOutputs(found)
	if len(known) == 0 {
		// A slug leads to another image in time, which is no reason to replace the droplet: it is read by an import alone.
		live["image"] = resource.NewProperty(imageName(found.Image))
		live["resizeDisk"] = resource.NewProperty(true)
	}
	return live, nil
}

// dropletOutputs are what the API tells of a droplet; user data, keys and image are recorded as they were given.
func dropletOutputs(found *godo.Droplet) resource.PropertyMap {
	public := addressV4(found, "public")
	has := func(feature string) bool { return slices.Contains(found.Features, feature) }
	return outputs(map[string]any{
		"name": found.Name, "dropletUrn": found.URN(), "region": found.Region.Slug, "size": found.Size.Slug,
		"priceHourly": found.Size.PriceHourly, "priceMonthly": found.Size.PriceMonthly, "disk": found.Disk,
		"vcpus": found.Vcpus, "memory": found.Memory, "status": found.Status, "locked": found.Locked,
		"createdAt": found.Created, "vpcUuid": found.VPCUUID, "ipv4Address": public,
		"ipv4AddressPrivate": addressV4(found, "private"), "ipv6Address": addressV6(found, "public"),
		"publicNetworking": public != "", "backups": has("backups"), "ipv6": has("ipv6"),
		"privateNetworking": has("private_networking"), "monitoring": has("monitoring"),
		"volumeIds": list(found.VolumeIDs), "tags": list(found.Tags),
	})
}

func imageName(image *godo.Image) string {
	if image == nil {
		return ""
	}
	if image.Slug != "" {
		return image.Slug
	}
	return strconv.Itoa(image.ID)
}

func addressV4(found *godo.Droplet, kind string) string {
	if found.Networks == nil {
		return ""
	}
	for _, network := range found.Networks.V4 {
		if network.Type == kind && net.ParseIP(network.IPAddress) != nil {
			return network.IPAddress
		}
	}
	return ""
}

func addressV6(found *godo.Droplet, kind string) string {
	if found.Networks == nil {
		return ""
	}
	for _, network := range found.Networks.V6 {
		if network.Type == kind && net.ParseIP(network.IPAddress) != nil {
			return strings.ToLower(network.IPAddress)
		}
	}
	return ""
}
