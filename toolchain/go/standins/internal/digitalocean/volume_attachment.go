package digitalocean

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"time"

	"github.com/digitalocean/godo"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"slipway.dev/toolchain/standins/internal/provider"
	"slipway.dev/toolchain/standins/internal/schema"
)

var volumeAttachment = kind{
	noun: "volume attachment",
	fields: schema.Fields{
		"dropletId": number.MustBeGiven().Replacing(),
		"volumeId":  text.MustBeGiven().Replacing(),
	},
	limits: limits{create: 5 * time.Minute, remove: 5 * time.Minute},
	create: func(c *call, inputs resource.PropertyMap) (string, error) {
		volume, droplet := provider.String(inputs, "volumeId"), int(inputs["dropletId"].NumberValue())
		if err := c.attach(volume, droplet); err != nil {
			return "", err
		}
		return uniqueID(fmt.Sprintf("%d-%s-", droplet, volume)), nil
	},
	read: func(c *call, _ string, known resource.PropertyMap) (resource.PropertyMap, error) {
		if len(known) == 0 {
			return nil, errors.New("a volume attachment cannot be imported: let the program attach the volume again")
		}
		found, _, err := c.api.Storage.GetVolume(c, provider.String(known, "volumeId"))
		if err != nil {
			return nil, gone(err)
		}
		if droplet := int(known["dropletId"].NumberValue()); !slices.Contains(found.DropletIDs, droplet) {
			return nil, errGone
		}
		return nil, nil
	},
	remove: func(c *call, _ string, state resource.PropertyMap) error {
		return c.detach(provider.String(state, "volumeId"), int(state["dropletId"].NumberValue()))
	},
}

// attach waits until the droplet has the volume, which it may have already.
func (c *call) attach(volume string, droplet int) error {
	found, _, err := c.api.Storage.GetVolume(c, volume)
	if err != nil {
		return fmt.Errorf("retrieving volume %s: %w", volume, err)
	}
	if slices.Contains(found.DropletIDs, droplet) {
		return nil
	}
	err = c.whenFree(func() (*godo.Action, error) {
		action, _, err := c.api.StorageActions.Attach(c, volume, droplet)
		return action, err
	})
	if err != nil {
		return fmt.Errorf("attaching volume %s to droplet %d: %w", volume, droplet, err)
	}
	return nil
}

// detach waits until the droplet no longer has the volume; either may be gone.
func (c *call) detach(volume string, droplet int) error {
	err := c.whenFree(func() (*godo.Action, error) {
		action, _, err := c.api.StorageActions.DetachByDropletID(c, volume, droplet)
		return action, err
	})
	if isGone(err) || refusedWith(err, http.StatusUnprocessableEntity, "attachment not found") {
		return nil
	}
	if err != nil {
		return fmt.Errorf("detaching volume %s from droplet %d: %w", volume, droplet, err)
	}
	return nil
}
