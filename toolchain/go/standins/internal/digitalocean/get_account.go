package digitalocean

import (
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
)

func getAccount(c *call, _ resource.PropertyMap) (map[string]any, error) {
	found, _, err := c.api.Account.Get(c)
	if err != nil {
		return nil, err
	}
	return map[string]any{
		"id": found.UUID, "uuid": found.UUID, "dropletLimit": found.DropletLimit, "email": found.Email,
		"floatingIpLimit": found.FloatingIPLimit, "emailVerified": found.EmailVerified, "status": found.Status,
		"statusMessage": found.StatusMessage,
	}, nil
}
