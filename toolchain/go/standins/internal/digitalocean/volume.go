package digitalocean

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/digitalocean/godo"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"
	"slipway.dev/toolchain/standins/internal/provider"
	"slipway.dev/toolchain/standins/internal/schema"
)

var volume = kind{
	noun: "volume",
	fields: schema.Fields{
		"description":            text.Replacing(),
		"dropletIds":             numbers.OnlyComputed(),
		"filesystemLabel":        text.OnlyComputed(),
		"filesystemType":         text.Among("ext4", "xfs").OrComputed(),
		"initialFilesystemLabel": text.Replacing(),
		"initialFilesystemType":  text.Among("ext4", "xfs").Replacing(),
		"name":                   text.MustBeGiven().Replacing(),
		"region":                 slug.MustBeGiven().Replacing(),
		"size":                   number.MustBeGiven(),
		"snapshotId":             text.Replacing(),
		"tags":                   tags,
		"volumeUrn":              text.OnlyComputed(),
	},
	autoname: &schema.Autoname{Limit: 64, Transform: strings.ToLower},
	check:    checkVolume,
	changes: func(found changes, state, inputs resource.PropertyMap) error {
		before, after := state["size"], inputs["size"]
		if before.IsNumber() && after.IsNumber() && after.NumberValue() < before.NumberValue() {
			return errors.New("volumes `size` can only be expanded and not shrunk")
		}
		return nil
	},
	limits: limits{update: time.Hour},
	create: createVolume,
	update: func(c *call, id string, _, inputs resource.PropertyMap) error {
		now, _, err := c.api.Storage.GetVolume(c, id)
		if err != nil {
			return err
		}
		if size := int64(inputs["size"].NumberValue()); size != now.SizeGigaBytes {
			err := c.whenFree(func() (*godo.Action, error) {
				action, _, err := c.api.StorageActions.Resize(c, id, int(size), now.Region.Slug)
				return action, err
			})
			if err != nil {
				return fmt.Errorf("resizing: %w", err)
			}
		}
		live := resource.PropertyMap{"tags": resource.NewPropertyValue(list(now.Tags))}
		return c.retag(id, godo.VolumeResourceType, live, inputs)
	},
	read: func(c *call, id string, _ resource.PropertyMap) (resource.PropertyMap, error) {
		found, _, err := c.api.Storage.GetVolume(c, id)
		if err != nil {
			return nil, gone(err)
		}
		return volumeOutputs(found), nil
	},
	remove: func(c *call, id string, _ resource.PropertyMap) error {
		_, err := c.api.Storage.DeleteVolume(c, id)
		return err
	},
}

func checkVolume(inputs resource.PropertyMap) []plugin.CheckFailure {
	var failures []plugin.CheckFailure
	for _, key := range []resource.PropertyKey{"description", "initialFilesystemLabel", "name", "snapshotId"} {
		failures = append(failures, checkNotEmpty(inputs, key)...)
	}
	if size := inputs["size"]; size.IsNumber() && size.NumberValue() < 1 {
		failures = append(failures, plugin.CheckFailure{
			Property: "size", Reason: fmt.Sprintf("size: expected at least 1 GiB, found %v", size.NumberValue()),
		})
	}
	if provider.Given(inputs, "filesystemType") && provider.Given(inputs, "initialFilesystemType") {
		failures = append(failures, plugin.CheckFailure{
			Property: "filesystemType", Reason: "filesystemType: conflicts with initialFilesystemType",
		})
	}
	return failures
}

func createVolume(c *call, inputs resource.PropertyMap) (string, error) {
	request := &godo.VolumeCreateRequest{
		Name:            provider.String(inputs, "name"),
		Description:     provider.String(inputs, "description"),
		Region:          strings.ToLower(provider.String(inputs, "region")),
		SizeGigaBytes:   int64(inputs["size"].NumberValue()),
		SnapshotID:      provider.String(inputs, "snapshotId"),
		FilesystemType:  provider.String(inputs, "initialFilesystemType"),
		FilesystemLabel: provider.String(inputs, "initialFilesystemLabel"),
		Tags:            provider.Strings(inputs, "tags"),
	}
	if request.FilesystemType == "" {
		request.FilesystemType = provider.String(inputs, "filesystemType")
	}
	created, _, err := c.api.Storage.CreateVolume(c, request)
	if err != nil {
		return "", err
	}
	return created.ID, nil
}

// volumeOutputs are what the API tells of a volume; what it leaves empty is recorded as it was given.
func volumeOutputs(found *godo.Volume) resource.PropertyMap {
	live := outputs(map[string]any{
		"name": found.Name, "region": found.Region.Slug, "size": found.SizeGigaBytes, "volumeUrn": found.URN(),
		"tags": list(found.Tags), "dropletIds": list(found.DropletIDs), "filesystemType": found.FilesystemType,
		"filesystemLabel": found.FilesystemLabel,
	})
	if found.Description != "" {
		live["description"] = resource.NewProperty(found.Description)
	}
	return live
}
