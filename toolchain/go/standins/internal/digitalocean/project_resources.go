package digitalocean

import (
	"slices"

	"github.com/digitalocean/godo"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"slipway.dev/toolchain/standins/internal/provider"
	"slipway.dev/toolchain/standins/internal/schema"
)

var projectResources = kind{
	noun: "project resources",
	fields: schema.Fields{
		"project":   text.MustBeGiven().Replacing(),
		"resources": texts.MustBeGiven(),
	},
	create: func(c *call, inputs resource.PropertyMap) (string, error) {
		id := provider.String(inputs, "project")
		return id, c.assign(id, provider.Strings(inputs, "resources"))
	},
	update: func(c *call, id string, state, inputs resource.PropertyMap) error {
		before, after := provider.Strings(state, "resources"), provider.Strings(inputs, "resources")
		if err := c.assignToDefault(without(before, after)); err != nil {
			return err
		}
		return c.assign(id, without(after, before))
	},
	read: func(c *call, id string, known resource.PropertyMap) (resource.PropertyMap, error) {
		if _, _, err := c.api.Projects.Get(c, id); err != nil {
			return nil, gone(err)
		}
		members, err := c.members(id)
		if err != nil {
			return nil, err
		}
		// Others may have their own in the same project.
		own := slices.DeleteFunc(provider.Strings(known, "resources"), func(urn string) bool {
			return !slices.Contains(members, urn)
		})
		return outputs(map[string]any{"project": id, "resources": list(own)}), nil
	},
	remove: func(c *call, id string, state resource.PropertyMap) error {
		members, err := c.members(id)
		if err != nil {
			return err
		}
		own := slices.DeleteFunc(provider.Strings(state, "resources"), func(urn string) bool {
			return !slices.Contains(members, urn)
		})
		return c.assignToDefault(own)
	},
}

// members are the URNs of everything in a project.
func (c *call) members(project string) ([]string, error) {
	var urns []string
	err := everyPage(func(page *godo.ListOptions) (*godo.Response, error) {
		found, response, err := c.api.Projects.ListResources(c, project, page)
		for _, member := range found {
			urns = append(urns, member.URN)
		}
		return response, err
	})
	return urns, err
}

func (c *call) assignToDefault(urns []string) error {
	if len(urns) == 0 {
		return nil
	}
	found, _, err := c.api.Projects.GetDefault(c)
	if err != nil {
		return err
	}
	return c.assign(found.ID, urns)
}

func (c *call) assign(project string, urns []string) error {
	if len(urns) == 0 {
		return nil
	}
	_, _, err := c.api.Projects.AssignResources(c, project, list(urns)...)
	return err
}
