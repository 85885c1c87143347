package digitalocean

import (
	"github.com/digitalocean/godo"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"slipway.dev/toolchain/standins/internal/provider"
)

func getSSHKey(c *call, args resource.PropertyMap) (map[string]any, error) {
	name := provider.String(args, "name")
	var all []godo.Key
	err := everyPage(func(page *godo.ListOptions) (*godo.Response, error) {
		found, response, err := c.api.Keys.List(c, page)
		all = append(all, found...)
		return response, err
	})
	if err != nil {
		return nil, err
	}
	found, err := only("ssh key", "name "+name, all, func(one godo.Key) bool { return one.Name == name })
	return map[string]any{
		"id": found.ID, "name": found.Name, "fingerprint": found.Fingerprint, "publicKey": found.PublicKey,
	}, err
}
