package docker

import (
	"context"
	"encoding/base64"
	"fmt"

	"github.com/docker/docker/api/types/swarm"
	"github.com/docker/docker/client"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"
	"slipway.dev/toolchain/standins/internal/provider"
)

var secret = kind{
	noun: "secret",
	shapes: map[resource.PropertyKey]provider.Shape{
		"data": provider.Text, "labels": provider.ObjectList, "name": provider.Text,
	},
	secret: []resource.PropertyKey{"data"},
	check: func(inputs resource.PropertyMap) []plugin.CheckFailure {
		failures := checkLabels(inputs)
		if !provider.Given(inputs, "data") {
			return append(failures, plugin.CheckFailure{Property: "data", Reason: "data is required"})
		}
		return append(failures, checkBase64(inputs)...)
	},
	create: func(ctx context.Context, api client.APIClient, inputs resource.PropertyMap) (string, error) {
		data, err := base64.StdEncoding.DecodeString(provider.String(inputs, "data"))
		if err != nil {
			return "", err
		}
		created, err := api.SecretCreate(ctx, swarm.SecretSpec{
			Annotations: swarm.Annotations{Name: provider.String(inputs, "name"), Labels: labels(inputs)},
			Data:        data,
		})
		return created.ID, err
	},
	read: func(ctx context.Context, api client.APIClient, id string) (resource.PropertyMap, error) {
		found, _, err := api.SecretInspectWithRaw(ctx, id)
		if err != nil {
			return nil, gone(err)
		}
		live := resource.PropertyMap{"name": resource.NewProperty(found.Spec.Name)}
		return withLabels(live, found.Spec.Labels), nil
	},
	remove: func(ctx context.Context, api client.APIClient, id string) error {
		return gone(api.SecretRemove(ctx, id))
	},
	noImport: "a docker secret cannot be imported: the engine never shows its data again; delete it and let the program create it",
}

// checkBase64 reports `data` that is not in base64; it never repeats the data.
func checkBase64(inputs resource.PropertyMap) []plugin.CheckFailure {
	if !inputs["data"].IsString() {
		return nil
	}
	if _, err := base64.StdEncoding.DecodeString(inputs["data"].StringValue()); err != nil {
		return []plugin.CheckFailure{{Property: "data", Reason: fmt.Sprintf("data is not base64: %s", err)}}
	}
	return nil
}
