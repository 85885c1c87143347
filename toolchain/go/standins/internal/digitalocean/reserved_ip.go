package digitalocean

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/digitalocean/godo"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"slipway.dev/toolchain/standins/internal/provider"
	"slipway.dev/toolchain/standins/internal/schema"
)

var reservedIP = kind{
	noun: "reserved IP",
	fields: schema.Fields{
		"region":        slug.MustBeGiven().Replacing(),
		"ipAddress":     text.OrComputed(),
		"dropletId":     number,
		"reservedIpUrn": text.OnlyComputed(),
	},
	limits: limits{create: time.Hour, update: time.Hour, remove: time.Hour},
	create: func(c *call, inputs resource.PropertyMap) (string, error) {
		created, _, err := c.api.ReservedIPs.Create(c, &godo.ReservedIPCreateRequest{
			Region: strings.ToLower(provider.String(inputs, "region")),
		})
		if err != nil {
			return "", err
		}
		return created.IP, c.lead(created.IP, droplets(inputs))
	},
	update: func(c *call, id string, _, inputs resource.PropertyMap) error { return c.lead(id, droplets(inputs)) },
	read: func(c *call, id string, known resource.PropertyMap) (resource.PropertyMap, error) {
		found, _, err := c.api.ReservedIPs.Get(c, id)
		if err != nil {
			return nil, gone(err)
		}
		live := outputs(map[string]any{
			"region": found.Region.Slug, "ipAddress": found.IP, "reservedIpUrn": found.URN(),
		})
		// An assignment of its own may lead it elsewhere: that is not this resource's.
		if found.Droplet != nil && (len(known) == 0 || droplets(known) != 0) {
			live["dropletId"] = resource.NewProperty(float64(found.Droplet.ID))
		}
		return live, nil
	},
	remove: func(c *call, id string, state resource.PropertyMap) error {
		if droplets(state) != 0 {
			if err := c.lead(id, 0); err != nil {
				return err
			}
		}
		_, err := c.api.ReservedIPs.Delete(c, id)
		return err
	},
}

var reservedIPAssignment = kind{
	noun: "reserved IP assignment",
	fields: schema.Fields{
		"dropletId": number.MustBeGiven().Replacing(),
		"ipAddress": text.MustBeGiven().Replacing(),
	},
	limits: limits{create: time.Hour, remove: time.Hour},
	create: func(c *call, inputs resource.PropertyMap) (string, error) {
		address, droplet := provider.String(inputs, "ipAddress"), droplets(inputs)
		if err := c.lead(address, droplet); err != nil {
			return "", err
		}
		return uniqueID(fmt.Sprintf("%d-%s-", droplet, address)), nil
	},
	read: func(c *call, _ string, known resource.PropertyMap) (resource.PropertyMap, error) {
		found, _, err := c.api.ReservedIPs.Get(c, provider.String(known, "ipAddress"))
		if err != nil {
			return nil, gone(err)
		}
		if found.Droplet == nil || found.Droplet.ID != droplets(known) {
			return nil, errGone
		}
		return nil, nil
	},
	remove: func(c *call, _ string, state resource.PropertyMap) error {
		address := provider.String(state, "ipAddress")
		found, _, err := c.api.ReservedIPs.Get(c, address)
		if err != nil || found.Droplet == nil || found.Droplet.ID != droplets(state) {
			return err
		}
		return c.lead(address, 0)
	},
	locate: func(named string) (string, resource.PropertyMap, error) {
		address, id, found := strings.Cut(named, ",")
		droplet, err := strconv.Atoi(id)
		if !found || err != nil {
			return "", nil, errors.New("must use the reserved IP and the ID of the Droplet joined with a comma " +
				"(e.g. `ip_address,droplet_id`)")
		}
		known := outputs(map[string]any{"ipAddress": address, "dropletId": droplet})
		return uniqueID(fmt.Sprintf("%d-%s-", droplet, address)), known, nil
	},
}

// droplets is the droplet that an address leads to; zero for none.
func droplets(properties resource.PropertyMap) int {
	if id := provider.Reveal(properties["dropletId"]); id.IsNumber() {
		return int(id.NumberValue())
	}
	return 0
}

// lead leads what comes for an address to a droplet, or nowhere, and waits until that is so.
func (c *call) lead(address string, droplet int) error {
	found, _, err := c.api.ReservedIPs.Get(c, address)
	if err != nil {
		return err
	}
	now := 0
	if found.Droplet != nil {
		now = found.Droplet.ID
	}
	if now == droplet {
		return nil
	}
	err = c.whenFree(func() (*godo.Action, error) {
		if droplet == 0 {
			action, _, err := c.api.ReservedIPActions.Unassign(c, address)
			return action, err
		}
		action, _, err := c.api.ReservedIPActions.Assign(c, address, droplet)
		return action, err
	})
	switch {
	case droplet == 0 && hasStatus(err, http.StatusUnprocessableEntity):
		// It led nowhere by then.
		return nil
	case err != nil && droplet == 0:
		return fmt.Errorf("unassigning reserved IP %s: %w", address, err)
	case err != nil:
		return fmt.Errorf("assigning reserved IP %s to droplet %d: %w", address, droplet, err)
	default:
		return nil
	}
}
