package digitalocean

import (
	"slices"

	"github.com/digitalocean/godo"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"slipway.dev/toolchain/standins/internal/provider"
)

// retag gives a resource the tags that it is to have, and takes from it those that it is not.
func (c *call) retag(id string, of godo.ResourceType, state, inputs resource.PropertyMap) error {
	before, after := provider.Strings(state, "tags"), provider.Strings(inputs, "tags")
	tagged := []godo.Resource{{ID: id, Type: of}}
	for _, tag := range without(before, after) {
		request := &godo.UntagResourcesRequest{Resources: tagged}
		if _, err := c.api.Tags.UntagResources(c, tag, request); err != nil && !isGone(err) {
			return err
		}
	}
	for _, tag := range without(after, before) {
		if _, _, err := c.api.Tags.Create(c, &godo.TagCreateRequest{Name: tag}); err != nil {
			return err
		}
		if _, err := c.api.Tags.TagResources(c, tag, &godo.TagResourcesRequest{Resources: tagged}); err != nil {
			return err
		}
	}
	return nil
}

// without is a list without the values of another.
func without[T comparable](values, others []T) []T {
	return slices.DeleteFunc(slices.Clone(values), func(value T) bool { return slices.Contains(others, value) })
}
