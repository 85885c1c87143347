package digitalocean

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/digitalocean/godo"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"
	"slipway.dev/toolchain/standins/internal/provider"
	"slipway.dev/toolchain/standins/internal/schema"
)

var project = kind{
	noun: "project",
	fields: schema.Fields{
		"name":        text.MustBeGiven(),
		"description": text.OrDefault(""),
		"purpose":     text.OrDefault("Web Application"),
		"environment": {Type: schema.Text, Meaning: strings.ToLower},
		"isDefault":   flag.OrDefault(false),
		"resources":   texts.OrComputed(),
		"ownerUuid":   text.OnlyComputed(),
		"ownerId":     number.OnlyComputed(),
		"createdAt":   text.OnlyComputed(),
		"updatedAt":   text.OnlyComputed(),
	},
	autoname: &schema.Autoname{Limit: 175},
	check: func(inputs resource.PropertyMap) []plugin.CheckFailure {
		failures := checkNotEmpty(inputs, "name")
		given := inputs["environment"]
		if !given.IsString() {
			return failures
		}
		for _, known := range []string{"development", "staging", "production"} {
			if strings.EqualFold(known, given.StringValue()) {
				return failures
			}
		}
		return append(failures, plugin.CheckFailure{Property: "environment", Reason: fmt.Sprintf(
			"environment: expected one of development, staging, production, found %q", given.StringValue())})
	},
	limits: limits{remove: 3 * time.Minute},
	create: createProject,
	update: updateProject,
	read: func(c *call, id string, _ resource.PropertyMap) (resource.PropertyMap, error) {
		found, _, err := c.api.Projects.Get(c, id)
		if err != nil {
			return nil, gone(err)
		}
		members, err := c.members(id)
		if err != nil {
			return nil, err
		}
		return outputs(map[string]any{
			"name": found.Name, "purpose": strings.TrimPrefix(found.Purpose, "Other: "), "description": found.Description,
			"environment": found.Environment, "isDefault": found.IsDefault, "ownerUuid": found.OwnerUUID,
			"ownerId": found.OwnerID, "createdAt": found.CreatedAt, "updatedAt": found.UpdatedAt,
			"resources": list(members),
		}), nil
	},
	remove: func(c *call, id string, _ resource.PropertyMap) error {
		members, err := c.members(id)
		if err != nil {
			return err
		}
		if err := c.assignToDefault(members); err != nil {
			return err
		}
		return c.await("the project to be empty", func() (bool, string, error) {
			_, err := c.api.Projects.Delete(c, id)
			if refusedWith(err, http.StatusPreconditionFailed, "cannot delete a project with resources") {
				return false, err.Error(), nil
			}
			return err == nil, "", err
		})
	},
}

func createProject(c *call, inputs resource.PropertyMap) (string, error) {
	created, _, err := c.api.Projects.Create(c, &godo.CreateProjectRequest{
		Name:        provider.String(inputs, "name"),
		Description: provider.String(inputs, "description"),
		Purpose:     provider.String(inputs, "purpose"),
		Environment: provider.String(inputs, "environment"),
	})
	if err != nil {
		return "", err
	}
	if err := c.assign(created.ID, provider.Strings(inputs, "resources")); err != nil {
		// As the real provider does: a project without its resources is not kept.
		if _, removing := c.api.Projects.Delete(c, created.ID); removing != nil {
			return created.ID, errors.Join(err, removing)
		}
		return "", err
	}
	if !provider.Bool(inputs, "isDefault", false) {
		return created.ID, nil
	}
	_, _, err = c.api.Projects.Update(c, created.ID, projectRequest(inputs))
	return created.ID, err
}

func updateProject(c *call, id string, _, inputs resource.PropertyMap) error {
	if _, _, err := c.api.Projects.Update(c, id, projectRequest(inputs)); err != nil {
		return err
	}
	before, err := c.members(id)
	if err != nil {
		return err
	}
	after := provider.Strings(inputs, "resources")
	if err := c.assignToDefault(without(before, after)); err != nil {
		return err
	}
	return c.assign(id, without(after, before))
}

func projectRequest(inputs resource.PropertyMap) *godo.UpdateProjectRequest {
	return &godo.UpdateProjectRequest{
		Name:        provider.String(inputs, "name"),
		Description: provider.String(inputs, "description"),
		Purpose:     provider.String(inputs, "purpose"),
		Environment: provider.String(inputs, "environment"),
		IsDefault:   provider.Bool(inputs, "isDefault", false),
	}
}
