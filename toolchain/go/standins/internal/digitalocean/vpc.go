package digitalocean

import (
	"net/http"
	"sync"
	"time"

	"github.com/digitalocean/godo"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"slipway.dev/toolchain/standins/internal/provider"
	"slipway.dev/toolchain/standins/internal/schema"
)

var vpc = kind{
	noun: "VPC",
	fields: schema.Fields{
		"name":        text.MustBeGiven(),
		"region":      text.MustBeGiven().Replacing(),
		"description": text,
		"ipRange":     text.OrComputed().Replacing(),
		"vpcUrn":      text.OnlyComputed(),
		"default":     flag.OnlyComputed(),
		"createdAt":   text.OnlyComputed(),
	},
	autoname: named,
	limits:   limits{remove: 2 * time.Minute},
	create:   createVPC,
	update: func(c *call, id string, _, inputs resource.PropertyMap) error {
		isDefault := provider.Bool(inputs, "default", false)
		_, _, err := c.api.VPCs.Update(c, id, &godo.VPCUpdateRequest{
			Name:        provider.String(inputs, "name"),
			Description: provider.String(inputs, "description"),
			Default:     &isDefault,
		})
		return err
	},
	read: func(c *call, id string, _ resource.PropertyMap) (resource.PropertyMap, error) {
		found, _, err := c.api.VPCs.Get(c, id)
		if err != nil {
			return nil, gone(err)
		}
		return outputs(map[string]any{
			"name": found.Name, "region": found.RegionSlug, "description": found.Description, "ipRange": found.IPRange,
			"vpcUrn": found.URN, "default": found.Default, "createdAt": found.CreatedAt.UTC().String(),
		}), nil
	},
	remove: func(c *call, id string, _ resource.PropertyMap) error {
		return c.await("the VPC to have no members", func() (bool, string, error) {
			_, err := c.api.VPCs.Delete(c, id)
			// Members that have just been deleted are counted for a while.
			if hasStatus(err, http.StatusForbidden) || hasStatus(err, http.StatusConflict) {
				return false, err.Error(), nil
			}
			return err == nil, "", err
		})
	},
}

// Two VPCs of one region that are made at once could be given the same range of addresses.
var creatingVPC sync.Mutex

func createVPC(c *call, inputs resource.PropertyMap) (string, error) {
	creatingVPC.Lock()
	defer creatingVPC.Unlock()
	created, _, err := c.api.VPCs.Create(c, &godo.VPCCreateRequest{
		Name:        provider.String(inputs, "name"),
		RegionSlug:  provider.String(inputs, "region"),
		Description: provider.String(inputs, "description"),
		IPRange:     provider.String(inputs, "ipRange"),
	})
	if err != nil {
		return "", err
	}
	return created.ID, nil
}
