package digitalocean

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/digitalocean/godo"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"slipway.dev/toolchain/standins/internal/provider"
)

// updateDroplet does what is still to be done: an update that was broken off goes on where it was.
func updateDroplet(c *call, id string, state, inputs resource.PropertyMap) error {
	number, err := dropletID(id)
	if err != nil {
		return err
	}
	wanted, err := decode[dropletInputs](inputs)
	if err != nil {
		return err
	}
	now, err := c.awaitDroplet(number, "be ready", func(now *godo.Droplet) bool { return now.Status != "new" })
	if err != nil {
		return err
	}
	if !strings.EqualFold(now.Size.Slug, wanted.Size) {
		if err := c.resizeDroplet(number, wanted); err != nil {
			return err
		}
	}
	if now.Name != wanted.Name {
		if err := c.renameDroplet(number, wanted.Name); err != nil {
			return err
		}
	}
	if err := c.changeFeatures(now, wanted, state, inputs); err != nil {
		return err
	}
	live := resource.PropertyMap{"tags": resource.NewPropertyValue(list(now.Tags))}
	if err := c.retag(id, godo.DropletResourceType, live, inputs); err != nil {
		return err
	}
	return c.changeVolumes(number, now.VolumeIDs, wanted.VolumeIDs)
}

// resizeDroplet takes the droplet down for it, and brings it up again whether that went well or not.
func (c *call) resizeDroplet(id int, wanted dropletInputs) error {
	_, _, err := c.api.DropletActions.PowerOff(c, id)
	if err != nil && !strings.Contains(err.Error(), "already powered off") {
		return fmt.Errorf("powering off: %w", err)
	}
	_, err = c.awaitDroplet(id, "be off", func(now *godo.Droplet) bool { return now.Status == "off" })
	if err != nil {
		return err
	}
	action, _, failed := c.api.DropletActions.Resize(c, id, wanted.Size, wanted.ResizeDisk)
	if failed == nil {
		failed = c.awaitAction(action)
	}
	if failed != nil {
		failed = fmt.Errorf("resizing: %w", failed)
	}
	if _, _, err := c.api.DropletActions.PowerOn(c, id); err != nil {
		if failed != nil {
			return fmt.Errorf("powering on after a failed resize: %w: %w", err, failed)
		}
		return fmt.Errorf("powering on after the resize: %w", err)
	}
	_, err = c.awaitDroplet(id, "become active", func(now *godo.Droplet) bool { return now.Status == "active" })
	if failed != nil {
		return failed
	}
	return err
}

func (c *call) renameDroplet(id int, name string) error {
	if _, _, err := c.api.DropletActions.Rename(c, id, name); err != nil {
		return fmt.Errorf("renaming: %w", err)
	}
	_, err := c.awaitDroplet(id, fmt.Sprintf("have the name %q", name), func(now *godo.Droplet) bool {
		return now.Name == name
	})
	return err
}

// changeFeatures turns backups on and off, and IPv6 and private networking on.
func (c *call) changeFeatures(now *godo.Droplet, wanted dropletInputs, state, inputs resource.PropertyMap) error {
	has := func(feature string) bool { return slices.Contains(now.Features, feature) }
	actions := c.api.DropletActions
	policy := wanted.BackupPolicy.request()
	policyChanged := policy != nil && !state["backupPolicy"].DeepEquals(inputs["backupPolicy"])
	for _, step := range []struct {
		due   bool
		begin func() (*godo.Action, *godo.Response, error)
		what  string
	}{
		{wanted.Backups && !has("backups"), func() (*godo.Action, *godo.Response, error) {
			if policy != nil {
				return actions.EnableBackupsWithPolicy(c, now.ID, policy)
			}
			return actions.EnableBackups(c, now.ID)
		}, "enabling backups"},
		{!wanted.Backups && has("backups"), func() (*godo.Action, *godo.Response, error) {
			return actions.DisableBackups(c, now.ID)
		}, "disabling backups"},
		{policyChanged && has("backups"), func() (*godo.Action, *godo.Response, error) {
			return actions.ChangeBackupPolicy(c, now.ID, policy)
		}, "changing the backup policy"},
		{wanted.PrivateNetworking && !has("private_networking"), func() (*godo.Action, *godo.Response, error) {
			return actions.EnablePrivateNetworking(c, now.ID)
		}, "enabling private networking"},
		{wanted.IPv6 && !has("ipv6"), func() (*godo.Action, *godo.Response, error) {
			return actions.EnableIPv6(c, now.ID)
		}, "turning on ipv6"},
	} {
		if !step.due {
			continue
		}
		if err := c.whenFree(func() (*godo.Action, error) { action, _, err := step.begin(); return action, err }); err != nil {
			return fmt.Errorf("%s: %w", step.what, err)
		}
	}
	return nil
}

func (c *call) changeVolumes(id int, now, wanted []string) error {
	for _, volume := range without(wanted, now) {
		if err := c.attach(volume, id); err != nil {
			return err
		}
	}
	for _, volume := range without(now, wanted) {
		if err := c.detach(volume, id); err != nil {
			return err
		}
	}
	return nil
}

// removeDroplet lets the droplet go off first if asked to, takes its volumes away, and waits until it is gone.
func removeDroplet(c *call, id string, state resource.PropertyMap) error {
	number, err := dropletID(id)
	if err != nil {
		return err
	}
	now, err := c.awaitDroplet(number, "be unlocked", func(*godo.Droplet) bool { return true })
	if err != nil {
		return err
	}
	if provider.Bool(state, "gracefulShutdown", false) && now.Status == "active" {
		if _, _, err := c.api.DropletActions.Shutdown(c, number); err != nil {
			return fmt.Errorf("shutting down: %w", err)
		}
		_, err = c.awaitDroplet(number, "be off", func(now *godo.Droplet) bool { return now.Status == "off" })
		if err != nil {
			return err
		}
	}
	if err := c.changeVolumes(number, now.VolumeIDs, nil); err != nil {
		return err
	}
	if _, err := c.api.Droplets.Delete(c, number); err != nil {
		return err
	}
	return c.await("droplet "+strconv.Itoa(number)+" to be gone", func() (bool, string, error) {
		now, _, err := c.api.Droplets.Get(c, number)
		if isGone(err) {
			return true, "", nil
		}
		if err != nil {
			return false, "", err
		}
		return false, now.Status, nil
	})
}
