package digitalocean

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/digitalocean/godo"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"slipway.dev/toolchain/standins/internal/provider"
	"slipway.dev/toolchain/standins/internal/schema"
)

var sshKey = kind{
	noun: "SSH key",
	fields: schema.Fields{
		"name":        text.MustBeGiven(),
		"fingerprint": text.OnlyComputed(),
		"publicKey":   {Type: schema.Text, Required: true, Replaces: true, Meaning: strings.TrimSpace},
	},
	autoname: named,
	create: func(c *call, inputs resource.PropertyMap) (string, error) {
		created, _, err := c.api.Keys.Create(c, &godo.KeyCreateRequest{
			Name: provider.String(inputs, "name"), PublicKey: provider.String(inputs, "publicKey"),
		})
		if err != nil {
			return "", err
		}
		return strconv.Itoa(created.ID), nil
	},
	update: func(c *call, id string, _, inputs resource.PropertyMap) error {
		number, err := keyID(id)
		if err != nil {
			return err
		}
		_, _, err = c.api.Keys.UpdateByID(c, number, &godo.KeyUpdateRequest{Name: provider.String(inputs, "name")})
		return err
	},
	read: func(c *call, id string, _ resource.PropertyMap) (resource.PropertyMap, error) {
		number, err := keyID(id)
		if err != nil {
			return nil, err
		}
		found, _, err := c.api.Keys.GetByID(c, number)
		if err != nil {
			return nil, gone(err)
		}
		return outputs(map[string]any{
			"name": found.Name, "fingerprint": found.Fingerprint, "publicKey": found.PublicKey,
		}), nil
	},
	remove: func(c *call, id string, _ resource.PropertyMap) error {
		number, err := keyID(id)
		if err != nil {
			return err
		}
		_, err = c.api.Keys.DeleteByID(c, number)
		return err
	},
}

func keyID(id string) (int, error) {
	number, err := strconv.Atoi(id)
	if err != nil {
		return 0, fmt.Errorf("invalid SSH key id: expected a number, found %q", id)
	}
	return number, nil
}
